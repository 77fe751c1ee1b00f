import { parseDidUrl, parseResourceReference, formatDidUrl, type ResourceReference } from '@trustchains/core'

/** A URL from a credential, read: what it is called in evidence, and what it asks for. */
export interface ResourceTarget {
  /** The normal form of a DID URL; what is none, as written, cut to {@link maxKeyLength} characters. */
  key: string
  /** Only for DID URLs of did:cheqd and did:web that name one resource: nothing else is asked for. */
  reference?: ResourceReference
  /** Whether it is an HTTPS URL, whole. */
  isHttps?: true
}

/** As long as the longest DID URL that is read. */
const maxKeyLength = 2048

/** The DID methods under which there are resources. Whether those of did:web can be had is up to the source. */
const hasResources: ReadonlySet<string> = new Set(['cheqd', 'web'])

/** Reads a URL as a credential names it. */
export function resourceTarget(url: string): ResourceTarget {
  const parsed = parseDidUrl(url)
  if (parsed === undefined) {
    const isHttps = url.length <= maxKeyLength && url.startsWith('https://')
    return { key: url.slice(0, maxKeyLength), ...(isHttps && { isHttps }) }
  }
  const key = formatDidUrl(parsed)
  const reference = hasResources.has(parsed.method) ? parseResourceReference(key) : undefined
  return { key, ...(reference && { reference }) }
}
