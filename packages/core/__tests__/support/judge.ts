import { evidenceFromWorld, mintChain } from '@trustchains/test-kit'
import type { MintedChain, MintOptions } from '@trustchains/test-kit'
import { validateChain, ValidationMemo } from '../../src/index.js'
import { undocumentedResults } from './undocumented-results.js'
import type { DnsEvidence, Evidence, TrustChainReport, TrustPolicy } from '../../src/index.js'

/** Evidence and policy of a chain, ready to be changed and judged. */
export interface Case {
  chain: MintedChain
  evidence: Evidence
  policy: TrustPolicy
  /** What the verifier's own plugin found in DNS. */
  dnsAnchors?: DnsEvidence[]
}

/** What a collector would find for a minted chain. */
export function caseOf(options: MintOptions = {}, change: (chain: MintedChain) => void = () => undefined): Case {
  const chain = mintChain(options)
  change(chain)
  return caseOfChain(chain)
}

/** What a collector would find for a chain, as its world is now. */
export const caseOfChain = (chain: MintedChain): Case => ({
  chain,
  evidence: evidenceFromWorld(chain.world, chain.leaf, chain.at),
  policy: chain.policy,
})

/** Judges what a collector would find for a minted chain. */
export function judge(options: MintOptions = {}, change?: (chain: MintedChain) => void): TrustChainReport {
  const { evidence, policy } = caseOf(options, change)
  return judged(evidence, policy)
}

/** Judges evidence that was changed after it was collected, as a bundle from a stranger may be. */
export function judgeBundle(
  options: MintOptions,
  change: (evidence: Evidence, chain: MintedChain) => void,
): TrustChainReport {
  const { chain, evidence, policy } = caseOf(options)
  const bundle = structuredClone(evidence)
  change(bundle, chain)
  return judged(bundle, policy)
}

/** Whatever an attack ends as, relying parties are told what its code means. */
function judged(evidence: Evidence, policy: TrustPolicy): TrustChainReport {
  const report = validateChain(evidence, policy, { memo: new ValidationMemo() })
  expect(undocumentedResults(report)).toEqual([])
  return report
}

/** The verdict and the reason that is reported first: `untrusted: signature signature_invalid 0`. */
export function outcome({ verdict, reasons: [first] }: TrustChainReport): string {
  return first === undefined ? verdict : `${verdict}: ${first.id} ${first.code} ${String(first.link ?? 'chain')}`
}

/** Every code among the reasons. */
export const codesOf = ({ reasons }: TrustChainReport): string[] => reasons.map(({ code }) => code)
