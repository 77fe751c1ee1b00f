import type { JsonObject, JsonValue } from '../../../src/index.js'
import type { Draw } from '../forest/draw.js'
import { mutateText } from './mutate-text.js'

/** Values at which readers stumble. */
const edges: readonly JsonValue[] = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  1.5,
  1e308,
  -1e308,
  5e-324,
  2 ** 53,
  2 ** 31,
  1e21,
  '',
  ' ',
  '0',
  'null',
  '__proto__',
  'constructor',
  'toString',
  [],
  {},
  [[]],
  [null],
  { id: null },
  { '': '' },
  'did:',
  'did:x:y',
  'https://127.0.0.1/',
  '9999-12-31T23:59:59Z',
  '0000-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '#key-1',
]
const names = [
  '__proto__',
  'constructor',
  'toString',
  'length',
  'id',
  'type',
  'proof',
  'vc',
  'crit',
  'iss',
  '',
  '@context',
]

/** A place in a value: its container and the name or index in it. */
interface Place {
  container: JsonObject | JsonValue[]
  name: string
}

/** Changes one thing in a JSON value: leaves out, doubles, renames, replaces or exchanges members, wherever they stand. */
export function mutateJson(value: JsonValue, draw: Draw, donors: readonly JsonValue[] = []): JsonValue {
  const root: JsonValue[] = [structuredClone(value)]
  const places = placesIn(root)
  const place = draw.of(places)
  const old = get(place)
  switch (draw.number(11)) {
    case 0:
      remove(place)
      break
    case 1:
      set(place, draw.of(edges))
      break
    case 2:
      set(place, [structuredClone(old)])
      break
    case 3:
      set(place, typeof old === 'string' ? { id: old } : JSON.stringify(old))
      break
    case 4:
      exchange(place, draw.of(places))
      break
    case 5:
      set(place, structuredClone(get(draw.of(places))))
      break
    case 6:
      set(place, structuredClone(get(draw.of(placesIn([...donors, root[0] as JsonValue])))))
      break
    case 7:
      rename(place, draw.chance(50) ? draw.of(names) : mutateText(place.name, draw))
      break
    case 8:
      if (Array.isArray(old)) old.push(...structuredClone(old))
      else if (isObject(old)) define(old, draw.of(names), draw.of(edges))
      else set(place, draw.of(edges))
      break
    case 9:
      set(place, deep(draw.of([2, 60, 1000]), draw.chance(50)))
      break
    default:
      set(
        place,
        typeof old === 'string' ? mutateText(old, draw) : typeof old === 'number' ? near(old, draw) : draw.of(edges),
      )
  }
  return root[0] ?? null
}

const near = (number: number, draw: Draw): number =>
  draw.of([number + 1, number - 1, -number, number * 1000, number / 1000, number + 0.5])

function deep(depth: number, isList: boolean): JsonValue {
  let value: JsonValue = 'x'
  for (let level = 0; level < depth; level += 1) value = isList ? [value] : { a: value }
  return value
}

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function placesIn(container: JsonObject | JsonValue[], found: Place[] = [], depth = 0): Place[] {
  for (const [name, value] of Object.entries(container)) {
    found.push({ container, name })
    if (typeof value === 'object' && value !== null && depth < 50) placesIn(value, found, depth + 1)
  }
  return found
}

const get = ({ container, name }: Place): JsonValue => (container as JsonObject)[name] ?? null
const set = ({ container, name }: Place, value: JsonValue): void => define(container, name, value)

/** As JSON.parse does: also a member that is called `__proto__`. */
function define(container: JsonObject | JsonValue[], name: string, value: JsonValue): void {
  Object.defineProperty(container, name, { value, enumerable: true, writable: true, configurable: true })
}

function remove({ container, name }: Place): void {
  if (Array.isArray(container)) container.splice(Number(name), 1)
  else Reflect.deleteProperty(container, name)
}

function rename(place: Place, name: string): void {
  if (Array.isArray(place.container)) return
  const value = get(place)
  remove(place)
  define(place.container, name, value)
}

function exchange(one: Place, other: Place): void {
  const [first, second] = [structuredClone(get(one)), structuredClone(get(other))]
  set(one, second)
  set(other, first)
}
