import type { Link } from '../chain/link.js'
import type { CheckContext } from './check-context.js'
import { checkAudience } from './check-audience.js'
import { fail, pass, type Finding } from './finding.js'

/** The credential's form: what decoding found, and whether dialects are read (docs/rules.md, Dialects). */
export function checkFormat({ policy }: CheckContext, { credential, faults }: Link): Finding[] {
  const findings: Finding[] = faults.map(({ status, code, message, details }) => ({
    status,
    code,
    message,
    ...(details && { details: structuredClone(details) }),
  }))
  const { dialects } = credential
  const audience = checkAudience(credential.audience, policy.audience)
  if (faults.length === 0 && dialects.length === 0 && audience === undefined) return [pass('well formed')]
  // A copy: decoded credentials are shared between calls, and a report belongs to its reader.
  const details = { dialects: [...dialects] }
  if (policy.dialect === 'strict' && dialects.length > 0) {
    findings.push(fail('dialect_refused', `the policy refuses dialects: ${dialects.join(', ')}`, details))
  }
  if (audience !== undefined) findings.push(audience)
  if (findings.length > 0) return findings
  return [pass(`well formed, read as a dialect: ${dialects.join(', ')}`, details)]
}
