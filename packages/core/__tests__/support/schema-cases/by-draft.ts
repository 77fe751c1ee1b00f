import { meaning, type Case, type Draft } from './meaning.js'
import { inEveryDraft } from './in-every-draft.js'
import { since2019 } from './since-2019.js'

/** What keywords mean, by draft. */
export const casesByDraft: Record<Draft, Case[]> = {
  '7': [
    ...inEveryDraft,
    meaning('items as a tuple', { items: [{ type: 'string' }], additionalItems: false }, [['a'], []], [[1], ['a', 1]]),
    meaning('additionalItems without a tuple', { items: {}, additionalItems: false }, [[1]], []),
    meaning(
      'nothing beside $ref',
      { $ref: '#/definitions/a', maximum: 1, definitions: { a: { minimum: 1 } } },
      [5],
      [0],
    ),
    meaning(
      '$id with a fragment as an anchor',
      { $ref: '#text', definitions: { a: { $id: '#text', type: 'string' } } },
      ['a'],
      [1],
    ),
    meaning(
      'keywords of later drafts',
      {
        dependentRequired: { a: ['b'] },
        minContains: 2,
        contains: true,
        prefixItems: [false],
        unevaluatedProperties: false,
        $anchor: 5,
      },
      [{ a: 1 }, [1]],
      [[]],
    ),
  ],
  '2019-09': [
    ...inEveryDraft,
    ...since2019,
    meaning(
      'items as a tuple',
      { items: [{ type: 'string' }], additionalItems: { type: 'null' } },
      [['a', null]],
      [[1], ['a', 1]],
    ),
    meaning(
      '$recursiveRef',
      { properties: { a: { $recursiveRef: '#' } }, additionalProperties: false },
      [{ a: { a: {} } }],
      [{ a: { b: 1 } }],
    ),
    meaning('unevaluatedItems', { items: [true], unevaluatedItems: false }, [[1], []], [[1, 2]]),
    meaning('contains evaluates nothing', { contains: { const: 1 }, unevaluatedItems: false }, [], [[1]]),
    meaning('keywords of later drafts', { prefixItems: [false], $dynamicRef: 5 }, [[1]], []),
  ],
  '2020-12': [
    ...inEveryDraft,
    ...since2019,
    meaning(
      'prefixItems and items',
      { prefixItems: [{ type: 'string' }], items: { type: 'null' } },
      [['a', null], []],
      [[1], ['a', 1]],
    ),
    meaning(
      '$dynamicRef',
      { $dynamicAnchor: 'node', properties: { a: { $dynamicRef: '#node' } }, additionalProperties: false },
      [{ a: { a: {} } }],
      [{ a: { b: 1 } }],
    ),
    meaning('unevaluatedItems', { prefixItems: [true], unevaluatedItems: false }, [[1], []], [[1, 2]]),
    meaning(
      'contains evaluates what it finds',
      { contains: { const: 1 }, unevaluatedItems: { const: 2 } },
      [[1, 2, 1]],
      [[1, 3]],
    ),
    meaning('keywords of earlier drafts', { additionalItems: false, $recursiveRef: 5 }, [[1]], []),
  ],
}
