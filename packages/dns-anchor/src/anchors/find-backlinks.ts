import { domainToASCII } from 'node:url'
import type { DnsBacklink } from '@trustchains/core'
import type { DidDocumentObject } from '../types/IDnsAnchor.js'

/** A backlink and the domain that it names. */
export interface FoundBacklink extends DnsBacklink {
  /** ASCII, in lower case, without a final dot. */
  domain: string
}

/** Members of a list that are read. */
const maxItems = 64

/**
 * Finds the domains that a DID document names: by a LinkedDomains service (DIF Well Known DID Configuration), by
 * `alsoKnownAs` (DID Core 5.1.3), by `dnsValidationDomain` (draft-carter-high-assurance-dids-with-dns), or by being the
 * did:web of the domain.
 */
export function findBacklinks(document: DidDocumentObject): FoundBacklink[] {
  return [
    ...listOf(document.service)
      .filter(isLinkedDomains)
      .flatMap(originsOf)
      .map((value) => link('LinkedDomains', value, originHost(value))),
    ...listOf(document.alsoKnownAs).map((value) => link('alsoKnownAs', value, originHost(value) ?? didWebHost(value))),
    ...listOf(document.dnsValidationDomain).map((value) => link('dnsValidationDomain', value, hostOf(value))),
    ...listOf(document.id).map((value) => link('did:web', value, didWebHost(value))),
  ].filter((found) => found !== undefined)
}

function link(kind: DnsBacklink['kind'], value: unknown, domain: string | undefined): FoundBacklink | undefined {
  return typeof value === 'string' && domain !== undefined ? { kind, value: value.slice(0, 512), domain } : undefined
}

function listOf(value: unknown): unknown[] {
  const list: unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value]
  return list.slice(0, maxItems)
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined

const isLinkedDomains = (service: unknown): boolean => listOf(memberOf(service, 'type')).includes('LinkedDomains')

/** A service endpoint is an origin, a list of them, or `{ origins: […] }`. */
function originsOf(service: unknown): unknown[] {
  const endpoint = memberOf(service, 'serviceEndpoint')
  return listOf(endpoint).flatMap((item) => (typeof item === 'string' ? [item] : listOf(memberOf(item, 'origins'))))
}

/** The host of an HTTPS origin: without a port, path, query or fragment, which would be less than the domain. */
function originHost(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 512 || !URL.canParse(value)) return undefined
  const { protocol, port, pathname, search, hash, username, hostname } = new URL(value)
  const isOrigin = protocol === 'https:' && port === '' && pathname === '/' && `${search}${hash}${username}` === ''
  return isOrigin ? hostOf(hostname) : undefined
}

/** A did:web with a path or a port is not the domain's own (did:web, section 2.2). */
function didWebHost(value: unknown): string | undefined {
  const match = typeof value === 'string' ? /^did:web:([A-Za-z0-9.-]{1,253})$/.exec(value) : null
  return match === null ? undefined : hostOf(match[1])
}

function hostOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 512) return undefined
  const ascii = domainToASCII(value.replace(/\.$/, ''))
  return ascii === '' ? undefined : ascii.toLowerCase().replace(/\.$/, '')
}
