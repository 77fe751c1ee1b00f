import { prepareSchema } from '../src/schema/prepare-schema.js'
import { validateJsonSchema } from '../src/schema/validate-json-schema.js'
import type { JsonObject, JsonValue } from '../src/types/json.js'

const outcomes = (schema: JsonObject, ...instances: JsonValue[]): string[] =>
  instances.map((instance) => validateJsonSchema(schema, instance).outcome)

describe('a reference within the document is followed', () => {
  it.each<[string, JsonObject]>([
    ['by pointer', { $ref: '#/$defs/text' }],
    ['by a pointer with escapes', { $ref: '#/$defs/a~1b~0c%25d' }],
    ['by anchor', { $ref: '#text' }],
    ['by the own $id', { $id: 'https://example.org/root', $ref: 'https://example.org/root#/$defs/text' }],
    ['relative to the own $id', { $id: 'https://example.org/dir/root', $ref: 'root#text' }],
    ['by the $id of an inner schema', { $id: 'https://example.org/root', $ref: '/inner' }],
    ['by the $id of an inner schema, without one of the document', { $ref: 'inner' }],
    ['by a pointer into an inner schema', { $id: 'https://example.org/', $ref: 'inner#/$defs/deep' }],
    ['through another reference', { $ref: '#/$defs/indirect' }],
    ['by a pointer through keywords', { $ref: '#/properties/a/anyOf/1' }],
  ])('%s', (_, schema) => {
    const document = {
      ...schema,
      $defs: {
        text: { $anchor: 'text', type: 'string' },
        'a/b~c%d': { type: 'string' },
        indirect: { $ref: '#/$defs/text' },
        inner: { $id: 'inner', type: 'string', $defs: { deep: { type: 'string' } } },
      },
      properties: { a: { anyOf: [true, { type: 'string' }] } },
    }
    expect(outcomes(document, 'a', 1)).toEqual(['valid', 'violation'])
  })

  it.each(['#/$defs/text', '#text', 'did:cheqd:testnet:1?resourceName=a&resourceType=b#text'])(
    'in a document that is identified by its DID URL, %s',
    ($ref) => {
      const $id = 'did:cheqd:testnet:1?resourceName=a&resourceType=b'
      const schema = { $id, $ref, $defs: { text: { $anchor: 'text', type: 'string' } } }
      expect(outcomes(schema, 'a', 1)).toEqual(['valid', 'violation'])
    },
  )

  it('also in a circle that gets somewhere', () => {
    const tree = { type: 'object', properties: { children: { items: { $ref: '#' } } }, required: ['name'] }
    expect(outcomes(tree, { name: 1, children: [{ name: 2, children: [] }] }, { name: 1, children: [{}] })).toEqual([
      'valid',
      'violation',
    ])
  })

  it('in an inner schema relative to that one', () => {
    const schema = {
      $id: 'https://example.org/root',
      $defs: { a: { $id: 'inner', $ref: '#/$defs/x', $defs: { x: { type: 'string' } } }, x: { type: 'number' } },
      $ref: 'inner',
    }
    expect(outcomes(schema, 'a', 1)).toEqual(['valid', 'violation'])
  })

  it('but a member, or a value, of that name is none', () => {
    const schema = {
      properties: { $ref: { type: 'string' }, $id: { type: 'string' }, pattern: { type: 'string' } },
      const: { $ref: 'https://example.org/', $id: 'x', pattern: '(' },
      default: { $ref: 'https://example.org/' },
      examples: [{ $ref: 'https://example.org/' }],
      enum: [{ $ref: 'https://example.org/', $id: 'x', pattern: '(' }],
    }
    expect(outcomes(schema, { $ref: 'https://example.org/', $id: 'x', pattern: '(' }, {})).toEqual([
      'valid',
      'violation',
    ])
  })
})

describe('a reference that leads elsewhere makes the schema unusable, so that nothing is fetched or skipped', () => {
  it.each<[string, JsonObject]>([
    ['to another host', { $ref: 'https://example.org/schema' }],
    ['to a host in the network', { $ref: 'http://169.254.169.254/latest' }],
    ['to a file', { $ref: 'file:///etc/passwd' }],
    ['to another resource', { $ref: 'did:cheqd:testnet:1?resourceName=b' }],
    ['to a meta-schema', { $ref: 'https://json-schema.org/draft/2020-12/schema' }],
    ['to a meta-schema of draft 7', { $ref: 'http://json-schema.org/draft-07/schema#' }],
    ['to a pointer that is not there', { $ref: '#/$defs/missing' }],
    ['to an anchor that is not there', { $ref: '#missing' }],
    ['to a value that is no schema', { $ref: '#/$defs', $defs: {} }],
    ['into an enum', { $ref: '#/enum/0', enum: [{ type: 'string' }] }],
    ['into a const', { $ref: '#/const', const: {} }],
    ['into an unknown keyword', { $ref: '#/components/a', components: { a: {} } }],
    ['to a name of Object.prototype', { $ref: '#/constructor' }],
    ['to __proto__', { $ref: '#/__proto__' }],
    ['by a broken escape', { $ref: '#/%' }],
    ['by no URI', { $ref: 'http://[' }],
    ['from where nothing is applied', { $defs: { unused: { $ref: 'https://example.org/' } } }],
    ['by $dynamicRef', { $dynamicRef: 'https://example.org/#x' }],
  ])('%s', (_, schema) => {
    expect(validateJsonSchema(schema, 1)).toEqual({
      outcome: 'unusable',
      reason: expect.stringMatching(/^(\/\$defs\/unused)?\/\$(dynamicR|r)ef leads to no schema of this document\.$/),
    })
  })

  it.each<[string, JsonObject]>([
    ['two schemas with one $id', { $defs: { a: { $id: 'https://a.example/' }, b: { $id: 'https://a.example/' } } }],
    ['the $id of the document again', { $id: 'https://a.example/', $defs: { a: { $id: '' } } }],
    ['two schemas with one anchor', { $defs: { a: { $anchor: 'x' }, b: { $anchor: 'x' } } }],
    ['an anchor of either kind', { $defs: { a: { $anchor: 'x' }, b: { $dynamicAnchor: 'x' } } }],
    ['an $id with a fragment', { $id: 'https://a.example/#x' }],
    ['an $id that is no URI', { $id: 'http://[' }],
    ['$dynamicRef over several documents', { $dynamicRef: '#x', $dynamicAnchor: 'x', $defs: { a: { $id: 'inner' } } }],
    [
      '$recursiveRef over several documents',
      {
        $schema: 'https://json-schema.org/draft/2019-09/schema',
        properties: { a: { $recursiveRef: '#' } },
        $defs: { a: { $id: 'inner' } },
      },
    ],
  ])('%s', (_, schema) => {
    expect(validateJsonSchema(schema, 1).outcome).toBe('unusable')
  })
})

it('is prepared from its text as from its value', () => {
  expect(prepareSchema('{"type":"string"}').usable).toBe(true)
  expect(prepareSchema('{"type":"string"')).toMatchObject({
    usable: false,
    reason: "The schema can't be read: it is not JSON.",
  })
  expect(prepareSchema('{"type":"string","type":"number"}').usable).toBe(false)
  expect(prepareSchema('{"properties":{"__proto__":{}}}').usable).toBe(false)
  expect(prepareSchema('[]')).toMatchObject({ usable: false, reason: 'The document must be an object or a boolean.' })
  expect(prepareSchema(' '.repeat(600_000)).usable).toBe(false)
})
