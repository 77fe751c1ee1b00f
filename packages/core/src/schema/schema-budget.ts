import type { JsonValue } from '../types/json.js'
import type { PreparedSchema } from './prepare-schema.js'
import { defaultSchemaLimits } from './schema-limits.js'
import type { SchemaOutcome } from './schema-outcome.js'
import { validateCounted } from './validate-prepared.js'

/** That a credential satisfies a schema, and what it took to find out. */
export interface SatisfiedSchema {
  /** sha-256 of the resource that the credential stands in, lower-case hex. */
  credential: string
  /** sha-256 of the schema's text, lower-case hex. */
  schema: string
  /** Steps that it takes to prepare the schema, once for all credentials. */
  preparation: number
  /** Steps of the validation. */
  steps: number
}

/** What a schema said of a credential. */
interface Judged {
  schema: string
  preparation: number
  steps: number
  outcome: SchemaOutcome
}

const valid: SchemaOutcome = { outcome: 'valid' }

/**
 * The steps that one judgement may spend on JSON Schemas, over all paths, credentials and schemas together: a stranger
 * chooses how many there are. What was found is remembered for as long: nothing is validated twice.
 */
export class SchemaBudget {
  readonly #max: number
  #left: number
  /** Schemas that are paid for; undefined where another judgement has prepared one. */
  readonly #schemas = new Map<string, PreparedSchema | undefined>()
  readonly #judged = new Map<string | object, Judged[]>()

  /** @param maxSteps - as in {@link SchemaLimits} for one validation */
  constructor(maxSteps = defaultSchemaLimits.maxSteps) {
    this.#max = maxSteps
    this.#left = maxSteps
  }

  /** Whether nothing more can be validated. */
  get isSpent(): boolean {
    return this.#left <= 0
  }

  /**
   * Validates a credential against a schema, as far as the steps suffice.
   *
   * @param credential - stands for the instance: its sha-256 where it is a resource, else the decoded credential
   * @param schema - sha-256 of the schema's text
   * @returns `unusable` where they do not: what is not validated does not count as valid
   */
  validate(
    credential: string | object,
    schema: string,
    prepare: () => PreparedSchema,
    instance: () => JsonValue,
  ): SchemaOutcome {
    const known = this.#find(credential, schema)
    if (known !== undefined) return known.outcome
    const prepared = this.isSpent ? undefined : this.#prepared(schema, prepare)
    if (prepared === undefined || this.isSpent) return this.#spent()
    const { steps, outcome } = validateCounted(prepared, instance(), this.#left)
    this.#left -= steps
    if (this.#left < 0) return this.#spent()
    this.#note(credential, { schema, preparation: prepared.steps, steps, outcome })
    return outcome
  }

  /** What was found of credentials that satisfy their schemas. */
  satisfied(credentials: readonly string[]): SatisfiedSchema[] {
    return credentials.flatMap((credential) =>
      (this.#judged.get(credential) ?? [])
        .filter(({ outcome }) => outcome.outcome === 'valid')
        .map(({ schema, preparation, steps }) => ({ credential, schema, preparation, steps })),
    )
  }

  /**
   * Takes over what another judgement has found, at the price of finding it again: what is spent must not depend on what
   * is remembered.
   *
   * @returns false, and nothing is taken over, where the steps do not suffice
   */
  adopt(found: readonly SatisfiedSchema[]): boolean {
    // Most accreditations name no schema.
    if (found.length === 0) return true
    let price = 0
    const schemas = new Set<string>()
    for (const { credential, schema, preparation, steps } of found) {
      if (this.#find(credential, schema) !== undefined) continue
      price += this.#schemas.has(schema) || schemas.has(schema) ? steps : preparation + steps
      schemas.add(schema)
    }
    if (price > this.#left) return false
    this.#left -= price
    for (const schema of schemas) if (!this.#schemas.has(schema)) this.#schemas.set(schema, undefined)
    for (const { credential, schema, preparation, steps } of found) {
      if (this.#find(credential, schema) !== undefined) continue
      this.#note(credential, { schema, preparation, steps, outcome: valid })
    }
    return true
  }

  #find(credential: string | object, schema: string): Judged | undefined {
    return this.#judged.get(credential)?.find((judged) => judged.schema === schema)
  }

  #note(credential: string | object, judged: Judged): void {
    const others = this.#judged.get(credential)
    if (others === undefined) this.#judged.set(credential, [judged])
    else others.push(judged)
  }

  // Kept here too: the memo does not keep the largest.
  #prepared(schema: string, prepare: () => PreparedSchema): PreparedSchema {
    const known = this.#schemas.get(schema)
    if (known !== undefined) return known
    const prepared = prepare()
    if (!this.#schemas.has(schema)) this.#left -= prepared.steps
    this.#schemas.set(schema, prepared)
    return prepared
  }

  #spent(): SchemaOutcome {
    this.#left = 0
    return { outcome: 'unusable', reason: `All schemas together take more than the limit of ${this.#max} steps.` }
  }
}
