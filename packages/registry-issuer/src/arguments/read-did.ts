import { parseDidUrl } from '@trustchains/core'
import { invalidArgument } from './invalid-argument.js'
import { readText } from './read-text.js'

/** Reads a DID of any method, with nothing behind it. It is returned as written. */
export function readDid(value: unknown, path: string): string {
  const text = readText(value, path, 'a DID, such as did:cheqd:testnet:<id>')
  const url = parseDidUrl(text)
  const bare =
    url !== undefined && !url.resolverUrl && url.path === '' && url.query.length === 0 && url.fragment === undefined
  if (!bare) throw invalidArgument(path, 'is no DID; give one such as did:cheqd:testnet:<id>')
  return text
}
