import {
  normalizeDidUrl,
  type DereferencedResource,
  type Dereferencer,
  type ResourceEvidence,
  type ResourceMetadata,
} from '@trustchains/core'
import { readResource, readingErrorCode } from './read-resource.js'

/** When a resource is read, and as of when. */
export interface EvidenceTimes {
  /** RFC 3339. */
  readAt: string
  /** RFC 3339: the version of this time is asked for. Default: the newest. */
  versionTime?: string
  /** Of the whole call. */
  deadline?: AbortSignal
}

/** Reads a resource, as evidence: never rejects; why it could not be had stands in the item. */
export async function resourceEvidence(
  url: string,
  { readAt, versionTime, deadline }: EvidenceTimes,
  dereferencer: Dereferencer,
): Promise<ResourceEvidence> {
  const content = await readResource(dereferencer, url, { deadline, versionTime })
  return {
    url: normalizeDidUrl(url) ?? url,
    source: 'dereferencer',
    readAt,
    asOf: versionTime ?? readAt,
    ...outcome(content),
  }
}

function outcome({
  contentStream,
  contentMetadata,
  dereferencingMetadata: { error, message = 'no reason given' },
}: DereferencedResource): Pick<ResourceEvidence, 'content' | 'metadata' | 'error'> {
  if (error !== undefined || contentStream === null) {
    return { error: { code: readingErrorCode(error ?? 'internalError'), message } }
  }
  return {
    content: Buffer.from(contentStream).toString('base64'),
    metadata: contentMetadata as ResourceMetadata,
  }
}
