import type { Evidence, TrustChainReport } from '@trustchains/core'
import { mintChain, type MintedChain } from '@trustchains/test-kit'
import { createAgent } from '@veramo/core'
import { TrustChainVerifier, type ITrustChainVerifier, type VerifyTrustChainEvidenceArgs } from '../src/index.js'
import { makeAgent } from './support/make-agent.js'

/** An agent that can reach nothing: no resolver, and sources that would throw. */
const offline = createAgent<ITrustChainVerifier>({
  schemaValidation: true,
  plugins: [
    new TrustChainVerifier({
      sources: {
        dereference: () => {
          throw new Error('offline')
        },
      },
    }),
  ],
})

const collect = (chain: MintedChain): Promise<Evidence> =>
  makeAgent(chain.world).collectTrustChainEvidence({ credential: chain.leaf, policy: chain.policy, at: chain.at })

const verify = (args: VerifyTrustChainEvidenceArgs): Promise<TrustChainReport> => offline.verifyTrustChainEvidence(args)

const outcome = ({ verdict, reasons: [first] }: TrustChainReport): string[] => [verdict, first?.code ?? 'ok']

/** A report without what differs between asking the sources and reading a bundle: who said it, and when it was read. */
const withoutProvenance = (report: TrustChainReport): string =>
  JSON.stringify({
    ...report,
    restsOn: report.restsOn?.map(({ what, items }) => ({ what, items })),
  })

describe('An auditor with an evidence bundle and no network', () => {
  it('comes to the very report that the verifier came to', async () => {
    const chains = [
      mintChain(),
      mintChain({ leafForm: 'json', reference: 'named' }),
      mintChain({ tamper: { a1: { signWith: 'mallory' } } }),
      mintChain({ validUntil: { a2: '2026-02-01T00:00:00Z' } }),
    ]
    for (const chain of chains) {
      const online = await makeAgent(chain.world).verifyTrustChain({
        credential: chain.leaf,
        policy: chain.policy,
        at: chain.at,
      })
      const text = JSON.stringify(await collect(chain), null, 2)
      for (const evidence of [text, JSON.parse(text) as Evidence]) {
        const report = await verify({ evidence, policy: chain.policy })
        expect(withoutProvenance(report)).toBe(withoutProvenance(online))
        expect(JSON.stringify(await verify({ evidence, policy: chain.policy }))).toBe(JSON.stringify(report))
      }
    }
  })

  it("is told that all that nothing proves is the bundle's word, whatever source the bundle names", async () => {
    const chain = mintChain()
    const { restsOn } = await verify({ evidence: await collect(chain), policy: chain.policy })
    expect(new Set(restsOn?.map(({ source }) => source))).toEqual(
      new Set(['bundle: agent.resolveDid', 'bundle: sources.dereference']),
    )
    const documents = restsOn?.filter(({ what }) => what === 'did-document').flatMap(({ items }) => items)
    expect(documents).toEqual(['root', 'p1', 'p2'].map(chain.did).sort())
  })

  it('is not told to trust it without naming an anchor', async () => {
    expect(outcome(await verify({ evidence: await collect(mintChain()) }))).toEqual([
      'indeterminate',
      'no_trust_anchor',
    ])
  })

  it('gets no trust for a time that the bundle was not made for', async () => {
    const chain = mintChain()
    const evidence = await collect(chain)
    const as = async (at: string): Promise<string[]> => outcome(await verify({ evidence, policy: chain.policy, at }))
    expect(await as(chain.at)).toEqual(['trusted', 'ok'])
    expect(await as('2026-06-01T02:00:00+02:00')).toEqual(['trusted', 'ok'])
    // What may have changed since is not known, though nothing in the bundle has expired.
    expect(await as('2026-07-01T00:00:00Z')).toEqual(['indeterminate', 'did_unresolvable'])
    // Everything in the bundle stood then already, and nothing newer came since.
    expect(await as('2026-03-01T00:00:00Z')).toEqual(['trusted', 'ok'])
    expect((await as('2025-06-01T00:00:00Z'))[0]).not.toBe('trusted')
    expect(await as('2028-01-01T00:00:00Z')).toEqual(['untrusted', 'expired'])
  })

  it('sees an older version neither approved nor refused where the bundle holds only a newer one', async () => {
    const chain = mintChain({ reference: 'named' })
    chain.reissue('a1', { created: '2026-05-01T00:00:00Z' })
    const evidence = await collect(chain)
    const report = await verify({ evidence, policy: chain.policy, at: '2026-04-01T00:00:00Z' })
    expect(outcome(report)).toEqual(['indeterminate', 'resource_unavailable'])
    expect(report.reasons[0]?.message).toContain('did not exist yet')
  })

  it("applies the auditor's policy, not the collector's", async () => {
    const chain = mintChain()
    const evidence = await collect(chain)
    const report = await verify({ evidence, policy: { ...chain.policy, maxPathLength: 1 } })
    expect(outcome(report)).toEqual(['untrusted', 'path_too_long'])
  })
})

describe('A bundle from a stranger', () => {
  const chain = mintChain()
  const { policy } = chain
  let evidence: Evidence
  beforeAll(async () => {
    evidence = await collect(chain)
  })

  const code = async (args: unknown): Promise<[string, string]> => {
    try {
      await offline.verifyTrustChainEvidence(args as VerifyTrustChainEvidenceArgs)
    } catch (error) {
      const { code, message } = error as { code: string; message: string }
      return [code, message]
    }
    return ['none', '']
  }
  /** As text, so that Veramo's own validation does not see it first. */
  const codeOfText = (bundle: unknown): Promise<[string, string]> => code({ evidence: JSON.stringify(bundle), policy })

  it('gets nothing trusted by leaving out what it does not like', async () => {
    for (const name of ['resources', 'schemas', 'didDocuments'] as const) {
      for (const index of evidence[name].keys()) {
        const bundle = { ...evidence, [name]: evidence[name].filter((_, at) => at !== index) }
        expect((await verify({ evidence: bundle, policy })).verdict).not.toBe('trusted')
      }
    }
  })

  it('gets nothing trusted by members that are no part of the format', async () => {
    const [first, ...others] = evidence.didDocuments
    const bundle = { ...evidence, didDocuments: others, verified: true, trusted: { all: true }, proofs: [first] }
    expect(outcome(await verify({ evidence: JSON.stringify(bundle), policy }))).toEqual([
      'indeterminate',
      'did_unresolvable',
    ])
  })

  it('can not pass for the ledger by naming its sources so', async () => {
    const didDocuments = evidence.didDocuments.map((item) => ({ ...item, source: 'agent.resolveDid' }))
    const { restsOn } = await verify({ evidence: { ...evidence, didDocuments }, policy })
    expect(restsOn?.every(({ source }) => source.startsWith('bundle'))).toBe(true)
  })

  it.each([
    [2, 'evidence.version is 2; this verifier reads version 1'],
    ['1', 'evidence.version is "1"; this verifier reads version 1'],
    [undefined, 'evidence.version is missing; this verifier reads version 1'],
    [null, 'evidence.version is no number; this verifier reads version 1'],
  ])('of version %p is refused, saying which version is read', async (version, message) => {
    expect(await codeOfText({ ...evidence, version })).toEqual(['invalid_evidence', message])
  })

  it.each<[string, (bundle: Record<string, unknown>) => void]>([
    ['evidence.resources is no array', (bundle) => (bundle.resources = {})],
    ['evidence.leaf is no object', (bundle) => delete bundle.leaf],
    ['evidence.at is no RFC 3339 time', (bundle) => (bundle.at = 'yesterday')],
    ['evidence.didDocuments[0] is no object', (bundle) => (bundle.didDocuments = ['x'])],
    ['evidence.schemas[0].url is no string', (bundle) => (bundle.schemas = [{ source: 's' }])],
    ['evidence has more than 4096 items', (bundle) => (bundle.limitsHit = Array.from({ length: 4097 }, () => ({})))],
  ])('that is malformed is refused, naming the place: %s', async (message, spoil) => {
    const bundle = structuredClone(evidence) as unknown as Record<string, unknown>
    spoil(bundle)
    expect(await codeOfText(bundle)).toEqual(['invalid_evidence', message])
  })

  it.each([
    ['no JSON', 'it is not JSON', '{'],
    ['a list', 'must be an object', '[]'],
    ['two answers to one question', 'a member twice', '{"version":1,"at":"a","at":"b"}'],
    ['a prototype', '__proto__', '{"version":1,"__proto__":{}}'],
    ['a hundred thousand levels', 'nested deeper', `{"version":1,"leaf":${'['.repeat(1e5)}${']'.repeat(1e5)}}`],
  ])('of %s is refused', async (_name, message, text) => {
    const [found, said] = await code({ evidence: text, policy })
    expect(found).toBe('invalid_evidence')
    expect(said).toContain(message)
  })

  it('can not take memory or time without bound', async () => {
    const limits = { maxTotalBytes: 10_000 }
    const large = { ...evidence, leaf: { credential: 'a'.repeat(2e6) } }
    expect((await code({ evidence: JSON.stringify(large), policy: { ...policy, limits } }))[0]).toBe('invalid_evidence')
    expect((await code({ evidence: large, policy: { ...policy, limits } }))[0]).toBe('invalid_evidence')
    const deep: unknown = Array.from({ length: 1000 }).reduce<unknown>((inner) => ({ inner }), 1)
    const [first, ...others] = evidence.didDocuments
    const nested = { ...evidence, didDocuments: [{ ...first, document: deep }, ...others] }
    expect((await code({ evidence: nested, policy }))[1]).toContain('nested deeper than 64 levels')
    const many = { ...evidence, didDocuments: [{ ...first, document: { list: Array(1_000_001).fill(0) } }, ...others] }
    expect((await codeOfText(many))[1]).toContain('values')
  })

  it.each([
    [{}, 'OBJECT_MISSING_REQUIRED_PROPERTY'],
    [{ evidence: 7 }, 'ANY_OF_MISSING'],
    [{ evidence: '{}', at: 'yesterday' }, 'invalid_argument'],
    [{ evidence: '{}', policy: { anchor: [] } }, 'invalid_policy'],
    [{ evidence: '{}', credential: 'x' }, 'invalid_argument'],
  ])('is not looked at where the other arguments are wrong: %j', async (args, expected) => {
    expect((await code(args))[0]).toBe(expected)
  })
})
