import { createKeyPair, verificationMethod } from '@trustchains/test-kit'
import type { MintedChain } from '@trustchains/test-kit'
import type { CheckId } from '../../../src/index.js'
import { caseOfChain } from '../judge.js'
import { chainWith, issuers, type LinkName, type Publication, type StatusCase } from '../chain-with-status.js'
import { at, bitsOf, entry, listCredential, listSize, listUrl, signed } from '../status-list.js'
import { attack, type Attack } from './attack.js'

const revoked = bitsOf({ [at]: 1 })
const ofLink =
  (link: LinkName, bits: Uint8Array, more: Parameters<typeof listCredential>[2] = {}, subject = {}) =>
  (chain: MintedChain, issuer: string): Publication[] => [
    { content: signed(chain, issuers[link], listCredential(issuer, bits, more, subject)) },
  ]

function statusAttack(
  name: string,
  sources: string,
  end: string,
  options: StatusCase,
  change: (chain: MintedChain) => void = () => undefined,
  refusedBy: CheckId = 'status',
): Attack {
  return {
    name,
    sources: sources.split(' '),
    end,
    refusedBy: [refusedBy],
    forge: () => {
      const chain = chainWith(options)
      change(chain)
      return caseOfChain(chain)
    },
  }
}

/** Whoever was good once. */
export const attacksOnTime = [
  attack('expired parent', 'A H15 R4 E8', 'validity', 'untrusted: validity expired 2', {
    validUntil: { a1: '2026-05-01T00:00:00Z' },
  }),
  attack(
    'a rotated key backdating a new credential, where the ledger’s clock counts',
    'A H14 R2',
    'signature',
    'indeterminate: signature time_unproven 0',
    { policy: { validity: 'chain' }, validFrom: { leaf: '2026-02-01T00:00:00Z' } },
    {
      change: ({ world, did }) => {
        world.updateDid(did('p2'), '2026-05-01T00:00:00Z', (document) => ({
          ...document,
          verificationMethod: [verificationMethod(createKeyPair('EdDSA', 'next'), `${did('p2')}#key-1`)],
        }))
      },
    },
  ),
  attack(
    'an expired issuer backdating a credential, where the ledger’s clock counts',
    'A E8 H14',
    'validity',
    'indeterminate: validity time_unproven 1',
    {
      policy: { validity: 'chain' },
      validFrom: { leaf: '2026-02-01T00:00:00Z' },
      validUntil: { a2: '2026-05-01T00:00:00Z' },
    },
  ),
  attack(
    'an accreditation that was issued after its issuer’s own had ended, whatever its date',
    'E8 H14 R4',
    'validity',
    'untrusted: validity expired 2',
    {
      policy: { validity: 'chain' },
      validUntil: { a1: '2026-05-01T00:00:00Z' },
      published: { a2: '2026-05-10T00:00:00Z' },
      validFrom: { leaf: '2026-05-20T00:00:00Z' },
    },
  ),
  attack('a parent that is not valid yet', 'H14 R4 E8', 'validity', 'untrusted: validity not_yet_valid 2', {
    validFrom: { a1: '2026-07-01T00:00:00Z' },
    published: { a1: '2026-01-10T00:00:00Z' },
  }),
  attack('no expiry where the policy asks for one', 'H15 R4', 'validity', 'untrusted: validity expiry_required 3', {
    policy: { expiry: 'required' },
    tamper: {
      root: {
        payload: (draft) => {
          delete draft.expirationDate
        },
      },
    },
  }),
  attack('dates that disagree', 'R4', 'validity', 'untrusted: validity dates_disagree 0', {
    tamper: { leaf: { claims: (claims) => ({ ...claims, exp: Date.parse('2028-01-01T00:00:00Z') / 1000 }) } },
  }),
  statusAttack('revoked parent', 'A H3 H4 R5', 'untrusted: status revoked 2', {
    link: 'a1',
    lists: ofLink('a1', revoked),
  }),
  statusAttack('revoked root', 'A R22', 'untrusted: status revoked 3', {
    link: 'root',
    lists: ofLink('root', revoked),
  }),
  statusAttack('a revoked issuer backdating a credential', 'A E9 R5', 'untrusted: status revoked 1', {
    link: 'a2',
    lists: ofLink('a2', revoked),
    options: { validFrom: { leaf: '2026-01-12T00:00:00Z' } },
  }),
  statusAttack(
    'a revoked issuer backdating a credential, where the ledger’s clock counts',
    'A E9',
    'indeterminate: status time_unproven 1',
    {
      link: 'a2',
      lists: (chain, issuer) => [
        ...ofLink('a2', bitsOf({}))(chain, issuer),
        ...ofLink('a2', revoked)(chain, issuer).map((list) => ({ ...list, created: '2026-05-01T00:00:00Z' })),
      ],
      options: { policy: { validity: 'chain' }, validFrom: { leaf: '2026-01-12T00:00:00Z' } },
    },
  ),
  statusAttack('suspended issuer', 'A R5', 'untrusted: status suspended 1', {
    link: 'a2',
    status: (url) => entry(url, { statusPurpose: 'suspension' }),
    lists: ofLink('a2', revoked, {}, { statusPurpose: 'suspension' }),
  }),
  statusAttack('status list signed by someone else', 'A H21 R5', 'untrusted: status status_list_invalid 0', {
    lists: (chain, issuer) => [{ content: signed(chain, 'mallory', listCredential(issuer, bitsOf({}))) }],
  }),
  statusAttack('status list issued by someone else', 'A H21 R5', 'untrusted: status status_list_invalid 0', {
    lists: (chain) => [{ content: signed(chain, 'mallory', listCredential(chain.did('mallory'), bitsOf({}))) }],
  }),
  statusAttack('status list of another purpose', 'A R5', 'untrusted: status status_list_invalid 0', {
    lists: ofLink('leaf', bitsOf({}), {}, { statusPurpose: 'suspension' }),
  }),
  statusAttack('status index out of range', 'A R5', 'untrusted: status status_list_invalid 0', {
    status: (url) => entry(url, { statusListIndex: String(listSize) }),
  }),
  statusAttack('gzip bomb', 'A R13', 'untrusted: status limit_exceeded 0', {
    lists: ofLink('leaf', Buffer.alloc(40 * 1024 * 1024)),
  }),
  statusAttack('a status list that has expired', 'R5', 'untrusted: status status_list_invalid 0', {
    lists: ofLink('leaf', bitsOf({}), { validUntil: '2026-05-01T00:00:00Z' }),
  }),
  statusAttack('list unreachable', 'A H22 R5', 'indeterminate: status status_unavailable 0', {}, ({ world, did }) => {
    world.addFault({ id: listUrl(did('p2')), mode: 'throw' })
  }),
  attack('no status where the policy asks for one', 'H4 R5', 'status', 'untrusted: status status_required 0', {
    policy: { status: 'required' },
  }),
  statusAttack('JWT string carrying credentialStatus', 'A', 'untrusted: status revoked 0', {
    tamper: {
      payload: () => undefined,
      claims: (claims, { did }) => void (claims.credentialStatus = entry(listUrl(did('p2')))),
    },
    lists: ofLink('leaf', revoked),
  }),
  statusAttack(
    'stale copy pinned after revocation: the renewed accreditation is revoked',
    'A H10 H14',
    'untrusted: resource superseded 1',
    { link: 'a2', status: () => undefined, tamper: {}, lists: ofLink('a2', revoked) },
    ({ reissue }) =>
      void reissue('a2', {
        created: '2026-02-01T00:00:00Z',
        payload: (draft, { did }) => void (draft.credentialStatus = entry(listUrl(did('p1')))),
      }),
    'resource',
  ),
  statusAttack('stale copy pinned after revocation: an old list is pinned', 'A H14', 'untrusted: status revoked 0', {
    status: (_url, { did }) => entry(`${did('p2')}/resources/00000000-0000-4000-8000-000000000000`),
    lists: (chain, issuer) => [
      { content: signed(chain, 'p2', listCredential(issuer, bitsOf({}))) },
      { content: signed(chain, 'p2', listCredential(issuer, revoked)), created: '2026-02-01T00:00:00Z' },
    ],
  }),
]
