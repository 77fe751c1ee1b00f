import { validateJsonSchema } from '../src/schema/validate-json-schema.js'
import type { JsonObject, JsonValue } from '../src/types/json.js'

describe('a schema whose author made a mistake is unusable; to skip the keyword would accept too much', () => {
  const names = ['a', 'a']
  const wrong: Record<string, JsonValue[]> = {
    type: ['strng', 5, null, [], ['string', 'strng'], ['string', 'string'], {}, true],
    enum: ['a', {}, null],
    multipleOf: [0, -1, '1', null],
    minimum: ['1', null, []],
    maximum: ['1', true],
    exclusiveMinimum: [true, '1'],
    exclusiveMaximum: [true, '1'],
    minLength: [-1, 1.5, '1', null],
    maxLength: [-1, 1.5, '1', null],
    pattern: [5, null, ['a'], '(', '['],
    format: [5, null],
    minItems: [-1, '1'],
    maxItems: [-1, '1'],
    uniqueItems: ['true', 1, null],
    minContains: [-1, '1'],
    maxContains: [-1, '1'],
    minProperties: [-1, '1'],
    maxProperties: [-1, '1'],
    required: [5, 'a', { a: true }, true, [1], names],
    dependentRequired: [[], { a: 'b' }, { a: [1] }, { a: names }],
    dependentSchemas: [[], { a: ['b'] }, { a: 1 }],
    dependencies: [[], { a: 'b' }, { a: [1] }, { a: names }],
    properties: [[], 'a', null, { a: 1 }, { a: null }, { a: [] }],
    patternProperties: [[], { '(': true }, { a: 1 }],
    additionalProperties: ['false', null, [], 0],
    unevaluatedProperties: ['false', null],
    propertyNames: ['a', null],
    prefixItems: [{}, [], [1], true],
    items: [[{}], [], 'a', null, 0],
    unevaluatedItems: ['a', null],
    contains: ['a', null],
    allOf: [{}, [], [1], true],
    anyOf: [{}, [], [null]],
    oneOf: [{}, [], ['a']],
    not: ['a', null, []],
    if: ['a', null],
    then: ['a', null],
    else: ['a', null],
    $ref: [5, null, {}],
    $dynamicRef: [5, null],
    $id: [5, null],
    $anchor: [5, '', '#a', 'a b', '1a'],
    $dynamicAnchor: [5, ''],
    $defs: [[], { a: 5 }, 'a'],
    definitions: [[], { a: 5 }],
  }

  it.each(Object.entries(wrong))('%s', (keyword, values) => {
    const found = values.map((value) => {
      const outcomes = [
        validateJsonSchema({ [keyword]: value }, {}),
        // Where nothing is applied it could still be meant to be.
        validateJsonSchema({ $defs: { unused: { [keyword]: value } } }, {}),
        validateJsonSchema({ properties: { a: { [keyword]: value } } }, {}),
      ]
      return outcomes.every(
        (outcome) =>
          outcome.outcome === 'unusable' && outcome.reason.includes(`/${keyword}`) && outcome.reason.length < 200,
      )
    })
    expect(found).toEqual(values.map(() => true))
  })

  it.each<[string, JsonObject]>([
    ['7', { $schema: 'http://json-schema.org/draft-07/schema#', additionalItems: 5 }],
    ['7', { $schema: 'http://json-schema.org/draft-07/schema#', items: [5] }],
    ['2019-09', { $schema: 'https://json-schema.org/draft/2019-09/schema', $recursiveRef: '#x' }],
    ['2019-09', { $schema: 'https://json-schema.org/draft/2019-09/schema', additionalItems: null }],
  ])('keywords that only draft %s has', (_, schema) => {
    expect(validateJsonSchema(schema, []).outcome).toBe('unusable')
  })

  it.each([null, 5, 'a', [], [{}]])('a document that is no schema: %j', (document) => {
    expect(validateJsonSchema(document as JsonValue, {}).outcome).toBe('unusable')
  })
})

describe('names that JavaScript gives a meaning are names like any other', () => {
  // As JSON.parse makes it: a member of its own, which a literal would make the prototype.
  const own = (text: string): JsonObject => JSON.parse(text) as JsonObject
  const inherited = ['constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', '__proto__']

  it.each(inherited)('required %s', (name) => {
    expect(validateJsonSchema({ required: [name] }, {}).outcome).toBe('violation')
    expect(validateJsonSchema({ required: [name] }, own(`{"${name}":1}`)).outcome).toBe('valid')
  })

  it.each(inherited)('dependencies of %s', (name) => {
    expect(validateJsonSchema(own(`{"dependentRequired":{"${name}":["x"]}}`), {}).outcome).toBe('valid')
    expect(validateJsonSchema(own(`{"dependentRequired":{"${name}":["x"]}}`), own(`{"${name}":1}`)).outcome).toBe(
      'violation',
    )
    expect(validateJsonSchema(own(`{"dependentSchemas":{"${name}":false}}`), {}).outcome).toBe('valid')
    expect(validateJsonSchema(own(`{"dependentSchemas":{"${name}":false}}`), own(`{"${name}":1}`)).outcome).toBe(
      'violation',
    )
  })

  it.each(inherited)('a property %s', (name) => {
    const schema = own(`{"properties":{"${name}":{"type":"string"}},"additionalProperties":false}`)
    expect(validateJsonSchema(schema, {}).outcome).toBe('valid')
    expect(validateJsonSchema(schema, own(`{"${name}":"a"}`)).outcome).toBe('valid')
    expect(validateJsonSchema(schema, own(`{"${name}":1}`))).toMatchObject({
      errors: [{ instanceLocation: `/${name}` }],
    })
    expect(validateJsonSchema({ additionalProperties: false }, own(`{"${name}":1}`)).outcome).toBe('violation')
    expect(validateJsonSchema({ properties: {}, unevaluatedProperties: false }, own(`{"${name}":1}`)).outcome).toBe(
      'violation',
    )
    expect(
      validateJsonSchema(own(`{"properties":{"${name}":true},"unevaluatedProperties":false}`), own(`{"${name}":1}`))
        .outcome,
    ).toBe('valid')
  })

  it.each(inherited)('a definition %s', (name) => {
    const schema = own(`{"$ref":"#/$defs/${name}","$defs":{"${name}":{"type":"string"}}}`)
    expect([validateJsonSchema(schema, 'a').outcome, validateJsonSchema(schema, 1).outcome]).toEqual([
      'valid',
      'violation',
    ])
  })

  it.each(inherited)('a keyword %s, which is unknown and ignored', (name) => {
    expect(validateJsonSchema(own(`{"${name}":{"type":"string"},"type":"number"}`), 1).outcome).toBe('valid')
  })

  it.each(inherited)('a constant with the member %s', (name) => {
    expect(validateJsonSchema(own(`{"const":{"${name}":1}}`), own(`{"${name}":1}`)).outcome).toBe('valid')
    expect(validateJsonSchema(own(`{"const":{"${name}":1}}`), {}).outcome).toBe('violation')
    expect(validateJsonSchema({ const: {} }, own(`{"${name}":1}`)).outcome).toBe('violation')
  })

  it('a schema does not change what other objects inherit', () => {
    validateJsonSchema(
      own('{"__proto__":{"polluted":true},"properties":{"__proto__":{"const":1}}}'),
      own('{"__proto__":1}'),
    )
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})
