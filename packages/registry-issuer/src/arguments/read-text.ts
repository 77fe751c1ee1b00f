import { invalidArgument } from './invalid-argument.js'

/** Characters of any one text that is read as an argument. */
const maxTextLength = 2048

/** Reads a text that must not be empty. */
export function readText(value: unknown, path: string, what = 'a text'): string {
  if (value === undefined) throw invalidArgument(path, `is missing; give ${what}`)
  if (typeof value !== 'string' || value.trim() === '')
    throw invalidArgument(path, `is empty or no string; give ${what}`)
  if (value.length > maxTextLength) {
    throw invalidArgument(path, `has ${String(value.length)} characters; at most ${String(maxTextLength)} are taken`)
  }
  // An unpaired surrogate has no UTF-8, so what is signed and what is published would differ.
  if (/\p{Surrogate}/u.test(value)) throw invalidArgument(path, 'has an unpaired surrogate, which has no UTF-8')
  return value
}
