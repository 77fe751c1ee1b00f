import { format as formats } from '@cfworker/json-schema'

/**
 * The formats of JSON Schema that are checked. Each takes time linear in the string (measured with hostile ones); the
 * library's `url`, no format of JSON Schema, takes exponential time and must stay out. Read through this list alone:
 * the library's table is an object, in which `constructor` would be a format too.
 */
const names = [
  'date',
  'time',
  'date-time',
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'uri',
  'uri-reference',
  'uri-template',
  'uuid',
  'json-pointer',
  'relative-json-pointer',
] as const

const checked: ReadonlyMap<string, (text: string) => boolean> = new Map(
  names.map((name) => [name, formats[name] as (text: string) => boolean]),
)

/**
 * The check of a format, which this suite asserts in every draft. Other names are annotations (2020-12 validation,
 * section 7.2.3), among them `regex`, since to find out costs as much as a stranger likes, and the `iri` and `idn-`
 * formats.
 */
export function schemaFormatOf(name: string): ((text: string) => boolean) | undefined {
  return checked.get(name)
}
