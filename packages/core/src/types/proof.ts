import type { Cryptosuite } from '../data-integrity/cryptosuite.js'
import type { JsonValue } from './json.js'
import type { StatedDate } from './stated-date.js'

/** A proof that stands in the JSON that it secures, in place of a JWT. */
export type EmbeddedProof = DataIntegrityProofs | ExternalProof

/** One Data Integrity proof over canonical JSON, read and not verified (VC Data Integrity 1.0 section 2.1). */
export interface DataIntegrityProof {
  cryptosuite: Cryptosuite
  /** The DID URL of the key, normalised. */
  verificationMethod: string
  proofPurpose: string
  created?: StatedDate
  expires?: StatedDate
  /** Security domains that it was made for; of use in a presentation only. */
  domain?: string[]
  /** Of use in a presentation only. */
  challenge?: string
  /** What was signed: sha-256 of the proof's canonical options, then that of the canonical document; 64 bytes. */
  signedBytes: Uint8Array
  /** `proofValue`, decoded. */
  signature: Uint8Array
}

/** The proofs of a document that this verifier can verify: at least one (VC Data Integrity 1.0 section 2.1.1). */
export interface DataIntegrityProofs {
  kind: 'data-integrity'
  proofs: DataIntegrityProof[]
  /** The `@context` that the proofs sign, where they name one; what the document has behind it is not signed. */
  signedContext?: JsonValue
  /** How many proofs stand beside them that it can't verify; they count as if they were not there. */
  unread: number
}

/** A proof of another kind (JSON-LD and the like), which core can't verify. */
export interface ExternalProof {
  kind: 'external'
  /** `cryptosuite`, else `type`; at most 64 characters. */
  suite: string
  /** The DID URL of the key, normalised; absent where the proof names none. */
  verificationMethod?: string
  proofPurpose?: string
  created?: StatedDate
  expires?: StatedDate
  /** sha-256 of the credential's text in UTF-8, without white space around it; lower-case hex. */
  sha256: string
  /** Its JSON-LD contexts, those that are URLs. */
  contexts: string[]
  /** Why nobody may be asked to verify it, where something in it can't be judged as JSON. */
  obstacle?: string
}
