import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DereferencedResource, Dereferencer, ResourceMetadata } from '@trustchains/core'
import { defaultLimits } from '../default-limits.js'
import { readResource } from '../registry/read-resource.js'
import { TrustRegistryIssuerError, type FailedPublication } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { ResourcePublisher, ResourceToPublish } from '../types/publisher.js'

/** Where a publication goes, and where it is read back from. */
export interface PublicationPorts {
  publisher: ResourcePublisher
  dereferencer: Dereferencer
}

/**
 * Publishes a resource and reads it back: only what the ledger shows, byte for byte, counts as published.
 *
 * If the publisher fails, the ledger is asked all the same: a transaction whose answer was lost may have gone
 * through, and saying that it failed would make the caller publish it twice.
 *
 * @throws TrustRegistryIssuerError `publication_failed`, with what is known of the resource
 */
export async function publishResource(
  resource: ResourceToPublish,
  { publisher, dereferencer }: PublicationPorts,
  context: TrustRegistryIssuerContext,
): Promise<ResourceMetadata> {
  const didUrl = `${resource.did}/resources/${resource.resourceId}`
  let failure: { cause: unknown } | undefined
  try {
    await publisher.publish(resource, context)
  } catch (cause) {
    failure = { cause }
  }
  const found = await readBack(didUrl, dereferencer)
  const error = found.dereferencingMetadata.error
  if (error !== undefined || found.contentStream === null) {
    throw publicationFailed(didUrl, error === 'notFound' ? 'absent' : 'unknown', failure)
  }
  if (sha256(found.contentStream) !== sha256(resource.data)) throw publicationFailed(didUrl, 'different', failure)
  return metadataOf(found, didUrl)
}

/** A resolver may be behind the node that took the transaction, so a first "not found" is not the last word. */
async function readBack(didUrl: string, dereferencer: Dereferencer): Promise<DereferencedResource> {
  let found = await readResource(dereferencer, didUrl)
  for (const delay of defaultLimits.readBackDelaysMs) {
    if (found.contentStream !== null && found.dereferencingMetadata.error === undefined) break
    await sleep(delay)
    found = await readResource(dereferencer, didUrl)
  }
  return found
}

function metadataOf(found: DereferencedResource, didUrl: string): ResourceMetadata {
  const { resourceURI, resourceId, resourceName, resourceType, created, checksum } = found.contentMetadata
  const complete = [resourceURI, resourceId, resourceName, resourceType, created, checksum].every(
    (member) => member !== undefined,
  )
  if (complete) return found.contentMetadata as ResourceMetadata
  throw publicationFailed(didUrl, 'unknown', { cause: new Error('the resolver gave no metadata of the resource') })
}

const sha256 = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex')

const stateText: Record<FailedPublication['state'], string> = {
  absent:
    'it is not on the ledger; look again before you repeat this, since a transaction under way may still bring it',
  unknown: 'whether it is on the ledger could not be learnt; look there before you repeat this',
  different: 'other content than was sent stands there',
}

function publicationFailed(
  didUrl: string,
  state: FailedPublication['state'],
  failure: { cause: unknown } | undefined,
): TrustRegistryIssuerError {
  const reason = failure?.cause instanceof Error ? ` (${failure.cause.message})` : ''
  return new TrustRegistryIssuerError(
    'publication_failed',
    `publishing ${didUrl} failed${reason}: ${stateText[state]}`,
    { publication: { didUrl, state }, ...(failure && { cause: failure.cause }) },
  )
}
