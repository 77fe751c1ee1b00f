import { formatTime, parseTime, type JsonObject, type JsonValue } from '@trustchains/core'

/** A copy of a credential in which one thing is changed. */
export interface ChangedCopy {
  /** Where, for people: `credentialSubject.degree`. */
  path: string
  copy: JsonObject
}

/**
 * Copies of a credential, each with one value changed, so that each must be refused where every value is signed. A proof
 * over the meaning as JSON-LD leaves out what no context defines, and Veramo's plugin does so silently (VC Data Integrity
 * 1.0 section 2.5 forbids it): a holder could add such a member, or change it, as it likes.
 *
 * @param credential - as JSON; `proof` and `@context` are not changed: what those say is judged by itself
 */
export function* changedCopies(credential: JsonObject): Generator<ChangedCopy> {
  for (const path of pathsIn(credential, [])) {
    const copy = structuredClone(credential)
    changeAt(copy, path)
    yield { path: path.join('.'), copy }
  }
}

/** How many copies {@link changedCopies} gives. */
export const countChanges = (credential: JsonObject): number => [...pathsIn(credential, [])].length

type Path = readonly string[]

/** Each value in which no other stands: empty objects and arrays are some too. */
function* pathsIn(value: JsonValue, path: Path): Generator<Path> {
  const members = typeof value === 'object' && value !== null ? Object.entries(value) : []
  if (members.length === 0) yield path
  for (const [name, member] of members) {
    const isApart = path.length === 0 && (name === 'proof' || name === '@context')
    if (!isApart) yield* pathsIn(member, [...path, name])
  }
}

function changeAt(copy: JsonObject, path: Path): void {
  let place: JsonValue = copy
  for (const step of path.slice(0, -1)) place = (place as JsonObject)[step] as JsonValue
  const last = path.at(-1) as string
  const holder = place as JsonObject
  holder[last] = changed(holder[last] as JsonValue)
}

/** Another value of the same kind, so that it is refused for nothing but the signature. */
function changed(value: JsonValue): JsonValue {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  if (typeof value !== 'string') return 'x'
  const time = parseTime(value)
  return time === undefined ? `${value}x` : formatTime(time + 1000)
}
