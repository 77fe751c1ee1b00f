import type { LinkTamper, MintedChain } from '@trustchains/test-kit'
import { judgeChain, outcomeOfStatus } from './support/judge-status.js'
import { at, bitsOf, entry, listCredential, listSize, listUrl, signed } from './support/status-list.js'
import { chainWith, issuers } from './support/chain-with-status.js'
import type { LinkName, Publication, StatusCase } from './support/chain-with-status.js'

type Row = [name: string, chain: StatusCase, end: string]

/** A signed list of the leaf's issuer, with these bits and members. */
const own =
  (bits: Uint8Array, more = {}, subject = {}) =>
  (chain: MintedChain, issuer: string): Publication[] => [
    { content: signed(chain, 'p2', listCredential(issuer, bits, more, subject)) },
  ]
const nothing = bitsOf({})
const revoked = bitsOf({ [at]: 1 })
const neighbours = bitsOf({ [at - 1]: 1, [at + 1]: 1 })
const suspension = (url: string): object => entry(url, { statusPurpose: 'suspension' })

describe('H3, H4, H21: status: who was revoked would go on', () => {
  it.each<Row>([
    ['a leaf whose list has nothing set', {}, 'trusted'],
    ['a leaf whose neighbours in the list are revoked', { lists: own(neighbours) }, 'trusted'],
    ['a leaf that is revoked', { lists: own(revoked) }, 'untrusted: status revoked 0'],
    [
      'a leaf that is suspended',
      { status: suspension, lists: own(revoked, {}, { statusPurpose: 'suspension' }) },
      'untrusted: status suspended 0',
    ],
    [
      'a leaf that was suspended, and is no more',
      { status: suspension, lists: own(neighbours, {}, { statusPurpose: 'suspension' }) },
      'trusted',
    ],
    [
      'a list of several purposes',
      { lists: own(revoked, {}, { statusPurpose: ['refresh', 'revocation'] }) },
      'untrusted: status revoked 0',
    ],
    [
      'several statuses, the last of them revoked',
      {
        status: (url) => [entry(url, { statusListIndex: '7' }), entry(url, { statusListIndex: 8 })],
        lists: own(bitsOf({ 8: 1 })),
      },
      'untrusted: status revoked 0',
    ],
    ['the last entry of a list', { status: (url) => entry(url, { statusListIndex: String(listSize - 1) }) }, 'trusted'],
    [
      'an index beyond the list',
      { status: (url) => entry(url, { statusListIndex: String(listSize) }) },
      'untrusted: status status_list_invalid 0',
    ],
    [
      'an index that is negative',
      { status: (url) => entry(url, { statusListIndex: '-1' }) },
      'untrusted: status status_list_invalid 0',
    ],
    [
      'an index that is none',
      { status: (url) => entry(url, { statusListIndex: '0x7' }) },
      'untrusted: status status_list_invalid 0',
    ],
    [
      'an entry that says nothing of validity',
      { status: (url) => entry(url, { statusPurpose: 'refresh' }), lists: () => [] },
      'trusted',
    ],
    [
      'an entry of a purpose that nobody knows',
      { status: (url) => entry(url, { statusPurpose: 'x' }) },
      'indeterminate: status status_unavailable 0',
    ],
    [
      'an entry without purpose',
      { status: (url) => entry(url, { statusPurpose: 1 }) },
      'untrusted: status status_list_invalid 0',
    ],
    [
      'an entry that names no list',
      { status: (url) => entry(url, { statusListCredential: 7 }) },
      'untrusted: status status_list_invalid 0',
    ],
    ['a status that is no object', { status: () => 'valid' }, 'untrusted: status status_list_invalid 0'],
    [
      'a status of two types',
      { status: (url) => entry(url, { type: ['BitstringStatusListEntry', 'X'] }) },
      'untrusted: status status_list_invalid 0',
    ],
    [
      'seventeen statuses',
      { status: (url) => Array.from({ length: 17 }, () => entry(url)) },
      'untrusted: status limit_exceeded 0',
    ],
    [
      'a list on the web, for which no ledger vouches',
      { status: () => entry('https://example.org/list') },
      'indeterminate: status status_unavailable 0',
    ],
  ])('%s', (_name, options, end) => {
    expect(outcomeOfStatus(options)).toBe(end)
  })

  it.each<[LinkName, number]>([
    ['root', 3],
    ['a1', 2],
    ['a2', 1],
    ['leaf', 0],
  ])('%s, revoked: whoever stands below would go on', (link, position) => {
    const lists = (chain: MintedChain, issuer: string): Publication[] => [
      { content: signed(chain, issuers[link], listCredential(issuer, revoked)) },
    ]
    expect(outcomeOfStatus({ link, lists })).toBe(`untrusted: status revoked ${String(position)}`)
    expect(outcomeOfStatus({ link })).toBe('trusted')
  })

  it('a status that stands only in the JWT string beside vc', () => {
    const tamper: LinkTamper = {
      payload: () => undefined,
      claims: (claims, { did }) => {
        claims.credentialStatus = entry(listUrl(did('p2')))
      },
    }
    expect(outcomeOfStatus({ tamper, lists: own(revoked) })).toBe('untrusted: status revoked 0')
    expect(outcomeOfStatus({ tamper, lists: own(nothing) })).toBe('trusted')
  })

  it('a status that stands in the credential and beside it is reported once', () => {
    const tamper: LinkTamper = {
      claims: (claims, { did }) => {
        claims.credentialStatus = { ...entry(listUrl(did('p2'))), name: 'the same' }
      },
    }
    const { checks } = judgeChain(chainWith({ tamper }))
    expect(checks.filter(({ id, link }) => id === 'status' && link === 0)).toHaveLength(1)
  })
})
