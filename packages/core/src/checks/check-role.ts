import type { Link } from '../chain/link.js'
import type { CredentialKind } from '../types/credential.js'
import { fail, pass, type Finding } from './finding.js'

/** Which kinds of parent may stand above a kind (docs/rules.md, Roles; RFC 5280 section 4.2.1.9, cA). */
const permittedParents: Record<Exclude<CredentialKind, 'root'>, readonly CredentialKind[]> = {
  accredit: ['accredit', 'root'],
  attest: ['accredit', 'root'],
  attestation: ['attest'],
}

const names: Record<CredentialKind, string> = {
  root: 'a root authorization',
  accredit: 'an accreditation to accredit',
  attest: 'an accreditation to attest',
  attestation: 'an attestation',
}

/** The parent's role permits a child of this kind (docs/verification.md, role). */
export function checkRole(child: Link, parent: Link): Finding {
  const { kind } = child.credential
  const above = parent.credential.kind
  return kind !== 'root' && permittedParents[kind].includes(above)
    ? pass(`${names[above]} permits ${names[kind]}`)
    : fail('role_not_permitted', `${names[above]} does not permit ${names[kind]} below it`)
}
