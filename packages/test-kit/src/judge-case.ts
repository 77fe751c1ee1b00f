import type { TrustChainReport } from '@trustchains/core'
import type { ChainCase, CheckFeature } from './types/chain-case.js'

/** The checks of {@link CheckFeature} that this suite's verifier has so far. */
export const implementedFeatures: readonly CheckFeature[] = ['dns', 'jurisdiction', 'status', 'validity-chain']

/**
 * Compares a report with what its case expects (`fixtures/chains/README.md`, Judging).
 *
 * A case that needs a check which is not implemented may end in any way but one: trusted where it must not be.
 *
 * @param implemented - the checks that the verifier has; default: those of this suite
 * @returns what is wrong, a sentence each; empty: the report is as expected
 */
export function judgeCase(
  { expect, needs }: Pick<ChainCase, 'expect' | 'needs'>,
  report: TrustChainReport,
  implemented: readonly CheckFeature[] = implementedFeatures,
): string[] {
  const faults: string[] = []
  const { verdict, verified, chain } = report
  if (verified !== (verdict === 'trusted')) faults.push(`verified is ${verified} with the verdict ${verdict}`)
  if (verdict === expect.never) faults.push(`the verdict is ${verdict}, which it may never be`)
  if (!needs.every((need) => implemented.includes(need))) {
    if (verdict === 'trusted' && expect.verdict !== 'trusted') faults.push(`trusted, not ${expect.verdict}`)
    return faults
  }
  const codes = report.reasons.map(({ code }) => code)
  if (verdict !== expect.verdict) faults.push(`${verdict} (${codes.join(', ')}), not ${expect.verdict}`)
  if (expect.verdict !== 'trusted' && expect.codes.length > 0 && !expect.codes.some((code) => codes.includes(code))) {
    faults.push(`the reasons are ${codes.join(', ')}; none is ${expect.codes.join(', ')}`)
  }
  if (expect.verdict === 'trusted' && chain.length !== expect.trustedChainLength) {
    faults.push(`the chain has ${chain.length} links, not ${expect.trustedChainLength}`)
  }
  return faults
}
