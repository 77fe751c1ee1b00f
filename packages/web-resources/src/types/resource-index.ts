import type { ResourceMetadata } from '@trustchains/core'

/** What a DID has published on the web, as its key has signed it. */
export interface ResourceIndex {
  /** The DID. */
  iss: string
  /** When it was signed, seconds since 1970. */
  iat: number
  /** When it is no longer to be believed, seconds since 1970. Absent: whoever stops a server from being updated is not noticed. */
  exp?: number
  /** Counts the publications, from 1. An index with a lower number than one seen before is an old one. */
  sequence: number
  /** In the order of publication. `created` is the publisher's own word. */
  resources: ResourceMetadata[]
}
