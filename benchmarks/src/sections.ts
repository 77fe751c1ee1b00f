import type { Effort } from './measure/interleave.js'
import { measureRatio } from './measure/ratio.js'
import type { Result } from './measure/result.js'
import { agentChains, agentRows } from './rows/agent-rows.js'
import { measureDns } from './rows/dns-rows.js'
import { measureIssuing, measurePublishing } from './rows/issue-row.js'
import { measureLengths } from './rows/length-row.js'
import { measureMany } from './rows/many-row.js'
import { measureMemory } from './rows/memory-row.js'
import { measureMillion } from './rows/million-row.js'
import { measurePeers } from './rows/peer-rows.js'
import { measureRoundTrips } from './rows/round-trips.js'
import { mintChains, validateChainRows } from './rows/validate-chain-rows.js'
import { x509Row } from './rows/x509-rows.js'

/** Rows that are measured together. */
interface Section {
  /** For `--only`. */
  name: string
  title: string
  measure: (small: boolean) => Promise<Result[]>
}

/** CI sees with the small one that everything runs; it tells nothing of how fast. */
const effortOf = (small: boolean): Effort =>
  small ? { rounds: 1, roundMs: 50, warmUpMs: 20 } : { rounds: 25, roundMs: 200, warmUpMs: 1500 }

/** All that `npm run bench` measures of the validation, in the order of the results in benchmarks/README.md. */
export const sections: readonly Section[] = [
  { name: 'validate', title: 'validateChain ÷ the signatures it has to verify', measure: validateSection },
  { name: 'agent', title: 'agent.verifyTrustChain', measure: agentSection },
  { name: 'x509', title: 'X.509', measure: x509Section },
  {
    name: 'many',
    title: 'verifyTrustChains',
    measure: (small) =>
      measureMany(
        agentChains(small ? 2 : 16),
        small ? { count: 100, rounds: 1, warmUp: 10 } : { count: 10_000, rounds: 3, warmUp: 3000 },
      ),
  },
  {
    name: 'trips',
    title: 'Network round trips',
    measure: async (small) => [await measureRoundTrips(small ? [1, 2] : [1, 2, 4, 8])],
  },
  {
    name: 'dns',
    title: 'DNS: a validated look-up',
    measure: (small) => measureDns(small ? { rounds: 1, roundMs: 100, warmUpMs: 20 } : effortOf(false)),
  },
  { name: 'length', title: 'Time against chain length', measure: lengthSection },
  {
    name: 'memory',
    title: 'Memory',
    measure: (small) => measureMemory(small ? 5000 : 1_000_000),
  },
  {
    name: 'million',
    title: 'Memory over many chains (npm run bench -- --million)',
    measure: (small) => Promise.resolve([measureMillion(small ? 2000 : 1_000_000)]),
  },
  {
    name: 'issue',
    title: 'Issuing many',
    measure: issueSection,
  },
  {
    name: 'peers',
    title: 'Peers, by our whole validation',
    measure: (small) =>
      measurePeers(agentChains(small ? 2 : 16), small ? effortOf(true) : { rounds: 15, roundMs: 400, warmUpMs: 1000 }),
  },
]

async function validateSection(small: boolean): Promise<Result[]> {
  const results: Result[] = []
  for (const algorithm of ['EdDSA', 'ES256', 'ES256K'] as const) {
    const chains = mintChains(algorithm, small ? 2 : 32)
    for (const row of validateChainRows(algorithm, chains)) results.push(await measureRatio(row, effortOf(small)))
  }
  return results
}

async function agentSection(small: boolean): Promise<Result[]> {
  const results: Result[] = []
  for (const row of agentRows(agentChains(small ? 2 : 32))) results.push(await measureRatio(row, effortOf(small)))
  return results
}

async function x509Section(small: boolean): Promise<Result[]> {
  const results: Result[] = []
  for (const algorithm of ['EdDSA', 'ES256'] as const) {
    const row = x509Row(algorithm, mintChains(algorithm, small ? 2 : 16))
    results.push(
      row === undefined
        ? { what: `${algorithm}: X.509`, value: Number.NaN, unit: 'times', note: 'the command openssl is not there' }
        : await measureRatio(row, effortOf(small)),
    )
  }
  return results
}

/** Blocks at once are the hardest comparison; blocks at intervals are what a chain has (cheqd: some 6 s). */
async function issueSection(small: boolean): Promise<Result[]> {
  const [count, blockSeconds] = small ? [20, 0.1] : [1000, 1]
  return [await measurePublishing(count, 0), await measureIssuing(count, 0), await measureIssuing(count, blockSeconds)]
}

async function lengthSection(small: boolean): Promise<Result[]> {
  const effort = small ? { rounds: 1, roundMs: 100, warmUpMs: 20 } : { rounds: 15, roundMs: 400, warmUpMs: 500 }
  return [await measureLengths(effort, small ? [1, 8, 64] : [1, 2, 4, 8, 16, 32, 64])]
}
