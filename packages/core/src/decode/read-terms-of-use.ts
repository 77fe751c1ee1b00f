import { parseDidUrl, parseResourceReference } from '../did-url.js'
import type { CredentialKind, Dialect, FrameworkPolicy, ParentPolicy } from '../types/credential.js'
import type { JsonObject, JsonValue } from '../types/json.js'
import { britishRootType, chainTypes } from './credential-kind.js'
import type { FormatFaults } from './format-fault.js'
import { isJsonObject } from './parse-json.js'

/** Parents that one credential may name; each is a path to walk. */
const maxPolicies = 8

/** What `termsOfUse` says of a credential's place in a chain. */
export interface TermsOfUse {
  framework?: FrameworkPolicy
  parents: ParentPolicy[]
  /** EBSI's `IssuanceCertificate`: a parent in EBSI's own registry, which can't be asked yet. */
  ebsi: boolean
}

const policyTypes = {
  root: 'TrustFrameworkPolicy',
  accredit: 'AccreditationPolicy',
  attest: 'AccreditationPolicy',
  attestation: 'AttestationPolicy',
} as const satisfies Record<CredentialKind, string>

/** Policy types that cheqd's first trust chains used: the credential's own type (until July 2025). */
const formerPolicyTypes: Record<CredentialKind, readonly string[]> = {
  root: [chainTypes.root, britishRootType],
  accredit: [chainTypes.accredit],
  attest: [chainTypes.attest],
  attestation: [],
}

/**
 * Reads `termsOfUse`: the policy that a credential of this kind must carry (docs/rules.md, Roles), in its canonical
 * form or in a dialect.
 */
export function readTermsOfUse(
  kind: CredentialKind,
  document: JsonObject,
  dialects: Set<Dialect>,
  faults: FormatFaults,
): TermsOfUse {
  const terms: TermsOfUse = { parents: [], ebsi: false }
  const value = document.termsOfUse
  const members = value === undefined ? [] : Array.isArray(value) ? value : [value]
  if (members.length === 0) {
    faults.fail('policy_missing', `it has no termsOfUse; its type asks for ${policyTypes[kind]}`)
    return terms
  }
  if (members.length > maxPolicies) {
    faults.fail('malformed', `termsOfUse has more than ${String(maxPolicies)} members`)
    return terms
  }
  if (members.length > 1 && kind !== 'attestation') {
    faults.fail(
      'policy_mismatch',
      'an accreditation has exactly one policy; only an attestation may name several parents',
    )
  }
  if (Array.isArray(value) && members.length === 1) dialects.add('terms-of-use-array')
  for (const member of members) readMember(kind, member, terms, dialects, faults)
  return terms
}

function readMember(
  kind: CredentialKind,
  member: JsonValue,
  terms: TermsOfUse,
  dialects: Set<Dialect>,
  faults: FormatFaults,
): void {
  if (!isJsonObject(member) || typeof member.type !== 'string') {
    faults.fail('malformed', 'a member of termsOfUse is no object with a type')
    return
  }
  if (member.type === 'IssuanceCertificate') {
    dialects.add('ebsi')
    terms.ebsi = true
    return
  }
  if (formerPolicyTypes[kind].includes(member.type)) dialects.add('terms-of-use-type')
  else if (member.type !== policyTypes[kind]) {
    faults.fail('policy_mismatch', `its type asks for ${policyTypes[kind]} in termsOfUse, another type stands there`)
    return
  }
  if (kind === 'root') terms.framework = readFramework(member, dialects)
  else {
    const parent = readParent(member, dialects, faults)
    if (parent !== undefined) terms.parents.push(parent)
  }
}

const looksLikeUrl = (text: string | undefined): boolean => text !== undefined && /^https?:\/\//i.test(text)

function readFramework(member: JsonObject, dialects: Set<Dialect>): FrameworkPolicy {
  const trustFramework = typeof member.trustFramework === 'string' ? member.trustFramework : undefined
  const trustFrameworkId = typeof member.trustFrameworkId === 'string' ? member.trustFrameworkId : undefined
  if (looksLikeUrl(trustFrameworkId) && !looksLikeUrl(trustFramework)) {
    dialects.add('framework-swapped')
    return definedOnly({ trustFramework: trustFrameworkId, trustFrameworkId: trustFramework })
  }
  return definedOnly({ trustFramework, trustFrameworkId })
}

function definedOnly({ trustFramework, trustFrameworkId }: FrameworkPolicy): FrameworkPolicy {
  const defined: FrameworkPolicy = {}
  if (trustFramework !== undefined) defined.trustFramework = trustFramework
  if (trustFrameworkId !== undefined) defined.trustFrameworkId = trustFrameworkId
  return defined
}

function readParent(member: JsonObject, dialects: Set<Dialect>, faults: FormatFaults): ParentPolicy | undefined {
  if (member.rootAuthorization !== undefined && member.rootAuthorisation !== undefined) {
    faults.fail('malformed', 'termsOfUse has both rootAuthorization and rootAuthorisation')
    return undefined
  }
  if (member.rootAuthorisation !== undefined) dialects.add('authorisation-spelling')
  const { parentAccreditation } = member
  const rootAuthorization = member.rootAuthorization ?? member.rootAuthorisation
  if (typeof parentAccreditation !== 'string' || typeof rootAuthorization !== 'string') {
    faults.fail('policy_missing', 'termsOfUse lacks parentAccreditation or rootAuthorization (DID URLs)')
    return undefined
  }
  const isResolverUrl = (url: string): boolean => parseDidUrl(url)?.resolverUrl === true
  if (isResolverUrl(parentAccreditation) || isResolverUrl(rootAuthorization)) dialects.add('resolver-url')
  const parentReference = parseResourceReference(parentAccreditation)
  const rootReference = parseResourceReference(rootAuthorization)
  const parent: ParentPolicy = { parentAccreditation, rootAuthorization }
  if (parentReference !== undefined) parent.parentReference = parentReference
  if (rootReference !== undefined) parent.rootReference = rootReference
  return parent
}
