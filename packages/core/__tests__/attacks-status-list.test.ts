import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { evidenceFromWorld } from '@trustchains/test-kit'
import type { MintedChain } from '@trustchains/test-kit'
import { validateChain, ValidationMemo } from '../src/index.js'
import type { TrustPolicy } from '../src/index.js'
import { outcomeOfStatus } from './support/judge-status.js'
import { at, bitsOf, entry, gzipped, listCredential, listSize, listUrl, signed } from './support/status-list.js'
import { chainWith } from './support/chain-with-status.js'
import type { Publication, StatusCase } from './support/chain-with-status.js'

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

describe('H21: a status list: whoever can write one would clear the revoked', () => {
  const other = 'BitstringStatusListCredential'
  const signedBy =
    (actor: string, issuer?: string) =>
    (chain: MintedChain, own: string): Publication[] => [
      { content: signed(chain, actor, listCredential(issuer === undefined ? own : chain.did(issuer), nothing)) },
    ]
  it.each<Row>([
    [
      'signed by someone else, with a key of its own',
      { lists: signedBy('mallory') },
      'untrusted: status status_list_invalid 0',
    ],
    [
      'signed by someone else, who names the issuer’s key',
      {
        lists: (chain, issuer) => [
          { content: signed(chain, 'mallory', listCredential(issuer, nothing), { kid: `${issuer}#key-1` }) },
        ],
      },
      'untrusted: status status_list_invalid 0',
    ],
    ['issued by someone else', { lists: signedBy('mallory', 'mallory') }, 'untrusted: status status_list_invalid 0'],
    [
      'under the DID of someone else',
      {
        status: (_url, { did }) => entry(listUrl(did('mallory'))),
        lists: (chain, issuer) => [
          { content: signed(chain, 'p2', listCredential(issuer, nothing)), collection: chain.did('mallory') },
        ],
      },
      'untrusted: status status_list_invalid 0',
    ],
    [
      'with alg none',
      {
        lists: (chain, issuer) => [{ content: signed(chain, 'p2', listCredential(issuer, nothing), { alg: 'none' }) }],
      },
      'untrusted: status status_list_invalid 0',
    ],
    [
      'with crit',
      { lists: (chain, issuer) => [{ content: signed(chain, 'p2', listCredential(issuer, nothing), { crit: [] }) }] },
      'untrusted: status status_list_invalid 0',
    ],
    [
      'a token of another type',
      {
        lists: (chain, issuer) => [
          { content: signed(chain, 'p2', listCredential(issuer, nothing), { typ: 'at+jwt' }) },
        ],
      },
      'untrusted: status status_list_invalid 0',
    ],
    [
      'JSON that says more than its JWT',
      {
        lists: (chain, issuer) => {
          const jwt = signed(chain, 'p2', listCredential(issuer, revoked))
          return [
            { content: JSON.stringify({ ...listCredential(issuer, nothing), proof: { type: 'JwtProof2020', jwt } }) },
          ]
        },
      },
      'untrusted: status status_list_invalid 0',
    ],
    [
      'of another purpose',
      { lists: own(nothing, {}, { statusPurpose: 'suspension' }) },
      'untrusted: status status_list_invalid 0',
    ],
    ['of no purpose', { lists: own(nothing, {}, { statusPurpose: [] }) }, 'untrusted: status status_list_invalid 0'],
    ['of two bits an entry', { lists: own(nothing, {}, { statusSize: 2 }) }, 'untrusted: status status_list_invalid 0'],
    [
      'of two bits, where the status has one',
      { lists: own(nothing), status: (url) => entry(url, { statusSize: 2 }) },
      'untrusted: status status_list_invalid 0',
    ],
    [
      'expired',
      { lists: own(nothing, { validUntil: '2026-05-01T00:00:00Z' }) },
      'untrusted: status status_list_invalid 0',
    ],
    ['expired by its exp', { lists: own(nothing, { exp: 1_777_600_000 }) }, 'untrusted: status status_list_invalid 0'],
    [
      'not yet valid',
      { lists: own(nothing, { validFrom: '2026-07-01T00:00:00Z' }) },
      'untrusted: status status_list_invalid 0',
    ],
    [
      'that is no list',
      { lists: own(nothing, { type: ['VerifiableCredential'] }) },
      'untrusted: status status_list_invalid 0',
    ],
    ['of another subject', { lists: own(nothing, {}, { type: 'X' }) }, 'untrusted: status status_list_invalid 0'],
    [
      'of the former kind',
      { lists: own(nothing, { type: ['StatusList2021Credential'] }, { type: 'StatusList2021' }) },
      'untrusted: status status_list_invalid 0',
    ],
    [
      'whose bits are no gzip',
      { lists: own(nothing, {}, { encodedList: 'uAAAA' }) },
      'untrusted: status status_list_invalid 0',
    ],
    [
      'whose bits are no base64url',
      { lists: own(nothing, {}, { encodedList: 'u=+/' }) },
      'untrusted: status status_list_invalid 0',
    ],
    ['without bits', { lists: own(nothing, {}, { encodedList: 7 }) }, 'untrusted: status status_list_invalid 0'],
    ['of no entries', { lists: own(Buffer.alloc(0)) }, 'untrusted: status status_list_invalid 0'],
    [
      'with something behind its bits',
      {
        lists: own(
          nothing,
          {},
          { encodedList: `u${Buffer.concat([gzipSync(nothing), Buffer.alloc(3)]).toString('base64url')}` },
        ),
      },
      'untrusted: status status_list_invalid 0',
    ],
    [
      'of two gzip members, of which some read one',
      {
        lists: own(
          nothing,
          {},
          { encodedList: `u${Buffer.concat([gzipSync(nothing), gzipSync(revoked)]).toString('base64url')}` },
        ),
      },
      'untrusted: status status_list_invalid 0',
    ],
    [
      'whose bits are cut off',
      { lists: own(nothing, {}, { encodedList: `u${gzipSync(nothing).subarray(0, -9).toString('base64url')}` }) },
      'untrusted: status status_list_invalid 0',
    ],
    [
      'that is a web page',
      { lists: () => [{ content: '<!doctype html>' }] },
      'untrusted: status status_list_invalid 0',
    ],
    ['that is broken JSON', { lists: () => [{ content: '{"type":' }] }, 'untrusted: status status_list_invalid 0'],
    [
      'with a proof that is no JWT',
      {
        lists: (_chain, issuer) => [
          { content: JSON.stringify({ ...listCredential(issuer, nothing), proof: { type: 'DataIntegrityProof' } }) },
        ],
      },
      'indeterminate: status status_unavailable 0',
    ],
    [
      'with a checksum that is not the ledger’s',
      {
        lists: (chain, issuer) => [
          { content: signed(chain, 'p2', listCredential(issuer, nothing)), checksum: 'ab'.repeat(32) },
        ],
      },
      'untrusted: status checksum_mismatch 0',
    ],
    ['that does not exist', { lists: () => [] }, 'untrusted: status status_unavailable 0'],
    [
      'that does not exist yet',
      {
        lists: (chain, issuer) => [
          { content: signed(chain, 'p2', listCredential(issuer, nothing)), created: '2026-07-01T00:00:00Z' },
        ],
      },
      'untrusted: status status_unavailable 0',
    ],
    [
      'under another type',
      {
        lists: (chain, issuer) => [
          { content: signed(chain, 'p2', listCredential(issuer, nothing)), type: `${other}X` },
        ],
      },
      'untrusted: status status_unavailable 0',
    ],
  ])('%s', (_name, options, end) => {
    expect(outcomeOfStatus(options)).toBe(end)
  })

  it('under the DID of someone else, of which the copy is genuine: it could be an old one', () => {
    const lists = (chain: MintedChain, issuer: string): Publication[] => [
      { content: signed(chain, 'p2', listCredential(issuer, nothing)), collection: chain.did('mallory') },
      { content: signed(chain, 'p2', listCredential(issuer, revoked)), id: '00000000-0000-4000-8000-000000000009' },
    ]
    expect(outcomeOfStatus({ lists })).toBe('untrusted: status revoked 0')
  })

  it('that can’t be reached leaves it open', () => {
    const chain = chainWith({})
    chain.world.addFault({ id: listUrl(chain.did('p2')), mode: 'throw' })
    expect(outcomeOfStatus(chain)).toBe('indeterminate: status status_unavailable 0')
  })

  it('that was not collected leaves it open', () => {
    const { world, leaf, at: when, policy } = chainWith({})
    const evidence = { ...evidenceFromWorld(world, leaf, when), statusLists: [] }
    const report = validateChain(evidence, policy, { memo: new ValidationMemo() })
    expect(report.reasons.map(({ code }) => code)).toEqual(['status_unavailable'])
    expect(report.verdict).toBe('indeterminate')
  })

  it('that is a gzip bomb', () => {
    const bomb = own(Buffer.alloc(40 * 1024 * 1024))
    expect(outcomeOfStatus({ lists: bomb })).toBe('untrusted: status limit_exceeded 0')
    const roomy = { options: { policy: { limits: { maxInflatedBytes: 40 * 1024 * 1024 } } } }
    expect(outcomeOfStatus({ lists: bomb, ...roomy })).toBe('trusted')
    const tight = { options: { policy: { limits: { maxInflatedBytes: 1000 } } } }
    expect(outcomeOfStatus(tight)).toBe('untrusted: status limit_exceeded 0')
  })

  it('that is a gzip bomb for one policy is none for another, in whatever order they ask', () => {
    const { world, leaf, at: when, policy } = chainWith({})
    const evidence = evidenceFromWorld(world, leaf, when)
    const memo = new ValidationMemo()
    const verdictOf = (maxInflatedBytes: number): string =>
      validateChain(evidence, { ...policy, limits: { maxInflatedBytes } }, { memo }).verdict
    expect([100, listSize / 8, 100, listSize / 8].map(verdictOf)).toEqual([
      'untrusted',
      'trusted',
      'untrusted',
      'trusted',
    ])
  })

  it('that is larger than a resource may be', () => {
    const bytes = Array.from({ length: 400 }, (_, index) => createHash('sha256').update(String(index)).digest())
    const policy: TrustPolicy = { limits: { maxResourceBytes: 12_000 } }
    const lists = own(Buffer.concat(bytes), {}, { statusPurpose: 'suspension' })
    expect(outcomeOfStatus({ lists, options: { policy } })).toBe('untrusted: status limit_exceeded 0')
  })

  it('whose encodedList has no prefix, as in its drafts', () => {
    expect(outcomeOfStatus({ lists: own(revoked, {}, { encodedList: gzipped(revoked) }) })).toBe(
      'untrusted: status revoked 0',
    )
    expect(outcomeOfStatus({ lists: own(revoked, {}, { encodedList: gzipped(neighbours) }) })).toBe('trusted')
  })
})
