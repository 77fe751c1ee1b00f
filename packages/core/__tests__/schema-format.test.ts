import { schemaFormatOf } from '../src/schema/schema-format.js'
import { validateJsonSchema } from '../src/schema/validate-json-schema.js'

const formats: [format: string, good: string[], bad: string[]][] = [
  ['date', ['2024-02-29', '1999-12-31'], ['2023-02-29', '2024-13-01', '24-01-01', '2024-01-01T00:00:00Z', '']],
  ['time', ['12:00:00Z', '23:59:60Z', '08:30:06.28+02:00'], ['12:00:00', '24:00:00Z', '12:00Z', '']],
  [
    'date-time',
    ['2024-06-30T12:00:00Z', '2024-06-30t12:00:00.5+02:00'],
    ['2024-06-30', '2024-06-31T12:00:00Z', '2024-06-30T12:00:00'],
  ],
  ['duration', ['P1Y2M', 'PT5M', 'P4W'], ['P', '1Y', 'PT', 'P1W2D']],
  ['email', ['ada@example.org'], ['ada', '@example.org', 'a..b@example.org', 'ada@']],
  ['hostname', ['example.org', 'a-1.example'], ['-a.example', 'a_b.example', 'a'.repeat(64)]],
  ['ipv4', ['192.0.2.1'], ['256.0.0.1', '192.0.2', '192.0.2.1.1']],
  ['ipv6', ['::1', '2001:db8::8a2e:370:7334'], ['::1::', '12345::', '192.0.2.1']],
  [
    'uri',
    [
      'https://example.org/a?b#c',
      'did:cheqd:testnet:55dbc8bf-fba3-4117-855c-1e0dc1d3bb47?resourceName=a&resourceType=b',
      'urn:uuid:55dbc8bf-fba3-4117-855c-1e0dc1d3bb47',
    ],
    ['/relative', 'no uri', 'https://a b', ''],
  ],
  ['uri-reference', ['/relative', '#fragment', 'https://example.org'], ['a b', '\\']],
  ['uri-template', ['https://example.org/{id}'], ['https://example.org/{id']],
  [
    'uuid',
    ['55dbc8bf-fba3-4117-855c-1e0dc1d3bb47', '55DBC8BF-FBA3-4117-855C-1E0DC1D3BB47'],
    ['55dbc8bf', '55dbc8bffba34117855c1e0dc1d3bb47'],
  ],
  ['json-pointer', ['', '/a/0/~1'], ['a', '/~2']],
  ['relative-json-pointer', ['0/a', '1#'], ['/a', '01']],
]

it.each(formats)('a value of the format %s is told from one that is not', (format, good, bad) => {
  const outcomes = (values: string[]): string[] => values.map((value) => validateJsonSchema({ format }, value).outcome)
  expect(outcomes(good)).toEqual(good.map(() => 'valid'))
  expect(outcomes(bad)).toEqual(bad.map(() => 'violation'))
  expect(validateJsonSchema({ format }, 5).outcome).toBe('valid')
})

it.each([
  'color',
  'iri',
  'idn-email',
  'regex',
  // Of the library, but no format of JSON Schema: the first takes exponential time.
  'url',
  'json-pointer-uri-fragment',
  'constructor',
  'hasOwnProperty',
  '__proto__',
  'toString',
  '',
])('the format %j is an annotation', (format) => {
  expect(validateJsonSchema({ format }, `http://${'a'.repeat(64)}!`).outcome).toBe('valid')
  expect(schemaFormatOf(format)).toBeUndefined()
})
