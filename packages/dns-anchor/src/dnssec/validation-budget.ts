/** What one look-up may cost at most, so that nobody can make it cost more by what is published (CVE-2023-50387). */
export const validationLimits = {
  /** Signatures verified, good or not. A chain through five zones with a negative answer needs about twenty. */
  signatures: 128,
  /** Signatures that did not verify. */
  failures: 16,
  /** Keys of one tag and algorithm tried for one signature (KeyTrap: key tags collide as often as one likes). */
  keysPerSignature: 4,
  /** Signatures of one RRset tried. */
  signaturesPerRrset: 8,
  /** Keys read of one DNSKEY RRset, and DS records of one set. */
  keysPerZone: 64,
  /** NSEC3 hashes, iterations counted (CVE-2023-50868). */
  nsec3Hashes: 25_000,
  /** NSEC or NSEC3 records of one answer that are looked at; a proof needs three. */
  denials: 8,
  /** Aliases followed (CNAME, DNAME). */
  aliases: 8,
  /** Questions put. */
  questions: 96,
} as const

/** Thrown inside the validator where a limit is hit; `validateLookup` turns it into a verdict. */
export class ValidationLimitError extends Error {
  override readonly name = 'ValidationLimitError'
}

/** Counts the work of one look-up. */
export class ValidationBudget {
  #signatures = 0
  #failures = 0
  #hashes = 0
  #questions = 0

  /** @throws ValidationLimitError before one too many */
  takeSignature(): void {
    if (++this.#signatures > validationLimits.signatures) throw new ValidationLimitError('too many signatures')
  }

  /** @throws ValidationLimitError */
  countFailure(): void {
    if (++this.#failures > validationLimits.failures)
      throw new ValidationLimitError('too many signatures do not verify')
  }

  /** @throws ValidationLimitError */
  takeHashes(count: number): void {
    this.#hashes += count
    if (this.#hashes > validationLimits.nsec3Hashes) throw new ValidationLimitError('too many NSEC3 hashes')
  }

  /** @throws ValidationLimitError */
  takeQuestion(): void {
    if (++this.#questions > validationLimits.questions) throw new ValidationLimitError('too many questions')
  }

  get signatures(): number {
    return this.#signatures
  }
}
