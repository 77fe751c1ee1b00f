import type { Dereferencer, EvidenceError } from '@trustchains/core'
import type { CallCache } from '../cache/call-cache.js'

/** A DID resolution result as it comes from the agent: nothing about it is known yet. */
export interface DidResolution {
  didDocument?: unknown
  didDocumentMetadata?: unknown
  didResolutionMetadata?: unknown
}

/** What a web server gave; or why it has no answer: `tooLarge` where it has more bytes than it was asked for. */
export type WebAnswer = { content: Uint8Array } | { error: EvidenceError | 'tooLarge' }

/** What reads HTTPS URLs that credentials name. */
export interface WebSource {
  /** Rejects where its signal ends it. */
  read(url: string, options: { signal: AbortSignal; maxBytes: number }): Promise<WebAnswer>
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
  /** JSON Schemas and status lists under HTTPS URLs; absent: they are not read. */
  https?: WebSource
  /** What earlier calls have read; absent where nothing is kept. */
  cache?: CallCache
  /** Ends the call before its deadline. */
  signal?: AbortSignal
}
