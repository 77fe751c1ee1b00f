import type { DereferencedResource, EvidenceError, ResourceEvidence, ResourceMetadata } from '@trustchains/core'
import type { CallLimits } from './call-limits.js'
import type { EvidenceSources } from './evidence-sources.js'
import { isObject, memberOf, stringMember } from './read-members.js'
import { redactMessage } from './redact-message.js'
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
 * @param target - what a credential names; only a DID URL of did:cheqd that names one resource is asked for
 */
export async function readResource(
  { key, reference }: ResourceTarget,
  sources: EvidenceSources,
  limits: CallLimits,
  times: CallTimes,
): Promise<ResourceEvidence> {
  const source = 'sources.dereference'
  if (reference === undefined) {
    return { url: key, source, ...moment(times.readAt), error: { code: 'invalid', message: notRead } }
  }
  // What is pinned never changes, so it needs no time.
  const versionTime = reference.form === 'named' ? times.versionTime : undefined
  const head = { url: key, source, ...moment(times.readAt, versionTime) }
  const answer = await limits.attempt((signal) => {
    const { bytesLeft } = limits
    if (bytesLeft === 0) return Promise.resolve(tooLarge)
    const maxBytes = Math.min(bytesLeft, maxAskedBytes)
    return sources.resources.dereference(key, {
      ...(versionTime !== undefined && { versionTime }),
      signal,
      maxBytes,
    })
  })
  if (!answer.ok) return { ...head, error: answer.error }
  return { ...head, ...readAnswer(answer.value, limits) }
}

/** Sources refuse to be asked for more than this; nobody has a resource of a gibibyte. */
const maxAskedBytes = 2 ** 30

const tooLarge: DereferencedResource = {
  contentStream: null,
  contentMetadata: {},
  dereferencingMetadata: { error: 'contentTooLarge' },
}

const notRead =
  'only DID URLs of did:cheqd that name one resource are read, as did:cheqd:<network>:<id>/resources/<uuid> or ' +
  'did:cheqd:<network>:<id>?resourceName=<name>&resourceType=<type>'

const moment = (readAt: string, versionTime?: string): { readAt: string; asOf: string } => ({
  readAt,
  asOf: versionTime ?? readAt,
})

function readAnswer(
  answer: DereferencedResource,
  limits: CallLimits,
): { content: string; metadata: ResourceMetadata } | { error: EvidenceError } {
  const { dereferencingMetadata, contentStream, contentMetadata } = isObject(answer) ? answer : noAnswer
  const error = stringMember(dereferencingMetadata, 'error')
  // Content whose checksum is wrong is evidence: it is core that compares, and that says so.
  if (error !== undefined && (error !== 'checksumMismatch' || !isBytes(contentStream)))
    return { error: errorOf(error, stringMember(dereferencingMetadata, 'message'), limits) }
  if (!isBytes(contentStream)) return { error: { code: 'invalid', message: 'the source answered without content' } }
  const tooMany = limits.takeBytes(contentStream.byteLength)
  if (tooMany !== undefined) return { error: tooMany }
  const metadata = readMetadata(contentMetadata)
  if (typeof metadata === 'string') {
    return { error: { code: 'invalid', message: `the resource's metadata lacks ${metadata}` } }
  }
  return { content: toBase64(contentStream), metadata }
}

const noAnswer: Partial<DereferencedResource> = {}

/**
 * Errors that say something definite of the reference; all others mean that nothing could be learnt. Only did:cheqd is
 * asked for, so `methodNotSupported` says that this source does not serve the network.
 */
const definite: ReadonlySet<string> = new Set(['invalidDid', 'invalidDidUrl', 'representationNotSupported'])

function errorOf(error: string, message: string | undefined, limits: CallLimits): EvidenceError {
  if (error === 'contentTooLarge') return limits.tooLarge()
  const text = message === undefined ? redactMessage(error) : redactMessage(`${error}: ${message}`)
  if (error === 'notFound') return { code: 'notFound', message: text }
  return { code: definite.has(error) ? 'invalid' : 'unreachable', message: text }
}

const required = [
  'resourceURI',
  'resourceCollectionId',
  'resourceId',
  'resourceName',
  'resourceType',
  'mediaType',
  'created',
  'checksum',
] as const satisfies (keyof ResourceMetadata)[]

/** The metadata, or the name of the first member that is missing. */
function readMetadata(value: unknown): ResourceMetadata | string {
  const members: Partial<Record<keyof ResourceMetadata, string | null>> = {}
  for (const name of required) {
    const member = stringMember(value, name)
    if (member === undefined) return name
    members[name] = member
  }
  for (const name of ['resourceVersion', 'previousVersionId', 'nextVersionId'] as const) {
    const member = memberOf(value, name)
    if (typeof member === 'string' || (member === null && name !== 'resourceVersion')) members[name] = member
  }
  return members as ResourceMetadata
}

// Bytes may come from another realm (a worker, a test runner), where instanceof fails.
const isBytes = (value: unknown): value is Uint8Array => ArrayBuffer.isView(value) && 'BYTES_PER_ELEMENT' in value

const toBase64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
