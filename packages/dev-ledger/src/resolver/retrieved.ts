import { randomBytes } from 'node:crypto'

/**
 * Stands for the time of an answer until it is sent, so that a rendered answer can be kept. It is as long as the time
 * that takes its place, and random, so that nothing on the ledger contains it.
 */
export const retrievedMark = randomBytes(10).toString('hex')

/** A smaller body, bytes, is copied more cheaply than it is sent in parts. */
const smallBody = 4096

/** The parts of a body with the time, whole seconds, in the place of the mark. Bodies have at most one mark. */
export function withRetrieved(body: Buffer, markAt: number, now: Date): Buffer[] {
  const time = Buffer.from(`${now.toISOString().slice(0, 19)}Z`)
  if (body.length < smallBody) {
    const copy = Buffer.from(body)
    time.copy(copy, markAt)
    return [copy]
  }
  // A large body is not copied: copies of hundreds of megabytes a second are what the collector would stop for.
  return [body.subarray(0, markAt), time, body.subarray(markAt + time.length)]
}
