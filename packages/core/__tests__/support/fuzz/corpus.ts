import { evidenceFromWorld } from '@trustchains/test-kit'
import type { LinkTamper, MintedChain, MintOptions } from '@trustchains/test-kit'
import type { Evidence, TrustPolicy } from '../../../src/index.js'
import { chainWith } from '../chain-with-status.js'
import { caseOf, caseOfChain, type Case } from '../judge.js'
import { bitsOf, deflated, gzipped, listCredential, listUrl } from '../status-list.js'

/** What inputs are made of: a chain, and whether it is trusted as it is. */
export interface Base {
  name: string
  evidence: Evidence
  policy: TrustPolicy
  verdict: 'trusted' | 'untrusted'
}

const baseOf = (
  name: string,
  { evidence, policy }: Pick<Case, 'evidence' | 'policy'>,
  verdict: Base['verdict'] = 'trusted',
): Base => ({
  name,
  evidence: JSON.parse(JSON.stringify(evidence)) as Evidence,
  policy,
  verdict,
})

const good: [string, MintOptions, ((chain: MintedChain) => void)?][] = [
  ['a JWT', {}],
  ['a JWT without kid, ES256', { kid: false, algorithm: 'ES256' }],
  ['ES256K, by names', { algorithm: 'ES256K', reference: 'named' }],
  ['JSON with a JWT', { leafForm: 'json' }],
  ['VCDM 2.0', { dataModel: '2.0' }],
  ['VCDM 2.0 in an envelope', { dataModel: '2.0', leafForm: 'enveloped', enveloped: true }],
  ['Data Integrity, EdDSA', { dataModel: '2.0', proof: 'data-integrity' }],
  ['Data Integrity, ES256', { dataModel: '2.0', proof: 'data-integrity', algorithm: 'ES256' }],
  [
    'jurisdictions',
    { jurisdiction: { root: ['DE', 'FI'], a1: 'DE', a2: ['DE-BY'] }, policy: { jurisdiction: 'DE-BY' } },
  ],
  ['a delegated root with bounds', { delegatedRoot: true, depth: 4, maxPathLength: { root: 3, a1: 2 } }],
  ['strict', { policy: { dialect: 'strict', expiry: 'required', schema: 'required' } }],
  ['a renewed parent', {}, (chain) => void chain.reissue('a1', { created: '2026-03-01T00:00:00Z' })],
]

const sign: LinkTamper = { signWith: 'mallory' }
const bad: [string, MintOptions][] = [
  ['an accreditation that a stranger signed', { tamper: { a1: sign } }],
  ['a leaf that a stranger signed', { leafForm: 'json', tamper: { leaf: sign } }],
  ['an expired accreditation', { validUntil: { a1: '2026-02-01T00:00:00Z' }, policy: { superseded: 'accept' } }],
  [
    'a type that nobody may issue',
    { tamper: { leaf: { payload: (draft) => void draft.type.push('OtherCredential') } } },
  ],
  ['a jurisdiction that is wider below', { jurisdiction: { root: 'FI', a1: 'DE' } }],
  ['a path that is too long', { depth: 3, maxPathLength: { root: 0 } }],
]

/** Chains in every form that is read, and some that are refused for what their issuers signed. */
export function corpus(): Base[] {
  const bare = caseOf({ seed: 'published', publishLeaf: true })
  return [
    ...good.map(([name, options, change]) => baseOf(name, caseOf({ seed: name, ...options }, change))),
    baseOf('a published leaf', {
      evidence: evidenceFromWorld(bare.chain.world, bare.chain.url('leaf').latest, bare.chain.at),
      policy: bare.policy,
    }),
    baseOf('a W3C status list', caseOfChain(w3cList())),
    baseOf('a StatusList2021', caseOfChain(statusList2021())),
    baseOf('cheqd’s own list', caseOfChain(cheqdList())),
    baseOf('an IETF token list', caseOfChain(tokenList())),
    ...bad.map(([name, options]) => baseOf(name, caseOf({ seed: name, ...options }), 'untrusted')),
  ]
}

// Every chain has keys of its own: what is genuine in one is forged in another.
function w3cList(): MintedChain {
  return chainWith({
    options: { seed: 'w3c' },
    lists: (chain, issuer) => [{ content: signByIssuer(chain, listCredential(issuer, bitsOf({})), 'vc+jwt') }],
  })
}

/** Signs as the leaf's issuer. */
function signByIssuer(chain: MintedChain, claims: object, typ: string): string {
  const { key } = chain.link('leaf')
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const input = `${encode({ alg: 'EdDSA', typ, kid: key.kid })}.${encode(claims)}`
  return `${input}.${key.pair.sign(input)}`
}

function statusList2021(): MintedChain {
  const type = 'StatusList2021Revocation'
  const list = { statusPurpose: 'revocation', encodedList: gzipped(bitsOf({})), validFrom: '2026-01-10T00:00:00Z' }
  const content = { StatusList2021: list, metadata: { type, encrypted: false, encoding: 'base64url' } }
  return chainWith({
    options: { seed: '2021' },
    type,
    status: (url) => ({
      id: `${url}#7`,
      type: 'StatusList2021Entry',
      statusPurpose: 'revocation',
      statusListIndex: '7',
    }),
    lists: () => [{ content: JSON.stringify(content) }],
  })
}

function cheqdList(): MintedChain {
  return chainWith({
    options: { seed: 'cheqd' },
    status: (url) => ({
      id: `${url}#7`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'message',
      statusListIndex: '7',
      statusListCredential: url,
      statusSize: 2,
    }),
    lists: (_chain, issuer) => [
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
              encodedList: gzipped(bitsOf({}, 2)),
            },
            proof: { type: 'JwtProof2020', jwt: 'a.b.c' },
          },
          metadata: { encrypted: false, encoding: 'base64url', length: 131_072, statusSize: 2 },
        }),
      },
    ],
  })
}

function tokenList(): MintedChain {
  return chainWith({
    options: { seed: 'token' },
    tamper: {
      payload: () => undefined,
      claims: (claims, { did }) => {
        claims.status = { status_list: { idx: 7, uri: listUrl(did('p2')) } }
      },
    },
    lists: (chain, issuer) => [
      {
        content: signByIssuer(
          chain,
          {
            sub: listUrl(issuer),
            iat: 1_768_000_000,
            exp: 1_798_000_000,
            status_list: { bits: 1, lst: deflated(bitsOf({}, 1, 'right')) },
          },
          'statuslist+jwt',
        ),
      },
    ],
  })
}
