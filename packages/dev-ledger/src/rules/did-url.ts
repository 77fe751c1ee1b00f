import { didRule, normalizeDid } from './did.js'
import type { Rule } from './validation.js'

/** The parts of a DID URL; a part that is absent is the empty string. */
export interface DidUrlParts {
  did: string
  path: string
  query: string
  fragment: string
}

// The chain's patterns, rewritten so that they can't backtrack; the message quotes the chain's own.
const pathChars = /^(?:[/a-zA-Z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})*$/
const queryChars = /^(?:[/a-zA-Z0-9\-._~!$&'()*+,;=:@?]|%[0-9A-Fa-f]{2})*$/
const chainPath = "^([/a-zA-Z0-9\\-\\.\\_\\~\\!\\$\\&\\'\\(\\)\\*\\+\\,\\;\\=\\:\\@]*|(%[0-9A-Fa-f]{2})*)*$"
const chainQuery = "^([/a-zA-Z0-9\\-\\.\\_\\~\\!\\$\\&\\'\\(\\)\\*\\+\\,\\;\\=\\:\\@\\/\\?]*|(%[0-9A-Fa-f]{2})*)*$"

/**
 * Splits a DID URL as the chain does. Its pattern is not anchored at the start, so of a text with several `#` only
 * what follows the last but one is seen, and a text that ends with `#` gives nothing at all.
 */
export function splitDidUrl(didUrl: string): DidUrlParts {
  const hash = didUrl.lastIndexOf('#')
  if (hash !== -1 && hash === didUrl.length - 1) return { did: '', path: '', query: '', fragment: '' }
  const start = hash <= 0 ? 0 : didUrl.lastIndexOf('#', hash - 1) + 1
  const fragment = hash === -1 ? '' : didUrl.slice(hash + 1)
  const rest = didUrl.slice(start, hash === -1 ? undefined : hash)
  const mark = rest.indexOf('?')
  const query = mark === -1 ? '' : rest.slice(mark + 1)
  const beforeQuery = mark === -1 ? rest : rest.slice(0, mark)
  const slash = beforeQuery.indexOf('/')
  return {
    did: slash === -1 ? beforeQuery : beforeQuery.slice(0, slash),
    path: slash === -1 ? '' : beforeQuery.slice(slash),
    query,
    fragment,
  }
}

/** Joins the parts of a DID URL. */
export function joinDidUrl({ did, path, query, fragment }: DidUrlParts): string {
  return did + path + (query === '' ? '' : `?${query}`) + (fragment === '' ? '' : `#${fragment}`)
}

/** A DID URL with a fragment and without path and query: the only form that documents and signatures may use. */
export function keyUrlRule(namespace?: string): Rule<string> {
  return (didUrl) => {
    const { did, path, query, fragment } = splitDidUrl(didUrl)
    const error = didRule(namespace)(did)
    if (error !== undefined) return error
    if (!pathChars.test(path)) return `did url path abempty must match the following regexp: ${chainPath}`
    if (!queryChars.test(query)) return `did url query must match the following regexp: ${chainQuery}`
    if (!queryChars.test(fragment)) return `did url fragmnt must match the following regexp: ${chainQuery}`
    if (path !== '') return 'path must be empty'
    if (query !== '') return 'query must be empty'
    return fragment === '' ? 'fragment is required' : undefined
  }
}

/** The text begins with `prefix`. */
export function prefixRule(prefix: string): Rule<string> {
  return (text) => (text.startsWith(prefix) ? undefined : `must have prefix: ${prefix}`)
}

/** The DID URL as the ledger stores it. */
export function normalizeDidUrl(didUrl: string): string {
  const parts = splitDidUrl(didUrl)
  return joinDidUrl({ ...parts, did: normalizeDid(parts.did) })
}

/** Puts another DID into a DID URL of `from`; other DID URLs go through the same splitting and joining. */
export function replaceDid(didUrl: string, from: string, to: string): string {
  const parts = splitDidUrl(didUrl)
  return joinDidUrl({ ...parts, did: parts.did === from ? to : parts.did })
}
