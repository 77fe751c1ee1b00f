import type { JsonValue } from '../types/json.js'
import type { PreparedSchema } from './prepare-schema.js'
import type { SchemaOutcome } from './schema-outcome.js'
import { unusableReason } from './unusable-schema.js'
import { ValidationRun } from './validation-run.js'

/**
 * Validates a JSON value against a prepared schema, within the schema's limits.
 *
 * @param prepared - from {@link prepareSchema}; one that is unusable gives its reason
 * @param instance - the value, for a credential the whole document (W3C VC JSON Schema)
 * @returns never throws
 */
export function validatePrepared(prepared: PreparedSchema, instance: JsonValue): SchemaOutcome {
  if (!prepared.usable) return { outcome: 'unusable', reason: prepared.reason }
  const run = new ValidationRun(prepared.limits)
  try {
    return run.apply(prepared.root, instance) ? { outcome: 'valid' } : { outcome: 'violation', errors: run.errors }
  } catch (error) {
    return { outcome: 'unusable', reason: unusableReason(error) }
  }
}
