import * as did from '@cheqd/ts-proto/cheqd/did/v2/index.js'
import * as resource from '@cheqd/ts-proto/cheqd/resource/v2/index.js'
import type {
  LedgerDidMetadata,
  LedgerDidVersion,
  LedgerResource,
  LedgerResourceMetadata,
  PageRequest,
  PageResponse,
} from '../types/ledger-messages.js'

/** A query of the ledger: where it is sent, and how request and answer are written. */
export interface LedgerQuery<Request, Answer> {
  /** `/<service>/<method>` */
  path: string
  encode(request: Request): Uint8Array
  decode(bytes: Uint8Array): Answer
}

interface Codec<T> {
  encode(message: T): { finish(): Uint8Array }
  decode(bytes: Uint8Array): T
}

// The type declarations that @cheqd/ts-proto ships are older than its code, so the messages' types stand in this package.
function query<Request, Answer>(path: string, request: unknown, answer: unknown): LedgerQuery<Request, Answer> {
  const requests = request as Codec<Request>
  const answers = answer as Codec<Answer>
  return { path, encode: (message) => requests.encode(message).finish(), decode: (bytes) => answers.decode(bytes) }
}

const didService = '/cheqd.did.v2.Query'
const resourceService = '/cheqd.resource.v2.Query'

/** The queries of the ledger that this package asks. */
export const ledgerQueries = {
  didDoc: query<{ id: string }, { value: LedgerDidVersion | undefined }>(
    `${didService}/DidDoc`,
    did.QueryDidDocRequest,
    did.QueryDidDocResponse,
  ),
  didDocVersion: query<{ id: string; version: string }, { value: LedgerDidVersion | undefined }>(
    `${didService}/DidDocVersion`,
    did.QueryDidDocVersionRequest,
    did.QueryDidDocVersionResponse,
  ),
  didDocVersions: query<
    { id: string; pagination: PageRequest | undefined },
    { versions: LedgerDidMetadata[]; pagination: PageResponse | undefined }
  >(
    `${didService}/AllDidDocVersionsMetadata`,
    did.QueryAllDidDocVersionsMetadataRequest,
    did.QueryAllDidDocVersionsMetadataResponse,
  ),
  resource: query<{ collectionId: string; id: string }, { resource: LedgerResource | undefined }>(
    `${resourceService}/Resource`,
    resource.QueryResourceRequest,
    resource.QueryResourceResponse,
  ),
  latestResource: query<
    { collectionId: string; name: string; resourceType: string },
    { resource: LedgerResource | undefined }
  >(
    `${resourceService}/LatestResourceVersion`,
    resource.QueryLatestResourceVersionRequest,
    resource.QueryLatestResourceVersionResponse,
  ),
  collection: query<
    { collectionId: string; pagination: PageRequest | undefined },
    { resources: LedgerResourceMetadata[]; pagination: PageResponse | undefined }
  >(
    `${resourceService}/CollectionResources`,
    resource.QueryCollectionResourcesRequest,
    resource.QueryCollectionResourcesResponse,
  ),
}
