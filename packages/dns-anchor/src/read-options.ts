import { getServers } from 'node:dns'
import { DnsAnchorError } from './dns-anchor-error.js'
import { parseTrustAnchor, rootTrustAnchors } from './dnssec/trust-anchors.js'
import type { DomainLinkageSettings } from './linkage/judge-domain-linkage.js'
import { readDomainLinkageOptions } from './linkage/read-domain-linkage-options.js'
import { refuseUnknownOption } from './refuse-unknown-option.js'
import type { LookupSettings } from './resolve/dns-lookups.js'
import { isAuthenticated, readResolverAddress, type ResolverAddress } from './transport/resolver-address.js'
import type { DnsAnchorOptions } from './types/dns-anchor-options.js'
import type { NameServer } from './update/name-server.js'
import { readNameServers } from './update/read-name-servers.js'

/** The plugin's options, checked and with defaults filled in. */
export interface ReadOptions extends LookupSettings {
  readonly deadlineMs: number
  readonly nameServers: readonly NameServer[]
  readonly domainLinkage: DomainLinkageSettings & { readonly byDefault: boolean }
}

const known = [
  'resolvers',
  'trustAnchors',
  'validation',
  'deadlineMs',
  'queryTimeoutMs',
  'randomizeCase',
  'cacheBytes',
  'domainLinkage',
  'nameServers',
] as const satisfies (keyof DnsAnchorOptions)[]

/**
 * Checks the plugin's options when the agent is made, so that a mistake does not wait for the first call.
 *
 * @param systemResolvers - the resolvers that the system names
 * @throws DnsAnchorError code `invalid_options`, naming the option
 */
export function readOptions(options: DnsAnchorOptions, systemResolvers = getServers): ReadOptions {
  refuseUnknownOption('the options', options, known)
  const { validation = 'validate', randomizeCase = false, trustAnchors = rootTrustAnchors } = options
  if (validation !== 'validate' && validation !== 'trust-ad') throw invalid('validation is validate or trust-ad')
  if (typeof randomizeCase !== 'boolean') throw invalid('randomizeCase is true or false')
  const resolvers = readResolvers(options.resolvers, systemResolvers)
  const open = validation === 'trust-ad' ? resolvers.find((address) => !isAuthenticated(address)) : undefined
  if (open !== undefined) {
    throw invalid(
      `validation trust-ad needs resolvers on loopback, over tls:// or https://; ${open.text} is none of these`,
    )
  }
  return {
    resolvers,
    anchors: readAnchors(trustAnchors),
    nameServers: readNameServers(options.nameServers ?? []),
    domainLinkage: readDomainLinkageOptions(options.domainLinkage ?? false),
    validation,
    randomizeCase,
    deadlineMs: positive('deadlineMs', options.deadlineMs ?? 10_000),
    queryTimeoutMs: positive('queryTimeoutMs', options.queryTimeoutMs ?? 3000),
    cacheBytes: options.cacheBytes === 0 ? 1 : positive('cacheBytes', options.cacheBytes ?? 4 * 1024 * 1024),
  }
}

function readResolvers(given: DnsAnchorOptions['resolvers'], systemResolvers: typeof getServers): ResolverAddress[] {
  if (given === undefined) {
    // As node:dns knows them: an address, with a port where it is not 53. Scoped IPv6 addresses make no URL.
    const urls = systemResolvers().map((server) =>
      /^[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:]*$/i.test(server) ? `udp://[${server}]` : `udp://${server}`,
    )
    const usable = urls.filter((url) => URL.canParse(url)).map(readResolverAddress)
    if (usable.length === 0) throw invalid('the system has no resolver that can be used; give `resolvers`')
    return usable
  }
  if (!Array.isArray(given) || given.length === 0 || given.length > 8) {
    throw invalid('resolvers is a list of 1 to 8, as ["tls://9.9.9.9"]')
  }
  return given.map(readResolverAddress)
}

function readAnchors(lines: readonly string[]): ReadOptions['anchors'] {
  if (!Array.isArray(lines) || lines.length === 0) throw invalid('trustAnchors is a list of DS records of the root')
  return (lines as readonly unknown[]).map((line) => {
    const anchor = typeof line === 'string' ? parseTrustAnchor(line) : undefined
    if (anchor === undefined)
      throw invalid('a trust anchor is a DS record with SHA-256 or SHA-384, as ". IN DS 20326 8 2 E06D…"')
    return anchor
  })
}

function positive(name: string, value: number): number {
  if (!Number.isSafeInteger(value) || value < 1 || value > 2 ** 31 - 1) throw invalid(`${name} is a positive integer`)
  return value
}

const invalid = (message: string): DnsAnchorError => new DnsAnchorError('invalid_options', message)
