import type { JsonObject, SignatureAlgorithm, TrustPolicy } from '@trustchains/core'
import type { KeyPair } from '../keys.js'
import type { KeyForm } from '../verification-method.js'
import type { ClaimsDraft, CredentialDraft, HeaderDraft, ProofDraft, SignedDraft } from './credential-draft.js'
import type { WorldDid, WorldPublication } from './world.js'

/** One value for every link, or a value for each link named (`root`, `a1` … `aN`, `leaf`). */
export type PerLink<T> = T | { [link: string]: T }

/** Two of the references to one resource (docs/rules.md, References). */
export interface LinkUrls {
  /** `<collection>/resources/<id>` */
  pinned: string
  /** `<collection>?resourceName=…&resourceType=…` */
  latest: string
}

/** The names of a minted chain; they are settled before anything is signed, so hooks may use them. */
export interface ChainNames {
  /** The DID of an actor: `root`, `p0` (delegate of the root), `p1` … `pN`, `holder`, and `mallory`, a stranger. */
  did: (actor: string) => string
  /** The DID URLs of a link: `root`, `a1` … `aN`, `leaf`. */
  url: (link: string) => LinkUrls
  /** The DID URL of the schema that every accreditation names. */
  schemaUrl: string
}

/** Alters a copy in place, or returns another. */
export type Tamper<T> = ((draft: T, names: ChainNames) => T) | ((draft: T, names: ChainNames) => void)

/** What is done to one link, in this order. */
export interface LinkTamper {
  /** The credential, before its claims are drawn up and signed. */
  payload?: Tamper<CredentialDraft>
  /** The options of a Data Integrity proof, before it is signed. */
  proofOptions?: Tamper<ProofDraft>
  /** The claims of the JWT as they are signed; they no longer touch the JSON form. */
  claims?: Tamper<ClaimsDraft>
  header?: Tamper<HeaderDraft>
  /** The actor whose key signs, instead of the issuer's. `kid` still names the issuer's. */
  signWith?: string
  /** Makes the signature (base64url) instead of the key's own way; of a Data Integrity proof not. */
  sign?: (signingInput: string, pair: KeyPair) => string
  /** The signed JWT. */
  token?: (token: string, names: ChainNames) => string
  /** The JSON form with its proof, after signing. */
  document?: Tamper<SignedDraft>
  /** The resource: `collection` (host DID), `id`, `name`, `type`, `created`, `content`, `checksum`. */
  resource?: Tamper<WorldPublication>
  /** The issuer's DID: document, metadata, versions. */
  didDocument?: Tamper<WorldDid>
}

/** What kind of chain is minted. */
export interface MintOptions {
  /** The same seed and options give the same bytes. Default `chain`. */
  seed?: string
  /** Accreditations between root authorization and leaf; the last is to attest. Default 2: `root`, `a1`, `a2`, `leaf`. */
  depth?: number
  /** The issuer's key. Default EdDSA. */
  algorithm?: PerLink<SignatureAlgorithm>
  /** How DID documents show the key. Default: what cheqd's tools use for the algorithm. */
  keyForm?: PerLink<KeyForm>
  /** Default `1.1`. */
  dataModel?: PerLink<'1.1' | '2.0'>
  /** How a link is secured. Default `jwt`; `data-integrity` is for EdDSA and ES256 keys. */
  proof?: PerLink<'jwt' | 'data-integrity'>
  /**
   * What a verifier is given. Default `jwt`, or `json` where the leaf has a Data Integrity proof; `enveloped` is the JWT
   * in an `EnvelopedVerifiableCredential`.
   */
  leafForm?: 'jwt' | 'json' | 'enveloped'
  /** Publishes a link's JWT in an `EnvelopedVerifiableCredential` instead of JSON with `proof.jwt`. Default false. */
  enveloped?: PerLink<boolean>
  /** Publishes the leaf too, under its issuer's DID. Default false. */
  publishLeaf?: boolean
  /** The time of evaluation, RFC 3339. Default 2026-06-01T00:00:00Z. */
  at?: string
  /** RFC 3339. Default 2026-01-10T00:00:00Z. */
  validFrom?: PerLink<string>
  /** RFC 3339. Default 2027-01-10T00:00:00Z. */
  validUntil?: PerLink<string>
  /** When the ledger took the resource, RFC 3339. Default: the link's `validFrom`. */
  published?: PerLink<string>
  /** How a link names its parent and its root. Default `pinned`. */
  reference?: PerLink<'pinned' | 'named'>
  /** The JSON Schema of the leaf. Default: one that asks for `credentialSubject.degree`. */
  schema?: JsonObject
  /** Claims about the leaf's subject. Default `{ degree: 'MSc' }`. */
  claims?: JsonObject
  /** `limitJurisdiction` of the accreditations. Default: none. */
  jurisdiction?: PerLink<string | string[]>
  /** `maxPathLength` of the accreditations. Default: none. */
  maxPathLength?: PerLink<number>
  /** The root authorization is given to another DID, `p0`. Default false: to its issuer. */
  delegatedRoot?: boolean
  /** The actor that a link accredits; for accreditations to oneself. Default: `p` and the link's number. */
  subject?: { [link: string]: string }
  /** The actors whose DIDs are did:web: what they publish is on no ledger. Default: none. */
  onWeb?: string[]
  /** Whether the JWT's header names its key. Default true. */
  kid?: PerLink<boolean>
  /** Added to the policy, which otherwise anchors the root's DID and no more. */
  policy?: TrustPolicy
  /** What is done to the links, by their names. */
  tamper?: { [link: string]: LinkTamper }
}
