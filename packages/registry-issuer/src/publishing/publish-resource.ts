import type { Dereferencer, ResourceMetadata } from '@trustchains/core'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { ResourcePublisher, ResourceToPublish } from '../types/publisher.js'
import { publicationFailed } from './publication-failed.js'
import { readBack } from './read-back.js'

/** Where a publication goes, and where it is read back from. */
export interface PublicationPorts {
  publisher: ResourcePublisher
  dereferencer: Dereferencer
}

/**
 * Publishes a resource and reads it back, without the outbox: for whoever keeps a record of its own of what was sent.
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
  let failure: unknown
  try {
    await publisher.publish(resource, context)
  } catch (cause) {
    failure = cause
  }
  const found = await readBack(resource, dereferencer)
  if (found.state === 'published') return found.metadata
  const didUrl = `${resource.did}/resources/${resource.resourceId}`
  throw publicationFailed({ didUrl, state: found.state, isKept: false }, failure)
}
