/** An entry of `accreditedFor`, open for tampering. */
export interface ScopeDraft {
  schemaId?: string
  types?: string[]
  limitJurisdiction?: string | string[]
  [member: string]: unknown
}

/** A `credentialSubject`, open for tampering. */
export interface SubjectDraft {
  id?: string
  accreditedFor?: ScopeDraft[]
  maxPathLength?: number
  [member: string]: unknown
}

/** A `termsOfUse`, open for tampering. */
export interface PolicyDraft {
  type: string
  parentAccreditation?: string
  rootAuthorization?: string
  trustFramework?: string
  trustFrameworkId?: string
  [member: string]: unknown
}

/** A credential before it is signed: what an honest issuer would write, open for anything a hostile one might. */
export interface CredentialDraft {
  '@context': string[]
  id?: string
  type: string[]
  issuer: { id: string }
  issuanceDate?: string
  expirationDate?: string
  validFrom?: string
  validUntil?: string
  credentialSubject: SubjectDraft
  credentialSchema?: unknown
  credentialStatus?: unknown
  termsOfUse: PolicyDraft
  [member: string]: unknown
}

/** The header of a JWT, open for tampering. */
export interface HeaderDraft {
  alg: string
  typ?: string
  kid?: string
  [member: string]: unknown
}

/** The claims of a JWT, open for tampering. */
export interface ClaimsDraft {
  iss?: string
  sub?: string
  jti?: string
  /** Seconds since 1970-01-01T00:00:00Z. */
  nbf?: number
  /** Seconds since 1970-01-01T00:00:00Z. */
  exp?: number
  vc?: CredentialDraft
  [member: string]: unknown
}

/** A Data Integrity proof, open for tampering; without `proofValue` its options. */
export interface ProofDraft {
  type: string
  cryptosuite: string
  created?: string
  expires?: string
  verificationMethod: string
  proofPurpose: string
  proofValue?: string
  [member: string]: unknown
}

/** A credential as JSON with its proof, open for tampering. */
export interface SignedDraft extends CredentialDraft {
  proof: { type: string; jwt: string } | ProofDraft
}
