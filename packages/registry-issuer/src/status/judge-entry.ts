import {
  validateDraft,
  type CheckResult,
  type DidDocumentEvidence,
  type Evidence,
  type JsonObject,
  type ResourceEvidence,
} from '@trustchains/core'
import { credentialDraft } from '../drafts/credential-draft.js'
import type { CredentialStatus } from '../types/status.js'

/** What a verifier would have to judge a status by. */
export interface StatusEvidence {
  /** The credential's issuer, normalised. */
  issuer: string
  /** As of when, RFC 3339. */
  at: string
  statusLists: ResourceEvidence[]
  didDocuments: DidDocumentEvidence[]
}

/**
 * Asks the verifier's own check about one status of a credential: its list's signature, issuer, purpose, window, and
 * the entry's value. Nothing else of the credential is looked at.
 *
 * @param status - a member of `credentialStatus`
 */
export function judgeEntry(status: JsonObject, { issuer, at, statusLists, didDocuments }: StatusEvidence): CheckResult {
  const draft = {
    ...credentialDraft({
      uuid: '00000000-0000-4000-8000-000000000000',
      types: ['Example'],
      issuer,
      validity: { validFrom: Date.parse(at), isDefault: false },
      credentialSubject: { id: issuer },
      termsOfUse: { type: 'AttestationPolicy', parentAccreditation: issuer, rootAuthorization: issuer },
    }),
    credentialStatus: status,
  }
  const evidence: Evidence = {
    version: 1,
    at,
    leaf: {},
    resources: [],
    schemas: [],
    statusLists,
    didDocuments,
    limitsHit: [],
  }
  const report = validateDraft(evidence, draft)
  const check = report.checks.find(({ id, link }) => id === 'status' && link === 0)
  if (check === undefined) throw new Error('the verifier made no check of the status')
  return check
}

/** What a verifier's finding says of the credential. */
export function statusOf({ status, code }: Pick<CheckResult, 'status' | 'code'>): CredentialStatus {
  if (status === 'pass' || status === 'skipped') return 'valid'
  return code === 'revoked' || code === 'suspended' ? code : 'unknown'
}

const ranks: readonly CredentialStatus[] = ['revoked', 'suspended', 'unknown', 'valid']

/** What a credential is whose statuses say these. */
export function worstOf(statuses: readonly CredentialStatus[]): CredentialStatus {
  return ranks.find((status) => statuses.includes(status)) ?? 'valid'
}
