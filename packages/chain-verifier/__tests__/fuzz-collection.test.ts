import type { DereferencedResource } from '@trustchains/core'
import { mintChain, type MintedChain } from '@trustchains/test-kit'
import fc from 'fast-check'
import type { DIDResolutionResult } from 'did-resolver'
import { TrustChainVerifierError } from '../src/index.js'
import { makeAgent } from './support/make-agent.js'

// `FUZZ_INPUTS=100000` looks longer; a failure prints its seed.
const runs = { numRuns: Math.ceil(Number(process.env.FUZZ_INPUTS ?? 3000) / 20) }
const verdicts = ['trusted', 'untrusted', 'indeterminate']

const good = mintChain({ reference: 'named' })
const forged = mintChain({ seed: 'forged', tamper: { a1: { signWith: 'mallory' } } })

/** Any JSON, and what ledgers answer, for a place that is drawn from all there are. */
const change = fc.record({
  /** Which answer, of those that are given. */
  turn: fc.nat({ max: 12 }),
  place: fc.nat(),
  value: fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom(undefined, '', '\0', 'did:x:y', 1e308, -1, [[]], { a: { b: [] } }),
  ),
})
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never

/** Replaces one member, however deep it stands; the whole where there is none. */
function changed<T extends object>(answer: T, { place, value }: Change): T {
  const copy = structuredClone(answer)
  const places = placesIn(copy)
  const found = places[place % (places.length + 1)]
  if (found === undefined) return value as T
  Object.defineProperty(found.container, found.name, { value, enumerable: true, writable: true, configurable: true })
  return copy
}

function placesIn(container: object, found: { container: object; name: string }[] = []): typeof found {
  for (const [name, value] of Object.entries(container)) {
    found.push({ container, name })
    if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array)) placesIn(value as object, found)
  }
  return found
}

/** A report, where a ledger changes one of its answers. */
async function verdictOf(chain: MintedChain, given: Change): Promise<string> {
  let turn = 0
  const alter = <T extends object>(answer: T): T => (turn++ === given.turn ? changed(answer, given) : answer)
  const agent = makeAgent(chain.world, {
    resolveDid: async (did): Promise<DIDResolutionResult> => alter(await chain.world.resolveDid(did)),
    sources: {
      dereference: async (url, options): Promise<DereferencedResource> =>
        alter(await chain.world.dereference(url, options)),
    },
  })
  const { verdict } = await agent.verifyTrustChain({ credential: chain.leaf, policy: chain.policy, at: chain.at })
  return verdict
}

describe('a ledger that answers what nobody expects', () => {
  it('never makes the call fail, whatever it answers: there is a report', async () => {
    await fc.assert(
      fc.asyncProperty(change, async (given) => {
        expect(verdicts).toContain(await verdictOf(good, given))
      }),
      runs,
    )
  })

  it('never makes a forged chain trusted', async () => {
    await fc.assert(
      fc.asyncProperty(change, async (given) => {
        expect(['untrusted', 'indeterminate']).toContain(await verdictOf(forged, given))
      }),
      runs,
    )
  })
})

describe('evidence that somebody kept and changed', () => {
  const endOf = async (agent: ReturnType<typeof makeAgent>, chain: MintedChain, evidence: unknown): Promise<string> => {
    try {
      return (await agent.verifyTrustChainEvidence({ evidence: evidence as string, policy: chain.policy })).verdict
    } catch (error) {
      if (error instanceof TrustChainVerifierError) return error.code
      throw error
    }
  }

  it('is a report or invalid_evidence, as JSON and as text, and a forged chain is not trusted', async () => {
    const agent = makeAgent(forged.world)
    const evidence = await agent.collectTrustChainEvidence({
      credential: forged.leaf,
      policy: forged.policy,
      at: forged.at,
    })
    const text = JSON.stringify(evidence)
    await fc.assert(
      fc.asyncProperty(
        change,
        fc.nat({ max: text.length }),
        fc.string({ unit: 'binary', maxLength: 3 }),
        async (given, at, insert) => {
          const ends = ['untrusted', 'indeterminate', 'invalid_evidence']
          const json = JSON.stringify(changed(evidence, given)) ?? 'null'
          expect(ends).toContain(await endOf(agent, forged, json))
          expect(ends).toContain(await endOf(agent, forged, text.slice(0, at) + insert + text.slice(at + 1)))
          expect(ends).toContain(await endOf(agent, forged, text.slice(0, at)))
        },
      ),
      runs,
    )
  })
})
