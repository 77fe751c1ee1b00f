import { meaning, type Case } from './meaning.js'

/** What keywords mean since draft 2019-09. */
export const since2019: Case[] = [
  meaning('dependentRequired', { dependentRequired: { a: ['b'] } }, [{ a: 1, b: 1 }, {}, 1], [{ a: 1 }]),
  meaning('dependentSchemas', { dependentSchemas: { a: { required: ['b'] } } }, [{ a: 1, b: 1 }, {}, 1], [{ a: 1 }]),
  meaning('minContains', { contains: { const: 1 }, minContains: 2 }, [[1, 1]], [[1], []]),
  meaning('minContains 0', { contains: { const: 1 }, minContains: 0 }, [[], [2], [1]], []),
  meaning('maxContains', { contains: { const: 1 }, maxContains: 1 }, [[1, 2]], [[1, 1], [2]]),
  meaning('minContains without contains', { minContains: 2 }, [[1]], []),
  meaning('$ref beside other keywords', { $ref: '#/$defs/a', maximum: 3, $defs: { a: { minimum: 1 } } }, [2], [0, 4]),
  meaning('$anchor', { $ref: '#text', $defs: { a: { $anchor: 'text', type: 'string' } } }, ['a'], [1]),
  meaning(
    'unevaluatedProperties',
    { properties: { a: true }, allOf: [{ properties: { b: true } }], unevaluatedProperties: false },
    [{ a: 1, b: 1 }],
    [{ c: 1 }],
  ),
  meaning(
    'unevaluatedProperties and the branch that holds',
    {
      anyOf: [
        { properties: { a: { const: 1 } }, required: ['a'] },
        { properties: { b: true }, required: ['b'] },
      ],
      unevaluatedProperties: false,
    },
    [{ a: 1 }, { b: 1 }, { a: 1, b: 1 }],
    [
      { a: 2, b: 1 },
      { b: 1, c: 1 },
    ],
  ),
  meaning(
    'unevaluatedProperties and if',
    {
      if: { properties: { a: { const: 1 } }, required: ['a'] },
      then: { properties: { b: true } },
      else: { properties: { c: true } },
      unevaluatedProperties: false,
    },
    [{ a: 1, b: 1 }, { c: 1 }],
    [{ a: 1, c: 1 }, { b: 1 }],
  ),
  meaning(
    'unevaluatedProperties with a schema',
    { properties: { a: true }, unevaluatedProperties: { type: 'null' } },
    [{ a: 1, b: null }],
    [{ b: 1 }],
  ),
  meaning(
    'not evaluates nothing',
    { not: { not: { properties: { a: true } } }, unevaluatedProperties: false },
    [{}],
    [{ a: 1 }],
  ),
  // The three that the library in the tests below gets wrong: it would accept all of these.
  meaning(
    'a cousin behind $ref evaluates nothing for another',
    { $ref: '#/$defs/x', allOf: [{ unevaluatedProperties: false }], $defs: { x: { properties: { a: true } } } },
    [{}],
    [{ a: 1 }],
  ),
  meaning(
    'if evaluates nothing for then',
    { if: { properties: { a: true } }, then: { unevaluatedProperties: false } },
    [{}],
    [{ a: 1 }],
  ),
]
