import { mintChain, type MintedChain, type MintOptions } from '@trustchains/test-kit'
import type { CheckIssuerAuthorizationArgs, IssuerAuthorization } from '../src/index.js'
import { answering, makeAgent, type AgentParts } from './support/make-agent.js'

type Ask = Partial<CheckIssuerAuthorizationArgs>

const ask = (chain: MintedChain, more: Ask = {}, parts: AgentParts = {}): Promise<IssuerAuthorization> =>
  makeAgent(chain.world, parts).checkIssuerAuthorization({
    issuer: chain.did('p2'),
    type: 'DiplomaCredential',
    authority: chain.did('root'),
    at: chain.at,
    ...more,
  })

const outcome = ({ authorized, verdict, report }: IssuerAuthorization): unknown[] => [
  authorized,
  verdict,
  report?.reasons[0]?.code,
]
const yes = [true, 'trusted', undefined]

describe('Whoever asks whether a DID may issue, before anything is issued', () => {
  const chain = mintChain()

  it('is told yes, under which accreditation, and why, with nothing but the root and the DID', async () => {
    const answer = await ask(chain)
    expect(outcome(answer)).toEqual(yes)
    expect(answer).toMatchObject({ accreditation: chain.url('a2').pinned, at: chain.at, message: expect.any(String) })
    expect(answer.report?.chain.map(({ role }) => role)).toEqual(['holder', 'trusted-issuer', 'TAO', 'rTAO'])
    expect(answer.searched).toMatchObject({
      rootAuthorizations: [chain.url('root').pinned],
      dids: [chain.did('root'), chain.did('p1')].sort(),
      gaps: [],
    })
  })

  it.each<[string, (chain: MintedChain) => Ask]>([
    ['its schema', ({ schemaUrl }) => ({ schemaId: schemaUrl })],
    ['the accreditation, pinned', ({ url }) => ({ locator: url('a2').pinned })],
    ['the accreditation, by name', ({ url }) => ({ locator: url('a2').latest })],
    ['the root authorization, pinned', ({ url }) => ({ authority: url('root').pinned })],
    ['the root authorization, by name', ({ url }) => ({ authority: url('root').latest })],
    ['all its types', () => ({ type: ['VerifiableCredential', 'VerifiableAttestation', 'DiplomaCredential'] })],
    ['a strict policy', () => ({ policy: { expiry: 'required', schema: 'off', dialect: 'strict' } })],
  ])('is told yes when it names %s', async (_name, more) => {
    expect(outcome(await ask(chain, more(chain)))).toEqual(yes)
  })

  it.each<[string, (chain: MintedChain) => Ask, string, string | undefined]>([
    ['another type', () => ({ type: 'DoctorateCredential' }), 'untrusted', 'scope_exceeded'],
    [
      'one type that is permitted and one that is not',
      () => ({ type: ['DiplomaCredential', 'X'] }),
      'untrusted',
      'scope_exceeded',
    ],
    [
      'another schema',
      ({ did }) => ({ schemaId: `${did('root')}?resourceName=X&resourceType=Y` }),
      'untrusted',
      'scope_exceeded',
    ],
    ['a DID that nobody accredited', ({ did }) => ({ issuer: did('mallory') }), 'untrusted', undefined],
    ['an accreditor that may not issue', ({ did }) => ({ issuer: did('p1') }), 'untrusted', 'role_not_permitted'],
    ['the root itself', ({ did }) => ({ issuer: did('root') }), 'untrusted', 'role_not_permitted'],
    ['an authority that authorised nobody', ({ did }) => ({ authority: did('p1') }), 'untrusted', undefined],
    [
      "another DID's accreditation",
      ({ did, url }) => ({ issuer: did('mallory'), locator: url('a2').pinned }),
      'untrusted',
      'issuer_not_subject',
    ],
    ['a locator that is no accreditation', ({ schemaUrl }) => ({ locator: schemaUrl }), 'untrusted', 'malformed'],
    [
      'a locator of nothing',
      ({ did }) => ({ locator: `${did('p1')}/resources/00000000-0000-4000-8000-000000000000` }),
      'untrusted',
      'resource_not_found',
    ],
    ['a time before', () => ({ at: '2025-06-01T00:00:00Z' }), 'untrusted', undefined],
    ['a time after', () => ({ at: '2028-06-01T00:00:00Z' }), 'untrusted', 'expired'],
    [
      'a framework that it does not accept',
      () => ({ policy: { trustFrameworks: ['other'] } }),
      'untrusted',
      'framework_refused',
    ],
    ['a status that no accreditation has', () => ({ policy: { status: 'required' } }), 'untrusted', 'status_required'],
  ])('is told no for %s, and with which code', async (_name, more, verdict, code) => {
    const answer = await ask(chain, more(chain))
    expect(outcome(answer)).toEqual([false, verdict, code])
  })

  it('is told yes in the jurisdiction of the accreditation only', async () => {
    const finnish = mintChain({ jurisdiction: { a2: 'FI' } })
    expect(outcome(await ask(finnish, { jurisdiction: 'FIN' }))).toEqual(yes)
    expect(outcome(await ask(finnish, { jurisdiction: 'SE' }))).toEqual([false, 'untrusted', 'jurisdiction_exceeded'])
    expect(outcome(await ask(finnish, { policy: { jurisdiction: 'SE' } }))[0]).toBe(false)
  })

  it('is told who may accredit others', async () => {
    const may = async (issuer: string, more: Ask = {}): Promise<unknown[]> =>
      outcome(await ask(chain, { action: 'accredit', issuer: chain.did(issuer), ...more }))
    expect(await may('root')).toEqual(yes)
    expect(await may('p1')).toEqual(yes)
    expect(await may('p1', { schemaId: chain.schemaUrl })).toEqual(yes)
    expect(await may('p2')).toEqual([false, 'untrusted', 'role_not_permitted'])
    expect(await may('p1', { type: 'DoctorateCredential' })).toEqual([false, 'untrusted', 'scope_exceeded'])
    expect(await may('mallory')).toEqual([false, 'untrusted', undefined])
    const short = mintChain({ depth: 3, maxPathLength: { a1: 1 } })
    expect(outcome(await ask(short, { action: 'accredit', issuer: short.did('p2') }))).toEqual(yes)
    expect(outcome(await ask(short, { policy: { maxPathLength: 2 }, issuer: short.did('p3') }))[0]).toBe(false)
  })

  it('finds an issuer below a root authorization that was given to another DID', async () => {
    expect(outcome(await ask(mintChain({ delegatedRoot: true })))).toEqual(yes)
  })

  it.each<[string, MintOptions, string]>([
    ['expired above', { validUntil: { a1: '2026-02-01T00:00:00Z' } }, 'expired'],
    ['was forged', { tamper: { a2: { signWith: 'mallory' } } }, 'signature_invalid'],
    [
      'lies outside of the scope above',
      {
        tamper: {
          a1: {
            payload: ({ credentialSubject }) => {
              credentialSubject.accreditedFor = []
            },
          },
        },
      },
      'scope_empty',
    ],
  ])('is told no where the accreditation %s', async (_name, options, code) => {
    const answer = await ask(mintChain(options))
    expect([answer.verdict, answer.report?.reasons.map((reason) => reason.code)]).toEqual([
      'untrusted',
      expect.arrayContaining([code]),
    ])
  })

  it('is not told yes by an older version that was replaced, unless its policy takes those', async () => {
    const replaced = mintChain()
    replaced.reissue('a2', {
      created: '2026-05-01T00:00:00Z',
      payload: ({ credentialSubject }) => {
        credentialSubject.id = replaced.did('mallory')
      },
    })
    expect(outcome(await ask(replaced))).toEqual([false, 'untrusted', undefined])
    expect(outcome(await ask(replaced, { at: '2026-04-01T00:00:00Z' }))).toEqual(yes)
    expect(outcome(await ask(replaced, { locator: replaced.url('a2').pinned }))).toEqual([
      false,
      'untrusted',
      'superseded',
    ])
    expect(outcome(await ask(replaced, { policy: { superseded: 'accept' } }))).toEqual(yes)
  })

  it('is told no for an issuer whose DID was deactivated', async () => {
    const gone = mintChain()
    gone.world.deactivateDid(gone.did('p2'), '2026-05-01T00:00:00Z')
    expect(outcome(await ask(gone))).toEqual([false, 'untrusted', 'did_deactivated'])
  })
})

describe('A no that would be a guess is none', () => {
  const nobody = (chain: MintedChain): Ask => ({ issuer: chain.did('mallory') })

  it('where a list of resources could not be had', async () => {
    const chain = mintChain()
    chain.world.addFault({ id: chain.did('p1'), mode: 'throw', only: 'resource' })
    const answer = await ask(chain, nobody(chain))
    expect(outcome(answer)).toEqual([false, 'indeterminate', undefined])
    expect(answer.message).toContain('not everything could be searched')
    expect(answer.searched).toMatchObject({ complete: false })
  })

  it('where an accreditation could not be read', async () => {
    const chain = mintChain()
    chain.world.addFault({ id: chain.url('a1').pinned, mode: 'throw' })
    expect(outcome(await ask(chain))).toEqual([false, 'indeterminate', undefined])
  })

  it('where the sources can not list', async () => {
    const chain = mintChain()
    const sources = answering((didUrl, options) => chain.world.dereference(didUrl, options))
    const answer = await ask(chain, {}, { sources })
    expect(outcome(answer)).toEqual([false, 'indeterminate', undefined])
    expect(answer.message).toContain('give a locator')
    expect(outcome(await ask(chain, { locator: chain.url('a2').pinned }, { sources }))).toEqual(yes)
  })

  it('where a limit ended the search, and it ends in time', async () => {
    const chain = mintChain()
    const few = await ask(chain, { policy: { limits: { maxFetches: 2 } } })
    expect(outcome(few)).toEqual([false, 'indeterminate', undefined])
    chain.world.addFault({ id: chain.did('p1'), mode: 'hang' })
    const started = Date.now()
    const slow = await ask(chain, { policy: { limits: { deadlineMs: 300 } } })
    expect(outcome(slow)[1]).toBe('indeterminate')
    expect(Date.now() - started).toBeLessThan(5000)
  })

  it('where a list is no list', async () => {
    const chain = mintChain()
    for (const listed of [{}, 'x', [null], [{ resourceName: 'x' }], Array(20_000).fill({})]) {
      const sources = { ...chain.world.toDereferencer(), listResources: () => Promise.resolve(listed as never) }
      expect(outcome(await ask(chain, nobody(chain), { sources }))).toEqual([false, 'indeterminate', undefined])
    }
  })
})

describe('A stranger who publishes what he likes', () => {
  it("gets no yes by hosting somebody else's accreditation, nor by a loop", async () => {
    const chain = mintChain({
      tamper: {
        a1: {
          payload: ({ credentialSubject }, { did }) => {
            credentialSubject.id = did('root')
          },
        },
      },
    })
    const answer = await ask(chain)
    expect(outcome(answer)).toEqual([false, 'untrusted', undefined])
    expect(answer.searched).toMatchObject({ complete: true, dids: [chain.did('root')] })
  })

  it('does not make the search ask without bound', async () => {
    const chain = mintChain()
    const [first] = await chain.world.listResources(chain.did('p1'))
    if (first === undefined) throw new Error('nothing published')
    const listed = Array.from({ length: 5000 }, (_, index) => ({
      ...first,
      resourceId: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      resourceName: `name ${String(index)}`,
    }))
    const dereferencer = chain.world.toDereferencer()
    const sources = {
      ...dereferencer,
      listResources: async (did: string) => (did === chain.did('p1') ? listed : await chain.world.listResources(did)),
    }
    const answer = await ask(chain, {}, { sources })
    expect(outcome(answer)).toEqual([false, 'indeterminate', undefined])
    expect(chain.world.calls.length).toBeLessThan(150)
  })
})

describe('A question that is malformed', () => {
  const chain = mintChain()
  it.each<[string, object]>([
    ['issuer', { issuer: 'alice' }],
    ['issuer', { issuer: `${chain.did('p2')}#key-1` }],
    ['type', { type: '' }],
    ['type', { type: [] }],
    ['type', { type: ['VerifiableCredential'] }],
    ['type', { type: 'VerifiableAccreditationToAttest' }],
    ['type', { type: Array(33).fill('x') }],
    ['authority', { authority: 'https://example.com' }],
    ['locator', { locator: chain.did('p2') }],
    ['schemaId', { schemaId: '' }],
    ['at', { at: 'now' }],
    ['anchors', { policy: { anchors: [] } }],
    ['maxPathLenght', { policy: { maxPathLenght: 1 } }],
    ['subject', { subject: 'x' }],
  ])('is refused, naming %s', async (name, more) => {
    await expect(ask(chain, more)).rejects.toThrow(name)
    await expect(ask(chain, more)).rejects.toMatchObject({ code: expect.stringMatching(/^invalid_(argument|policy)$/) })
  })
})
