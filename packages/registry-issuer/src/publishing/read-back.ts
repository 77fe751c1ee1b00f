import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DereferencedResource, Dereferencer, ResourceMetadata } from '@trustchains/core'
import { defaultLimits } from '../default-limits.js'
import { readResource } from '../registry/read-resource.js'
import type { ResourceToPublish } from '../types/publisher.js'

/** What the ledger shows under the id of a resource. */
export type ReadBack =
  { state: 'published'; metadata: ResourceMetadata } | { state: 'absent' | 'unknown' | 'different' }

/**
 * Asks the ledger for a resource: only what it shows, byte for byte by sha-256, counts as published.
 *
 * @param patience - `patient`: a resolver may be behind the node that took the transaction, so a first "not found" is not
 *   the last word
 */
export async function readBack(
  { did, resourceId, data }: Pick<ResourceToPublish, 'did' | 'resourceId' | 'data'>,
  dereferencer: Dereferencer,
  patience: 'patient' | 'once' = 'patient',
): Promise<ReadBack> {
  const found = await readPublished(`${did}/resources/${resourceId}`, dereferencer, patience)
  const { error } = found.dereferencingMetadata
  if (error !== undefined || found.contentStream === null) {
    return { state: error === 'notFound' ? 'absent' : 'unknown' }
  }
  if (sha256(found.contentStream) !== sha256(data)) return { state: 'different' }
  const metadata = metadataOf(found)
  return metadata === undefined ? { state: 'unknown' } : { state: 'published', metadata }
}

/**
 * Reads what should have been published.
 *
 * @param patience - see {@link readBack}
 */
export async function readPublished(
  didUrl: string,
  dereferencer: Dereferencer,
  patience: 'patient' | 'once' = 'patient',
): Promise<DereferencedResource> {
  let found = await readResource(dereferencer, didUrl)
  for (const delay of patience === 'patient' ? defaultLimits.readBackDelaysMs : []) {
    if (found.contentStream !== null && found.dereferencingMetadata.error === undefined) break
    await sleep(delay)
    found = await readResource(dereferencer, didUrl)
  }
  return found
}

/** What a resolver says of a resource, or undefined where it says too little. */
export function metadataOf({
  contentMetadata,
}: Pick<DereferencedResource, 'contentMetadata'>): ResourceMetadata | undefined {
  const { resourceURI, resourceId, resourceName, resourceType, created, checksum } = contentMetadata
  const complete = [resourceURI, resourceId, resourceName, resourceType, created, checksum].every(
    (member) => member !== undefined,
  )
  return complete ? (contentMetadata as ResourceMetadata) : undefined
}

const sha256 = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex')
