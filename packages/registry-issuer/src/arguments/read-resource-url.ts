import { formatDidUrl, parseDidUrl, parseResourceReference } from '@trustchains/core'
import { invalidArgument } from './invalid-argument.js'
import { readText } from './read-text.js'

const forms =
  'did:cheqd:<network>:<id>/resources/<uuid>, or did:cheqd:<network>:<id>?resourceName=<name>&resourceType=<type>'

/**
 * Reads the DID URL of a DID-Linked Resource. A resolver's URL in its place is a dialect, which is read but not
 * written (docs/rules.md, Dialects), so it is refused with the form to give instead. The URL is returned as written.
 */
export function readResourceUrl(value: unknown, path: string): string {
  const text = readText(value, path, `the DID URL of a resource: ${forms}`)
  const url = parseDidUrl(text)
  if (url?.resolverUrl === true) {
    throw invalidArgument(path, `is the URL of a resolver; give the DID URL alone: ${formatDidUrl(url)}`)
  }
  if (parseResourceReference(text) === undefined) {
    throw invalidArgument(path, `is no DID URL of a resource; give ${forms}`)
  }
  return text
}
