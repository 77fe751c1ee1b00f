import { isIP } from 'node:net'
import { DnsAnchorError } from '../dns-anchor-error.js'
import { refuseUnknownOption } from '../refuse-unknown-option.js'
import type { DnsResolverAddress } from '../types/dns-resolver-options.js'

/** Where and how a resolver is reached. */
export interface ResolverAddress {
  readonly protocol: 'udp' | 'tcp' | 'tls' | 'https'
  /** An IP address, for TLS and HTTPS also a host name. */
  readonly host: string
  readonly port: number
  /** Of HTTPS: path and query. */
  readonly path: string
  readonly ca?: string
  readonly serverName?: string
  /** For messages. */
  readonly text: string
}

const defaultPorts = { udp: 53, tcp: 53, tls: 853, https: 443 } as const

const known = ['url', 'ca', 'serverName'] as const satisfies (keyof DnsResolverAddress)[]

/** @throws DnsAnchorError code `invalid_options` */
export function readResolverAddress(given: string | DnsResolverAddress): ResolverAddress {
  if (typeof given !== 'string') refuseUnknownOption('a resolver', given, known)
  const { url: text, ca, serverName } = typeof given === 'string' ? { url: given } : given
  if (ca !== undefined && (typeof ca !== 'string' || !ca.includes('-----BEGIN CERTIFICATE-----'))) {
    throw invalid('the ca of a resolver holds certificates as PEM')
  }
  if (serverName !== undefined && (typeof serverName !== 'string' || serverName === '')) {
    throw invalid('the serverName of a resolver is the name that its certificate has')
  }
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : null
  const protocol = url?.protocol.slice(0, -1)
  if (url === null || !isProtocol(protocol)) {
    throw invalid('a resolver is a URL: udp://, tcp:// or tls:// with a host and port, or https:// with a path')
  }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (host === '' || url.username !== '' || url.password !== '' || url.hash !== '') {
    throw invalid('the URL of a resolver has a host, and no user, password or fragment')
  }
  if ((protocol === 'udp' || protocol === 'tcp') && isIP(host) === 0) {
    // Finding the address of a resolver would need one.
    throw invalid(
      `the resolver ${url.origin === 'null' ? `${protocol}://${url.host}` : url.origin} needs an IP address as its host`,
    )
  }
  if (protocol !== 'https' && (url.search !== '' || !['', '/'].includes(url.pathname))) {
    throw invalid(`the URL of a ${protocol} resolver has no path`)
  }
  return {
    protocol,
    host,
    port: url.port === '' ? defaultPorts[protocol] : Number(url.port),
    path: `${url.pathname}${url.search}`,
    ...(ca !== undefined && { ca }),
    ...(serverName !== undefined && { serverName }),
    text: `${protocol}://${url.host}`,
  }
}

/** Whether nobody between here and the resolver can alter its answers: then its AD bit means something. */
export function isAuthenticated({ protocol, host }: ResolverAddress): boolean {
  return protocol === 'tls' || protocol === 'https' || /^127\./.test(host) || host === '::1'
}

function isProtocol(text: string | undefined): text is ResolverAddress['protocol'] {
  return text !== undefined && Object.hasOwn(defaultPorts, text)
}

const invalid = (message: string): DnsAnchorError => new DnsAnchorError('invalid_options', message)
