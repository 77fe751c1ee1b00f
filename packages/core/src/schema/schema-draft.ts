import type { JsonValue } from '../types/json.js'

/** A dialect of JSON Schema that this validator implements. */
export type SchemaDraft = '7' | '2019-09' | '2020-12'

const drafts: ReadonlyMap<string, SchemaDraft> = new Map([
  ['http://json-schema.org/draft-07/schema', '7'],
  // Not its name, but often written.
  ['https://json-schema.org/draft-07/schema', '7'],
  ['https://json-schema.org/draft/2019-09/schema', '2019-09'],
  ['https://json-schema.org/draft/2020-12/schema', '2020-12'],
])

/**
 * The dialect that a `$schema` names. Older drafts and meta-schemas of others are not implemented: their keywords may
 * mean something else, so a schema that names them can't be applied.
 *
 * @param uri - the value of `$schema`; absent is 2020-12
 */
export function schemaDraftOf(uri: JsonValue | undefined): SchemaDraft | undefined {
  if (uri === undefined) return '2020-12'
  return typeof uri === 'string' ? drafts.get(uri.replace(/#$/, '')) : undefined
}
