import type { DereferencedResource, EvidenceError, ResourceEvidence } from '@trustchains/core'
import { resourceQuestion, webQuestion } from '../cache/question.js'
import type { SourceAnswer } from '../cache/source-answer.js'
import { askSource } from './ask-source.js'
import type { CallLimits } from './call-limits.js'
import type { EvidenceSources, WebSource } from './evidence-sources.js'
import { isObject, stringMember } from './read-members.js'
import { readResourceMetadata } from './read-resource-metadata.js'
import { redactMessage } from './redact-message.js'
import type { ResourceRole } from './resource-role.js'
import type { ResourceTarget } from './resource-target.js'

/** The times of one call, RFC 3339. */
export interface CallTimes {
  /** When the call was made: its clock is read once. */
  readAt: string
  /** The time of evaluation where the caller gave one; else the newest is asked for. */
  versionTime?: string
}

/**
 * Reads one DID-Linked Resource. Never rejects: why it could not be had stands in the item.
 *
 * @param target - what a credential names; only a DID URL of did:cheqd or did:web that names one resource is asked for, and an
 * HTTPS URL of a JSON Schema or status list where there is a source for it
 * @param role - the list of the evidence that it is read for
 */
export async function readResource(
  target: ResourceTarget,
  sources: EvidenceSources,
  limits: CallLimits,
  times: CallTimes,
  role?: ResourceRole,
): Promise<ResourceEvidence> {
  const { key, reference } = target
  const source = 'sources.dereference'
  if (reference === undefined) {
    // An accreditation is read from a ledger only, which says who published it, and when.
    if (target.isHttps === true && sources.https !== undefined && role !== undefined && role !== 'resources') {
      return await readFromWeb(key, sources.https, sources, limits, times)
    }
    return { url: key, source, ...moment(times.readAt), error: { code: 'invalid', message: notRead } }
  }
  const { resources, cache } = sources
  // What is pinned never changes, so it needs no time.
  const versionTime = reference.form === 'named' ? times.versionTime : undefined
  const asOf = versionTime !== undefined && { versionTime }
  const head = { url: key, source, ...moment(times.readAt, versionTime) }
  const question = resourceQuestion(key, reference, versionTime)
  const answer = await askSource(question, cache, limits, async (signal, maxBytes) =>
    readAnswer(head, await resources.dereference(key, { ...asOf, signal, maxBytes })),
  )
  return 'item' in answer ? answer.item : itemOf(head, { error: answer.error })
}

/** Reads what a web server has for an HTTPS URL; it has no history, so it is read as it is now. */
async function readFromWeb(
  url: string,
  web: WebSource,
  { cache }: EvidenceSources,
  limits: CallLimits,
  { readAt }: CallTimes,
): Promise<ResourceEvidence> {
  const head = { url, source: 'sources.https', ...moment(readAt) }
  const answer = await askSource(webQuestion(url), cache, limits, async (signal, maxBytes) => {
    const read = await web.read(url, { signal, maxBytes })
    if ('error' in read) return read
    return { item: itemOf(head, { content: toBase64(read.content) }), bytes: read.content.byteLength }
  })
  return 'item' in answer ? answer.item : itemOf(head, { error: answer.error })
}

const notRead =
  'only DID URLs of did:cheqd and did:web that name one resource are read, as did:cheqd:<network>:<id>/resources/<uuid> or ' +
  'did:cheqd:<network>:<id>?resourceName=<name>&resourceType=<type>'

const moment = (readAt: string, versionTime?: string): { readAt: string; asOf: string } => ({
  readAt,
  asOf: versionTime ?? readAt,
})

function readAnswer(head: Head, answer: DereferencedResource): SourceAnswer<ResourceEvidence> {
  const { dereferencingMetadata, contentStream, contentMetadata } = isObject(answer) ? answer : noAnswer
  const error = stringMember(dereferencingMetadata, 'error')
  // Content whose checksum is wrong is evidence: it is core that compares, and that says so.
  if (error !== undefined && (error !== 'checksumMismatch' || !isBytes(contentStream)))
    return { error: errorOf(error, stringMember(dereferencingMetadata, 'message')) }
  if (!isBytes(contentStream)) return { error: { code: 'invalid', message: 'the source answered without content' } }
  const metadata = readResourceMetadata(contentMetadata)
  if (typeof metadata === 'string') {
    return { error: { code: 'invalid', message: `the resource's metadata lacks ${metadata}` } }
  }
  return {
    item: itemOf(head, { content: toBase64(contentStream), metadata }),
    bytes: contentStream.byteLength,
  }
}

type Head = Pick<ResourceEvidence, 'url' | 'source' | 'readAt' | 'asOf'>

// Written out: V8 gives an object that begins with a spread a hidden class of its own, and all that reads it is slow then.
function itemOf(
  { url, source, readAt, asOf }: Head,
  { content, metadata, error }: Omit<ResourceEvidence, keyof Head>,
): ResourceEvidence {
  const item: ResourceEvidence = { url, source, readAt, asOf }
  if (content !== undefined) item.content = content
  if (metadata !== undefined) item.metadata = metadata
  if (error !== undefined) item.error = error
  return item
}

const noAnswer: Partial<DereferencedResource> = {}

/**
 * Errors that say something definite of the reference; all others mean that nothing could be learnt. `methodNotSupported`
 * says that this source does not serve the network, or the DID method.
 */
const definite: ReadonlySet<string> = new Set(['invalidDid', 'invalidDidUrl', 'representationNotSupported'])

function errorOf(error: string, message: string | undefined): EvidenceError | 'tooLarge' {
  if (error === 'contentTooLarge') return 'tooLarge'
  const text = message === undefined ? redactMessage(error) : redactMessage(`${error}: ${message}`)
  if (error === 'notFound') return { code: 'notFound', message: text }
  return { code: definite.has(error) ? 'invalid' : 'unreachable', message: text }
}

// Bytes may come from another realm (a worker, a test runner), where instanceof fails.
const isBytes = (value: unknown): value is Uint8Array => ArrayBuffer.isView(value) && 'BYTES_PER_ELEMENT' in value

const toBase64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
