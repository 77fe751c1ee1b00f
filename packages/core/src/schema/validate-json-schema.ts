import type { JsonValue } from '../types/json.js'
import { prepareSchemaValue } from './prepare-schema.js'
import { defaultSchemaLimits, type SchemaLimits } from './schema-limits.js'
import type { SchemaOutcome } from './schema-outcome.js'
import { validatePrepared } from './validate-prepared.js'

/**
 * Validates a JSON value against a JSON Schema (drafts 7, 2019-09, 2020-12), neither of which need be trusted: patterns
 * match in linear time, nothing is fetched, no code is generated, and work is counted and bounded.
 *
 * A schema that can't be applied as its author meant it is `unusable`: an unknown `$schema`, a keyword whose value is
 * malformed, a reference out of the document, a pattern without equal in RE2, a limit. It never counts as satisfied.
 *
 * @param schema - the schema document
 * @param instance - the value
 * @param limits - bounds that differ from {@link defaultSchemaLimits}
 * @returns never throws
 * @example
 * ```ts
 * validateJsonSchema({ type: 'object', required: ['id'] }, {}).outcome // 'violation'
 * ```
 */
export function validateJsonSchema(
  schema: JsonValue,
  instance: JsonValue,
  limits?: Partial<SchemaLimits>,
): SchemaOutcome {
  return validatePrepared(prepareSchemaValue(schema, { ...defaultSchemaLimits, ...limits }), instance)
}
