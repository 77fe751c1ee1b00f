import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { OutboxChange, OutboxListOptions } from '../types/outbox-store.js'
import { outboxLimits } from './outbox-limits.js'

/**
 * Refuses a commit that the port does not allow, before anything is written.
 *
 * @throws TrustRegistryIssuerError `too_large` for a value above the limit, otherwise `outbox_failed`
 */
export function checkChanges(changes: readonly OutboxChange[]): void {
  if (changes.length > outboxLimits.maxChanges) {
    throw misuse(`a commit of ${changes.length} changes; at most ${outboxLimits.maxChanges} are made at once`)
  }
  const keys = new Set<string>()
  for (const { key, value, revision } of changes) {
    checkKey(key)
    if (keys.has(key)) throw misuse('a commit that changes one record twice')
    keys.add(key)
    if (!Number.isSafeInteger(revision) || revision < 0) throw misuse('a revision that is no whole number from 0')
    if (value !== undefined && Buffer.byteLength(value) > outboxLimits.maxValueBytes) {
      throw new TrustRegistryIssuerError(
        'too_large',
        `a record of the outbox would have ${Buffer.byteLength(value)} bytes; at most ${outboxLimits.maxValueBytes} are kept`,
      )
    }
  }
}

/** Refuses a key that is not 1 to 512 bytes of printable ASCII. */
export function checkKey(key: string): void {
  if (!/^[\x20-\x7e]+$/.test(key) || key.length > outboxLimits.maxKeyBytes) {
    throw misuse(`a key that is not 1 to ${outboxLimits.maxKeyBytes} bytes of printable ASCII`)
  }
}

/** Reads the options of a list: where it begins, and how many it gives. */
export function readListOptions(
  prefix: string,
  { after, limit = outboxLimits.maxListed }: OutboxListOptions = {},
): { after?: string; limit: number } {
  if (prefix !== '') checkKey(prefix)
  if (after !== undefined) checkKey(after)
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > outboxLimits.maxListed) {
    throw misuse(`a list of ${limit} records; 1 to ${outboxLimits.maxListed} are given at once`)
  }
  return { limit, ...(after !== undefined && { after }) }
}

const misuse = (what: string): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError('outbox_failed', `the outbox was asked for ${what}`)
