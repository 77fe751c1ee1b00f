import { deflateSync } from 'node:zlib'
import type { MintedChain } from '@trustchains/test-kit'
import { outcomeOfStatus } from './support/judge-status.js'
import type { Publication, StatusCase } from './support/chain-with-status.js'
import { at, bitsOf, deflated, gzipped, listUrl, signed } from './support/status-list.js'

const invalid = 'untrusted: status status_list_invalid 0'
const unavailable = 'indeterminate: status status_unavailable 0'

describe('IETF token lists: their bits run the other way', () => {
  const claim = (did: string, more = {}): object => ({ status_list: { idx: at, uri: listUrl(did), ...more } })
  const token =
    (bytes: Uint8Array, change: { claims?: object; list?: object; header?: object; actor?: string } = {}) =>
    (chain: MintedChain, issuer: string): Publication[] => [
      {
        content: signed(
          chain,
          change.actor ?? 'p2',
          {
            sub: listUrl(issuer),
            iat: 1_768_000_000,
            exp: 1_798_000_000,
            ttl: 43_200,
            status_list: { bits: 1, lst: deflated(bytes), ...change.list },
            ...change.claims,
          },
          { typ: 'statuslist+jwt', ...change.header },
        ),
      },
    ]
  const bits = (value: number, size: number): Buffer => bitsOf({ [at]: value, [at - 1]: 0, [at + 1]: 1 }, size, 'right')
  type TokenRow = [name: string, lists: StatusCase['lists'], end: string]
  it.each<TokenRow>([
    ...[1, 2, 4, 8].flatMap((size): TokenRow[] => [
      [`valid, ${String(size)} bits`, token(bits(0, size), { list: { bits: size } }), 'trusted'],
      [`revoked, ${String(size)} bits`, token(bits(1, size), { list: { bits: size } }), 'untrusted: status revoked 0'],
    ]),
    ['suspended', token(bits(2, 2), { list: { bits: 2 } }), 'untrusted: status suspended 0'],
    ['a value of the application’s own', token(bits(3, 2), { list: { bits: 2 } }), unavailable],
    ['a value beyond two bits', token(bits(0x1f, 8), { list: { bits: 8 } }), unavailable],
    ['of three bits', token(bits(0, 1), { list: { bits: 3 } }), invalid],
    ['without list', token(bits(0, 1), { claims: { status_list: 7 } }), invalid],
    [
      'for another URL',
      token(bits(0, 1), { claims: { sub: 'did:cheqd:testnet:x?resourceName=a&resourceType=b' } }),
      invalid,
    ],
    ['for no URL', token(bits(0, 1), { claims: { sub: 7 } }), invalid],
    ['without date', token(bits(0, 1), { claims: { iat: 'now' } }), invalid],
    ['of the future', token(bits(0, 1), { claims: { iat: 1_790_000_000 } }), invalid],
    ['expired', token(bits(0, 1), { claims: { exp: 1_770_000_000 } }), invalid],
    ['of another issuer', token(bits(0, 1), { claims: { iss: 'did:cheqd:testnet:x' } }), invalid],
    ['of an issuer that is none', token(bits(0, 1), { claims: { iss: 7 } }), invalid],
    ['signed by someone else', token(bits(0, 1), { actor: 'mallory' }), invalid],
    ['with crit', token(bits(0, 1), { header: { crit: ['x'] } }), invalid],
    ['that says it is a credential', token(bits(0, 1), { header: { typ: 'JWT' } }), invalid],
    ['whose bits are no zlib', token(bits(0, 1), { list: { lst: gzipped(bits(0, 1)) } }), invalid],
    [
      'with something behind its bits',
      token(bits(0, 1), {
        list: { lst: Buffer.concat([deflateSync(bits(0, 1)), Buffer.from('x')]).toString('base64url') },
      }),
      invalid,
    ],
    ['that is a W3C list', undefined, invalid],
  ])('%s', (_name, lists, end) => {
    const tamper: StatusCase['tamper'] = {
      payload: () => undefined,
      claims: (claims, { did }) => {
        claims.status = claim(did('p2'))
      },
    }
    expect(outcomeOfStatus({ tamper, ...(lists && { lists }) })).toBe(end)
  })

  it('a status that stands in the claim vc is asked for as well', () => {
    const tamper: StatusCase['tamper'] = {
      payload: (draft, { did }) => {
        draft.status = claim(did('p2'))
      },
    }
    expect(outcomeOfStatus({ tamper, lists: token(bits(1, 1)) })).toBe('untrusted: status revoked 0')
    expect(outcomeOfStatus({ tamper, lists: token(bits(0, 1)) })).toBe('trusted')
  })

  it.each<[name: string, status: unknown, end: string]>([
    ['an index that is none', { status_list: { idx: '7', uri: 'x' } }, invalid],
    ['no URL', { status_list: { idx: 7 } }, invalid],
    ['no object', { status_list: 7 }, invalid],
    ['a status of another mechanism', { other: {} }, unavailable],
  ])('a claim with %s', (_name, status, end) => {
    const tamper: StatusCase['tamper'] = {
      payload: () => undefined,
      claims: (claims) => {
        claims.status = status
      },
    }
    expect(outcomeOfStatus({ tamper })).toBe(end)
  })
})
