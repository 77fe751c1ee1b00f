import { validateChain, ValidationMemo, type Evidence, type TrustChainReport } from '../src/index.js'
import { chainWith } from './support/chain-with-status.js'
import { caseOfChain, outcome } from './support/judge.js'
import { bitsOf, listCredential } from './support/status-list.js'

const second = 1000

/** A chain whose leaf has a status in a list that may be kept for ten seconds, read so long before the evaluation. */
function listOfAge(ms: number, change?: (evidence: Evidence, readAt: string) => void): TrustChainReport {
  const chain = chainWith({
    lists: (_chain, issuer) => [
      { content: JSON.stringify(listCredential(issuer, bitsOf({}), {}, { ttl: 10 * second })) },
    ],
  })
  const { evidence, policy } = caseOfChain(chain)
  const readAt = new Date(Date.parse(chain.at) - ms).toISOString()
  change?.(evidence, readAt)
  if (change === undefined) for (const item of evidence.statusLists) Object.assign(item, { asOf: readAt, readAt })
  return validateChain(evidence, policy, { memo: new ValidationMemo() })
}

describe('a status list that says how long it may be kept (ttl): a revocation would be noticed too late', () => {
  it('counts as long as that', () => {
    const report = listOfAge(10 * second)
    expect([outcome(report), report.expiresAt]).toEqual(['trusted', '2026-06-01T00:00:00Z'])
    expect(listOfAge(4 * second).expiresAt).toBe('2026-06-01T00:00:06Z')
  })

  it('is no answer when it is older, whatever the policy allows of others', () => {
    expect(outcome(listOfAge(10 * second + 1))).toBe('indeterminate: status status_unavailable 0')
    expect(outcome(listOfAge(200 * second))).toBe('indeterminate: status status_unavailable 0')
  })

  it('counts by the answer that was read last, where an older one says the same', () => {
    for (const where of ['push', 'unshift'] as const) {
      const report = listOfAge(200 * second, ({ statusLists }, readAt) => {
        statusLists[where](...statusLists.map((item) => ({ ...item, asOf: readAt, readAt })))
      })
      expect([outcome(report), report.expiresAt]).toEqual(['trusted', '2026-06-01T00:00:10Z'])
    }
  })
})
