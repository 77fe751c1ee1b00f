import { defaultLimits } from '../default-limits.js'
import { invalidArgument } from './invalid-argument.js'
import { readText } from './read-text.js'

/** Reads the name or type of a resource: the ledger counts bytes of UTF-8, not characters (cheqd x/resource). */
export function readName(value: unknown, path: string): string {
  const { maxNameBytes } = defaultLimits
  const name = readText(value, path, `1 to ${String(maxNameBytes)} bytes of UTF-8`)
  const bytes = Buffer.byteLength(name)
  if (bytes > maxNameBytes) {
    throw invalidArgument(path, `has ${String(bytes)} bytes of UTF-8; the ledger takes at most ${String(maxNameBytes)}`)
  }
  // Names are shown in terminals and lists, where a control character could hide or forge what stands around it.
  if (/\p{Cc}/u.test(name)) throw invalidArgument(path, 'has a control character')
  return name
}
