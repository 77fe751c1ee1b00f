import { validateChain, type DidTrustAnchor, type Evidence, type JsonObject, type TrustPolicy } from '@trustchains/core'
import { collectorOf, type CollectTrustChainEvidence } from '../checks/collect-evidence.js'
import { defaultLimits } from '../default-limits.js'
import type { ListingRun } from '../registry/listing-run.js'
import { mapConcurrent } from '../registry/map-concurrent.js'
import type { ReadEntry } from '../registry/registry-entry.js'
import type { RenewalImpact, UncoveredAccreditation } from '../types/renewal.js'
import { findDescendants } from './find-descendants.js'
import type { PreviousAccreditation } from './read-previous.js'
import { RehearsedVersion } from './rehearsed-version.js'

/** What the impact of a renewal is judged by. */
export interface ImpactQuestion {
  previous: PreviousAccreditation
  /** The new version, unsigned. */
  draft: JsonObject
  /** The roots that the version before and the new one name. */
  anchors: DidTrustAnchor[]
  /** What stands above the new version, where that is something else than above the one before. */
  above?: Evidence
}

/**
 * Finds what stands below on the ledger, and asks the verifier about each: trusted now, and trusted once the new version
 * is there? Under the default policy, so that a newer version must permit what names an older one.
 */
export async function judgeImpact(question: ImpactQuestion, run: ListingRun): Promise<RenewalImpact> {
  const { previous, draft } = question
  const { entries, complete } = await findDescendants(previous, run)
  const judged = entries.slice(0, defaultLimits.maxRehearsedAccreditations)
  const collect = collectorOf(run.context)
  const version = new RehearsedVersion(previous, draft, run.now)
  const outcomes = await mapConcurrent(judged, defaultLimits.maxConcurrentReads, (item) =>
    run.deadline.aborted ? Promise.resolve('unknown' as const) : judge(item, version, question, collect),
  )
  return {
    below: entries.length,
    uncovered: outcomes.filter((outcome) => typeof outcome === 'object'),
    untrustedBefore: outcomes.filter((outcome) => outcome === 'untrusted').length,
    complete: complete && judged.length === entries.length && !outcomes.includes('unknown'),
  }
}

async function judge(
  { entry, credential }: ReadEntry,
  version: RehearsedVersion,
  { anchors, above }: ImpactQuestion,
  collect: CollectTrustChainEvidence,
): Promise<UncoveredAccreditation | 'covered' | 'untrusted' | 'unknown'> {
  if (credential === undefined) return 'unknown'
  const policy: TrustPolicy = { anchors, superseded: 'recheck', schema: 'off', dns: 'off' }
  const { pinned: didUrl } = entry.didUrls
  let evidence: Evidence
  try {
    evidence = await collect({ didUrl, fresh: false })
  } catch {
    return 'unknown'
  }
  if (!validateChain(evidence, policy).verified) return 'untrusted'
  const { verified, reasons } = validateChain(version.in(withAbove(evidence, above)), policy)
  if (verified) return 'covered'
  const { kind } = entry
  return {
    didUrl,
    kind,
    issuer: credential.issuer,
    ...(credential.subject && { subject: credential.subject }),
    reasons,
  }
}

/** Adds what a new parent or root brings, as if it had been collected at the same time. */
function withAbove(evidence: Evidence, above: Evidence | undefined): Evidence {
  if (above === undefined) return evidence
  const { at } = evidence
  const missing = <T extends { readAt: string; asOf: string }>(
    known: T[],
    more: T[],
    key: (item: T) => string,
  ): T[] => [
    ...known,
    ...more
      .filter((item) => !known.some((other) => key(other) === key(item)))
      .map((item) => (item.readAt === item.asOf ? { ...item, readAt: at, asOf: at } : item)),
  ]
  return {
    ...evidence,
    resources: missing(evidence.resources, above.resources, ({ url }) => url),
    statusLists: missing(evidence.statusLists, above.statusLists, ({ url }) => url),
    didDocuments: missing(evidence.didDocuments, above.didDocuments, ({ did }) => did),
  }
}
