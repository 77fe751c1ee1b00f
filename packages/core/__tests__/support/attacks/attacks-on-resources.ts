import type { LinkTamper } from '@trustchains/test-kit'
import { attack, unreadable, walkEnds } from './attack.js'

const created = '2026-03-01T00:00:00Z'
const nothing: LinkTamper = { payload: (draft) => void (draft.credentialSubject.accreditedFor = []) }

/** Whoever answers for the ledger. */
export const attacksOnResources = [
  attack(
    'hosting someone’s accreditation under another DID',
    'A H10 R17',
    'resource',
    'untrusted: resource resource_issuer_mismatch 2',
    {
      tamper: {
        a1: { resource: (resource, { did }) => ({ ...resource, collection: did('mallory') }) },
        a2: {
          payload: (draft, { did, url }) => {
            draft.termsOfUse.parentAccreditation = url('a1').pinned.replace(did('root'), did('mallory'))
          },
        },
      },
    },
  ),
  attack(
    'a resource that is published as another type than its credential is',
    'H10 R17',
    'resource',
    'untrusted: resource resource_type_mismatch 1',
    { tamper: { a2: { resource: (resource) => ({ ...resource, type: 'VerifiableAccreditationToAccredit' }) } } },
  ),
  attack(
    'a resolver that answers other bytes than the ledger’s',
    'H20 R17',
    'resource',
    'untrusted: resource checksum_mismatch 2',
    { tamper: { a1: { resource: (resource) => ({ ...resource, checksum: '0'.repeat(64) }) } } },
  ),
  attack(
    'a resolver that answers another resource than the one asked for',
    'H20 R17',
    'resource',
    'untrusted: resource resource_not_found 1',
    {},
    {
      bundle: ({ evidence, chain }) => {
        for (const { url, metadata } of evidence.resources) {
          if (url === chain.url('a2').pinned && metadata !== undefined) metadata.resourceId = 'another'
        }
      },
    },
  ),
  attack(
    'a resolver that answers HTML',
    'A H20',
    'format',
    'untrusted: format malformed 1',
    { tamper: { a2: { resource: (resource) => ({ ...resource, content: '<!doctype html><title>Login</title>' }) } } },
    unreadable,
  ),
  attack(
    'a resolver that hangs',
    'A H22',
    'limits',
    'indeterminate: limits limit_exceeded chain',
    {},
    {
      bundle: ({ evidence, chain }) => {
        for (const item of evidence.resources) {
          if (item.url !== chain.url('a1').pinned) continue
          delete item.content
          delete item.metadata
          item.error = { code: 'deadline', message: 'no answer in time' }
        }
      },
      ...walkEnds,
    },
  ),
  attack(
    'parent replaced by a newer version that narrows the scope, while the child pins the older',
    'A H14',
    'resource',
    'untrusted: resource superseded 2',
    {},
    { change: ({ reissue }) => void reissue('a1', { created, ...nothing }) },
  ),
  attack(
    'parent replaced by a newer version that narrows the scope, while the child names it',
    'A H14',
    'scope',
    'untrusted: scope scope_empty 1',
    { reference: 'named' },
    { change: ({ reissue }) => void reissue('a1', { created, ...nothing }) },
  ),
  attack(
    'a parent that was published only after the time of evaluation',
    'H14',
    'resource',
    'untrusted: resource resource_not_found 1',
    { published: { a2: '2026-06-02T00:00:00Z' } },
  ),
]
