import { codecs } from '../proto/codecs.js'
import type { DidMetadata } from '../proto/did-types.js'
import { normalizeDid } from '../rules/did.js'
import { feeRange } from '../tx/fees.js'
import { fixedPoint } from '../tx/fixed-point.js'
import type { QueryHandler } from './query-handler.js'
import { QueryRefusal } from './query-refusal.js'

/** Queries of x/did. */
export const didQueries: Readonly<Record<string, QueryHandler>> = {
  '/cheqd.did.v2.Query/DidDoc': (chain, data) => {
    const did = normalizeDid(codecs.queryDidDoc.decode(data).id)
    const value = chain.state.latestDid(did)
    if (value === undefined) throw QueryRefusal.registered('notFound', did)
    return codecs.queryDidDocResponse.encode({ value })
  },
  '/cheqd.did.v2.Query/DidDocVersion': (chain, data) => {
    const { id, version } = codecs.queryDidDocVersion.decode(data)
    const value = chain.state.dids.get(normalizeDid(id))?.versions.get(version.toLowerCase())
    if (value === undefined) throw QueryRefusal.registered('notFound', 'diddoc version not found')
    return codecs.queryDidDocVersionResponse.encode({ value })
  },
  '/cheqd.did.v2.Query/AllDidDocVersionsMetadata': (chain, data) => {
    const record = chain.state.dids.get(normalizeDid(codecs.queryDidVersions.decode(data).id))
    // A DID that does not exist has no versions: an empty list, not an error. The store iterates by version id.
    const versions: DidMetadata[] = [...(record?.versions.values() ?? [])]
      .map(({ metadata }) => metadata)
      .sort((a, b) => (a.versionId < b.versionId ? -1 : 1))
    return codecs.queryDidVersionsResponse.encode({ versions })
  },
  '/cheqd.did.v2.Query/Params': ({ params: { fees } }) =>
    codecs.queryDidParamsResponse.encode({
      params: {
        createDid: [feeRange(fees, 'createDid')],
        updateDid: [feeRange(fees, 'updateDid')],
        deactivateDid: [feeRange(fees, 'deactivateDid')],
        burnFactor: fixedPoint.parse(fees.burnFactor).toString(),
      },
    }),
}
