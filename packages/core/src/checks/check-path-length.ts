import type { Link } from '../chain/link.js'
import { fail, pass, type Finding } from './finding.js'

/**
 * The chain is no longer than the policy allows, and below each accreditation with a `maxPathLength` stand no more
 * accreditations to accredit than it says (RFC 5280 section 4.2.1.9, pathLenConstraint: those to attest are the
 * leaf certificates of this count; self-issued ones and an accreditation shown as the leaf count).
 *
 * @param links - leaf first
 */
export function checkPathLength(links: readonly Link[], maxPathLength: number): Finding {
  const accreditations = links.filter(
    ({ credential }) => credential.kind === 'accredit' || credential.kind === 'attest',
  )
  const details = { accreditations: accreditations.length, maxPathLength }
  if (accreditations.length > maxPathLength) {
    return fail('path_too_long', 'more accreditations between root and leaf than the policy allows', details)
  }
  let below = 0
  for (const [index, { credential }] of links.entries()) {
    if (credential.kind === 'attestation') continue
    const { maxPathLength: claimed } = credential
    if (claimed !== undefined && below > claimed) {
      const message = `link ${String(index)} allows ${String(claimed)} accreditations to accredit below it, there are ${String(below)}`
      return fail('path_too_long', message, { link: index, maxPathLength: claimed, below })
    }
    if (credential.kind === 'accredit') below += 1
  }
  return pass('no longer than allowed', details)
}
