import { createHash } from 'node:crypto'
import { invalidArgument } from '../arguments/invalid-argument.js'

/** Arguments that say how a call is made, not what it asks for. */
const ignored: ReadonlySet<string> = new Set(['idempotencyKey', 'dryRun'])

/** Levels of an argument: those that JSON may have for verifiers (64), within the list of a batch. */
const maxLevels = 68

/**
 * What two calls have in common that ask for the same: the SHA-256 of the method and its arguments, whatever the order
 * of their members. Arguments that are left out by one and undefined in the other are the same.
 *
 * It is made before the arguments are looked at more closely, so it refuses what has no end.
 *
 * @throws TrustRegistryIssuerError `invalid_argument` for what is nested too deep, and for what JSON can't say
 */
export function fingerprint(method: string, args: object): string {
  const asked = Object.entries(args)
    .filter(([name]) => !ignored.has(name))
    .map(([name, value]): [string, unknown] => [name, sorted(value, name)])
  return createHash('sha256')
    .update(JSON.stringify([method, inOrder(asked)]))
    .digest('hex')
}

function sorted(value: unknown, name: string, level = 1): unknown {
  if (typeof value === 'bigint') throw invalidArgument(name, 'has a number that JSON has not: a bigint')
  if (typeof value !== 'object' || value === null) return value
  if (level > maxLevels) throw invalidArgument(name, `is nested deeper than ${String(maxLevels)} levels`)
  if (Array.isArray(value)) return value.map((item) => sorted(item, name, level + 1))
  return inOrder(Object.entries(value).map(([member, inner]) => [member, sorted(inner, name, level + 1)]))
}

const inOrder = (members: [string, unknown][]): object =>
  Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)))
