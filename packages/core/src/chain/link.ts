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

/** One credential of a path, with what was read beside it. */
export interface Link<C extends ChainCredential = ChainCredential> {
  credential: C
  /** What is wrong with its form, though it could be read. */
  faults: FormatFault[]
  /** Absent for a leaf that was handed over. */
  source?: LinkSource
}
