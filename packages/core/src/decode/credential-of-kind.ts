import type {
  Accreditation,
  Attestation,
  ChainCredential,
  CredentialKind,
  RootAuthorization,
} from '../types/credential.js'
import type { TermsOfUse } from './read-terms-of-use.js'

/** What a credential of any kind has. */
export type CredentialBase = Omit<Attestation, 'kind' | 'parents'>

/** What an accreditation permits. */
export type Scopes = Pick<RootAuthorization, 'accreditedFor' | 'maxPathLength'>

/**
 * Completes a credential by what it has by its place in a chain.
 *
 * Members are added to the object, never spread into another: V8 gives an object that begins with a spread a hidden class of
 * its own each time, and then every check that reads it is slow.
 *
 * @param base - becomes the credential
 * @param scopes - absent for an attestation
 */
export function credentialOfKind(
  base: CredentialBase,
  kind: CredentialKind,
  { parents, framework }: TermsOfUse,
  scopes: Scopes | undefined,
): ChainCredential {
  if (kind === 'attestation' || scopes === undefined) {
    return Object.assign(base, { kind: 'attestation' as const, parents })
  }
  const { accreditedFor, maxPathLength } = scopes
  if (kind === 'root') {
    const root: RootAuthorization = Object.assign(base, { kind, accreditedFor })
    if (maxPathLength !== undefined) root.maxPathLength = maxPathLength
    if (framework !== undefined) root.framework = framework
    return root
  }
  const accreditation: Accreditation = Object.assign(base, { kind, accreditedFor })
  if (maxPathLength !== undefined) accreditation.maxPathLength = maxPathLength
  if (parents[0] !== undefined) accreditation.parent = parents[0]
  return accreditation
}
