import type { DnsDomainReport, TrustChainReport } from '@trustchains/core'
import { cleanName, cleanText } from './clean-text.js'

/** Domains that are shown. */
const maxDomains = 8

/** What the report says of one domain. */
export interface DnsLine {
  text: string
  /** Whether it anchors the root's DID at all. */
  isAnchor: boolean
}

/** What DNS says of the root's DID: one line for each domain, the highest level first. */
export function dnsLines({ dns }: TrustChainReport): DnsLine[] {
  if (dns === undefined) return []
  const { domains } = dns
  if (domains.length === 0) return [{ text: "no domain is known for the root's DID", isAnchor: false }]
  const lines = domains.slice(0, maxDomains).map(lineOf)
  const more = domains.length - maxDomains
  return more > 0 ? [...lines, { text: `and ${String(more)} more`, isAnchor: false }] : lines
}

function lineOf({ domain, level, checks }: DnsDomainReport): DnsLine {
  const name = cleanName(domain, 253)
  if (level !== 'none') return { text: `${name} anchors the root's DID, level ${level}`, isAnchor: true }
  const why = checks.find(({ status }) => status !== 'pass')?.code ?? 'dns_unreachable'
  return { text: `${name} does not anchor the root's DID: ${cleanText(why, 32)}`, isAnchor: false }
}
