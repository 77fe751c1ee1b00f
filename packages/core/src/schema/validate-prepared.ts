import type { JsonValue } from '../types/json.js'
import type { PreparedSchema } from './prepare-schema.js'
import type { SchemaOutcome } from './schema-outcome.js'
import { unusableReason } from './unusable-schema.js'
import { ValidationRun, type SchemaNode } from './validation-run.js'

/**
 * Validates a JSON value against a prepared schema, within the schema's limits.
 *
 * @param prepared - from {@link prepareSchema}; one that is unusable gives its reason
 * @param instance - the value, for a credential the whole document (W3C VC JSON Schema)
 * @returns never throws
 */
export function validatePrepared(prepared: PreparedSchema, instance: JsonValue): SchemaOutcome {
  return validateCounted(prepared, instance).outcome
}

/**
 * As {@link validatePrepared}, and tells the steps that it took.
 *
 * @param maxSteps - where fewer are left than the schema's limits allow; where it takes more, more are told
 */
export function validateCounted(
  prepared: PreparedSchema,
  instance: JsonValue,
  maxSteps = Infinity,
): { outcome: SchemaOutcome; steps: number } {
  if (!prepared.usable) return { outcome: { outcome: 'unusable', reason: prepared.reason }, steps: 0 }
  const { limits } = prepared
  const run = new ValidationRun(maxSteps < limits.maxSteps ? { ...limits, maxSteps } : limits)
  return { outcome: outcomeOf(run, prepared.root, instance), steps: run.steps }
}

function outcomeOf(run: ValidationRun, root: SchemaNode, instance: JsonValue): SchemaOutcome {
  try {
    return run.apply(root, instance) ? { outcome: 'valid' } : { outcome: 'violation', errors: run.errors }
  } catch (error) {
    return { outcome: 'unusable', reason: unusableReason(error) }
  }
}
