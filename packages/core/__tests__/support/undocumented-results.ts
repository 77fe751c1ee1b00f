import { checkGuide, codeGuide, type CheckCode, type CheckStatus, type TrustChainReport } from '../../src/index.js'

/** Codes that any check may give; `time_unproven` where only the leaf's own date speaks against a failure. */
const common: ReadonlySet<CheckCode> = new Set([
  'ok',
  'not_applicable',
  'policy_off',
  'not_implemented',
  'not_reached',
  'time_unproven',
])

/** Results whose code, or whose status with that code, the guide for relying parties does not tell of. */
export function undocumentedResults({ checks }: Pick<TrustChainReport, 'checks'>): string[] {
  const endsAs = (code: CheckCode): string[] => codeGuide[code].ends.split(' or ')
  const isTold = (id: (typeof checks)[number]['id'], code: CheckCode, status: CheckStatus): boolean =>
    (common.has(code) || checkGuide[id].codes.includes(code)) && endsAs(code).includes(status)
  return (
    checks
      // What is open about a newer version is passed on with the code of the check that left it open.
      .filter(({ id, status }) => !(id === 'resource' && status === 'indeterminate'))
      .filter(({ id, code, status }) => !isTold(id, code, status))
      .map(({ id, code, status }) => `${id}: ${status} ${code}`)
  )
}
