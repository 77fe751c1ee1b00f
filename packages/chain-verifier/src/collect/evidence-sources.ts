import type { Dereferencer } from '@trustchains/core'
import type { CallCache } from '../cache/call-cache.js'

/** A DID resolution result as it comes from the agent: nothing about it is known yet. */
export interface DidResolution {
  didDocument?: unknown
  didDocumentMetadata?: unknown
  didResolutionMetadata?: unknown
}

/** The ports through which evidence is read. */
export interface EvidenceSources {
  /** DID-Linked Resources. */
  resources: Dereferencer
  /**
   * DID documents.
   *
   * @param versionTime - RFC 3339: the version of that time; absent: the newest
   */
  resolveDid(did: string, versionTime?: string): Promise<DidResolution>
  /** What earlier calls have read; absent where nothing is kept. */
  cache?: CallCache
  /** Ends the call before its deadline. */
  signal?: AbortSignal
}
