import { Validator } from '@cfworker/json-schema'
import fc from 'fast-check'
import { validateJsonSchema } from '../src/schema/validate-json-schema.js'
import type { JsonObject, JsonValue } from '../src/types/json.js'

// Another implementation, written by others, as a second opinion on random schemas. Left out is what it gets wrong:
// what cousins see of unevaluated members (schema-conformance.test.ts has those), $dynamicRef, and draft 7's siblings
// of $ref.

const name = fc.constantFrom('a', 'b', 'ab', 'c', '__proto__', 'constructor', '')
const scalar = fc.constantFrom<JsonValue>(
  null,
  true,
  false,
  0,
  1,
  -1,
  1.5,
  2,
  3,
  '',
  'a',
  'ab',
  'é',
  '😀',
  '2024-02-29',
)
const entries = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  // As JSON.parse would make them: __proto__ is a member like any other.
  fc
    .uniqueArray(fc.tuple(name, value), { selector: ([key]) => key, maxLength: 3 })
    .map((pairs) => Object.fromEntries(pairs))

const { instance } = fc.letrec<{ instance: JsonValue }>((tie) => ({
  instance: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('instance'), { maxLength: 3 }),
    entries(tie('instance')),
  ),
}))

const count = fc.nat({ max: 3 })
const number = fc.constantFrom(-1, 0, 0.5, 1, 2)
const names = fc.uniqueArray(name, { maxLength: 2 })
const type = fc.constantFrom('null', 'boolean', 'object', 'array', 'number', 'string', 'integer')
const reference = fc.constantFrom('#', '#/$defs/x', '#/$defs/y')

/** Schemas of one draft; `evaluated` adds the keywords that look at what others have evaluated. */
function schemas(draft: '7' | '2019-09' | '2020-12'): fc.Arbitrary<JsonValue> {
  const { schema } = fc.letrec<{ schema: JsonValue; group: JsonObject }>((tie) => {
    const inner = tie('schema')
    const list = fc.array(inner, { minLength: 1, maxLength: 2 })
    const groups: fc.Arbitrary<JsonObject>[] = [
      fc.record({ type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 2 })) }),
      fc.record({ enum: fc.array(instance, { maxLength: 3 }) }),
      fc.record({ const: instance }),
      fc.record({ minimum: number, exclusiveMaximum: number }, { requiredKeys: [] }),
      fc.record({ maximum: number, exclusiveMinimum: number }, { requiredKeys: [] }),
      fc.record({ multipleOf: fc.constantFrom(0.5, 1, 2) }),
      fc.record({ minLength: count, maxLength: count }, { requiredKeys: [] }),
      fc.record({ pattern: fc.constantFrom('a', '^.$', 'b$', '^\\d') }),
      fc.record({ format: fc.constantFrom('date', 'email', 'unknown') }),
      fc.record({ minItems: count, maxItems: count, uniqueItems: fc.boolean() }, { requiredKeys: [] }),
      fc.record({ minProperties: count, maxProperties: count, required: names }, { requiredKeys: [] }),
      fc.record({ properties: entries(inner), additionalProperties: inner }, { requiredKeys: [] }),
      fc.record({ patternProperties: fc.dictionary(fc.constantFrom('a', '^b', '^$'), inner, { maxKeys: 2 }) }),
      fc.record({ propertyNames: inner }),
      fc.record({ items: inner }),
      fc.record({ contains: inner }),
      fc.record({ allOf: list }),
      fc.record({ anyOf: list }),
      fc.record({ oneOf: list }),
      fc.record({ not: inner }),
      fc.record({ if: inner, then: inner, else: inner }, { requiredKeys: ['if'] }),
      fc.record({ dependencies: entries(fc.oneof(names, inner)) }),
      draft === '7'
        ? fc.record({ items: list, additionalItems: inner })
        : fc.record({ dependentRequired: entries(names), dependentSchemas: entries(inner) }, { requiredKeys: [] }),
      draft === '2020-12'
        ? fc.record({ prefixItems: list, items: inner }, { requiredKeys: ['prefixItems'] })
        : fc.record({ items: list, additionalItems: inner }, { requiredKeys: ['items'] }),
      ...(draft === '7' ? [] : [fc.record({ contains: inner, minContains: count, maxContains: count })]),
    ]
    return {
      group: fc.oneof(...groups),
      schema: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.oneof(
          fc.boolean(),
          reference.map(($ref) => ({ properties: { a: { $ref } } })),
        ) as fc.Arbitrary<JsonValue>,
        fc
          .array(tie('group'), { minLength: 1, maxLength: 3 })
          .map((parts): JsonValue => Object.assign({}, ...parts) as JsonObject),
      ),
    }
  })
  return fc.tuple(schema, schema, schema).map(([root, x, y]): JsonValue => {
    const document = typeof root === 'object' && root !== null ? root : { allOf: [root] }
    return { ...(document as JsonObject), $defs: { x, y } }
  })
}

const uris = {
  '7': 'http://json-schema.org/draft-07/schema#',
  '2019-09': 'https://json-schema.org/draft/2019-09/schema',
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
} as const

it.each(['7', '2019-09', '2020-12'] as const)(
  'a random schema of draft %s means here what it means elsewhere',
  (draft) => {
    let violations = 0
    fc.assert(
      fc.property(schemas(draft), fc.array(instance, { minLength: 3, maxLength: 6 }), (schema, instances) => {
        const document = { ...(schema as JsonObject), $schema: uris[draft] }
        const library = new Validator(structuredClone(document), draft)
        const theirs = instances.map((value) => (library.validate(value).valid ? 'valid' : 'violation'))
        const ours = instances.map((value) => validateJsonSchema(document, value).outcome)
        violations += ours.filter((outcome) => outcome === 'violation').length
        expect(ours).toEqual(theirs)
      }),
      { seed: 20_261_121, numRuns: 1_000 },
    )
    // The schemas are neither all lax nor all impossible.
    expect(violations).toBeGreaterThan(1_000)
    expect(violations).toBeLessThan(4_000)
  },
)
