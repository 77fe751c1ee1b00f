import { createHash } from 'node:crypto'
import { QueryResourceMetadataRequest, QueryResourceMetadataResponse } from '@cheqd/ts-proto/cheqd/resource/v2/index.js'
import type { LedgerNode } from './ledger-node.js'
import type { QueuedResource } from './queued-resource.js'

/**
 * Whether the ledger has a resource under its id: with this content, with another, or not at all.
 *
 * @returns `unknown` where the node does not say
 */
export async function resourcePresence(
  { resource: { resourceId, data }, collectionId }: Pick<QueuedResource, 'resource' | 'collectionId'>,
  node: LedgerNode,
): Promise<'same' | 'different' | 'absent' | 'unknown'> {
  const request = QueryResourceMetadataRequest.encode({ collectionId, id: resourceId }).finish()
  try {
    const { code, codespace, log, value } = await node.query('/cheqd.resource.v2.Query/ResourceMetadata', request)
    if (code === 0) {
      const checksum = QueryResourceMetadataResponse.decode(value).resource?.checksum
      if (checksum === undefined) return 'unknown'
      return checksum.toLowerCase() === createHash('sha256').update(data).digest('hex') ? 'same' : 'different'
    }
    // The SDK gives an error of a module the code 6 or 18, and keeps what it was in the log alone; 38 is its own.
    const isNotFound = code === 38 || ((code === 6 || code === 18) && /\bnot found\b/i.test(log))
    return codespace === 'sdk' && isNotFound ? 'absent' : 'unknown'
  } catch {
    // No answer, or one that can't be read.
    return 'unknown'
  }
}
