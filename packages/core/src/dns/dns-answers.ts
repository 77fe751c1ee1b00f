import { clockSkewMs } from '../default-limits.js'
import { formatTime, parseTime } from '../parse-time.js'
import { TrustChainError } from '../trust-chain-error.js'
import type { DnsDomainReport } from '../types/dns-anchor-report.js'
import type { DnsAnchorSummary } from '../types/dns-anchor-summary.js'
import type { DnsEvidence } from '../types/evidence.js'
import { byLevel } from './dns-level.js'
import { dnsReportFault } from './dns-report-fault.js'

/** What a domain says of a DID, and how far that counts at the time of evaluation. */
export interface DomainAnswer {
  report: DnsDomainReport
  /**
   * `current`: it was read at the time of evaluation, or holds until then. `stale`: it was read too long before. `later`: it
   * was read after that time, of which it tells only what signatures prove.
   */
  timing: 'current' | 'stale' | 'later'
  /** Whether it can be proved by signatures; else it is the word of a resolver. */
  isSigned: boolean
  source: string
  readAt: string
}

/** Answers of one call at most: a policy's anchors, and for each root those that its document names. */
const maxAnswers = 8192

/** What DNS says, in this very call, of the DIDs of roots. Built once a call. */
export class DnsAnswers {
  /** By DID, then by domain. */
  private readonly found = new Map<string, Map<string, DomainAnswer>>()
  /** DIDs whose own domains were asked for. */
  private readonly owned = new Set<string>()
  /** By DID, then by domain; '' for those that the DID document names. */
  private readonly faults = new Map<string, Map<string, string>>()

  /**
   * @param answers - what the agent's DNS plugin found, or why it found nothing
   * @param at - the time of evaluation, milliseconds since 1970
   * @param freshnessMs - that an answer may be old at that time, where its TTL says no more
   * @throws {@link TrustChainError} with code `invalid_argument`: an answer is none
   */
  constructor(
    answers: readonly DnsEvidence[],
    private readonly at: number,
    private readonly freshnessMs: number,
  ) {
    if (answers.length > maxAnswers) throw invalid(`dnsAnchors has more than ${String(maxAnswers)} items`)
    for (const [index, answer] of answers.entries()) this.add(answer, index)
  }

  /** What the domains that were asked say of a DID, the highest level first. */
  domains(did: string): DomainAnswer[] {
    return [...(this.found.get(did)?.values() ?? [])].sort(
      (a, b) => byLevel(a.report.level, b.report.level) || (a.report.domain < b.report.domain ? -1 : 1),
    )
  }

  /** What one domain says of a DID; undefined where that is not known. */
  domain(did: string, domain: string): DomainAnswer | undefined {
    return this.found.get(did)?.get(domain)
  }

  /** Whether the domains that the DID document names were asked for, whichever those are. */
  hasOwnDomains(did: string): boolean {
    return this.owned.has(did)
  }

  /** Why nothing is known of a domain, or of those that the DID document names. */
  fault(did: string, domain?: string): string | undefined {
    return this.faults.get(did)?.get(domain ?? '')
  }

  /** All that is known of a DID, for a report. */
  summary(did: string): DnsAnchorSummary | undefined {
    const answers = this.domains(did)
    const [best] = answers
    if (!this.found.has(did)) return undefined
    const expiresAt = best?.report.expiresAt
    return {
      did,
      at: formatTime(this.at),
      level: best?.report.level ?? 'none',
      domains: structuredClone(answers.map(({ report }) => report)),
      ...(expiresAt !== undefined && { expiresAt }),
    }
  }

  private add({ did, domain, source, readAt, report, error }: DnsEvidence, index: number): void {
    const fault = report === undefined ? undefined : dnsReportFault(report)
    if (fault !== undefined) throw invalid(`dnsAnchors[${String(index)}].${fault}`)
    if (report === undefined) {
      this.addFault(did, domain, error?.message ?? 'DNS gave no answer')
      return
    }
    // An answer about another DID, or of another time, is an answer to another question.
    if (report.did !== did || parseTime(report.at) !== this.at) {
      this.addFault(did, domain, 'the answer is about another DID, or of another time')
      return
    }
    if (domain === undefined) this.owned.add(did)
    const known = this.found.get(did) ?? new Map<string, DomainAnswer>()
    this.found.set(did, known)
    for (const item of report.domains) {
      if (domain !== undefined && item.domain !== domain) continue
      const earlier = known.get(item.domain)
      // Of two answers about one domain the lower counts.
      if (earlier !== undefined && byLevel(earlier.report.level, item.level) > 0) continue
      const isProven = report.proof.length > 0
      known.set(item.domain, {
        report: item,
        timing: this.timingOf(item, readAt),
        isSigned: isProven && isAllSigned(item),
        source,
        readAt,
      })
    }
  }

  private addFault(did: string, domain = '', message: string): void {
    const known = this.faults.get(did) ?? new Map<string, string>()
    this.faults.set(did, known.set(domain, message))
  }

  /** An answer holds as long as its TTL and its signatures say, and may besides be as old as any other. */
  private timingOf({ expiresAt }: DnsDomainReport, readAt: string): DomainAnswer['timing'] {
    const read = parseTime(readAt) ?? -Infinity
    // The time of evaluation may be of another clock, or without its milliseconds.
    if (this.at < read - Math.max(this.freshnessMs, clockSkewMs)) return 'later'
    const end = (expiresAt === undefined ? undefined : parseTime(expiresAt)) ?? -Infinity
    return this.at <= Math.max(end, read + this.freshnessMs) ? 'current' : 'stale'
  }
}

function isAllSigned({ checks, dnssec }: DnsDomainReport): boolean {
  const isSecure = checks.some(({ id, status }) => id === 'dnssec' && status === 'pass')
  return isSecure || (dnssec.length > 0 && dnssec.every(({ security }) => security === 'secure'))
}

const invalid = (message: string): TrustChainError => new TrustChainError('invalid_argument', message)
