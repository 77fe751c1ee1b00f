import * as did from '@cheqd/ts-proto/cheqd/did/v2/index.js'
import * as resource from '@cheqd/ts-proto/cheqd/resource/v2/index.js'
import * as oracle from '@cheqd/ts-proto/cheqd/oracle/v2/index.js'
import * as feemarket from '@cheqd/ts-proto/feemarket/feemarket/v1/index.js'
import { codec } from './codec.js'
import type { DeactivatePayload, DidDocPayload, DidDocWithMetadata, DidMetadata, SignedMessage } from './did-types.js'
import type { ResourceMetadata, ResourcePayload, ResourceWithMetadata } from './resource-types.js'

/** A range that a fee must lie in; amounts are integers as text, `usd` with 18 decimals. */
export interface FeeRange {
  denom: string
  minAmount: string
  maxAmount: string
}

interface Coin {
  denom: string
  amount: string
}

interface ById {
  collectionId: string
  id: string
}

interface ByName {
  collectionId: string
  name: string
  resourceType: string
}

/** Codecs of the messages that the ledger reads and writes, by their name on the chain. */
export const codecs = {
  createDid: codec<SignedMessage<DidDocPayload>>(did.MsgCreateDidDoc),
  createDidPayload: codec<DidDocPayload>(did.MsgCreateDidDocPayload),
  updateDid: codec<SignedMessage<DidDocPayload>>(did.MsgUpdateDidDoc),
  updateDidPayload: codec<DidDocPayload>(did.MsgUpdateDidDocPayload),
  deactivateDid: codec<SignedMessage<DeactivatePayload>>(did.MsgDeactivateDidDoc),
  deactivateDidPayload: codec<DeactivatePayload>(did.MsgDeactivateDidDocPayload),
  /** The responses of create, update and deactivate have the same shape. */
  didResponse: codec<{ value?: DidDocWithMetadata }>(did.MsgCreateDidDocResponse),
  didDocWithMetadata: codec<DidDocWithMetadata>(did.DidDocWithMetadata),
  createResource: codec<SignedMessage<ResourcePayload>>(resource.MsgCreateResource),
  createResourcePayload: codec<ResourcePayload>(resource.MsgCreateResourcePayload),
  createResourceResponse: codec<{ resource?: ResourceMetadata }>(resource.MsgCreateResourceResponse),
  resourceWithMetadata: codec<ResourceWithMetadata>(resource.ResourceWithMetadata),
  resourceMetadata: codec<ResourceMetadata>(resource.Metadata),
  queryDidDoc: codec<{ id: string }>(did.QueryDidDocRequest),
  queryDidDocResponse: codec<{ value?: DidDocWithMetadata }>(did.QueryDidDocResponse),
  queryDidDocVersion: codec<{ id: string; version: string }>(did.QueryDidDocVersionRequest),
  queryDidDocVersionResponse: codec<{ value?: DidDocWithMetadata }>(did.QueryDidDocVersionResponse),
  queryDidVersions: codec<{ id: string }>(did.QueryAllDidDocVersionsMetadataRequest),
  queryDidVersionsResponse: codec<{ versions: DidMetadata[]; pagination?: undefined }>(
    did.QueryAllDidDocVersionsMetadataResponse,
  ),
  queryDidParamsResponse: codec<{
    params: { createDid: FeeRange[]; updateDid: FeeRange[]; deactivateDid: FeeRange[]; burnFactor: string }
  }>(did.QueryParamsResponse),
  queryResource: codec<ById>(resource.QueryResourceRequest),
  queryResourceResponse: codec<{ resource?: ResourceWithMetadata }>(resource.QueryResourceResponse),
  queryResourceMetadata: codec<ById>(resource.QueryResourceMetadataRequest),
  queryResourceMetadataResponse: codec<{ resource?: ResourceMetadata }>(resource.QueryResourceMetadataResponse),
  queryLatestResource: codec<ByName>(resource.QueryLatestResourceVersionRequest),
  queryLatestResourceResponse: codec<{ resource?: ResourceWithMetadata }>(resource.QueryLatestResourceVersionResponse),
  queryLatestResourceMetadata: codec<ByName>(resource.QueryLatestResourceVersionMetadataRequest),
  queryLatestResourceMetadataResponse: codec<{ resource?: ResourceMetadata }>(
    resource.QueryLatestResourceVersionMetadataResponse,
  ),
  queryCollection: codec<{ collectionId: string }>(resource.QueryCollectionResourcesRequest),
  queryCollectionResponse: codec<{ resources: ResourceMetadata[]; pagination?: undefined }>(
    resource.QueryCollectionResourcesResponse,
  ),
  queryResourceParamsResponse: codec<{
    params: { image: FeeRange[]; json: FeeRange[]; default: FeeRange[]; burnFactor: string }
  }>(resource.QueryParamsResponse),
  convertUsd: codec<{ amount: string; maType: string; wmaStrategy: string }>(oracle.ConvertUSDCtoCHEQRequest),
  convertUsdResponse: codec<{ amount: string }>(oracle.ConvertUSDCtoCHEQResponse),
  oraclePriceResponse: codec<{ price: string }>(oracle.QueryWMAResponse),
  gasPrice: codec<{ denom: string }>(feemarket.GasPriceRequest),
  gasPriceResponse: codec<{ price?: Coin }>(feemarket.GasPriceResponse),
  gasPricesResponse: codec<{ prices: Coin[] }>(feemarket.GasPricesResponse),
}
