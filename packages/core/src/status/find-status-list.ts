import { isAllowedUrl } from '../allowed-host.js'
import type { CheckContext } from '../checks/check-context.js'
import { fail, undecided, type Finding } from '../checks/finding.js'
import { isWhatWasAsked } from '../checks/is-what-was-asked.js'
import { plainMessage } from '../checks/plain-message.js'
import { newestReference, type ResourceReference } from '../did-url.js'
import type { Found } from '../chain/evidence-index.js'
import type { ResourceEvidence, ResourceMetadata } from '../types/evidence.js'
import type { JsonObject } from '../types/json.js'
import type { StatusEntry } from './read-status-entry.js'

/** A list, as it counts. */
export interface FoundList {
  text: string
  /** Of the resource, lower-case hex. */
  sha256: string
  /** When it was published, milliseconds since 1970; under an HTTPS URL the time that counts. */
  created: number
  /** The time until which the answer is known to hold, milliseconds since 1970. */
  answered: number
}

/** A list's resource, its checksum verified. */
interface ListResource extends FoundList {
  metadata: ResourceMetadata
}

/**
 * Finds the list that an entry names, as it was at a time, and makes sure that it is what its DID URL
 * names, under the DID of the credential's issuer (docs/rules.md, Lists). A list that is pinned, or named as
 * of a time, would never show a revocation: the newest of its name counts.
 *
 * @param at - milliseconds since 1970
 * @returns the list, or why there is none
 */
export function findStatusList(
  context: CheckContext,
  { url, reference }: StatusEntry,
  issuer: string,
  at: number,
  details: JsonObject,
): FoundList | Finding {
  if (reference === undefined) return readFromWeb(context, url, at, details)
  if (reference.did !== issuer) {
    return fail('status_list_invalid', "the status list stands under a DID that is not its issuer's", details)
  }
  const found = readVersion(context, reference, at, details)
  if ('status' in found || (reference.form === 'named' && reference.resourceVersionTime === undefined)) return found
  const { resourceName, resourceType } = found.metadata
  return readVersion(context, newestReference(reference.did, resourceName, resourceType), at, details)
}

/** A list under an HTTPS URL: only its signature says whose it is. */
function readFromWeb(
  { index, memo, policy }: CheckContext,
  url: string,
  at: number,
  details: JsonObject,
): FoundList | Finding {
  const found = index.statusListByKey(url)
  const { item } = found
  const { content, error } = item ?? {}
  if (error?.code === 'limit' || error?.code === 'deadline') return unavailable(found, details)
  if (!isAllowedUrl(url, policy.webHosts)) {
    const message =
      'the status list has no DID URL of one DID-Linked Resource, nor an HTTPS URL of a host that the policy lists'
    return undecided('status_unavailable', message, details)
  }
  if (item === undefined || content === undefined) {
    const why = error === undefined ? (found.why ?? 'there is no answer') : plainMessage(error.message)
    return undecided('status_unavailable', `the status list could not be read: ${why}`, details)
  }
  const { size, text, sha256 } = memo.content(content)
  if (size > policy.limits.maxResourceBytes) {
    return fail('limit_exceeded', 'the status list has more than maxResourceBytes', details)
  }
  return text === undefined
    ? fail('status_list_invalid', 'the status list is not UTF-8', details)
    : { text, sha256, created: at, answered: found.answered ?? index.answerTime(item) }
}

function readVersion(
  { index, memo, policy }: CheckContext,
  reference: ResourceReference,
  at: number,
  details: JsonObject,
): ListResource | Finding {
  const found = index.statusList(reference, at)
  const { item } = found
  if (item?.content === undefined) return unavailable(found, details)
  const { maxResourceBytes } = policy.limits
  const content = memo.content(item.content)
  if (content.size > maxResourceBytes) {
    return fail('limit_exceeded', 'the status list has more than maxResourceBytes', details)
  }
  const { metadata } = item
  if (metadata === undefined)
    return undecided('status_unavailable', 'nothing says what the status list is (no metadata)', details)
  if (!isWhatWasAsked(reference, metadata)) {
    return fail('status_list_invalid', 'the answer is another resource than the status list asked for', details)
  }
  if (metadata.checksum.toLowerCase() !== content.sha256) {
    return fail('checksum_mismatch', "the status list's sha-256 is not the ledger's checksum", details)
  }
  const created = index.timeOf(metadata.created)
  if (created === -Infinity)
    return undecided('status_unavailable', "the status list's time of publication is no RFC 3339 time", details)
  if (created > at + index.skewAt(at))
    return fail('status_unavailable', 'the status list was published after the time that counts', details)
  const { text, sha256 } = content
  if (text === undefined) return fail('status_list_invalid', 'the status list is not UTF-8', details)
  return { text, sha256, metadata, created, answered: found.answered ?? index.answerTime(item) }
}

/** What it means that the evidence has no list (docs/rules.md, Fail or indeterminate). */
function unavailable(found: Found<ResourceEvidence>, details: JsonObject): Finding {
  if (found.item === undefined) return undecided('status_unavailable', `the status list ${found.why}`, details)
  const { code, message: text } = found.item.error ?? { code: 'invalid', message: 'neither content nor error' }
  const message = plainMessage(text)
  switch (code) {
    case 'notFound':
      return fail('status_unavailable', 'the status list did not exist at the time that counts', details)
    case 'invalid':
      return fail('status_unavailable', `the status list can't be had: ${message}`, details)
    case 'limit':
      return fail('limit_exceeded', message, details)
    case 'deadline':
      return undecided('limit_exceeded', message, details)
    case 'unreachable':
      return undecided('status_unavailable', `the status list could not be read: ${message}`, details)
  }
}
