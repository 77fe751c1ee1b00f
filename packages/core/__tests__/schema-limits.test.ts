import { prepareSchemaValue, type PreparedSchema } from '../src/schema/prepare-schema.js'
import { defaultSchemaLimits } from '../src/schema/schema-limits.js'
import type { SchemaOutcome } from '../src/schema/schema-outcome.js'
import { validateJsonSchema } from '../src/schema/validate-json-schema.js'
import { validatePrepared } from '../src/schema/validate-prepared.js'
import { ValidationRun } from '../src/schema/validation-run.js'
import type { JsonObject, JsonValue } from '../src/types/json.js'

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))
const nested = (levels: number, innermost: JsonValue, wrap: (inner: JsonValue) => JsonValue): JsonValue =>
  times(levels, () => 0).reduce<JsonValue>((inner) => wrap(inner), innermost)

/** Steps that a validation takes, without limit. */
function steps(schema: JsonObject, instance: JsonValue): number {
  const limits = { ...defaultSchemaLimits, maxSteps: Number.MAX_SAFE_INTEGER }
  const prepared = prepareSchemaValue(schema, limits)
  if (!prepared.usable) throw new Error(prepared.reason)
  const run = new ValidationRun(limits)
  run.apply(prepared.root, instance)
  return run.steps
}

const exhausted = { outcome: 'unusable', reason: 'The validation takes more than the limit of 1000000 steps.' }
const tooDeep = { outcome: 'unusable', reason: 'More than the limit of 512 schemas apply inside one another.' }

describe('a schema that multiplies its own work ends as unusable', () => {
  const doubling = (keyword: string, levels: number): JsonObject => ({
    $ref: '#/$defs/d0',
    $defs: {
      ...Object.fromEntries(
        times(levels, (i) => [`d${i}`, { [keyword]: [{ $ref: `#/$defs/d${i + 1}` }, { $ref: `#/$defs/d${i + 1}` }] }]),
      ),
      [`d${levels}`]: { type: 'string' },
    },
  })

  it.each(['allOf', 'oneOf', 'anyOf'])('by references that double at each of 40 levels of %s', (keyword) => {
    expect(validateJsonSchema(doubling(keyword, 40), 1)).toEqual(exhausted)
    expect(validateJsonSchema(doubling(keyword, 4), 1).outcome).toBe('violation')
  })

  it('by members that are handed up through many schemas', () => {
    const schema = (levels: number): JsonObject => ({
      allOf: [nested(levels, { additionalProperties: true }, (inner) => ({ allOf: [inner] }))],
      unevaluatedProperties: false,
    })
    const instance = Object.fromEntries(times(1_000, (i) => [`m${i}`, 1]))
    expect(steps(schema(60), instance) - steps(schema(10), instance)).toBeGreaterThanOrEqual(50 * 1_000)
  })

  it('by patterns over many members', () => {
    const patternProperties = Object.fromEntries(times(60, (i) => [`^(a|b)*${i}`, true]))
    const instance = Object.fromEntries(times(5_000, (i) => [`ab${i}`, 1]))
    expect(validateJsonSchema({ patternProperties }, instance)).toEqual(exhausted)
  })

  it.each<[string, JsonObject, JsonValue]>([
    ['items', { items: true }, times(1_000, () => 1)],
    ['contains', { contains: { const: 1 } }, times(1_000, () => 2)],
    ['uniqueItems', { uniqueItems: true }, times(1_000, (i) => i)],
    ['unevaluatedItems', { unevaluatedItems: true }, times(1_000, (i) => i)],
    ['additionalProperties', { additionalProperties: true }, Object.fromEntries(times(1_000, (i) => [i, 1]))],
    ['propertyNames', { propertyNames: true }, Object.fromEntries(times(1_000, (i) => [i, 1]))],
    ['minProperties', { minProperties: 1 }, Object.fromEntries(times(1_000, (i) => [i, 1]))],
    ['properties', { properties: { a: true } }, Object.fromEntries(times(1_000, (i) => [i, 1]))],
    ['patternProperties', { patternProperties: { a: true } }, Object.fromEntries(times(1_000, (i) => [i, 1]))],
    ['unevaluatedProperties', { unevaluatedProperties: true }, Object.fromEntries(times(1_000, (i) => [i, 1]))],
    ['required', { required: times(1_000, (i) => `r${i}`) }, {}],
    ['const', { const: [1] }, times(1_000, () => 1)],
    ['enum', { enum: [[1]] }, times(1_000, () => 1)],
    ['maxLength', { maxLength: 1 }, 'a'.repeat(32_000)],
    ['pattern', { pattern: 'b' }, 'a'.repeat(8_000)],
    ['format', { format: 'uri' }, 'a'.repeat(4_000)],
  ])('by %s of a large value, again and again', (_, schema, instance) => {
    const limits = { maxSteps: 50_000 }
    const repeated = (count: number): SchemaOutcome =>
      validateJsonSchema({ allOf: times(count, () => schema) }, instance, limits)
    expect(repeated(2).outcome).not.toBe('unusable')
    expect(repeated(300)).toMatchObject({ reason: 'The validation takes more than the limit of 50000 steps.' })
  })

  it.each<[string, JsonObject, (size: number) => JsonValue]>([
    ['uniqueItems of numbers', { uniqueItems: true }, (size) => times(size, (i) => i)],
    ['uniqueItems of objects', { uniqueItems: true }, (size) => times(size, (i) => ({ a: [i], b: 'text' }))],
    ['uniqueItems of long texts', { uniqueItems: true }, (size) => times(size, (i) => 'x'.repeat(200) + String(i))],
    [
      'an enum of as many values',
      { items: { enum: times(5_000, (i) => `v${i}`) } },
      (size) => times(size, (i) => `v${i}`),
    ],
    ['an enum of objects', { items: { enum: times(500, (i) => ({ i })) } }, (size) => times(size, (i) => ({ i }))],
    [
      'unevaluatedProperties',
      { allOf: [{ properties: { a: true } }], unevaluatedProperties: true },
      (size) => Object.fromEntries(times(size, (i) => [`m${i}`, 1])),
    ],
    [
      'additionalProperties',
      { properties: Object.fromEntries(times(1_000, (i) => [`p${i}`, true])), additionalProperties: true },
      (size) => Object.fromEntries(times(size, (i) => [`m${i}`, 1])),
    ],
    [
      'a recursive schema',
      { properties: { next: { $ref: '#' } }, items: { $ref: '#' } },
      (size) => times(size, () => ({ next: {} })),
    ],
  ])('but %s costs twice as much for twice as much', (_, schema, instance) => {
    const [once, twice] = [steps(schema, instance(500)), steps(schema, instance(1_000))]
    expect(once).toBeGreaterThanOrEqual(500)
    expect(twice / once).toBeLessThan(2.1)
  })
})

describe('a schema that leads back to itself ends as unusable', () => {
  it.each<[string, JsonObject]>([
    ['at once', { $ref: '#' }],
    ['by allOf', { allOf: [{ $ref: '#' }] }],
    ['by not', { not: { $ref: '#' } }],
    ['by if', { if: { $ref: '#' } }],
    ['by a dependent schema', { dependentSchemas: { a: { $ref: '#' } } }],
    ['in a circle', { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } }],
    ['by $dynamicRef', { $dynamicRef: '#x', $dynamicAnchor: 'x' }],
    ['by $recursiveRef', { $schema: 'https://json-schema.org/draft/2019-09/schema', $recursiveRef: '#' }],
  ])('%s', (_, schema) => {
    expect(validateJsonSchema(schema, { a: 1 })).toEqual(tooDeep)
  })
})

describe('depth is bounded, long before the call stack is', () => {
  it('of a schema', () => {
    const schema = (levels: number): JsonValue => nested(levels, {}, (inner) => ({ not: inner }))
    expect(validateJsonSchema(schema(64), 1).outcome).toBe('valid')
    expect(validateJsonSchema(schema(65), 1).outcome).toBe('unusable')
    expect(validateJsonSchema(schema(100_000), 1).outcome).toBe('unusable')
  })

  it('of a credential that a recursive schema follows', () => {
    const schema = { properties: { a: { $ref: '#' } }, items: { $ref: '#' } }
    const objects = (levels: number): JsonValue => nested(levels, 1, (inner) => ({ a: inner }))
    const arrays = (levels: number): JsonValue => nested(levels, 1, (inner) => [inner])
    for (const instance of [objects, arrays]) {
      expect(validateJsonSchema(schema, instance(64)).outcome).toBe('valid')
      expect(validateJsonSchema(schema, instance(65)).outcome).toBe('unusable')
      expect(validateJsonSchema(schema, instance(100_000)).outcome).toBe('unusable')
    }
  })

  it('of a value that is compared, on either side', () => {
    const deep = nested(100_000, 1, (inner) => [inner])
    const schemas: JsonObject[] = [{ const: [1] }, { enum: [[1]] }, { items: { uniqueItems: true }, uniqueItems: true }]
    for (const schema of schemas) {
      expect(validateJsonSchema(schema, deep).outcome).toBe('unusable')
    }
    expect(validateJsonSchema({ const: deep }, 1).outcome).toBe('unusable')
    expect(validateJsonSchema({ enum: [deep] }, 1).outcome).toBe('unusable')
  })

  it('of what is not looked at, not at all', () => {
    expect(
      validateJsonSchema(
        { type: 'array' },
        nested(100_000, 1, (inner) => [inner]),
      ).outcome,
    ).toBe('valid')
  })

  it('and where the call stack ends all the same, nothing counts as valid', () => {
    const noStackLeft = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new RangeError('Maximum call stack size exceeded')
        },
      },
    )
    expect(validateJsonSchema({ properties: { a: true } }, noStackLeft).outcome).toBe('unusable')
    expect(validateJsonSchema(noStackLeft, {}).outcome).toBe('unusable')
  })

  it('while any other error is a mistake of ours, and is not hidden', () => {
    const broken = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new TypeError('a mistake')
        },
      },
    )
    expect(() => validateJsonSchema({ properties: { a: true } }, broken)).toThrow('a mistake')
  })
})

describe('size is bounded', () => {
  it('of a schema, in inner schemas', () => {
    const schema = (count: number): SchemaOutcome => validateJsonSchema({ allOf: times(count, () => true) }, 1)
    expect(schema(9_999).outcome).toBe('valid')
    expect(schema(10_000)).toEqual({
      outcome: 'unusable',
      reason: 'The document has more than the limit of 10000 schemas.',
    })
  })

  it('of the errors, of which the first twenty are told', () => {
    const outcome = validateJsonSchema(
      { items: { type: 'string' } },
      times(10_000, () => 1),
    )
    expect(outcome.outcome === 'violation' && outcome.errors.length).toBe(20)
    expect(validateJsonSchema({ required: times(30, (i) => `a${i}`) }, {}, { maxErrors: 3 })).toMatchObject({
      errors: [{ message: 'must have the member "a0"' }, {}, {}],
    })
  })

  it('of errors and reasons, however long the names in a schema and in a credential are', () => {
    const long = 'x'.repeat(100_000)
    const instance = { [long]: {} }
    for (const schema of [
      { properties: { [long]: { required: [long] } } },
      { properties: { [long]: false } },
      { properties: { [long]: 5 } },
      { properties: { [long]: { $ref: '#/missing' } } },
      { properties: { [long]: { pattern: '(' } } },
    ] as JsonObject[]) {
      const outcome = validateJsonSchema(schema, instance)
      expect(outcome.outcome).not.toBe('valid')
      expect(JSON.stringify(outcome).length).toBeLessThan(1_500)
    }
  })

  it('of what a prepared schema keeps for its patterns', () => {
    const bytes = (prepared: PreparedSchema): number => (prepared.usable ? prepared.patternBytes : -1)
    expect(bytes(prepareSchemaValue({ type: 'string' }, defaultSchemaLimits))).toBe(0)
    expect(bytes(prepareSchemaValue({ pattern: '^a{1,100}$' }, defaultSchemaLimits))).toBeGreaterThan(100_000)
  })
})

describe('limits', () => {
  it('can be narrowed for a call', () => {
    const instance = { a: [1, 2, 3] }
    const schema = { properties: { a: { items: { type: 'number' } } } }
    expect(validateJsonSchema(schema, instance, { maxSteps: steps(schema, instance) }).outcome).toBe('valid')
    expect(validateJsonSchema(schema, instance, { maxSteps: steps(schema, instance) - 1 }).outcome).toBe('unusable')
    expect(validateJsonSchema(schema, instance, { maxSubschemas: 2 }).outcome).toBe('unusable')
    expect(validateJsonSchema(schema, instance, { maxInstanceDepth: 1 }).outcome).toBe('unusable')
  })

  it('leave a prepared schema as it was, whatever it was applied to', () => {
    const prepared = prepareSchemaValue({ items: { pattern: '^a+$' }, uniqueItems: true }, defaultSchemaLimits)
    const outcomes = (): string[] =>
      [['a', 'aa'], ['a', 'b'], times(200_000, (i) => 'a'.repeat(i % 40)), ['aaa']].map(
        (instance) => validatePrepared(prepared, instance).outcome,
      )
    const first = outcomes()
    expect(first).toEqual(['valid', 'violation', 'unusable', 'valid'])
    expect(outcomes()).toEqual(first)
  })

  it('let an ordinary credential pass with room to spare', () => {
    const member = { type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uri' } } }
    const schema = {
      type: 'object',
      properties: Object.fromEntries(times(100, (i) => [`m${i}`, member])),
      additionalProperties: false,
    }
    const instance = Object.fromEntries(times(100, (i) => [`m${i}`, { id: 'https://example.org/some/resource' }]))
    expect(steps(schema, instance)).toBeLessThan(defaultSchemaLimits.maxSteps / 500)
  })
})
