import type { DnsQuestion } from '../wire/dns-message.js'
import { recordTypeName } from '../wire/record-type.js'
import type { DelegationSigner } from './ds.js'
import type { Reply } from './reply.js'
import type { Rrset } from './rrset.js'
import { ValidationBudget } from './validation-budget.js'
import { verifyRrset, type RrsetVerification, type SecureZone } from './verify-rrset.js'
import type { ZoneState } from './zone-state.js'

/** The state of one look-up: its time, its anchors, what it may still cost, and what it has learnt. */
export class Validation {
  readonly budget: ValidationBudget
  /** The zone that each name is in, as far as it was asked for. */
  readonly zones = new Map<string, ZoneState>()
  #expiresAt = Infinity

  constructor(
    /** Milliseconds since 1970. */
    readonly at: number,
    readonly anchors: readonly DelegationSigner[],
    /** Counts the work of several look-ups; absent: nobody does. */
    call?: ValidationBudget,
  ) {
    this.budget = new ValidationBudget(call)
  }

  /**
   * Verifies an RRset and remembers how long what rests on it holds (RFC 4035 section 5.3.3).
   *
   * @throws ValidationLimitError
   */
  verify(rrset: Rrset, zone: SecureZone, reply: Reply): RrsetVerification {
    const verified = verifyRrset(rrset, zone, this.at, this.budget)
    if (verified.ok) {
      const ttl = Math.min(rrset.ttl, verified.rrsig.ttl, verified.rrsig.originalTtl)
      this.boundBy(Math.min(verified.expiresAt, reply.readAt + ttl * 1000))
    }
    return verified
  }

  /** @param time - until when something that the result rests on holds, milliseconds since 1970 */
  boundBy(time: number): void {
    this.#expiresAt = Math.min(this.#expiresAt, time)
  }

  /** Milliseconds since 1970; undefined where nothing bounds it. */
  get expiresAt(): number | undefined {
    return this.#expiresAt === Infinity ? undefined : this.#expiresAt
  }

  describe({ name, type }: DnsQuestion): string {
    return `${name.text} ${recordTypeName(type)}`
  }
}
