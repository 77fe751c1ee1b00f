import type { IdentityError, IdentityErrorCode } from './identity-error.js'

/** Queries that the resolver knows. */
export type QueryName =
  | 'versionId'
  | 'versionTime'
  | 'transformKeys'
  | 'service'
  | 'relativeRef'
  | 'metadata'
  | 'resourceId'
  | 'resourceCollectionId'
  | 'resourceName'
  | 'resourceType'
  | 'resourceVersion'
  | 'resourceVersionTime'
  | 'resourceMetadata'
  | 'checksum'

/** A request for a DID with a query. */
export interface QueryRequest {
  did: string
  /** The Accept header as it came. */
  accept: string | undefined
  /** Media type that the answer names. */
  contentType: string
  profile: string
  dereferencing: boolean
  hasResourceQueries: boolean
  /** Number of different queries. */
  size: number
  /** First value of a query; empty where it is absent. */
  get(this: void, name: QueryName): string
  /** A refusal of this request. */
  refuse(this: void, code: IdentityErrorCode): IdentityError
}
