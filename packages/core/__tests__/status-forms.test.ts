import type { MintedChain } from '@trustchains/test-kit'
import { judgeChain, outcomeOfStatus } from './support/judge-status.js'
import { chainWith } from './support/chain-with-status.js'
import type { Publication, StatusCase } from './support/chain-with-status.js'
import { at, bitsOf, entry, gzipped, listCredential, listUrl, signed } from './support/status-list.js'

type Row = [name: string, chain: StatusCase, end: string]

const resolver = 'https://resolver.cheqd.net/1.0/identifiers/'
const messages = ['valid', 'revoked', 'suspended', 'unknown'].map((message, value) => ({
  status: `0x${String(value)}`,
  message,
}))
const invalid = 'untrusted: status status_list_invalid 0'
const unavailable = 'indeterminate: status status_unavailable 0'

/** An entry as cheqd's provider writes it. */
const cheqdEntry = (url: string, more = {}): object => ({
  id: `${resolver}${url}#${String(at)}`,
  type: 'BitstringStatusListEntry',
  statusPurpose: 'message',
  statusListIndex: String(at),
  statusListCredential: `${resolver}${url}`,
  statusSize: 2,
  statusMessage: messages,
  ...more,
})

/** A list as cheqd's provider publishes it; its proof does not cover the bits, so any will do. */
const cheqdList =
  (values: Record<number, number>, change: { metadata?: object; subject?: object; credential?: object } = {}) =>
  (_chain: MintedChain, issuer: string): Publication[] => [
    {
      content: JSON.stringify({
        bitstringStatusListCredential: {
          '@context': ['https://www.w3.org/2018/credentials/v1'],
          type: ['VerifiableCredential', 'BitstringStatusListCredential'],
          issuer: { id: issuer },
          issuanceDate: '2026-01-10T00:00:00Z',
          credentialSubject: {
            type: 'BitstringStatusList',
            statusPurpose: ['message'],
            encodedList: gzipped(bitsOf(values, 2)),
            ttl: 3_600_000,
            ...change.subject,
          },
          proof: { type: 'JwtProof2020', jwt: 'a.b.c' },
          ...change.credential,
        },
        metadata: {
          encrypted: false,
          encoding: 'base64url',
          length: 131_072,
          statusSize: 2,
          statusMessages: messages,
          ...change.metadata,
        },
      }),
    },
  ]

describe('cheqd’s bitstring lists: what Studio revokes would stay good', () => {
  it.each<Row>([
    ['valid', { lists: cheqdList({}) }, 'trusted'],
    ['revoked', { lists: cheqdList({ [at]: 1 }) }, 'untrusted: status revoked 0'],
    ['suspended', { lists: cheqdList({ [at]: 2 }) }, 'untrusted: status suspended 0'],
    ['unknown', { lists: cheqdList({ [at]: 3 }) }, unavailable],
    ['valid between revoked neighbours', { lists: cheqdList({ [at - 1]: 3, [at + 1]: 3 }) }, 'trusted'],
    ['encrypted', { lists: cheqdList({}, { metadata: { encrypted: true } }) }, unavailable],
    ['of another encoding', { lists: cheqdList({}, { metadata: { encoding: 'hex' } }) }, unavailable],
    [
      'of messages that mean something else',
      { lists: cheqdList({}, { metadata: { statusMessages: [{ status: '0x0', message: 'revoked' }] } }) },
      unavailable,
    ],
    ['of messages that are none', { lists: cheqdList({}, { metadata: { statusMessages: 'valid' } }) }, unavailable],
    ['of another size', { lists: cheqdList({}, { metadata: { statusSize: 1 } }) }, invalid],
    ['of a size that is none', { lists: cheqdList({}, { metadata: { statusSize: '2' } }) }, invalid],
    ['of two sizes', { lists: cheqdList({}, { subject: { statusSize: 1 } }) }, invalid],
    ['of another purpose', { lists: cheqdList({}, { subject: { statusPurpose: ['revocation'] } }) }, invalid],
    ['of another issuer', { lists: cheqdList({}, { credential: { issuer: 'did:cheqd:testnet:x' } }) }, invalid],
    ['expired', { lists: cheqdList({}, { credential: { expirationDate: '2026-02-01T00:00:00Z' } }) }, invalid],
    [
      'with metadata that is none',
      { lists: () => [{ content: JSON.stringify({ bitstringStatusListCredential: {}, metadata: 7 }) }] },
      invalid,
    ],
    [
      'two lists at once',
      { lists: () => [{ content: '{"bitstringStatusListCredential":{},"StatusList2021":{}}' }] },
      invalid,
    ],
    [
      'a status with messages that mean something else',
      {
        status: (url) => cheqdEntry(url, { statusMessage: [{ status: '0x0', message: 'revoked' }] }),
        lists: cheqdList({}),
      },
      unavailable,
    ],
    [
      'a status of four bits',
      { status: (url) => cheqdEntry(url, { statusSize: 4 }), lists: cheqdList({}, { metadata: { statusSize: 4 } }) },
      unavailable,
    ],
    ['a status of no bits', { status: (url) => cheqdEntry(url, { statusSize: 0 }), lists: cheqdList({}) }, invalid],
    [
      'under the DID of someone else',
      {
        status: (_url, { did }) => cheqdEntry(listUrl(did('mallory'))),
        lists: (chain, issuer) =>
          cheqdList({})(chain, issuer).map((list) => ({ ...list, collection: chain.did('mallory') })),
      },
      invalid,
    ],
    [
      'with a checksum that is not the ledger’s',
      {
        lists: (chain, issuer) => cheqdList({})(chain, issuer).map((list) => ({ ...list, checksum: '00'.repeat(32) })),
      },
      'untrusted: status checksum_mismatch 0',
    ],
  ])('%s', (_name, options, end) => {
    expect(outcomeOfStatus({ status: (url) => cheqdEntry(url), ...options })).toBe(end)
  })

  it('the report says that nobody signed the list', () => {
    const detailsOf = (options: StatusCase): unknown =>
      judgeChain(chainWith(options)).checks.find(({ id, link }) => id === 'status' && link === 0)?.details
    expect(detailsOf({ status: (url) => cheqdEntry(url), lists: cheqdList({}) })).toMatchObject({
      unsigned: true,
      ttlMs: 3_600_000,
    })
    expect(detailsOf({})).not.toHaveProperty('unsigned')
  })

  it('the report ends when the list says that it must be read anew', () => {
    const options = { policy: { freshness: 86_400 } }
    const status = (url: string): object => cheqdEntry(url)
    const { at, expiresAt = '' } = judgeChain(chainWith({ status, lists: cheqdList({}), options }))
    expect(Date.parse(expiresAt) - Date.parse(at)).toBe(3_600_000)
  })

  it('the strict dialect refuses the resolver’s URL in a status', () => {
    const strict = { options: { policy: { dialect: 'strict' } } } as const
    expect(outcomeOfStatus({ status: (url) => cheqdEntry(url), lists: cheqdList({}), ...strict })).toBe(
      'untrusted: format dialect_refused 0',
    )
    expect(outcomeOfStatus(strict)).toBe('trusted')
  })
})

describe('H3: StatusList2021: revoked parents would pass, as they do in Studio', () => {
  const entry2021 = (url: string, more = {}): object => ({
    id: `${resolver}${url}#${String(at)}`,
    type: 'StatusList2021Entry',
    statusPurpose: 'revocation',
    statusListIndex: String(at),
    ...more,
  })
  const list2021 =
    (bits: Uint8Array, more: object = {}, metadata: object = { encrypted: false, encoding: 'base64url' }) =>
    (): Publication[] => [
      {
        content: JSON.stringify({
          StatusList2021: {
            statusPurpose: 'revocation',
            encodedList: gzipped(bits),
            validFrom: '2026-01-10T00:00:00Z',
            ...more,
          },
          metadata,
        }),
      },
    ]
  const signed2021 = (chain: MintedChain, issuer: string): Publication[] => [
    {
      content: signed(
        chain,
        'p2',
        {
          iss: issuer,
          nbf: 1_768_000_000,
          vc: {
            '@context': ['https://www.w3.org/2018/credentials/v1'],
            type: ['VerifiableCredential', 'StatusList2021Credential'],
            credentialSubject: {
              type: 'StatusList2021',
              statusPurpose: 'revocation',
              encodedList: gzipped(bitsOf({ [at]: 1 })),
            },
          },
        },
        { typ: 'JWT' },
      ),
    },
  ]
  it.each<Row>([
    ['valid', { lists: list2021(bitsOf({ [at + 1]: 1 })) }, 'trusted'],
    ['revoked', { lists: list2021(bitsOf({ [at]: 1 })) }, 'untrusted: status revoked 0'],
    [
      'suspended',
      {
        status: (url) => entry2021(url, { statusPurpose: 'suspension' }),
        lists: list2021(bitsOf({ [at]: 1 }), { statusPurpose: 'suspension' }),
      },
      'untrusted: status suspended 0',
    ],
    ['of another purpose', { lists: list2021(bitsOf({}), { statusPurpose: 'suspension' }) }, invalid],
    ['without purpose', { lists: list2021(bitsOf({}), { statusPurpose: 7 }) }, invalid],
    ['without bits', { lists: list2021(bitsOf({}), { encodedList: 7 }) }, invalid],
    ['expired', { lists: list2021(bitsOf({}), { validUntil: '2026-02-01T00:00:00Z' }) }, invalid],
    ['with a date that is none', { lists: list2021(bitsOf({}), { validUntil: 'soon' }) }, invalid],
    ['encrypted', { lists: list2021(bitsOf({}), {}, { encrypted: true }) }, unavailable],
    [
      'a fragment that is not the index',
      { status: (url) => entry2021(url, { statusListIndex: '7' }), lists: list2021(bitsOf({})) },
      invalid,
    ],
    ['kept in a list of the other kind', { lists: cheqdList({}) }, invalid],
    ['signed, and revoked', { lists: signed2021 }, 'untrusted: status revoked 0'],
    [
      'signed, and named as a credential',
      { status: (url) => entry2021(url, { id: 'urn:x', statusListCredential: url }), lists: signed2021 },
      'untrusted: status revoked 0',
    ],
  ])('%s', (_name, options, end) => {
    const type = 'StatusList2021Revocation'
    expect(outcomeOfStatus({ type, status: (url) => entry2021(url), ...options })).toBe(end)
  })
})

describe('other forms: a list that one reader understands and another does not', () => {
  it.each<Row>([
    ['JSON with its proof', { lists: jsonList({ [at]: 1 }) }, 'untrusted: status revoked 0'],
    ['JSON with its proof, valid', { lists: jsonList({ [at - 1]: 1 }) }, 'trusted'],
    ['JSON without proof, under the issuer’s DID', { lists: plainList({}) }, 'trusted'],
    ['JSON without proof, revoked', { lists: plainList({ [at]: 1 }) }, 'untrusted: status revoked 0'],
    [
      'JSON without proof, under the DID of someone else',
      {
        status: (_url, { did }) => entry(listUrl(did('mallory'))),
        lists: (chain, issuer) =>
          plainList({})(chain, issuer).map((list) => ({ ...list, collection: chain.did('mallory') })),
      },
      invalid,
    ],
  ])('%s', (_name, options, end) => {
    expect(outcomeOfStatus(options)).toBe(end)
  })
})

function jsonList(values: Record<number, number>) {
  return (chain: MintedChain, issuer: string): Publication[] => {
    const credential = listCredential(issuer, bitsOf(values))
    const proof = { type: 'JwtProof2020', jwt: signed(chain, 'p2', credential) }
    return [{ content: JSON.stringify({ ...credential, proof }) }]
  }
}

function plainList(values: Record<number, number>) {
  return (_chain: MintedChain, issuer: string): Publication[] => [
    { content: JSON.stringify(listCredential(issuer, bitsOf(values))) },
  ]
}
