import type { EvidenceIndex } from '../chain/evidence-index.js'
import type { Path } from '../chain/build-paths.js'
import type { ValidationMemo } from '../chain/validation-memo.js'
import type { DnsAnswers } from '../dns/dns-answers.js'
import type { ResolvedPolicy } from '../resolve-policy.js'
import type { SchemaBudget } from '../schema/schema-budget.js'
import type { InflationBudget } from '../status/inflation-budget.js'
import type { AgentProof } from '../types/agent-proof.js'
import type { Evidence } from '../types/evidence.js'

/** What every check may look at. Nothing else in it changes while checks run. */
export interface CheckContext {
  /** The time of evaluation, milliseconds since 1970. */
  at: number
  policy: ResolvedPolicy
  evidence: Evidence
  index: EvidenceIndex
  memo: ValidationMemo
  path: Path
  /** What may still be spent on JSON Schemas, and what was found: this and the next are all that checks change. */
  schemas: SchemaBudget
  /** What may still be spent on inflating status lists. */
  lists: InflationBudget
  /** What the agent's plugins said of proofs that core can't verify, by the sha-256 of the credential's text. */
  agentProofs?: ReadonlyMap<string, AgentProof>
  /** What the agent's plugin found in DNS, in this very call; absent where nobody asked it. */
  dns?: DnsAnswers
}
