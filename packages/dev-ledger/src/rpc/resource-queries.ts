import type { Chain } from '../chain.js'
import { codecs } from '../proto/codecs.js'
import type { ResourceMetadata, ResourceWithMetadata } from '../proto/resource-types.js'
import { joinDid } from '../rules/did.js'
import { normalizeId } from '../rules/id.js'
import type { Collection } from '../state/collection.js'
import { feeRange } from '../tx/fees.js'
import { fixedPoint } from '../tx/fixed-point.js'
import type { QueryHandler } from './query-handler.js'
import { QueryRefusal } from './query-refusal.js'

/** Queries of x/resource. */
export const resourceQueries: Readonly<Record<string, QueryHandler>> = {
  '/cheqd.resource.v2.Query/Resource': (chain, data) => {
    const { collectionId, id } = codecs.queryResource.decode(data)
    const { collection, metadata } = byId(chain, collectionId, id)
    return codecs.queryResourceResponse.encode({ resource: withContent(collection, metadata) })
  },
  '/cheqd.resource.v2.Query/ResourceMetadata': (chain, data) => {
    const { collectionId, id } = codecs.queryResourceMetadata.decode(data)
    return codecs.queryResourceMetadataResponse.encode({ resource: byId(chain, collectionId, id).metadata })
  },
  '/cheqd.resource.v2.Query/LatestResourceVersion': (chain, data) => {
    const { collectionId, name, resourceType } = codecs.queryLatestResource.decode(data)
    const { collection, metadata } = latest(chain, collectionId, name, resourceType)
    return codecs.queryLatestResourceResponse.encode({ resource: withContent(collection, metadata) })
  },
  '/cheqd.resource.v2.Query/LatestResourceVersionMetadata': (chain, data) => {
    const { collectionId, name, resourceType } = codecs.queryLatestResourceMetadata.decode(data)
    return codecs.queryLatestResourceMetadataResponse.encode({
      resource: latest(chain, collectionId, name, resourceType).metadata,
    })
  },
  '/cheqd.resource.v2.Query/CollectionResources': (chain, data) => {
    const { collectionId } = codecs.queryCollection.decode(data)
    // The page asked for is ignored, as on the chain: the answer is always the whole collection.
    const resources = [...(collectionOf(chain, normalizeId(collectionId))?.list() ?? [])]
    return codecs.queryCollectionResponse.encode({ resources })
  },
  '/cheqd.resource.v2.Query/Params': ({ params: { fees } }) =>
    codecs.queryResourceParamsResponse.encode({
      params: {
        image: [feeRange(fees, 'image')],
        json: [feeRange(fees, 'json')],
        default: [feeRange(fees, 'default')],
        burnFactor: fixedPoint.parse(fees.burnFactor).toString(),
      },
    }),
}

function collectionOf(chain: Chain, id: string): Collection | undefined {
  const did = joinDid({ method: 'cheqd', namespace: chain.params.namespace, id })
  if (!chain.state.dids.has(did)) throw QueryRefusal.registered('didDocNotFound', did)
  return chain.state.collections.get(did)
}

function byId(chain: Chain, collectionId: string, id: string) {
  const ofCollection = normalizeId(collectionId)
  const collection = collectionOf(chain, ofCollection)
  const metadata = collection?.get(id.toLowerCase())
  if (collection === undefined || metadata === undefined)
    throw QueryRefusal.registered('notFound', `resource ${ofCollection}:${id.toLowerCase()}`)
  return { collection, metadata }
}

function latest(chain: Chain, collectionId: string, name: string, resourceType: string) {
  const collection = collectionOf(chain, normalizeId(collectionId))
  const metadata = collection?.latestOf(name, resourceType)
  if (collection === undefined || metadata === undefined)
    throw QueryRefusal.plain(
      `collections: not found: key '("${collectionId}", "${name}", "${resourceType}")' of type github.com/cosmos/gogoproto/string`,
    )
  return { collection, metadata }
}

function withContent(collection: Collection, metadata: ResourceMetadata): ResourceWithMetadata {
  const data = collection.content(metadata.id)
  // Only an import can bring metadata without content; to answer with nothing would pass for an empty content.
  if (data === undefined) throw QueryRefusal.plain(`content of resource ${metadata.id} was not imported`)
  return { resource: { data }, metadata }
}
