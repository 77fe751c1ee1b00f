import { DnsAnchorError } from '../dns-anchor-error.js'
import { refuseUnknownOption } from '../refuse-unknown-option.js'
import type { DomainLinkageOptions } from '../types/domain-linkage-options.js'
import type { DomainLinkageSettings } from './judge-domain-linkage.js'

const known = ['ca', 'allowLoopback', 'port'] as const satisfies (keyof DomainLinkageOptions)[]

/**
 * Checks the option `domainLinkage`.
 *
 * @throws DnsAnchorError code `invalid_options`
 */
export function readDomainLinkageOptions(
  given: boolean | DomainLinkageOptions,
): DomainLinkageSettings & { byDefault: boolean } {
  if (typeof given === 'boolean') return { byDefault: given, ca: undefined, allowLoopback: false, port: 443 }
  if (typeof given !== 'object') throw invalid('domainLinkage is true, false or an object')
  refuseUnknownOption('domainLinkage', given, known)
  const { ca, allowLoopback = false, port = 443 } = given
  if (ca !== undefined && typeof ca !== 'string') throw invalid('domainLinkage.ca is PEM text')
  if (typeof allowLoopback !== 'boolean') throw invalid('domainLinkage.allowLoopback is true or false')
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw invalid('domainLinkage.port is a port number')
  // Else a DID document could have any service of the Internet asked, which is not a website of the domain.
  if (port !== 443 && !allowLoopback) throw invalid('domainLinkage.port is for development, with allowLoopback')
  return { byDefault: true, ca, allowLoopback, port }
}

const invalid = (message: string): DnsAnchorError => new DnsAnchorError('invalid_options', message)
