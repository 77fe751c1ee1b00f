import { formatTime, type DnsLookupReport, type DnsProofMessage } from '@trustchains/core'
import type { LookupVerdict } from '../dnssec/validate-lookup.js'
import { DomainName } from '../wire/domain-name.js'
import { recordType } from '../wire/record-type.js'

/** Looks up one name and type, online or from evidence. */
export type LookUp = (
  name: DomainName,
  type: number,
) => Promise<{ verdict: LookupVerdict; proof: readonly DnsProofMessage[] }>

/** The look-ups made for one domain, in order, and what they rest on. */
export class DomainLookups {
  readonly #reports: (DnsLookupReport | undefined)[] = []
  readonly #proof = new Map<string, DnsProofMessage>()
  readonly #lookUp: LookUp

  constructor(lookUp: LookUp) {
    this.#lookUp = lookUp
  }

  /** @param name - one that was checked to be a domain name */
  async lookUp(name: string | DomainName, type: DnsLookupReport['type']): Promise<LookupVerdict> {
    const parsed = typeof name === 'string' ? (DomainName.parse(name) as DomainName) : name
    // In the order in which they begin, so that the same answers give the same report whichever comes first.
    const index = this.#reports.push(undefined) - 1
    const { verdict, proof } = await this.#lookUp(parsed, recordType[type])
    for (const message of proof) this.#proof.set(`${String(message.type)} ${message.name}`, message)
    const { security, outcome, reason, expiresAt } = verdict
    this.#reports[index] = {
      name: parsed.text,
      type,
      security,
      ...(outcome !== undefined && { outcome }),
      ...(reason !== undefined && { reason }),
      ...(expiresAt !== undefined && { expiresAt: formatTime(expiresAt) }),
    }
    return verdict
  }

  /** Those that have ended. */
  get reports(): DnsLookupReport[] {
    return this.#reports.filter((report) => report !== undefined)
  }

  get proof(): DnsProofMessage[] {
    return [...this.#proof.values()]
  }
}
