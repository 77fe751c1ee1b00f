import type { CheckFeature } from './types/chain-case.js'

// By hand, from each case's policy (`validity: chain`, `jurisdiction`) and credentials (`credentialStatus`,
// `limitJurisdiction`). No case anchors a root by a domain, so none needs dns.
const byGroup: Record<string, CheckFeature[]> = {
  clock: ['validity-chain'],
  status: ['status'],
  lists: ['status'],
  jurisdiction: ['jurisdiction'],
}
const byId: Record<string, CheckFeature[]> = {
  'good-jurisdiction-nested': ['jurisdiction'],
  'clock-leaf-parent-revoked': ['validity-chain', 'status'],
  'clock-parent-revoked-since': ['validity-chain', 'status'],
}

/** The checks that a case of the vectors needs beyond those of a plain chain. */
export function caseNeeds(id: string, group: string): CheckFeature[] {
  return byId[id] ?? byGroup[group] ?? []
}
