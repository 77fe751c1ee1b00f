/** A root that a relying party accepts: a DID, narrowed to one resource or framework where wanted. */
export interface DidTrustAnchor {
  /** The DID that issued the root authorization. */
  did: string
  /** A DID URL: only this root authorization, pinned or by name and type. */
  rootAuthorization?: string
  /** Only a root authorization of this framework (its `trustFrameworkId` or `trustFramework`). */
  trustFrameworkId?: string
}

/** A root that a relying party accepts because this DNS domain anchors its DID. */
export interface DomainTrustAnchor {
  /**
   * As `example.org`; in any case and script. It must anchor the root's DID at least at the level `dnssec`, unless the
   * policy's `dns` says `dns`.
   */
  domain: string
}

/** An accepted root: what RFC 5280 section 6.1.1 (d) calls the trust anchor, always an input. */
export type TrustAnchor = DidTrustAnchor | DomainTrustAnchor

/** A DNS assurance level that a policy may ask for, or whether DNS is looked at. */
export type DnsRequirement = 'off' | 'report' | 'dns' | 'dnssec' | 'bidirectional' | 'high'

/** JOSE algorithms that this verifier implements (RFC 7518, RFC 8037, RFC 8812). */
export type SignatureAlgorithm = 'EdDSA' | 'ES256' | 'ES256K'

/** Verification relationships that may hold an issuer's key (DID Core 5.3). */
export type KeyPurpose = 'assertionMethod' | 'authentication'

/** Bounds on what one verification may cost. Each must be a positive integer. */
export interface TrustChainLimits {
  /** Credentials in a chain, leaf and root included. */
  maxLinks?: number
  /** Requests to sources in one call. */
  maxFetches?: number
  /** Bytes of one resource. */
  maxResourceBytes?: number
  /** Bytes of all resources of one call. */
  maxTotalBytes?: number
  /** Bytes of one status list after inflating; all that one call has to inflate may have four times as many together. */
  maxInflatedBytes?: number
  /** Keys tried for a signature that names none. */
  maxKeysPerSignature?: number
  /** Milliseconds that the collection of evidence may take. */
  deadlineMs?: number
  /** Requests under way at the same time. */
  maxConcurrentFetches?: number
}

/** What a relying party asks of a chain (docs/rules.md, Policy). Every field may be left out; an empty list accepts nothing. */
export interface TrustPolicy {
  /** Accepted roots. Absent: nothing is trusted, verdict `indeterminate`, code `no_trust_anchor`. */
  anchors?: TrustAnchor[]
  /**
   * The level at which a domain must anchor the root's DID. `report`: none, but the report tells what DNS says. `off`: DNS is
   * not asked, so no anchor may be a domain. Default `report`.
   */
  dns?: DnsRequirement
  /**
   * Whether a credential must be neither revoked nor suspended. `if-present`: where it names a status. `required`: it must
   * name one, the root too. `off`: no status is looked at. Default `if-present`.
   */
  status?: 'if-present' | 'required' | 'off'
  /**
   * Whether each credential must have an end, the root too (`required`), or is only held to one that it has. Default
   * `if-present`.
   */
  expiry?: 'if-present' | 'required'
  /** `shell`: every link and key valid at `at`. `chain`: each parent and key valid when its child was issued. Default `shell`. */
  validity?: 'shell' | 'chain'
  /**
   * Certificates, PEM or DER in base64, of RFC 3161 timestamp authorities, or of those who issue theirs: under validity
   * `chain` a timestamp of one of them proves the age of a credential. At most 32. Default none.
   */
  timestampAuthorities?: string[]
  /** Accreditations between root authorization and leaf, those to attest included. Default 10. */
  maxPathLength?: number
  /**
   * Algorithms of signatures. A Data Integrity cryptosuite counts as the algorithm that it signs with: `eddsa-jcs-2022` as
   * EdDSA, `ecdsa-jcs-2019` as ES256. Default `EdDSA`, `ES256`, `ES256K`.
   */
  algorithms?: SignatureAlgorithm[]
  /**
   * Verification relationships of the issuer's DID document of which the key must stand in one. cheqd Studio signs with keys
   * of `authentication`, which others keep for logging in; `assertionMethod` alone is the strict choice. Default
   * `assertionMethod`, `authentication`.
   */
  keyPurposes?: KeyPurpose[]
  /**
   * What is done with proofs that this verifier does not verify itself (JSON-LD suites and the like). `refuse`: nothing is
   * trusted with them, `indeterminate`, code `proof_unverified`. `agent`: the word of the agent's own credential plugins
   * is taken for the signature, where this very verification asked them; never that of an evidence bundle. Default
   * `refuse`.
   */
  otherProofs?: 'refuse' | 'agent'
  /**
   * JSON-LD contexts, by URL, that credentials with such proofs may have beside those of the W3C: a context decides what
   * a member means, so an unknown one would let a holder rename what was signed. Default none.
   */
  contexts?: string[]
  /**
   * Names under which the relying party is the audience of a JWT: a credential whose `aud` holds none of them is not for
   * it (RFC 7519 section 4.1.3). Absent: whether it is can't be told, so a credential with `aud` is `indeterminate`.
   */
  audience?: string[]
  /** The one jurisdiction asked for: an ISO 3166 code or an EU authority table URL. Absent: none is asked for. */
  jurisdiction?: string
  /**
   * What a parent that is pinned, or named as of a time, is worth once a newer version of it exists. `recheck`: the newer one
   * must be sound and permit the child too. `refuse`: nothing. `accept`: as much as before. Default `recheck`.
   */
  superseded?: 'recheck' | 'accept' | 'refuse'
  /** Accepted trust frameworks of the root, by id or URL. Absent: any. */
  trustFrameworks?: string[]
  /**
   * Whether credentials are validated against their JSON Schemas. `if-present`: where the credential, or the accreditation
   * that covers it, names one. `required`: one must be named for the leaf. `off`: none is looked at. Default `if-present`.
   */
  schema?: 'off' | 'if-present' | 'required'
  /**
   * What is done with older and foreign forms of credentials: `lenient` reads them and names them, `strict` refuses them.
   * Default `lenient`.
   */
  dialect?: 'lenient' | 'strict'
  /**
   * Seconds that an answer which may change (a DID document, the newest version of a name, a status list) may be old at
   * the time of evaluation. It bounds what caches may answer, and how long a report holds (`expiresAt`). Default 300.
   */
  freshness?: number
  /**
   * Hosts whose word is taken for JSON Schemas, and that may hand out signed status lists, under HTTPS URLs that
   * credentials name: `example.org`, `example.org:8443`, or `.example.org` for all hosts below it. Default none.
   */
  webHosts?: string[]
  /** Bounds on what one verification may cost. */
  limits?: TrustChainLimits
}
