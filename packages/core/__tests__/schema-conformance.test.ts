import { validateJsonSchema } from '../src/schema/validate-json-schema.js'
import type { JsonObject, JsonValue } from '../src/types/json.js'
import { casesByDraft } from './support/schema-cases/by-draft.js'
import { uris, type Draft } from './support/schema-cases/meaning.js'

describe.each(Object.entries(casesByDraft))('draft %s', (draft, cases) => {
  it.each(cases)('$keyword', ({ schema, valid, invalid }) => {
    const $schema = uris[draft as Draft]
    const outcomes = (instances: JsonValue[]): string[] =>
      instances.map((instance) => validateJsonSchema({ $schema, ...schema }, instance).outcome)
    expect(outcomes(valid)).toEqual(valid.map(() => 'valid'))
    expect(outcomes(invalid)).toEqual(invalid.map(() => 'violation'))
  })
})

describe('$schema decides what keywords mean', () => {
  const outcomeUnder = ($schema: JsonValue): string =>
    validateJsonSchema({ $schema, minContains: 2, contains: true }, [1]).outcome

  it.each([
    [uris['7'], 'valid'],
    ['http://json-schema.org/draft-07/schema', 'valid'],
    ['https://json-schema.org/draft-07/schema#', 'valid'],
    [uris['2019-09'], 'violation'],
    [`${uris['2020-12']}#`, 'violation'],
    ['http://json-schema.org/draft-04/schema#', 'unusable'],
    ['http://json-schema.org/draft-06/schema#', 'unusable'],
    ['http://json-schema.org/schema#', 'unusable'],
    ['https://example.org/own-meta-schema', 'unusable'],
    ['', 'unusable'],
    [7, 'unusable'],
    [null, 'unusable'],
  ])('%s: %s', ($schema, outcome) => {
    expect(outcomeUnder($schema)).toBe(outcome)
  })

  it('absent is 2020-12', () => {
    expect(validateJsonSchema({ prefixItems: [false] }, [1]).outcome).toBe('violation')
  })

  it('an inner schema of another draft is not guessed at', () => {
    const schema: JsonObject = { $defs: { a: { $id: 'https://example.org/a', $schema: uris['7'] } } }
    expect(validateJsonSchema(schema, 1).outcome).toBe('unusable')
  })
})

describe('a boolean is a schema', () => {
  it('that everything or nothing satisfies', () => {
    expect(validateJsonSchema(true, 1)).toEqual({ outcome: 'valid' })
    expect(validateJsonSchema(false, 1)).toEqual({
      outcome: 'violation',
      errors: [{ instanceLocation: '', keywordLocation: '', message: 'is not allowed here' }],
    })
  })
})

describe('errors say where and why', () => {
  it('with pointers into the credential and into the schema', () => {
    const schema: JsonObject = {
      type: 'object',
      required: ['issuer', 'a/b'],
      properties: { 'a~b': { items: { $ref: '#/$defs/text' } } },
      $defs: { text: { type: 'string', maxLength: 2 } },
    }
    expect(validateJsonSchema(schema, { 'a~b': ['ok', 5, 'long'] })).toEqual({
      outcome: 'violation',
      errors: [
        { instanceLocation: '', keywordLocation: '/required', message: 'must have the member "issuer"' },
        { instanceLocation: '', keywordLocation: '/required', message: 'must have the member "a/b"' },
        { instanceLocation: '/a~0b/1', keywordLocation: '/$defs/text/type', message: 'must be string, is number' },
        {
          instanceLocation: '/a~0b/2',
          keywordLocation: '/$defs/text/maxLength',
          message: 'must have 2 characters or less, has 4',
        },
      ],
    })
  })

  it('and of anyOf, why each branch failed; of one that holds, nothing', () => {
    const schema: JsonObject = {
      allOf: [{ anyOf: [{ type: 'string' }, { minimum: 2 }] }, { anyOf: [{ type: 'string' }, true] }],
    }
    expect(validateJsonSchema(schema, 1)).toEqual({
      outcome: 'violation',
      errors: [
        { instanceLocation: '', keywordLocation: '/allOf/0/anyOf', message: 'satisfies none of the 2 schemas' },
        { instanceLocation: '', keywordLocation: '/allOf/0/anyOf/0/type', message: 'must be string, is number' },
        { instanceLocation: '', keywordLocation: '/allOf/0/anyOf/1/minimum', message: 'must be 2 or more' },
      ],
    })
  })

  it('but never quote the credential, which may be private', () => {
    const secret = 'Ada-Lovelace-1815'
    const schema: JsonObject = {
      allOf: [
        { const: 1 },
        { enum: [1] },
        { pattern: '^x$' },
        { maxLength: 1 },
        { format: 'date' },
        { type: 'null' },
        { not: {} },
        { anyOf: [{ const: 2 }] },
        { oneOf: [{ const: 2 }] },
      ],
      propertyNames: false,
    }
    for (const instance of [secret, { [secret]: secret }, [secret, secret]]) {
      const outcome = validateJsonSchema(schema, instance)
      const messages = outcome.outcome === 'violation' ? outcome.errors.map(({ message }) => message) : []
      expect(messages.length).toBeGreaterThan(0)
      expect(messages.join()).not.toContain('Ada')
    }
  })

  it('and of a failed member, not that it is unevaluated as well', () => {
    const schema: JsonObject = { properties: { a: { type: 'string' } }, unevaluatedProperties: false }
    expect(validateJsonSchema(schema, { a: 1 })).toEqual({
      outcome: 'violation',
      errors: [{ instanceLocation: '/a', keywordLocation: '/properties/a/type', message: 'must be string, is number' }],
    })
  })
})
