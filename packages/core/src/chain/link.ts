import type { ChainCredential } from '../types/credential.js'
import type { ResourceEvidence } from '../types/evidence.js'
import type { FormatFault } from '../decode/format-fault.js'
import type { ResourceReference } from '../did-url.js'

/** Where a credential was read from. */
export interface LinkSource {
  /** What was asked. */
  reference: ResourceReference
  /** What was answered; it has content. */
  evidence: ResourceEvidence
  /** sha-256 of the content, lower-case hex. */
  sha256: string
}

/** What proves that a credential existed at a time. */
export interface IssuanceProof {
  /** `ledger`: it is itself published. `resource`: a published resource holds it or its hash. `rfc3161`: a timestamp. */
  by: 'ledger' | 'resource' | 'rfc3161'
  /** The resource's DID URL, or the name of the timestamp's authority. */
  source?: string
}

/** One credential of a path, with what was read beside it. */
export interface Link<C extends ChainCredential = ChainCredential> {
  credential: C
  /** What is wrong with its form, though it could be read. */
  faults: FormatFault[]
  /**
   * When it was issued, as far as that is proven, milliseconds since 1970: its signer's key and DID must have been good
   * then (docs/rules.md, Whose clock). Under validity `shell` the time of evaluation.
   */
  issuedAt: number
  /**
   * When its child was issued, for the leaf the time of evaluation, milliseconds since 1970: it must have held then.
   * Under validity `shell` always the time of evaluation.
   */
  heldAt: number
  /** What proves `issuedAt`; absent: nothing does, and it is the time of evaluation. Only under `chain`. */
  provenBy?: IssuanceProof
  /** Why what was offered as proof for the leaf is none. */
  refusedProofs?: string[]
  /** Absent for a leaf that was handed over. */
  source?: LinkSource
}
