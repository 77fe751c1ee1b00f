import { checkEvidence } from '../chain/check-evidence.js'
import { EvidenceIndex } from '../chain/evidence-index.js'
import { sharedMemo } from '../chain/validation-memo.js'
import type { CheckContext } from '../checks/check-context.js'
import type { Finding } from '../checks/finding.js'
import { judgeEvidence, newBudgets } from '../judge-evidence.js'
import { TrustChainError } from '../trust-chain-error.js'
import type { Evidence } from '../types/evidence.js'
import type { TrustPolicy } from '../types/policy.js'
import type {
  PresentationCheckId,
  PresentationCheckResult,
  PresentationEvidence,
  PresentationReport,
  PresentationRequest,
} from '../types/presentation.js'
import type { TrustChainReport } from '../types/report.js'
import type { ValidateOptions } from '../validate-chain.js'
import { buildPresentationReport } from './build-presentation-report.js'
import { decodePresentation } from './decode-presentation.js'
import { judgeHolderBinding } from './judge-holder-binding.js'
import { judgePresentation } from './judge-presentation.js'
import { presentationGuide } from './presentation-guide.js'

/**
 * Judges a Verifiable Presentation: that its holder made it, for this occasion, that every credential in it speaks of the
 * holder, and the trust chain of each. One pure, synchronous call, as `validateChain`.
 *
 * @param evidence - about the presentation and all credentials in it; `evidence.at` is the time of evaluation
 * @param request - what the holder was asked for; without `challenge` a recorded presentation can be shown again, which
 * the check `challenge` says
 * @param policy - what the relying party asks of the chains; its `keyPurposes` are for issuers, a holder signs with a key
 * for `authentication`
 * @returns the report; what is wrong with the presentation stands in it
 * @throws {@link TrustChainError} with code `invalid_policy`, `invalid_evidence` or `invalid_argument`: misuse only
 */
export function validatePresentation(
  evidence: PresentationEvidence,
  request: PresentationRequest = {},
  policy: TrustPolicy = {},
  { memo = sharedMemo, agentProofs = [], dnsAnchors = [] }: ValidateOptions = {},
): PresentationReport {
  checkRequest(request)
  const { presentation: text, ...gathered } = evidence
  if (typeof text !== 'string') throw new TrustChainError('invalid_evidence', 'evidence.presentation is no string')
  const shared: Evidence = { ...gathered, leaf: {} }
  const resolved = memo.policy(policy)
  const at = checkEvidence(shared)
  const index = new EvidenceIndex(shared, at, resolved.freshness * 1000)
  const budgets = newBudgets(resolved)
  const path = { links: [], parents: [], complete: false, faults: [] }
  const context: CheckContext = { at, policy: resolved, evidence: shared, index, memo, path, ...budgets }
  const checks: PresentationCheckResult[] = []
  const add = (id: PresentationCheckId, credential: number | null, finding: Finding): void => {
    checks.push({ id, credential, ...finding, clause: presentationGuide[id].clause })
  }

  const { presentation, faults } = decodePresentation(text)
  for (const fault of faults) add('format', null, fault)
  if (faults.length === 0) add('format', null, { status: 'pass', code: 'ok', message: 'well formed' })
  if (presentation === undefined) return buildPresentationReport(context, checks, [])
  for (const [id, finding] of judgePresentation(context, presentation, request)) add(id, null, finding)

  const credentials: TrustChainReport[] = []
  for (const [position, credential] of presentation.credentials.entries()) {
    add('holder-binding', position, judgeHolderBinding(memo.credential(credential).credential, presentation.holder))
    const report = judgeEvidence({ ...shared, leaf: { credential } }, policy, {
      memo,
      agentProofs,
      dnsAnchors,
      budgets,
    })
    add('trust-chain', position, verdictOf(report))
    credentials.push(report)
  }
  return buildPresentationReport(context, checks, credentials, presentation)
}

function checkRequest(request: PresentationRequest): void {
  for (const name of ['challenge', 'domain'] as const) {
    const value: unknown = request[name]
    // An empty one would be a check that anybody passes.
    if (value !== undefined && (typeof value !== 'string' || value === '' || value.length > 2048)) {
      throw new TrustChainError('invalid_argument', `${name} is no string of 1 to 2048 characters`)
    }
  }
}

/** The verdict on a credential, as a check of the presentation: with its most telling reason. */
function verdictOf({ verdict, reasons: [first] }: TrustChainReport): Finding {
  if (verdict === 'trusted') return { status: 'pass', code: 'ok', message: 'its trust chain is trusted' }
  return {
    status: verdict === 'untrusted' ? 'fail' : 'indeterminate',
    code: first?.code ?? 'not_reached',
    message: first === undefined ? 'its trust chain could not be judged' : `its trust chain: ${first.message}`,
    ...(first && { details: { check: first.id, link: first.link } }),
  }
}
