import { createHmac } from 'node:crypto'
import { createKeyPair } from '@trustchains/test-kit'
import type { MintOptions } from '@trustchains/test-kit'
import { judge, outcome } from './support/judge.js'

type Rows = [name: string, options: MintOptions, end: string][]

describe('who signed a credential: without these checks anybody could', () => {
  const rows: Rows = [
    ['a chain that is right', {}, 'trusted'],
    [
      'a leaf signed by a stranger under the issuer’s kid',
      { tamper: { leaf: { signWith: 'mallory' } } },
      'untrusted: signature signature_invalid 0',
    ],
    [
      'an accreditation signed by a stranger',
      { tamper: { a1: { signWith: 'mallory' } } },
      'untrusted: signature signature_invalid 2',
    ],
    [
      'a root authorization signed by a stranger',
      { tamper: { root: { signWith: 'mallory' } } },
      'untrusted: signature signature_invalid 3',
    ],
    [
      'a stranger’s signature without kid',
      { kid: { leaf: false, root: true, a1: true, a2: true }, tamper: { leaf: { signWith: 'mallory' } } },
      'untrusted: signature signature_invalid 0',
    ],
    ['the issuer’s signature without kid', { kid: false }, 'trusted'],
    [
      'a kid of the stranger who signed',
      {
        tamper: {
          leaf: {
            signWith: 'mallory',
            header: (header, { did }) => ({ ...header, kid: `${did('mallory')}#key-1` }),
          },
        },
      },
      'untrusted: signature key_not_found 0',
    ],
    [
      'a key in the header of the JWT',
      {
        tamper: {
          leaf: {
            signWith: 'mallory',
            header: ({ kid: _, ...header }) => ({ ...header, jwk: createKeyPair('EdDSA', 'own').publicJwk }),
            sign: (input) => createKeyPair('EdDSA', 'own').sign(input),
          },
        },
      },
      'untrusted: signature signature_invalid 0',
    ],
    [
      'a signature of another length',
      {
        tamper: {
          leaf: { sign: (input, pair) => Buffer.from(pair.sign(input), 'base64url').subarray(1).toString('base64url') },
        },
      },
      'untrusted: signature signature_invalid 0',
    ],
    ['no signature', { tamper: { leaf: { sign: () => '' } } }, 'untrusted: signature signature_invalid 0'],
  ]
  it.each(rows)('%s', (_name, options, end) => {
    expect(outcome(judge(options))).toBe(end)
  })
})

describe('the algorithm: without these checks anybody could sign', () => {
  const withAlg = (alg: string): MintOptions => ({ tamper: { leaf: { header: (header) => ({ ...header, alg }) } } })
  const rows: Rows = [
    [
      'alg none without a signature',
      { tamper: { leaf: { header: (header) => ({ ...header, alg: 'none' }), sign: () => '' } } },
      'untrusted: algorithm algorithm_refused 0',
    ],
    ['alg None in another case', withAlg('None'), 'untrusted: algorithm algorithm_refused 0'],
    [
      'HS256 with the public key as the secret',
      {
        tamper: {
          leaf: {
            header: (header) => ({ ...header, alg: 'HS256' }),
            sign: (input, pair) =>
              createHmac('sha256', Buffer.from(pair.publicJwk.x, 'base64url')).update(input).digest('base64url'),
          },
        },
      },
      'untrusted: algorithm algorithm_refused 0',
    ],
    ['an algorithm in lower case', withAlg('eddsa'), 'untrusted: algorithm algorithm_refused 0'],
    ['RS256', withAlg('RS256'), 'untrusted: algorithm algorithm_refused 0'],
    ['ES256K over an Ed25519 key', withAlg('ES256K'), 'untrusted: algorithm key_type_mismatch 0'],
    [
      'EdDSA over a secp256k1 key',
      { algorithm: 'ES256K', tamper: { leaf: { header: (header) => ({ ...header, alg: 'EdDSA' }) } } },
      'untrusted: algorithm key_type_mismatch 0',
    ],
    [
      'ES256 over a secp256k1 key',
      { algorithm: 'ES256K', tamper: { leaf: { header: (header) => ({ ...header, alg: 'ES256' }) } } },
      'untrusted: algorithm key_type_mismatch 0',
    ],
    ['ES256 throughout', { algorithm: 'ES256' }, 'trusted'],
    ['ES256K throughout', { algorithm: 'ES256K' }, 'trusted'],
    [
      'an algorithm that the policy leaves out',
      { algorithm: { root: 'ES256K' }, policy: { algorithms: ['EdDSA'] } },
      'untrusted: algorithm algorithm_refused 3',
    ],
    ['a policy without algorithms', { policy: { algorithms: [] } }, 'untrusted: algorithm algorithm_refused 0'],
    [
      'no algorithm in the header',
      { tamper: { leaf: { header: ({ alg: _, ...header }) => header as never } } },
      'untrusted: algorithm algorithm_refused 0',
    ],
  ]
  it.each(rows)('%s', (_name, options, end) => {
    expect(outcome(judge(options))).toBe(end)
  })
})
