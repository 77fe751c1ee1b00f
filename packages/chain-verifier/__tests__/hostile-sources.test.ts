import { gzipSync } from 'node:zlib'
import { normalizeDidUrl, type CheckCode, type TrustChainReport } from '@trustchains/core'
import {
  hostileBehaviours,
  mintChain,
  startHostileServer,
  startSilentServer,
  type HostileBehaviour,
  type MintedChain,
} from '@trustchains/test-kit'
import { createDereferencer, getResolver, type CheqdResolverOptions } from 'cheqd-did-resolver'
import { makeAgentOf } from './support/make-agent.js'

const never = '2099-01-01T00:00:00Z'
/** Behaviours that end with the deadline and not before. */
const hanging: ReadonlySet<HostileBehaviour> = new Set([
  'hang-before-headers',
  'hang-after-headers',
  'hang-in-body',
  'trickle',
])
/** Milliseconds; the short one long enough for a busy machine to read all the rest of the chain. */
const deadlineOf = (behaviour: HostileBehaviour): number => (hanging.has(behaviour) ? 2500 : 20_000)
/** No test measures time; a call that did not end by its deadline would take minutes. */
const marginMs = 20_000

const positions = ['did', 'resource', 'schema', 'status list'] as const
type Position = (typeof positions)[number]

const listUrl = (did: string): string => `${did}?resourceName=list&resourceType=BitstringStatusListCredential`

/** A chain whose leaf has a schema and a status list. */
function chainWithAll(): MintedChain {
  const chain = mintChain({
    validUntil: { root: never, a1: never, a2: never, leaf: never },
    tamper: {
      leaf: {
        payload: (draft, { did }) => {
          const url = listUrl(did('p2'))
          draft.credentialStatus = {
            id: `${url}#9`,
            type: 'BitstringStatusListEntry',
            statusPurpose: 'revocation',
            statusListIndex: '9',
            statusListCredential: url,
          }
        },
      },
    },
  })
  const issuer = chain.did('p2')
  const credentialSubject = {
    type: 'BitstringStatusList',
    statusPurpose: 'revocation',
    encodedList: `u${gzipSync(Buffer.alloc(16_384)).toString('base64url')}`,
  }
  chain.world.publish({
    collection: issuer,
    id: '00000000-0000-4000-8000-000000000001',
    name: 'list',
    type: 'BitstringStatusListCredential',
    created: '2026-01-10T00:00:00Z',
    content: JSON.stringify({
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiableCredential', 'BitstringStatusListCredential'],
      issuer,
      credentialSubject,
    }),
  })
  return chain
}

const questionAt = (chain: MintedChain, position: Position): string =>
  ({
    did: chain.did('p1'),
    resource: chain.url('a1').pinned,
    schema: chain.schemaUrl,
    'status list': listUrl(chain.did('p2')),
  })[position]

const names: Partial<Record<Position, string>> = { schema: 'DiplomaSchema', 'status list': 'list' }

/** What is named is read by its id too, where the name did not help. */
const pinnedAt = (chain: MintedChain, position: Position): string[] =>
  chain.world
    .listAllResources()
    .filter(({ resourceName }) => resourceName === names[position])
    .map(({ resourceURI }) => resourceURI)

/** Verifies by a real agent that reads a network over HTTP or a node's RPC. */
async function verifyOver(
  chain: MintedChain,
  testnet: CheqdResolverOptions['testnet'],
  deadlineMs = 20_000,
): Promise<{ report: TrustChainReport; tookMs: number }> {
  const options: CheqdResolverOptions = { testnet, retryDelayMs: 1, retries: 2 }
  const agent = makeAgentOf({ ...getResolver(options) }, { sources: createDereferencer(options) })
  const started = performance.now()
  const report = await agent.verifyTrustChain({
    credential: chain.leaf,
    policy: { ...chain.policy, limits: { deadlineMs } },
  })
  return { report, tookMs: performance.now() - started }
}

async function outcomeWith(behaviour: HostileBehaviour, position: Position) {
  const chain = chainWithAll()
  const targets = new Set([questionAt(chain, position), ...pinnedAt(chain, position)].map(normalizeDidUrl))
  const server = await startHostileServer({
    world: chain.world,
    behaviour,
    // A DID is the start of the DID URLs of all that it has published.
    hostileTo: (didUrl) => targets.has(normalizeDidUrl(didUrl)),
    otherFor: () =>
      ({
        did: chain.did('mallory'),
        resource: chain.url('a2').pinned,
        schema: listUrl(chain.did('p2')),
        'status list': chain.schemaUrl,
      })[position],
  })
  const { report, tookMs } = await verifyOver(chain, { resolverUrl: server.url }, deadlineOf(behaviour))
  const { ledAstray } = server
  await server.close()
  return { verdict: report.verdict, codes: [...new Set(report.reasons.map(({ code }) => code))], tookMs, ledAstray }
}

type Outcome = readonly [TrustChainReport['verdict'], ...CheckCode[]]
const trusted: Outcome = ['trusted']
const late: Outcome = ['indeterminate', 'limit_exceeded']
const tooLarge: Outcome = ['untrusted', 'limit_exceeded']

/** What could not be learnt is indeterminate, each with the code of its check. */
const notLearnt: Record<Position, Outcome> = {
  did: ['indeterminate', 'did_unresolvable'],
  resource: ['indeterminate', 'resource_unavailable'],
  schema: ['indeterminate', 'schema_unavailable'],
  'status list': ['indeterminate', 'status_unavailable'],
}
const same = (outcome: Outcome): Record<Position, Outcome> => ({
  did: outcome,
  resource: outcome,
  schema: outcome,
  'status list': outcome,
})

const expected: Record<HostileBehaviour, Record<Position, Outcome>> = {
  'hang-before-headers': same(late),
  'hang-after-headers': same(late),
  'hang-in-body': same(late),
  trickle: same(late),
  large: same(tooLarge),
  endless: same(tooLarge),
  'gzip-bomb': same(tooLarge),
  'redirect-private': notLearnt,
  'redirect-metadata': notLearnt,
  'redirect-loop': notLearnt,
  html: notLearnt,
  'html-404': notLearnt,
  truncated: notLearnt,
  'broken-off': notLearnt,
  'wrong-answer': notLearnt,
  // A byte of the document's first name was changed; content is compared with the ledger's checksum.
  'wrong-bytes': {
    ...same(['untrusted', 'checksum_mismatch']),
    did: notLearnt.did,
    resource: ['untrusted', 'payload_mismatch', 'checksum_mismatch'],
  },
  unavailable: notLearnt,
  flapping: same(trusted),
  closes: notLearnt,
}

describe('A resolver that is hostile to one question keeps its DID, resource, schema or status list from being trusted', () => {
  it('is no more than that: where it is honest the chain is trusted', async () => {
    const chain = chainWithAll()
    const server = await startHostileServer({ world: chain.world, behaviour: 'closes', hostileTo: () => false })
    const { report } = await verifyOver(chain, { resolverUrl: server.url })
    await server.close()
    expect(report.reasons).toEqual([])
    expect(report.verdict).toBe('trusted')
  })

  it.each(hostileBehaviours)('%s', async (behaviour) => {
    const outcomes = await Promise.all(positions.map((position) => outcomeWith(behaviour, position)))
    const found = Object.fromEntries(outcomes.map(({ verdict, codes }, i) => [positions[i], [verdict, ...codes]]))
    expect(found).toEqual(expected[behaviour])
    for (const { tookMs, ledAstray } of outcomes) {
      expect(tookMs).toBeLessThan(deadlineOf(behaviour) + marginMs)
      expect(ledAstray).toEqual([])
    }
  })
})

describe('A source that is hostile to every question', () => {
  const behaviours = hostileBehaviours.filter((behaviour) => behaviour !== 'flapping' && behaviour !== 'wrong-bytes')
  it.each(behaviours)('%s: neither over HTTP nor over a node’s RPC is anything trusted', async (behaviour) => {
    for (const kind of ['resolverUrl', 'rpcUrl'] as const) {
      const chain = chainWithAll()
      const server = await startHostileServer({ world: chain.world, behaviour })
      const testnet = kind === 'rpcUrl' ? { rpcUrl: server.url } : { resolverUrl: server.url }
      const { report, tookMs } = await verifyOver(chain, testnet, deadlineOf(behaviour))
      expect(server.requests.length).toBeGreaterThan(0)
      expect(server.ledAstray).toEqual([])
      await server.close()
      expect(report.verdict).not.toBe('trusted')
      expect(report.reasons.length).toBeGreaterThan(0)
      expect(tookMs).toBeLessThan(deadlineOf(behaviour) + marginMs)
    }
  })

  it('accepts connections and never says a word: its TLS handshake ends with the call', async () => {
    const chain = chainWithAll()
    const server = await startSilentServer()
    const { report, tookMs } = await verifyOver(chain, { resolverUrl: server.url }, 1000)
    await server.close()
    expect([report.verdict, report.reasons[0]?.code]).toEqual(['indeterminate', 'limit_exceeded'])
    expect(tookMs).toBeLessThan(1000 + marginMs)
  })
})
