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

/**
 * So many times the work of one look-up the look-ups of strangers' names in one call may cost where nothing has to come over
 * a network. The names of the domains that are judged are few, and each look-up of them has its own bounds only.
 */
const perCall = 8

/** Counts the work of one look-up, and of all that share the bounds of a call. */
export class ValidationBudget {
  readonly #call: ValidationBudget | undefined
  readonly #times: number
  #signatures = 0
  #failures = 0
  #hashes = 0
  #questions = 0

  /** @param call - counts the work of all look-ups that share it; absent: nobody does */
  constructor(call?: ValidationBudget, times = 1) {
    this.#call = call
    this.#times = times
  }

  /** A budget that the look-ups of strangers' names in one call share. */
  static ofCall(): ValidationBudget {
    return new ValidationBudget(undefined, perCall)
  }

  /** @throws ValidationLimitError before one too many */
  takeSignature(): void {
    this.#call?.takeSignature()
    if (++this.#signatures > this.#times * validationLimits.signatures) {
      throw new ValidationLimitError('too many signatures')
    }
  }

  /** @throws ValidationLimitError */
  countFailure(): void {
    this.#call?.countFailure()
    if (++this.#failures > this.#times * validationLimits.failures) {
      throw new ValidationLimitError('too many signatures do not verify')
    }
  }

  /** @throws ValidationLimitError */
  takeHashes(count: number): void {
    this.#call?.takeHashes(count)
    this.#hashes += count
    if (this.#hashes > this.#times * validationLimits.nsec3Hashes)
      throw new ValidationLimitError('too many NSEC3 hashes')
  }

  /** @throws ValidationLimitError */
  takeQuestion(): void {
    if (++this.#questions > validationLimits.questions) throw new ValidationLimitError('too many questions')
  }

  get signatures(): number {
    return this.#signatures
  }
}
