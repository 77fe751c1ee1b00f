import type { IssuanceProof } from '../chain/link.js'

/** A time at which the leaf is proven to have existed, or why what was offered proves none. */
export type ExistenceOutcome =
  /** `time`: milliseconds since 1970. */
  { time: number; provenBy: IssuanceProof; refused?: undefined } | { time?: undefined; refused: string }
