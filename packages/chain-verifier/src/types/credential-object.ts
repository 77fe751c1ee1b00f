/**
 * A Verifiable Credential as JSON, with its proof (VCDM 1.1 or 2.0). Its members are not restricted here, so that a
 * credential of any origin can be handed over: what is wrong with one is reported by the check `format`.
 */
export interface CredentialObject {
  '@context'?: unknown
  id?: unknown
  type?: unknown
  issuer?: unknown
  credentialSubject?: unknown
  issuanceDate?: unknown
  expirationDate?: unknown
  validFrom?: unknown
  validUntil?: unknown
  credentialSchema?: unknown
  credentialStatus?: unknown
  termsOfUse?: unknown
  /** The JWT stands in `proof.jwt`. */
  proof?: unknown
}
