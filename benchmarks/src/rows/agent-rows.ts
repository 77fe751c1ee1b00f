import type { Side } from '../measure/interleave.js'
import type { RatioRow } from '../measure/ratio.js'
import { credentialAgent, verifierAgent, type VerifierAgent } from '../setup/agents.js'
import { benchChain, type BenchChain } from '../setup/chains.js'
import { memorySources } from '../setup/memory-sources.js'
import { inTurns, warmSide } from './validate-chain-rows.js'

/** Chains that hold now, since an agent asks for the newest: whenever the benchmark runs. */
const holdsNow = { validUntil: '2090-01-01T00:00:00Z' }

/** Chains whose evidence lies in memory. */
export const agentChains = (count: number): BenchChain[] =>
  Array.from({ length: count }, (_, number) => benchChain(`agent-${String(number)}`, 'EdDSA', holdsNow))

/** The two rows of `agent.verifyTrustChain` (benchmarks/README.md, Results). */
export function agentRows(chains: readonly BenchChain[]): RatioRow[] {
  return [
    {
      what: 'agent.verifyTrustChain, sources in memory, warm ÷ validateChain warm',
      subject: warmAgentSide(chains),
      peer: warmSide(chains),
      bound: { at: 'most', value: 1.5 },
    },
    {
      what: 'agent.verifyTrustChain, cold ÷ four agent.verifyCredential',
      subject: coldAgentSide(chains),
      peer: verifyCredentialSide(chains),
      bound: { at: 'most', value: 0.15 },
    },
  ]
}

/** One agent that has verified these chains before; each leaf is new to it. */
export function warmAgentSide(chains: readonly BenchChain[]): Side {
  const agent = verifierAgent(memorySources(chains.map(({ minted }) => minted)))
  const nextChain = inTurns(chains)
  const work: { credential: string; policy: BenchChain['policy'] }[] = []
  return {
    name: 'agent.verifyTrustChain warm',
    prepare: (count) => {
      work.length = 0
      for (let index = 0; index < count; index += 1) {
        const { nextLeaf, policy } = nextChain()
        work.push({ credential: nextLeaf(), policy })
      }
    },
    run: async (count) => {
      for (let index = 0; index < count; index += 1) await trusted(agent, work[index] as (typeof work)[number])
    },
  }
}

/** An agent for each chain, which has seen nothing. */
export function coldAgentSide(chains: readonly BenchChain[]): Side {
  const sources = memorySources(chains.map(({ minted }) => minted))
  const nextChain = inTurns(chains)
  const agents: VerifierAgent[] = []
  return {
    name: 'agent.verifyTrustChain cold',
    prepare: (count) => {
      agents.length = 0
      for (let index = 0; index < count; index += 1) agents.push(verifierAgent(sources))
    },
    run: async (count) => {
      for (let index = 0; index < count; index += 1) {
        const { minted, policy } = nextChain()
        await trusted(agents[index] as VerifierAgent, { credential: minted.leaf, policy })
      }
    },
  }
}

async function trusted(
  agent: VerifierAgent,
  args: { credential: string; policy: BenchChain['policy'] },
): Promise<void> {
  const { verified, reasons } = await agent.verifyTrustChain(args)
  if (!verified) throw new Error(`the chain of the benchmark is not trusted: ${reasons[0]?.message ?? ''}`)
}

/** All four credentials of a chain, one after the other, by Veramo: their signatures and nothing about the chain. */
export function verifyCredentialSide(chains: readonly BenchChain[]): Side {
  const agent = credentialAgent(memorySources(chains.map(({ minted }) => minted)))
  const nextChain = inTurns(chains)
  return {
    name: '4 × agent.verifyCredential',
    run: async (count) => {
      for (let index = 0; index < count; index += 1) {
        for (const { token } of nextChain().minted.links) {
          const { verified, error } = await agent.verifyCredential({ credential: token })
          if (!verified) throw new Error(`the peer did not verify: ${error?.message ?? ''}`)
        }
      }
    },
  }
}
