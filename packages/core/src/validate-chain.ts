import { sharedMemo, type ValidationMemo } from './chain/validation-memo.js'
import { isJsonObject } from './decode/parse-json.js'
import { judgeEvidence } from './judge-evidence.js'
import { TrustChainError } from './trust-chain-error.js'
import type { AgentProof } from './types/agent-proof.js'
import type { DnsEvidence, Evidence } from './types/evidence.js'
import type { JsonObject } from './types/json.js'
import type { TrustPolicy } from './types/policy.js'
import type { TrustChainReport } from './types/report.js'

/** What a validation may share with others. */
export interface ValidateOptions {
  /** Default: one that all calls of the process share. */
  memo?: ValidationMemo
  /**
   * What the agent's own credential plugins said of credentials whose proofs core can't verify; taken only where the
   * policy's `otherProofs` is `agent`. Hand over only what you asked yourself, never what came with the evidence.
   */
  agentProofs?: readonly AgentProof[]
  /**
   * What the agent's own DNS plugin found of the DIDs of roots, now or by validating recorded answers anew. Hand over only
   * what you asked yourself, never the `dns` that came with the evidence: levels in it are whatever its maker wrote.
   */
  dnsAnchors?: readonly DnsEvidence[]
}

/**
 * Judges a credential by what was gathered about it: one pure, synchronous call, so that the same evidence and
 * policy always give the same report (docs/rules.md, Report).
 *
 * It reads the path from the leaf up to a root out of the evidence, finds out who signed each credential, runs every
 * check on every link, and reports. Nothing in the evidence is believed beyond what signatures, checksums and the
 * policy's anchors prove; a DID document and a resource's metadata are the word of the source they came from.
 *
 * @param evidence - see {@link Evidence}; `evidence.at` is the time of evaluation
 * @param policy - what the relying party asks; without anchors nothing is trusted
 * @returns the report; what is wrong with credential or chain stands in it
 * @throws {@link TrustChainError} with code `invalid_policy`, `invalid_evidence` or `invalid_argument`: misuse only
 * @example
 * ```ts
 * const report = validateChain(evidence, { anchors: [{ did: 'did:cheqd:mainnet:…' }] })
 * if (!report.verified) console.error(report.reasons[0]?.code, report.reasons[0]?.message)
 * ```
 */
export function validateChain(
  evidence: Evidence,
  policy: TrustPolicy = {},
  { memo = sharedMemo, agentProofs = [], dnsAnchors = [] }: ValidateOptions = {},
): TrustChainReport {
  return judgeEvidence(evidence, policy, { memo, agentProofs, dnsAnchors })
}

/**
 * Judges a credential before it is signed, so that an issuer refuses with the very codes that a verifier would give.
 * The draft is link 0; what needs its signature is skipped.
 *
 * @param evidence - about the parent that the draft names; its leaf is not looked at
 * @param draft - the credential as JSON, without proof
 * @throws {@link TrustChainError} as {@link validateChain}
 */
export function validateDraft(
  evidence: Evidence,
  draft: JsonObject,
  policy: TrustPolicy = {},
  { memo = sharedMemo, agentProofs = [], dnsAnchors = [] }: ValidateOptions = {},
): TrustChainReport {
  if (!isJsonObject(draft)) throw new TrustChainError('invalid_argument', 'the draft is no JSON object')
  return judgeEvidence(evidence, policy, { memo, agentProofs, dnsAnchors, draft })
}
