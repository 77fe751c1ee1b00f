import { parseJson } from '../decode/parse-json.js'
import type { JsonValue } from '../types/json.js'
import { compileSchema } from './compile-schema.js'
import { defaultSchemaLimits, type SchemaLimits } from './schema-limits.js'
import type { SchemaNode } from './schema-node.js'
import { unusableReason } from './unusable-schema.js'

/**
 * A JSON Schema made ready for {@link validatePrepared}, or why that can't be done. It never changes, so it can be
 * remembered by the schema's text.
 */
export type PreparedSchema =
  | { readonly usable: true; readonly root: SchemaNode; readonly limits: SchemaLimits }
  | { readonly usable: false; readonly reason: string }

/**
 * Parses and prepares a JSON Schema from its text.
 *
 * @param text - the JSON text, at most `limits.maxSchemaLength` characters
 * @param limits - bounds that differ from {@link defaultSchemaLimits}
 * @returns never throws
 */
export function prepareSchema(text: string, limits?: Partial<SchemaLimits>): PreparedSchema {
  const all = { ...defaultSchemaLimits, ...limits }
  if (text.length > all.maxSchemaLength) {
    return { usable: false, reason: `The schema is longer than the limit of ${all.maxSchemaLength} characters.` }
  }
  const parsed = parseJson(text)
  if (!parsed.ok) return { usable: false, reason: `The schema can't be read: ${parsed.reason}.` }
  return prepareSchemaValue(parsed.value, all)
}

/** As {@link prepareSchema}, for a schema that was parsed before. */
export function prepareSchemaValue(schema: JsonValue, limits: SchemaLimits): PreparedSchema {
  try {
    return { usable: true, root: compileSchema(schema, limits), limits }
  } catch (error) {
    return { usable: false, reason: unusableReason(error) }
  }
}
