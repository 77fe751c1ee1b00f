import { parseJson } from '../decode/parse-json.js'
import type { JsonValue } from '../types/json.js'
import { compileSchema, type CompilationWork } from './compile-schema.js'
import { defaultSchemaLimits, type SchemaLimits } from './schema-limits.js'
import type { SchemaNode } from './validation-run.js'
import { unusableReason } from './unusable-schema.js'

/**
 * A JSON Schema made ready for {@link validatePrepared}, or why that can't be done. It gives the same outcome for the
 * same value whatever it was applied to before, so it can be remembered by the schema's text.
 */
export type PreparedSchema = {
  /** What it took to prepare, in steps of a validation, about. */
  readonly steps: number
} & (
  | {
      readonly usable: true
      readonly root: SchemaNode
      readonly limits: SchemaLimits
      /** Bytes that its regular expressions take at most, about; the rest takes some 40 for each character of its text. */
      readonly patternBytes: number
    }
  | { readonly usable: false; readonly reason: string }
)

/** Measured: to parse and to read two characters takes as long as a step, to compile a state of a pattern as long as 16. */
const stepsPerState = 16

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
    const reason = `The schema is longer than the limit of ${all.maxSchemaLength} characters.`
    return { usable: false, reason, steps: 1 }
  }
  const parsed = parseJson(text)
  const steps = Math.ceil(text.length / 2)
  if (!parsed.ok) return { usable: false, reason: `The schema can't be read: ${parsed.reason}.`, steps }
  return prepareSchemaValue(parsed.value, all, steps)
}

/**
 * As {@link prepareSchema}, for a schema that was parsed, and bounded in size, before.
 *
 * @param parsing - steps that it took
 */
export function prepareSchemaValue(schema: JsonValue, limits: SchemaLimits, parsing = 0): PreparedSchema {
  const work: CompilationWork = { patternStates: 0 }
  try {
    const { root, patterns } = compileSchema(schema, limits, work)
    const patternBytes = patterns.reduce((bytes, pattern) => bytes + pattern.size, 0)
    return { usable: true, root, limits, patternBytes, steps: parsing + stepsPerState * work.patternStates }
  } catch (error) {
    return { usable: false, reason: unusableReason(error), steps: parsing + stepsPerState * work.patternStates }
  }
}
