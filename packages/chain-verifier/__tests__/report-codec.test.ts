import { validateChain, type TrustChainReport } from '@trustchains/core'
import { evidenceFromWorld, mintChain, type MintOptions } from '@trustchains/test-kit'
import { decodeReports, encodeReports } from '../src/batch/report-codec.js'

const reportOf = (options: MintOptions): TrustChainReport => {
  const chain = mintChain(options)
  return validateChain(evidenceFromWorld(chain.world, chain.leaf, chain.at), chain.policy)
}
const reports = [
  reportOf({}),
  reportOf({}),
  reportOf({ seed: 'other' }),
  reportOf({ depth: 5 }),
  reportOf({ tamper: { a1: { signWith: 'mallory' } } }),
  reportOf({ validUntil: { a2: '2026-02-01T00:00:00Z' }, policy: { maxPathLength: 1 } }),
  validateChain({
    ...{ version: 1, at: '2026-06-01T00:00:00Z', leaf: { credential: '' } },
    ...{ resources: [], schemas: [], statusLists: [], didDocuments: [], limitsHit: [] },
  }),
  reportOf({ policy: { dialect: 'strict' }, kid: false }),
]

describe('A report that has come from a thread', () => {
  it('is the report that was made there, to the byte', () => {
    for (const list of [reports, reports.toReversed(), [...reports, ...reports], []]) {
      const sent = structuredClone(encodeReports(list))
      expect(decodeReports(sent, list.length).map((report) => JSON.stringify(report))).toEqual(
        list.map((report) => JSON.stringify(report)),
      )
    }
  })

  it("is its reader's own: changing it changes no other", () => {
    const [first, second] = decodeReports(encodeReports([reports[0], reports[1]] as TrustChainReport[]), 2)
    const before = JSON.stringify(second)
    for (const check of first?.checks ?? []) Object.assign(check, { code: 'x', ...(check.details && { details: {} }) })
    first?.chain.forEach((link) => link.type.push('x'))
    first?.restsOn?.forEach((fact) => fact.items.push('x'))
    expect(JSON.stringify(second)).toBe(before)
  })

  it('has its reasons among its checks, as every report has', () => {
    for (const report of decodeReports(encodeReports(reports), reports.length)) {
      for (const reason of report.reasons) expect(report.checks).toContain(reason)
    }
  })

  it('costs little where it says what the one before it says', () => {
    const alike = Array.from({ length: 64 }, () => structuredClone(reports[0] as TrustChainReport))
    const { places: _many, ...sent } = encodeReports(alike)
    const { places: _one, ...alone } = encodeReports(alike.slice(0, 1))
    expect(JSON.stringify(sent)).toBe(JSON.stringify(alone))
  })
})
