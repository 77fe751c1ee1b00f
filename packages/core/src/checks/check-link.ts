import type { Link } from '../chain/link.js'
import { fail, pass, type Finding } from './finding.js'

/** The issuer is who the parent accredited; `iss` and `sub` agree (RFC 5280 section 6.1.3 (a)(4), name chaining). */
export function checkLink(child: Link, parent: Link | undefined): Finding {
  const { conflicts, issuer } = child.credential
  if (conflicts.length > 0) return fail('issuer_not_subject', conflicts.join('; '))
  if (parent === undefined) return pass('the JWT and the credential name the same issuer and subject')
  const subject = parent.credential.subject
  return subject === issuer
    ? pass("the issuer is the parent's subject", { issuer })
    : fail('issuer_not_subject', 'the issuer is not the one whom the parent accredits', {
        issuer,
        subject: subject ?? null,
      })
}
