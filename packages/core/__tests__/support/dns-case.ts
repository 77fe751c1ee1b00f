import { validateChain, ValidationMemo } from '../../src/index.js'
import type { DnsEvidence, Evidence, TrustChainReport, TrustPolicy } from '../../src/index.js'
import { dnsAnswer, domainReport, type DomainEnding } from './dns-answer.js'
import { caseOf } from './judge.js'
import { undocumentedResults } from './undocumented-results.js'

export const { chain, evidence, policy } = caseOf()
export const did = chain.did('root')
export const { at } = chain
export const domain = 'example.org'

export const answers = (...endings: [string, DomainEnding][]): DnsEvidence[] =>
  endings.map(([name, ending]) => dnsAnswer(did, at, [domainReport(name, ending)]))

/** Judges with these answers of DNS. */
export function judge(dnsAnchors: DnsEvidence[], change: TrustPolicy, bundle: Evidence = evidence): TrustChainReport {
  const report = validateChain(bundle, { ...policy, ...change }, { memo: new ValidationMemo(), dnsAnchors })
  expect(undocumentedResults(report)).toEqual([])
  return report
}

export const dnsOf = ({ checks }: TrustChainReport): TrustChainReport['checks'][number] | undefined =>
  checks.find(({ id }) => id === 'dns')
