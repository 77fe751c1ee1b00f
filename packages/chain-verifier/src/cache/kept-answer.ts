import { freezeData, parseTime } from '@trustchains/core'
import type { Answered } from './question.js'

/** An answer of a source, and its size. */
export interface SizedAnswer<T extends Answered> {
  item: T
  /** Bytes of its content, or of its document as JSON. */
  bytes: number
}

/** An answer as it is kept. Its item is shared between calls, and frozen. */
export interface KeptAnswer<T extends Answered = Answered> extends SizedAnswer<T> {
  /** Milliseconds since 1970. */
  readAtMs: number
  /** Bytes of memory that it takes, rather too many than too few. */
  size: number
}

/**
 * Makes an answer fit to be shared between calls.
 *
 * @returns undefined where nobody can tell when it was read
 */
export function keep<T extends Answered>({ item, bytes }: SizedAnswer<T>): KeptAnswer<T> | undefined {
  const readAtMs = parseTime(item.readAt)
  if (readAtMs === undefined) return undefined
  return { item: freezeData(item), bytes, readAtMs, size: memorySizeOf(item, bytes) }
}

/** Bytes that the objects around an item take, keys and maps included. */
const overhead = 1024
/** Measured with V8: an object takes up to so many bytes for each character of its JSON. */
const objectFactor = 8

// Base64 is ASCII, a byte a character.
const memorySizeOf = (item: Answered, bytes: number): number =>
  overhead + ('url' in item ? (item.content?.length ?? 0) : objectFactor * bytes)
