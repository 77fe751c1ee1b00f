import { normalizeDid, parseDidUrl } from '@trustchains/core'

/** Reads a bare DID, without path, query or fragment; undefined where the text is none. */
export function readDid(text: string): string | undefined {
  if (!text.startsWith('did:')) return undefined
  const parsed = parseDidUrl(text)
  return parsed?.did === normalizeDid(text) ? parsed?.did : undefined
}
