import { buildPaths } from '../chain/build-paths.js'
import { checkEvidence } from '../chain/check-evidence.js'
import { EvidenceIndex } from '../chain/evidence-index.js'
import type { Link } from '../chain/link.js'
import { sharedMemo, type ValidationMemo } from '../chain/validation-memo.js'
import { anchorLevel, matchingAnchor, rootLink } from '../checks/check-anchor.js'
import { totalBytes } from '../checks/check-limits.js'
import type { ResolvedPolicy } from '../resolve-policy.js'
import type { RootAuthorization } from '../types/credential.js'
import type { DnsAnchorLevel } from '../types/dns-anchor-report.js'
import type { Evidence } from '../types/evidence.js'
import type { JsonObject } from '../types/json.js'
import type { TrustPolicy } from '../types/policy.js'
import { reachesLevel } from './dns-level.js'
import { textIn } from './text-in.js'

/** What DNS is to be asked of one root's DID. */
export interface DnsInquiry {
  /** Normalised by `normalizeDid`. */
  did: string
  /** As the evidence has it at its time; absent where it has none. */
  didDocument?: JsonObject
  /**
   * The domains to ask, those first that most likely anchor the DID; undefined stands for those that the DID document names.
   * A later round is needed only where no domain of an earlier one has the level `enough`.
   */
  rounds: (string | undefined)[][]
  enough: DnsAnchorLevel
  /** Whether the verdict may rest on the answers; else they are only told. */
  isNeeded: boolean
}

/**
 * What DNS must be asked to judge evidence under a policy. A root that no anchor accepts by its DID is asked about only at
 * the domains that are anchors: whoever shows a credential would otherwise choose which domains a verifier asks.
 *
 * @returns empty where nothing is to be asked; at most one for each parent that the leaf names
 * @throws {@link TrustChainError} as `validateChain`
 */
export function dnsInquiries(
  evidence: Evidence,
  asked: TrustPolicy,
  { memo = sharedMemo }: { memo?: ValidationMemo } = {},
): DnsInquiry[] {
  const policy = memo.policy(asked)
  if (policy.dns === 'off') return []
  const at = checkEvidence(evidence, memo.lists)
  if (totalBytes(evidence) > policy.limits.maxTotalBytes) return []
  const { lists, trunks } = memo.evidenceLists(evidence, policy, at)
  const index = new EvidenceIndex(evidence, at, policy.freshness * 1000, lists)
  // As when it is judged: under `chain` what stands above depends on the leaf's time.
  const known = policy.validity === 'shell' && trunks !== undefined && { trunks }
  const paths = buildPaths({ evidence, at, index, memo, policy, ...known })
  const roots = paths.map(({ links, complete }) => rootLink(complete ? links.at(-1) : undefined))
  const inquiries = new Map<string, DnsInquiry>()
  for (const root of roots) {
    if (root === undefined) continue
    const { issuer: did } = root.credential
    const before = inquiries.get(did)
    const { document } = index.didDocument(did).item ?? {}
    const inquiry = inquire(policy, root, index, document)
    // Two roots of one DID differ in their resource: one that an anchor accepts asks for more.
    if (inquiry !== undefined && (before === undefined || inquiry.rounds.length > before.rounds.length)) {
      inquiries.set(did, { did, ...(document && { didDocument: document }), ...inquiry })
    }
  }
  return [...inquiries.values()]
}

function inquire(
  { anchors, dns }: ResolvedPolicy,
  root: Link<RootAuthorization>,
  index: EvidenceIndex,
  document: JsonObject | undefined,
): Pick<DnsInquiry, 'rounds' | 'enough' | 'isNeeded'> | undefined {
  const required = dns === 'report' || dns === 'off' ? undefined : dns
  const accepted = anchors === undefined || matchingAnchor(anchors.dids, root, index) !== undefined
  const domains = anchors?.domains ?? []
  if (accepted) {
    const rounds = required === undefined || domains.length === 0 ? [[undefined]] : [[undefined], domains]
    return { rounds, enough: required ?? 'dns', isNeeded: required !== undefined }
  }
  if (domains.length === 0) return undefined
  const least = anchorLevel({ dns })
  const enough = required !== undefined && reachesLevel(required, least) ? required : least
  return { rounds: mentionedFirst(domains, document), enough, isNeeded: true }
}

/** A relying party may have hundreds of domains as anchors, and most roots name their own. */
function mentionedFirst(domains: string[], document: JsonObject | undefined): string[][] {
  if (domains.length === 1 || document === undefined) return [domains]
  const text = textIn(document)
  const mentioned = domains.filter((domain) => text.includes(domain))
  const others = domains.filter((domain) => !mentioned.includes(domain))
  return [mentioned, others].filter((round) => round.length > 0)
}
