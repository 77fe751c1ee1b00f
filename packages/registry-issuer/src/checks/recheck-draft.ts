import type { JsonObject, JsonValue } from '@trustchains/core'
import { evidenceAbove, issuerOf, type PlanReads } from '../methods/plan-reads.js'
import type { SigningKey } from '../signing/select-signing-key.js'
import { anchorOf, checkDraft } from './check-draft.js'
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
    checkDraft(rootEvidence(evidence, now), begun, { did: evidence.did })
    return
  }
  const parentAccreditation = text(member(draft.termsOfUse, 'parentAccreditation'))
  const rootAuthorization = text(member(draft.termsOfUse, 'rootAuthorization'))
  const surroundings = { parentAccreditation, rootAuthorization, issuer: evidence, schemas: [], now }
  const above = checkDraft(await evidenceAbove(surroundings, reads), begun, anchorOf(rootAuthorization))
  fitValidity(
    {
      validFrom,
      ...(expirationDate !== undefined && { validUntil: Date.parse(text(expirationDate)) }),
      isDefault: false,
    },
    above,
  )
}

const member = (value: JsonValue | undefined, name: string): JsonValue | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value[name] : undefined

/** What is no text is none that a DID, a URL or a time is read from, so it is refused there. */
const text = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '')
