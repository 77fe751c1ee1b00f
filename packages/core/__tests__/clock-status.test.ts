import type { MintedChain } from '@trustchains/test-kit'
import { outcome } from './support/judge.js'
import { chainWith, issuers, type LinkName, type Publication, type StatusCase } from './support/chain-with-status.js'
import { judgeByLedger, nextKey, rotate } from './support/clock.js'
import { at, bitsOf, entry, listCredential, listUrl, signed } from './support/status-list.js'

const january = '2026-01-10T00:00:00Z'
const march = '2026-03-01T00:00:00Z'
const april = '2026-04-01T00:00:00Z'

/** A chain by the ledger whose leaf is of the first of April, so that only a2's time is its own. */
const chainOf = (link: LinkName, options: Omit<StatusCase, 'link'>): MintedChain =>
  chainWith({ ...options, link, options: { ...options.options, policy: { validity: 'chain' } } })

/** Versions of the list: nothing set in January, and the link's entry set since. */
const setSince =
  (created: string, more: Partial<Publication> = {}) =>
  (chain: MintedChain, issuer: string, link: LinkName = 'a1'): Publication[] => [
    { content: signed(chain, issuers[link], listCredential(issuer, bitsOf({}))), created: january },
    { content: signed(chain, issuers[link], listCredential(issuer, bitsOf({ [at]: 1 }))), created, ...more },
  ]
const listsOf =
  (link: LinkName, created: string): StatusCase['lists'] =>
  (chain, issuer) =>
    setSince(created)(chain, issuer, link)

describe('a revocation under chain: it ends what comes after it, and nothing that was before', () => {
  it.each<[string, LinkName, string, string]>([
    ['the root, after its accreditations', 'root', march, 'trusted'],
    ['an accreditor, after it accredited', 'a1', march, 'trusted'],
    ['the issuer, after the leaf’s own date', 'a2', march, 'indeterminate: status time_unproven 1'],
    ['the leaf', 'leaf', march, 'untrusted: status revoked 0'],
    ['an accreditor, in the second in which it accredited', 'a1', january, 'untrusted: status revoked 2'],
    ['the issuer, before the leaf’s own date', 'a2', january, 'untrusted: status revoked 1'],
  ])('%s', (_name, link, created, end) => {
    expect(outcome(judgeByLedger(chainOf(link, { lists: listsOf(link, created) })))).toBe(end)
  })

  it('of an accreditor, before it accredited', () => {
    const options = {
      published: { root: january, a1: january, a2: april, leaf: april },
      validFrom: { root: january, a1: january, a2: january, leaf: april },
    }
    expect(outcome(judgeByLedger(chainOf('a1', { lists: listsOf('a1', march), options })))).toBe(
      'untrusted: status revoked 2',
    )
    expect(outcome(judgeByLedger(chainOf('a1', { lists: listsOf('a1', '2026-05-01T00:00:00Z'), options })))).toBe(
      'trusted',
    )
  })

  it('of an accreditor whose list only the newest version can be had of: revoked is revoked from the start', () => {
    const chain = chainOf('a1', { lists: listsOf('a1', march) })
    const drop = (keep: (asOf: string) => boolean) =>
      judgeByLedger(chain, {
        change: (evidence) => {
          evidence.statusLists = evidence.statusLists.filter(({ asOf }) => keep(asOf))
        },
      })
    const report = drop((asOf) => asOf === chain.at)
    expect(outcome(report)).toBe('untrusted: status revoked 2')
    expect(report.reasons[0]?.message).toMatch(/^it is revoked, and since when can't be learnt: /)
    expect(outcome(drop((asOf) => asOf !== chain.at))).toBe('trusted')
  })

  it('of an accreditor who is suspended, by a list of which only the newest version can be had', () => {
    const purpose = { statusPurpose: 'suspension' }
    const chain = chainOf('a1', {
      status: (url) => entry(url, purpose),
      lists: (minted, issuer) => [
        { content: signed(minted, 'root', listCredential(issuer, bitsOf({ [at]: 1 }), {}, purpose)), created: january },
      ],
    })
    const report = judgeByLedger(chain, {
      change: (evidence) => {
        evidence.statusLists = evidence.statusLists.filter(({ asOf }) => asOf === chain.at)
        for (const { metadata } of evidence.statusLists) if (metadata) metadata.created = march
      },
    })
    expect(outcome(report)).toBe('untrusted: status suspended 2')
  })

  it('of nobody yet, where there was no list when it accredited: it would be refused for being early', () => {
    const only =
      (bits: Uint8Array): StatusCase['lists'] =>
      (chain, issuer) => [{ content: signed(chain, 'root', listCredential(issuer, bits)), created: march }]
    expect(outcome(judgeByLedger(chainOf('a1', { lists: only(bitsOf({})) })))).toBe('trusted')
    expect(outcome(judgeByLedger(chainOf('a1', { lists: only(bitsOf({ [at]: 1 })) })))).toBe(
      'untrusted: status revoked 2',
    )
  })

  it('of nobody yet, where there was no list when it accredited, and that of now is none', () => {
    const lists: StatusCase['lists'] = () => [{ content: 'no list', created: march }]
    expect(outcome(judgeByLedger(chainOf('a1', { lists })))).toBe('untrusted: status status_unavailable 2')
  })

  it('of which the version of then can’t be had, and the newest revokes nobody: a suspension may have been lifted', () => {
    const chain = chainOf('a1', {
      lists: (minted, issuer) => [
        ...setSince(january)(minted, issuer).slice(1),
        { content: signed(minted, 'root', listCredential(issuer, bitsOf({}))), created: march },
      ],
    })
    const report = judgeByLedger(chain, {
      change: (evidence) => {
        evidence.statusLists = evidence.statusLists.filter(({ asOf }) => asOf === chain.at)
      },
    })
    expect(outcome(report)).toBe('indeterminate: status status_unavailable 2')
    expect(outcome(judgeByLedger(chain))).toBe('untrusted: status revoked 2')
  })

  it.each([
    ['pinned to its first version', (did: string) => `${did}/resources/00000000-0000-4000-8000-000000000000`],
    ['named as of before it', (did: string) => `${listUrl(did)}&resourceVersionTime=2026-02-01T00%3A00%3A00Z`],
  ])('in a list that is %s', (_name, urlOf) => {
    const status: StatusCase['status'] = (_url, { did }) => entry(urlOf(did('p1')))
    expect(outcome(judgeByLedger(chainOf('a2', { status, lists: listsOf('a2', january) })))).toBe(
      'untrusted: status revoked 1',
    )
    expect(outcome(judgeByLedger(chainOf('a2', { status, lists: listsOf('a2', march) })))).toBe(
      'indeterminate: status time_unproven 1',
    )
  })
})

describe('who signed a list under chain: the key of when the ledger took it', () => {
  const leafList =
    (created: string): StatusCase['lists'] =>
    (chain, issuer) => [{ content: signed(chain, 'p2', listCredential(issuer, bitsOf({}))), created }]

  it('is the one that was rotated since', () => {
    const chain = chainOf('a1', { lists: listsOf('a1', '2026-05-01T00:00:00Z') })
    rotate(chain, 'root', march)
    // The list of January is read; that of May, by the old key, is not.
    expect(outcome(judgeByLedger(chain))).toBe('trusted')
  })

  it('is not one that was rotated before: whoever stole it would clear the revoked', () => {
    const options = {
      validFrom: { root: january, a1: january, a2: january, leaf: april },
      tamper: { leaf: { sign: (input: string) => nextKey('p2').sign(input) } },
    }
    const chain = chainOf('leaf', {
      lists: leafList('2026-03-15T00:00:00Z'),
      tamper: options.tamper.leaf,
      options: { validFrom: options.validFrom },
    })
    rotate(chain, 'p2', march)
    expect(outcome(judgeByLedger(chain))).toBe('untrusted: status status_list_invalid 0')
    const before = chainOf('leaf', {
      lists: leafList('2026-02-15T00:00:00Z'),
      tamper: options.tamper.leaf,
      options: { validFrom: options.validFrom },
    })
    rotate(before, 'p2', march)
    expect(outcome(judgeByLedger(before))).toBe('trusted')
  })
})
