import { clockSkewMs } from '../default-limits.js'
import type { Link } from '../chain/link.js'
import type { LinkSources } from '../chain/read-link.js'
import type { ExistenceEvidence } from '../types/evidence.js'
import type { ResolvedPolicy } from '../resolve-policy.js'
import { existenceByResource, ledgerOf } from './existence-by-resource.js'
import { existenceByTimestamp } from './existence-by-timestamp.js'
import type { ExistenceOutcome } from './existence-outcome.js'

/** What existence is proven with. */
export interface ExistenceSources extends LinkSources {
  policy: LinkSources['policy'] & Pick<ResolvedPolicy, 'timestampAuthorities'>
  /** The time of evaluation, milliseconds since 1970. */
  at: number
}

/**
 * The leaf with the earliest time at which it is proven to have existed (docs/rules.md, Whose clock): it was signed no
 * later. A leaf of which nothing is proven keeps the time of evaluation, and notes why what was offered is no proof.
 *
 * @param bytes - see `leafBytes`
 * @param trustedDid - a DID of the ledger whose clock is trusted: the one that its parent stands under
 */
export function proveExistence(
  leaf: Link,
  bytes: readonly Buffer[],
  trustedDid: string,
  offered: readonly ExistenceEvidence[],
  sources: ExistenceSources,
): Link {
  const outcomes = offered.map((item): ExistenceOutcome => {
    const outcome =
      item.kind === 'resource'
        ? existenceByResource(item.url, bytes, ledgerOf(trustedDid), sources)
        : existenceByTimestamp(item.token, bytes, sources.policy.timestampAuthorities)
    return outcome.refused === undefined && outcome.time > sources.at + clockSkewMs
      ? { refused: 'the proof is of a time after that of evaluation' }
      : outcome
  })
  const proofs = outcomes.filter((outcome) => outcome.refused === undefined)
  // What the leaf's own resource proves is a proof like the others.
  if (leaf.provenBy !== undefined) proofs.push({ time: leaf.issuedAt, provenBy: leaf.provenBy })
  const [best] = proofs.sort((a, b) => a.time - b.time || compare(JSON.stringify(a), JSON.stringify(b)))
  if (best !== undefined) return { ...leaf, issuedAt: Math.min(best.time, sources.at), provenBy: best.provenBy }
  const refusedProofs = outcomes.flatMap(({ refused }) => refused ?? []).sort()
  return { ...leaf, refusedProofs }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
