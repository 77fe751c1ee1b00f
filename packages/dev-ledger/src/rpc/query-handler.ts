import type { Chain } from '../chain.js'

/** Answers one query: protobuf in, protobuf out. Throws AbciError. */
export type QueryHandler = (chain: Chain, data: Uint8Array) => Uint8Array | Promise<Uint8Array>
