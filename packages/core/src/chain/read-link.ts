import { formatResourceReference, type ResourceReference } from '../did-url.js'
import { fail, undecided, type Finding } from '../checks/finding.js'
import { plainMessage } from '../checks/plain-message.js'
import type { DecodedCredential } from '../decode/decode-credential.js'
import type { ResolvedPolicy } from '../resolve-policy.js'
import type { CheckId } from '../types/report.js'
import type { EvidenceError, ResourceEvidence } from '../types/evidence.js'
import type { EvidenceIndex, Found } from './evidence-index.js'
import { hasLedgerTime } from './ledger-time.js'
import type { IssuanceProof, Link } from './link.js'
import type { ValidationMemo } from './validation-memo.js'

/** Why a path ends before a root: the check that says so. */
export interface PathFault {
  id: Extract<CheckId, 'resource' | 'format' | 'limits' | 'loop'>
  finding: Finding
}

/** A credential read from its DID URL, or what stood in the way. */
export type LinkOutcome = { link: Link } | { link?: undefined; faults: PathFault[] }

/** What links are read with. */
export interface LinkSources {
  index: EvidenceIndex
  memo: ValidationMemo
  policy: Pick<ResolvedPolicy, 'validity' | 'limits'>
  /** Takes the times of publication that no ledger vouches for as they are said, to see what rests on them. Default false. */
  publishersWord?: boolean
}

/**
 * Reads the credential that a reference meant when its child was issued, from the evidence.
 *
 * @param heldAt - see {@link Link.heldAt}
 */
export function readLink(
  reference: ResourceReference,
  heldAt: number,
  { index, memo, policy, publishersWord = false }: LinkSources,
): LinkOutcome {
  const { maxResourceBytes } = policy.limits
  const url = formatResourceReference(reference)
  const found = index.resource(reference, heldAt)
  const { item } = found
  if (item?.content === undefined) {
    const finding = missing(url, found)
    return { faults: [{ id: finding.code === 'limit_exceeded' ? 'limits' : 'resource', finding }] }
  }
  const content = memo.content(item.content)
  if (content.size > maxResourceBytes) {
    const message = `the resource has ${String(content.size)} bytes, more than maxResourceBytes ${String(maxResourceBytes)}`
    return { faults: [{ id: 'limits', finding: fail('limit_exceeded', message, { url }) }] }
  }
  const decoded = memo.credentialIn(content)
  if (decoded === undefined) {
    return { faults: [{ id: 'format', finding: fail('malformed', 'the resource is not UTF-8', { url }) }] }
  }
  const source = { reference, evidence: item, sha256: content.sha256 }
  if (policy.validity === 'shell') return linkFrom(decoded, heldAt, heldAt, source)
  // The ledger's clock counts, not the issuer's; where it can't be read, the check `resource` says so.
  const created = index.timeOf(item.metadata?.created)
  if (!hasLedgerTime(reference.did)) {
    // Nothing proves that it is older than now, whatever its child's time is: so it is issued now, as a leaf is.
    return linkFrom(decoded, publishersWord ? Math.min(created, index.at) : index.at, heldAt, source)
  }
  return created === -Infinity
    ? linkFrom(decoded, heldAt, heldAt, source)
    : linkFrom(decoded, created, heldAt, source, byLedger)
}

const byLedger: IssuanceProof = Object.freeze({ by: 'ledger' })

/** A link of a decoded credential, or its faults where the form is too broken. */
export function linkFrom(
  decoded: DecodedCredential,
  issuedAt: number,
  heldAt: number,
  source?: Link['source'],
  provenBy?: IssuanceProof,
): LinkOutcome {
  const { credential, faults } = decoded
  if (credential !== undefined) {
    const link: Link = { credential, faults, issuedAt, heldAt }
    if (source !== undefined) link.source = source
    if (provenBy !== undefined) link.provenBy = provenBy
    return { link }
  }
  return { faults: faults.map(({ status, code, message }) => ({ id: 'format', finding: { status, code, message } })) }
}

/** What it means that the evidence has no content for a resource (docs/rules.md, Fail or indeterminate). */
function missing(url: string, found: Found<ResourceEvidence>): Finding {
  if (found.item === undefined) {
    return undecided('resource_unavailable', `the resource ${found.why}`, { url })
  }
  return explainError(url, found.item.error ?? { code: 'invalid', message: 'the answer has neither content nor error' })
}

function explainError(url: string, { code, message: text }: EvidenceError): Finding {
  const message = plainMessage(text)
  switch (code) {
    case 'notFound':
      return fail('resource_not_found', 'the resource does not exist at the time of evaluation', { url })
    case 'limit':
      return fail('limit_exceeded', message, { url })
    case 'deadline':
      return undecided('limit_exceeded', message, { url })
    case 'unreachable':
      return undecided('resource_unavailable', `the resource could not be read: ${message}`, { url })
    case 'invalid':
      return fail('resource_not_found', `the reference can't be used: ${message}`, { url })
  }
}
