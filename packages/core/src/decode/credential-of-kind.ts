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
 * A credential with what it has by its place in a chain.
 *
 * Members are written out, never spread: V8 gives an object that begins with a spread a hidden class of its own each time,
 * and then every check that reads it is slow.
 *
 * @param scopes - absent for an attestation
 */
export function credentialOfKind(
  base: CredentialBase,
  kind: CredentialKind,
  { parents, framework }: TermsOfUse,
  scopes: Scopes | undefined,
): ChainCredential {
  const { dataModel, types, issuer, notBefore, notAfter, conflicts, status, document, dialects } = base
  if (kind === 'attestation' || scopes === undefined) {
    return {
      dataModel,
      types,
      issuer,
      notBefore,
      notAfter,
      conflicts,
      status,
      document,
      dialects,
      kind: 'attestation',
      parents,
    }
  }
  const { accreditedFor, maxPathLength } = scopes
  if (kind === 'root') {
    const root: RootAuthorization = {
      dataModel,
      types,
      issuer,
      notBefore,
      notAfter,
      conflicts,
      status,
      document,
      dialects,
      kind,
      accreditedFor,
    }
    if (maxPathLength !== undefined) root.maxPathLength = maxPathLength
    if (framework !== undefined) root.framework = framework
    return root
  }
  const accreditation: Accreditation = {
    dataModel,
    types,
    issuer,
    notBefore,
    notAfter,
    conflicts,
    status,
    document,
    dialects,
    kind,
    accreditedFor,
  }
  if (maxPathLength !== undefined) accreditation.maxPathLength = maxPathLength
  if (parents[0] !== undefined) accreditation.parent = parents[0]
  return accreditation
}
