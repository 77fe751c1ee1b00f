import type { DidTrustAnchor, Evidence, JsonObject, JsonValue } from '@trustchains/core'
import { evidenceAbove, issuerOf, type PlanReads } from '../methods/plan-reads.js'
import type { SigningKey } from '../signing/select-signing-key.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import { anchorOf, checkDraft, type ValidityAbove } from './check-draft.js'
import { rootEvidence } from './check-root.js'
import { fitValidity } from './fit-validity.js'

/**
 * Makes the checks of issuing again, on a credential that was recorded and not signed: meanwhile what stands above it may have
 * been revoked, and its key taken out of the DID document.
 *
 * Its own status is left out, as in issuing: its entries are its own, and nobody has set them.
 *
 * @param now - milliseconds since the epoch
 * @throws TrustRegistryIssuerError `refused`, `invalid_argument` for the key; `unavailable` where it can't be learnt now
 */
export async function recheckDraft(
  { draft, key: { keyRef, kid } }: { draft: JsonObject; key: SigningKey },
  now: number,
  reads: PlanReads,
): Promise<void> {
  const { credentialStatus: _own, issuanceDate, expirationDate, ...rest } = draft
  const { evidence } = await issuerOf({ issuer: text(member(draft.issuer, 'id')), keyRef, kid }, now, reads)
  const validFrom = Date.parse(text(issuanceDate))
  // As in issuing: what begins later is judged as if it began now.
  const begun: JsonObject = {
    ...rest,
    issuanceDate: validFrom > now ? new Date(now).toISOString() : text(issuanceDate),
    ...(expirationDate !== undefined && { expirationDate }),
  }
  if (member(draft.termsOfUse, 'type') === 'TrustFrameworkPolicy') {
    decideDraft(rootEvidence(evidence, now), begun, { did: evidence.did })
    return
  }
  const parentAccreditation = text(member(draft.termsOfUse, 'parentAccreditation'))
  const rootAuthorization = text(member(draft.termsOfUse, 'rootAuthorization'))
  const surroundings = { parentAccreditation, rootAuthorization, issuer: evidence, schemas: [], now }
  const above = decideDraft(await evidenceAbove(surroundings, reads), begun, anchorOf(rootAuthorization))
  fitValidity(
    {
      validFrom,
      ...(expirationDate !== undefined && { validUntil: Date.parse(text(expirationDate)) }),
      isDefault: false,
    },
    // One above that was renewed meanwhile begins later than this one; both hold now, so a verifier trusts it.
    { ...above, validFrom: -Infinity },
  )
}

/**
 * As {@link checkDraft}. What was recorded is forgotten for good where it is refused, so a refusal for which nothing but
 * what could not be read speaks is none yet.
 *
 * @throws TrustRegistryIssuerError `refused`; `unavailable` where no check failed
 */
function decideDraft(evidence: Evidence, draft: JsonObject, anchor: DidTrustAnchor): ValidityAbove {
  try {
    return checkDraft(evidence, draft, anchor)
  } catch (cause) {
    if (!(cause instanceof TrustRegistryIssuerError) || cause.code !== 'refused') throw cause
    if (cause.checks.some(({ status }) => status === 'fail')) throw cause
    const reasons = cause.checks.map(({ id, code, message }) => `${id}/${code}: ${message}`).join('; ')
    const message = `whether a verifier would trust the credential could not be learnt: ${reasons}`
    throw new TrustRegistryIssuerError('unavailable', message, { cause })
  }
}

const member = (value: JsonValue | undefined, name: string): JsonValue | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value[name] : undefined

/** What is no text is none that a DID, a URL or a time is read from, so it is refused there. */
const text = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '')
