import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { OutboxRecord } from '../types/outbox-store.js'
import type { UnreadableRecord } from '../types/publications.js'
import { outboxFailed } from './outbox-failed.js'

/** What some members of a record must be: of a type, or the number 1. */
type Shape<T> = { [Name in keyof T]?: 'string' | 'number' | 'object' | 1 }

/**
 * Reads a record of the outbox.
 *
 * @param shape - what is relied upon; where it is not so, the record is damaged, or another version of this package wrote it
 * @throws TrustRegistryIssuerError `outbox_failed`, with the record's key and nothing of its value
 */
export function parseRecord<T extends object>({ key, value }: OutboxRecord, shape: Shape<T>): T {
  let parsed: unknown
  try {
    parsed = JSON.parse(value)
  } catch {
    // Without the cause: Node's message quotes the text, which may be a credential.
    throw unreadable(key)
  }
  if (!hasShape<T>(parsed, shape)) throw unreadable(key)
  return parsed
}

/** Whether a value is an object with such members. */
export function hasShape<T extends object>(value: unknown, shape: Shape<T>): value is T {
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(shape).every(([name, expected]) => {
    const member: unknown = Reflect.get(value, name)
    return expected === 1 ? member === 1 : typeof member === expected && member !== null
  })
}

/** The error for a record that can't be read. */
export const unreadable = (key: string): TrustRegistryIssuerError =>
  outboxFailed(
    `its record ${key} is damaged, or was written by another version of this package; nothing is made of it, and it stays`,
  )

/**
 * Reads some records; one that can't be read does not stop the others.
 *
 * @param damaged - what can't be read is added here
 */
export function parseEach<T>(
  records: readonly OutboxRecord[],
  parse: (record: OutboxRecord) => T,
  damaged: UnreadableRecord[],
): T[] {
  return records.flatMap((record) => {
    try {
      return [parse(record)]
    } catch (error) {
      if (!(error instanceof TrustRegistryIssuerError)) throw error
      damaged.push({ key: record.key, message: error.message })
      return []
    }
  })
}
