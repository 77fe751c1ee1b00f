import {
  formatTime,
  type DnsAnchorLevel,
  type DnsAnchorReport,
  type DnsDomainReport,
  type DomainLinkageReport,
} from '@trustchains/core'
import { DomainLookups, type LookUp } from './domain-lookups.js'
import { findBacklinks } from './find-backlinks.js'
import { judgeDomain, type DocumentAnswer } from './judge-domain.js'
import { readDid } from './read-did.js'
import { readDomain } from './read-domain.js'

/** Domains that a DID document names, of which so many are looked at. */
const maxDomains = 8

const levels: readonly DnsAnchorLevel[] = ['none', 'dns', 'dnssec', 'bidirectional', 'high']

/** Asks a domain's website. */
export type AskWebsite = (domain: string, answer: DocumentAnswer) => Promise<DomainLinkageReport>

/**
 * Judges how firmly domains anchor a DID.
 *
 * @param did - normalised
 * @param domain - as `readDomain` gives it; undefined for those that the DID document names
 * @param at - milliseconds since 1970
 * @param askWebsite - undefined where none is to be asked
 */
export async function judgeDid(
  did: string,
  domain: string | undefined,
  at: number,
  answer: DocumentAnswer,
  lookUp: LookUp,
  askWebsite?: AskWebsite,
): Promise<DnsAnchorReport> {
  const checked = ofTheDid(did, answer)
  const names = domain === undefined ? namedDomains(checked) : [domain]
  const lookups = names.map(() => new DomainLookups(lookUp))
  const reports = await Promise.all(
    names.map(async (name, index) => {
      const [report, domainLinkage] = await Promise.all([
        judgeDomain(did, name, checked, lookups[index] as DomainLookups),
        askWebsite?.(name, checked),
      ])
      return domainLinkage === undefined ? report : { ...report, domainLinkage }
    }),
  )
  const domains = reports.sort((a, b) => levels.indexOf(b.level) - levels.indexOf(a.level))
  const [best] = domains
  const proof = new Map(
    lookups.flatMap((lookup) => lookup.proof.map((message) => [`${String(message.type)} ${message.name}`, message])),
  )
  return {
    did,
    at: formatTime(at),
    level: best?.level ?? 'none',
    domains,
    ...(best?.expiresAt !== undefined && { expiresAt: best.expiresAt }),
    proof: [...proof.values()],
  }
}

/** A document that was handed over must be the DID's own: another's links would speak for this one. */
function ofTheDid(did: string, answer: DocumentAnswer): DocumentAnswer {
  if (answer.document === undefined) return answer
  const { id } = answer.document
  return typeof id === 'string' && readDid(id) === did ? answer : { reason: 'it is the document of another DID' }
}

/** Those that can be a domain at all; the document's author may have written anything. */
function namedDomains({ document }: DocumentAnswer): DnsDomainReport['domain'][] {
  const domains = new Set<string>()
  for (const { domain } of document === undefined ? [] : findBacklinks(document)) {
    try {
      domains.add(readDomain(domain))
    } catch {
      continue
    }
  }
  return [...domains].slice(0, maxDomains)
}
