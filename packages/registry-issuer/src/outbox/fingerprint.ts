import { createHash } from 'node:crypto'

/** Arguments that say how a call is made, not what it asks for. */
const ignored: ReadonlySet<string> = new Set(['idempotencyKey', 'dryRun'])

/**
 * What two calls have in common that ask for the same: the SHA-256 of the method and its arguments, whatever the order
 * of their members. Arguments that are left out by one and undefined in the other are the same.
 */
export function fingerprint(method: string, args: object): string {
  const asked = Object.fromEntries(Object.entries(args).filter(([name]) => !ignored.has(name)))
  return createHash('sha256')
    .update(JSON.stringify([method, sorted(asked)]))
    .digest('hex')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  )
}
