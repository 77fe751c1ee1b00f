import {
  normalizeDid,
  parseDidUrl,
  type DidDocumentEvidence,
  type DidDocumentMetadata,
  type EvidenceError,
  type JsonObject,
} from '@trustchains/core'
import type { CallLimits } from './call-limits.js'
import type { EvidenceSources } from './evidence-sources.js'
import { isObject, memberOf, stringMember } from './read-members.js'
import type { CallTimes } from './read-resource.js'
import { redactMessage } from './redact-message.js'

/**
 * Reads one DID document through the agent. Never rejects: why it could not be had stands in the item.
 *
 * @param did - normalised
 * @param times - with `versionTime`, the version of that time is asked for; else the newest
 */
export async function readDidDocument(
  did: string,
  sources: EvidenceSources,
  limits: CallLimits,
  times: CallTimes,
): Promise<DidDocumentEvidence> {
  const { readAt, versionTime } = times
  const head = { did, source: 'agent.resolveDid', readAt, asOf: versionTime ?? readAt }
  if (parseDidUrl(did)?.did !== did) {
    return { ...head, did: did.slice(0, 2048), error: { code: 'invalid', message: 'this is no DID' } }
  }
  const answer = await limits.attempt(() => sources.resolveDid(did, versionTime))
  if (!answer.ok) return { ...head, error: answer.error }
  const { value } = answer
  const failure = stringMember(memberOf(value, 'didResolutionMetadata'), 'error')
  if (failure !== undefined && failure !== '') {
    return { ...head, error: errorOf(failure, memberOf(value, 'didResolutionMetadata'), limits) }
  }
  // Kept without a document too: a resolver may leave out that of a deactivated DID (DID Core 7.1.2).
  const metadata = readMetadata(memberOf(value, 'didDocumentMetadata'))
  return { ...head, metadata, ...readDocument(memberOf(value, 'didDocument'), did, limits) }
}

function errorOf(error: string, metadata: unknown, limits: CallLimits): EvidenceError {
  if (error === 'contentTooLarge') return limits.tooLarge()
  const message = stringMember(metadata, 'message')
  const text = message === undefined ? redactMessage(error) : redactMessage(`${error}: ${message}`)
  if (error === 'notFound') return { code: 'notFound', message: text }
  if (error === 'invalidDid' || error === 'invalidDidUrl') return { code: 'invalid', message: text }
  // A method for which this agent has no driver says nothing of the DID.
  return { code: 'unreachable', message: text }
}

function readDocument(
  value: unknown,
  did: string,
  limits: CallLimits,
): { document: JsonObject } | { error: EvidenceError } {
  const invalid = (message: string): { error: EvidenceError } => ({ error: { code: 'invalid', message } })
  if (!isObject(value)) return invalid('the resolver answered without a DID document')
  let text: string
  try {
    text = JSON.stringify(value)
  } catch {
    return invalid('the DID document is no JSON')
  }
  const tooMany = limits.takeBytes(Buffer.byteLength(text))
  if (tooMany !== undefined) return { error: tooMany }
  // A copy, so that evidence is plain JSON and nobody changes it while it is judged.
  const document: unknown = JSON.parse(text)
  const id = stringMember(document, 'id')
  // Another DID's keys would sign for this one (DID Core 5.1.1).
  if (id === undefined || normalizeDid(id) !== did) {
    return invalid('the resolver answered with a document whose id is not the DID that was asked')
  }
  return { document: document as JsonObject }
}

function readMetadata(value: unknown): DidDocumentMetadata {
  const metadata: DidDocumentMetadata = {}
  for (const name of ['created', 'updated', 'versionId'] as const) {
    const member = stringMember(value, name)
    if (member !== undefined) metadata[name] = member
  }
  if (memberOf(value, 'deactivated') === true) metadata.deactivated = true
  return metadata
}
