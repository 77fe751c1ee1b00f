import { validateChain, type Evidence, type TrustPolicy, type ValidationMemo } from '@trustchains/core'

/** Validates, and throws where the chain is not trusted: a benchmark of refusals would measure little. */
export function judge(evidence: Evidence, policy: TrustPolicy, memo: ValidationMemo): void {
  const report = validateChain(evidence, policy, { memo })
  if (!report.verified) {
    throw new Error(`the chain of the benchmark is not trusted: ${report.reasons[0]?.message ?? ''}`)
  }
}
