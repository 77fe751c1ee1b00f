import type { DecodedJws } from '../decode/decode-jws.js'
import type { ResourceReference } from '../did-url.js'
import type { JsonObject, JsonValue } from './json.js'
import type { EmbeddedProof } from './proof.js'
import type { StatedDate } from './stated-date.js'

export type { StatedDate } from './stated-date.js'

/** What a credential is in a trust chain; an attestation is any domain credential. */
export type CredentialKind = 'root' | 'accredit' | 'attest' | 'attestation'

/** One entry of `accreditedFor`: a schema, the types that may be issued or accredited under it, and where. */
export interface AccreditationScope {
  /** DID URL (or HTTPS URL) of the JSON Schema, as written. */
  schemaId?: string
  types: string[]
  /** ISO 3166 codes or EU authority table URLs; absent is unrestricted, empty covers nothing. */
  limitJurisdiction?: string[]
}

/** An entry of `accreditedFor` as it was read: with its schema's id as it is compared. */
export interface ReadScope extends AccreditationScope {
  schemaKey?: string
}

/** A spelling or form that is read, but not written, by this suite (docs/rules.md, Dialects). */
export type Dialect =
  | 'authorisation-spelling'
  | 'accredited-for-type'
  | 'terms-of-use-array'
  | 'terms-of-use-type'
  | 'framework-swapped'
  | 'resolver-url'
  | 'credential-schema-string'
  | 'missing-kid'
  | 'subject-only-in-sub'
  | 'vc-claim-in-2.0'
  | 'ebsi'

/** What a root authorization's `TrustFrameworkPolicy` says. */
export interface FrameworkPolicy {
  /** URL of the governance framework. */
  trustFramework?: string
  /** Its name. */
  trustFrameworkId?: string
}

/** What an `AccreditationPolicy` or `AttestationPolicy` says: one way up to a root. DID URLs as written. */
export interface ParentPolicy {
  parentAccreditation: string
  rootAuthorization: string
  /** `parentAccreditation`, read; undefined where it names no resource. */
  parentReference?: ResourceReference
  /** `rootAuthorization`, read; undefined where it names no resource. */
  rootReference?: ResourceReference
}

/** The version of the Verifiable Credentials Data Model. */
export type DataModel = '1.1' | '2.0'

/** A member of `credentialSchema`. */
export interface SchemaReference {
  /** As written. */
  id: string
  type?: string
  /** `id` as it is compared: a DID URL normalised, anything else as written. */
  key: string
  /** `id`, read; undefined where it names no resource. */
  reference?: ResourceReference
}

interface CredentialBase {
  dataModel: DataModel
  /** The token it was read from; absent where `proof` secures it, and in a draft that is not signed yet. */
  jws?: DecodedJws
  /** What secures it in place of a token. */
  proof?: EmbeddedProof
  id?: string
  /** All of `type`, as written. */
  types: string[]
  /** Normalised by `normalizeDid`. */
  issuer: string
  /** Normalised by `normalizeDid`; absent where the credential has a subject without id. */
  subject?: string
  notBefore: StatedDate[]
  notAfter: StatedDate[]
  /** Members of `credentialSchema`; undefined where it is absent. */
  schemas?: SchemaReference[]
  /** For whom the token is made (`aud`); absent where it does not say. */
  audience?: string[]
  /** Where `iss` or `sub` contradict the credential: sentences for the check `link`. */
  conflicts: string[]
  /** Members of `credentialStatus`; empty where absent. */
  status: JsonValue[]
  /** The credential as one JSON document (claims of the JWT put in their places), without proof. */
  document: JsonObject
  /** Dialects met while reading, sorted, each once. */
  dialects: Dialect[]
}

/** A `VerifiableAuthorizationForTrustChain`. */
export interface RootAuthorization extends CredentialBase {
  kind: 'root'
  framework?: FrameworkPolicy
  accreditedFor: ReadScope[]
  /** Accreditations to accredit that may stand below, as RFC 5280's pathLenConstraint; 0: only to attest. */
  maxPathLength?: number
}

/** A `VerifiableAccreditationToAccredit` or `VerifiableAccreditationToAttest`. */
export interface Accreditation extends CredentialBase {
  kind: 'accredit' | 'attest'
  parent?: ParentPolicy
  accreditedFor: ReadScope[]
  /** Accreditations to accredit that may stand below, as RFC 5280's pathLenConstraint; 0: only to attest. */
  maxPathLength?: number
}

/** Any domain credential with one or more `AttestationPolicy`s. */
export interface Attestation extends CredentialBase {
  kind: 'attestation'
  parents: ParentPolicy[]
}

/** A credential of a trust chain, decoded once from its bytes. */
export type ChainCredential = RootAuthorization | Accreditation | Attestation
