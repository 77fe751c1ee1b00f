import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import { getDomain } from 'tldts'
import { DnsAnchorError } from '../dns-anchor-error.js'
import { DomainName } from '../wire/domain-name.js'

/** Longest text that is looked at; as Unicode a name can be somewhat longer than its 253 ASCII characters. */
const maxLength = 512

const letters = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/

/**
 * Reads a domain as people write it: in any case, with or without a final dot, internationalised or not.
 *
 * @returns ASCII, in lower case, without a final dot
 * @throws DnsAnchorError code `invalid_domain`: it is no host name, an address, too long, or a public suffix, below which
 *   anybody can register names
 */
export function readDomain(text: string): string {
  if (typeof text !== 'string' || text === '') throw invalid('the domain is empty')
  if (text.length > maxLength) throw invalid(`the domain has ${text.length} characters; a domain has at most 253`)
  // UTS #46, as browsers do.
  const ascii = domainToASCII(text.replace(/\.$/, ''))
  if (isIP(ascii) !== 0) throw invalid('the domain is an IP address')
  const shown = JSON.stringify(text.slice(0, 64))
  if (ascii === '' || !letters.test(ascii))
    throw invalid(`${shown} is no domain: write it as example.org, without scheme or path`)
  // Room for the labels that stand before it.
  if (DomainName.parse(`_scheme._trust.${ascii}`) === undefined) {
    throw invalid(
      `${shown} is too long: a label has at most 63 characters, and a domain with _scheme._trust before it 253`,
    )
  }
  if (getDomain(ascii, { allowPrivateDomains: true }) === null) {
    throw invalid(`${shown} is a public suffix, below which anybody can register; give a domain of one organisation`)
  }
  return ascii
}

const invalid = (message: string): DnsAnchorError => new DnsAnchorError('invalid_domain', message)
