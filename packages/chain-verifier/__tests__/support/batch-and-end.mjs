// Verifies a batch with the built package, and does nothing to end its threads.
import { mintChain } from '@trustchains/test-kit'
import { TrustChainVerifier } from '@trustchains/chain-verifier'

const chain = mintChain()
const verifier = new TrustChainVerifier({ sources: chain.world.toDereferencer(), policy: chain.policy, workers: 2 })
const agent = { resolveDid: ({ didUrl, options }) => chain.world.resolveDid(didUrl, options) }
const items = Array.from({ length: 130 }, () => ({ credential: chain.leaf }))
const { results } = await verifier.methods.verifyTrustChains({ items, at: chain.at }, { agent })
process.stdout.write(`${results.length} ${[...new Set(results.map(({ report }) => report.verdict))].join()}`)
