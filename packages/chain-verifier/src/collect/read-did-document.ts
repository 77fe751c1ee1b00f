import {
  normalizeDid,
  parseDidUrl,
  type DidDocumentEvidence,
  type EvidenceError,
  type JsonObject,
} from '@trustchains/core'
import { didQuestion } from '../cache/question.js'
import type { SourceAnswer } from '../cache/source-answer.js'
import { askSource } from './ask-source.js'
import type { CallLimits } from './call-limits.js'
import type { DidResolution, EvidenceSources } from './evidence-sources.js'
import { readDidMetadata } from './read-did-metadata.js'
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
    const error: EvidenceError = { code: 'invalid', message: 'this is no DID' }
    return itemOf({ ...head, did: did.slice(0, 2048) }, { error })
  }
  const answer = await askSource(didQuestion(did, versionTime), sources.cache, limits, async () =>
    readAnswer(head, await sources.resolveDid(did, versionTime)),
  )
  return 'item' in answer ? answer.item : itemOf(head, { error: answer.error })
}

type Head = Pick<DidDocumentEvidence, 'did' | 'source' | 'readAt' | 'asOf'>

// Written out: V8 gives an object that begins with a spread a hidden class of its own, and all that reads it is slow then.
function itemOf(
  { did, source, readAt, asOf }: Head,
  { metadata, document, error }: Omit<DidDocumentEvidence, keyof Head>,
): DidDocumentEvidence {
  const item: DidDocumentEvidence = { did, source, readAt, asOf }
  if (metadata !== undefined) item.metadata = metadata
  if (document !== undefined) item.document = document
  if (error !== undefined) item.error = error
  return item
}

function readAnswer(head: Head, value: DidResolution): SourceAnswer<DidDocumentEvidence> {
  const failure = stringMember(memberOf(value, 'didResolutionMetadata'), 'error')
  if (failure !== undefined && failure !== '') {
    return { error: errorOf(failure, memberOf(value, 'didResolutionMetadata')) }
  }
  // Kept without a document too: a resolver may leave out that of a deactivated DID (DID Core 7.1.2).
  const metadata = readDidMetadata(memberOf(value, 'didDocumentMetadata'))
  const { bytes, ...document } = readDocument(memberOf(value, 'didDocument'), head.did)
  return { item: itemOf(head, { metadata, ...document }), bytes }
}

function errorOf(error: string, metadata: unknown): EvidenceError {
  const message = stringMember(metadata, 'message')
  const text = message === undefined ? redactMessage(error) : redactMessage(`${error}: ${message}`)
  if (error === 'notFound') return { code: 'notFound', message: text }
  // A limit of the driver: nobody told it those of the policy.
  if (error === 'contentTooLarge') return { code: 'limit', message: text }
  if (error === 'invalidDid' || error === 'invalidDidUrl') return { code: 'invalid', message: text }
  // A method for which this agent has no driver says nothing of the DID.
  return { code: 'unreachable', message: text }
}

function readDocument(
  value: unknown,
  did: string,
): { bytes: number } & ({ document: JsonObject } | { error: EvidenceError }) {
  const invalid = (message: string): { bytes: 0; error: EvidenceError } => ({
    bytes: 0,
    error: { code: 'invalid', message },
  })
  if (!isObject(value)) return invalid('the resolver answered without a DID document')
  let text: string
  try {
    text = JSON.stringify(value)
  } catch {
    return invalid('the DID document is no JSON')
  }
  // A copy, so that evidence is plain JSON and nobody changes it while it is judged.
  const document: unknown = JSON.parse(text)
  const id = stringMember(document, 'id')
  // Another DID's keys would sign for this one (DID Core 5.1.1).
  if (id === undefined || normalizeDid(id) !== did) {
    return invalid('the resolver answered with a document whose id is not the DID that was asked')
  }
  return { bytes: Buffer.byteLength(text), document: document as JsonObject }
}
