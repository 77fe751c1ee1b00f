import {
  parseDidUrl,
  validateDraft,
  type CheckResult,
  type DidTrustAnchor,
  type Evidence,
  type JsonObject,
} from '@trustchains/core'
import { refused } from '../refused.js'

/** How long the accreditations above a draft hold together, in milliseconds since the epoch. */
export interface ValidityAbove {
  validFrom: number
  /** Infinity where none of them expires. */
  validUntil: number
}

/**
 * Refuses a draft that a verifier would not trust, given what stands above it, with the verifier's own reasons.
 *
 * @param draft - unsigned, valid at the time of the evidence
 * @param anchor - the root that the draft names (or is), which the policy of this check accepts
 * @returns the checks' word on how long the accreditations above hold
 * @throws TrustRegistryIssuerError `refused`
 */
export function checkDraft(evidence: Evidence, draft: JsonObject, anchor: DidTrustAnchor): ValidityAbove {
  const report = validateDraft(evidence, draft, { anchors: [anchor] })
  if (report.verdict !== 'trusted') {
    const reasons = report.reasons.filter(decidable)
    // A report that is not trusted and gives no reason is trusted as little.
    if (reasons.length > 0 || report.reasons.length === 0) throw refused('the credential', reasons)
  }
  const above = report.chain.slice(1)
  return {
    validFrom: Math.max(-Infinity, ...above.map(({ validFrom }) => parse(validFrom, -Infinity))),
    validUntil: Math.min(Infinity, ...above.map(({ validUntil }) => parse(validUntil, Infinity))),
  }
}

/** A check that this version can't make yet is no reason to refuse; any other doubt is. */
const decidable = ({ status, code }: CheckResult): boolean =>
  !(status === 'indeterminate' && code === 'not_implemented')

const parse = (time: string | undefined, otherwise: number): number =>
  time === undefined ? otherwise : Date.parse(time)

/** The trust anchor that a `rootAuthorization` stands for. */
export function anchorOf(rootAuthorization: string): DidTrustAnchor {
  return { did: parseDidUrl(rootAuthorization)?.did ?? rootAuthorization, rootAuthorization }
}
