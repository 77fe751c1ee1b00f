import type { DnsAnchorReport } from './dns-anchor-report.js'
import type { JsonObject } from './json.js'

/**
 * Why an item of evidence could not be had.
 *
 * `notFound` is a definite answer, `unreachable` and `deadline` are not (the source may have it),
 * `limit` is a bound on size or count that was hit, `invalid` is a reference or an answer that can't be used.
 */
export type EvidenceErrorCode = 'notFound' | 'unreachable' | 'deadline' | 'limit' | 'invalid'

/** The reason an item of evidence is missing. */
export interface EvidenceError {
  code: EvidenceErrorCode
  /** A sentence for people; never parsed. */
  message: string
}

/** Where an item of evidence came from and when. */
export interface Provenance {
  /** The source that was asked, for people: a URL, `agent.resolveDid`, `bundle`. */
  source: string
  /** When it was read, RFC 3339. */
  readAt: string
  /**
   * The time as of which the answer holds, RFC 3339: the `versionTime` that was asked for,
   * or `readAt` where the newest was asked for. One later than `readAt` counts as `readAt`.
   */
  asOf: string
}

/** What a did:cheqd resolver says of a DID-Linked Resource (`linkedResourceMetadata`). */
export interface ResourceMetadata {
  resourceURI: string
  resourceCollectionId: string
  resourceId: string
  resourceName: string
  resourceType: string
  mediaType: string
  resourceVersion?: string
  /** Block time of the transaction that published it, RFC 3339. */
  created: string
  /** sha-256 of the content, lower-case hex. */
  checksum: string
  previousVersionId?: string | null
  nextVersionId?: string | null
}

/** A DID-Linked Resource, as an answer to one DID URL. */
export interface ResourceEvidence extends Provenance {
  /** The DID URL that was asked, normalised by `normalizeDidUrl`. */
  url: string
  /** The content's bytes, base64 (RFC 4648 section 4, padded). Absent where `error` is set. */
  content?: string
  metadata?: ResourceMetadata
  error?: EvidenceError
}

/** The part of DID document metadata that matters to a verifier (DID Core 7.1.3). */
export interface DidDocumentMetadata {
  created?: string
  updated?: string
  deactivated?: boolean
  versionId?: string
}

/** A DID document, as an answer to one DID. */
export interface DidDocumentEvidence extends Provenance {
  /** The DID that was asked, normalised by `normalizeDid`. */
  did: string
  document?: JsonObject
  metadata?: DidDocumentMetadata
  error?: EvidenceError
}

/**
 * What was found of a root's DID in DNS, or why nothing was. In a bundle it is whatever the bundle's maker wrote: only
 * the `proof` in it is of use, which the agent's DNS plugin validates anew (`dnsAnchors` of `ValidateOptions`).
 */
export interface DnsEvidence {
  /** The DID that was asked about, normalised by `normalizeDid`. */
  did: string
  /** The domain that was asked: ASCII, in lower case, without a final dot. Absent: those that the DID document names. */
  domain?: string
  /** Who gave the answers, for people: `agent.verifyDnsAnchor`, `bundle: …`. */
  source: string
  /** When DNS was asked, RFC 3339. */
  readAt: string
  report?: DnsAnchorReport
  error?: EvidenceError
}

/** A limit that was hit while evidence was collected. */
export interface LimitHit {
  limit: string
  message: string
}

/**
 * What is offered as proof that the leaf existed at a time (docs/rules.md, Whose clock): a DID-Linked Resource that
 * holds the leaf or its sha-256, or an RFC 3161 timestamp over it.
 */
export type ExistenceEvidence =
  /** `url`: normalised; the resource stands in `resources`. */
  | { kind: 'resource'; url: string }
  /** `token`: a TimeStampToken or TimeStampResp in DER, base64 (RFC 4648 section 4, padded). */
  | { kind: 'rfc3161'; token: string }

/** The credential that is to be judged. */
export interface LeafEvidence {
  /** The credential itself: a compact JWS, or a JSON text with its proof. Absent where `url` names it. */
  credential?: string
  /** The normalised DID URL under which the leaf was asked for; its content stands in `resources`. */
  url?: string
  /** Proofs of its age, for validity `chain`; at most 8. */
  existence?: ExistenceEvidence[]
}

/**
 * What was gathered about a credential, and all that {@link validateChain} may know (docs/rules.md, Evidence).
 * It is plain JSON: it can be saved and validated again offline.
 */
export interface Evidence {
  /** The version of this format. */
  version: 1
  /** The time of evaluation, RFC 3339. */
  at: string
  leaf: LeafEvidence
  /** Accreditations and root authorizations, and the newest versions of those that were pinned. */
  resources: ResourceEvidence[]
  /** JSON Schemas that credentials or accreditations name. */
  schemas: ResourceEvidence[]
  /** Status lists that credentials name. */
  statusLists: ResourceEvidence[]
  didDocuments: DidDocumentEvidence[]
  /**
   * What DNS says of the DIDs of roots, with its proof. It is not believed: the agent's DNS plugin validates each proof
   * anew, and hands what it finds over beside the evidence. At most 64.
   */
  dns?: DnsEvidence[]
  /** Limits that stopped the collection. */
  limitsHit: LimitHit[]
}
