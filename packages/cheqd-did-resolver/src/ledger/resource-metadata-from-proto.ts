import type { ResourceMetadata } from '@trustchains/core'
import { CheqdResolverError } from '../cheqd-resolver-error.js'
import type { CheqdDid } from '../did/cheqd-did.js'
import { resourceMetadataFromJson } from './resource-metadata-from-json.js'
import type { LedgerResourceMetadata } from '../types/ledger-messages.js'
import { formatLedgerTime } from './format-ledger-time.js'

/**
 * A resource's metadata as the node has it, in the form in which a resolver shows it.
 *
 * @throws CheqdResolverError `internalError` where it is unfit, of another DID, or of another network
 */
export function resourceMetadataFromProto(did: CheqdDid, metadata: LedgerResourceMetadata): ResourceMetadata {
  // Resources are filed by the unique id alone, without the network. The ledger adds the whole DID URL as an alternative URI: it
  // shows a node of another network than it was configured for.
  const networks = metadata.alsoKnownAs.map(({ uri }) => /^did:cheqd:([^:]+):/.exec(uri)?.[1]).filter(Boolean)
  if (networks.length > 0 && !networks.includes(did.network)) {
    throw new CheqdResolverError(
      'internalError',
      `the node that is configured for ${did.network} is of ${networks[0] as string}`,
    )
  }
  return resourceMetadataFromJson(did, {
    resourceCollectionId: metadata.collectionId,
    resourceId: metadata.id,
    resourceName: metadata.name,
    resourceType: metadata.resourceType,
    mediaType: metadata.mediaType,
    resourceVersion: metadata.version,
    created: formatLedgerTime(metadata.created) ?? null,
    checksum: metadata.checksum,
    previousVersionId: metadata.previousVersionId,
    nextVersionId: metadata.nextVersionId,
  })
}
