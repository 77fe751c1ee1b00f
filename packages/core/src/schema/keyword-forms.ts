import { isJsonObject } from '../decode/parse-json.js'
import type { JsonValue } from '../types/json.js'
import type { SchemaDraft } from './schema-draft.js'

/** The keywords that this validator applies, in the form that {@link readKeywords} has checked. */
export interface SchemaKeywords {
  $id?: string
  $ref?: string
  $anchor?: string
  $recursiveRef?: string
  $dynamicRef?: string
  $dynamicAnchor?: string
  $defs?: Record<string, JsonValue>
  definitions?: Record<string, JsonValue>
  type?: string | string[]
  enum?: JsonValue[]
  const?: JsonValue
  multipleOf?: number
  maximum?: number
  exclusiveMaximum?: number
  minimum?: number
  exclusiveMinimum?: number
  maxLength?: number
  minLength?: number
  pattern?: string
  format?: string
  maxItems?: number
  minItems?: number
  uniqueItems?: boolean
  maxContains?: number
  minContains?: number
  maxProperties?: number
  minProperties?: number
  required?: string[]
  dependentRequired?: Record<string, string[]>
  prefixItems?: JsonValue[]
  items?: JsonValue
  additionalItems?: JsonValue
  unevaluatedItems?: JsonValue
  contains?: JsonValue
  properties?: Record<string, JsonValue>
  patternProperties?: Record<string, JsonValue>
  additionalProperties?: JsonValue
  unevaluatedProperties?: JsonValue
  propertyNames?: JsonValue
  dependentSchemas?: Record<string, JsonValue>
  dependencies?: Record<string, JsonValue>
  allOf?: JsonValue[]
  anyOf?: JsonValue[]
  oneOf?: JsonValue[]
  not?: JsonValue
  if?: JsonValue
  then?: JsonValue
  else?: JsonValue
}

interface KeywordForm {
  /** What a value must be, for people. */
  must: string
  test(value: JsonValue): boolean
  /** The drafts that have the keyword; absent: all. */
  drafts?: readonly SchemaDraft[]
}

const types: ReadonlySet<JsonValue> = new Set(['null', 'boolean', 'object', 'array', 'number', 'string', 'integer'])

const isString = (value: JsonValue): value is string => typeof value === 'string'
const isNumber = (value: JsonValue): value is number => typeof value === 'number'
const isUnique = (values: JsonValue[]): boolean => new Set(values).size === values.length
const isNames = (value: JsonValue): value is string[] =>
  Array.isArray(value) && value.every(isString) && isUnique(value)
// Whether a schema is one is seen when it is compiled; null and numbers, for instance, are refused there.
const isSchema = (): boolean => true

const text = { must: 'a string', test: isString }
const number = { must: 'a number', test: isNumber }
const count = {
  must: 'an integer of 0 or more',
  test: (value: JsonValue) => Number.isInteger(value) && Number(value) >= 0,
}
const flag = { must: 'true or false', test: (value: JsonValue) => typeof value === 'boolean' }
const schema = { must: 'a schema', test: isSchema }
const schemas = {
  must: 'an array of one schema or more',
  test: (value: JsonValue) => Array.isArray(value) && value.length > 0,
}
const map = { must: 'an object', test: isJsonObject }
const anchor = {
  must: 'a name',
  test: (value: JsonValue) => isString(value) && /^[A-Za-z_][-A-Za-z0-9._]{0,255}$/.test(value),
}

const since2019 = { drafts: ['2019-09', '2020-12'] } as const
const since2020 = { drafts: ['2020-12'] } as const
const until2019 = { drafts: ['7', '2019-09'] } as const

/** The keywords, what their values must be (the meta-schemas say the same), and where they are keywords at all. */
const forms: ReadonlyMap<string, KeywordForm> = new Map<keyof SchemaKeywords, KeywordForm>([
  ['$id', text],
  ['$ref', text],
  ['$anchor', { ...anchor, ...since2019 }],
  ['$recursiveRef', { must: '#', test: (value) => value === '#', drafts: ['2019-09'] }],
  ['$dynamicRef', { ...text, ...since2020 }],
  ['$dynamicAnchor', { ...anchor, ...since2020 }],
  // Each draft has one of these two; both are in use in all of them.
  ['$defs', map],
  ['definitions', map],
  [
    'type',
    {
      must: 'the name of a type, or an array of such names',
      test: (value) =>
        types.has(value) ||
        (Array.isArray(value) && value.length > 0 && value.every((type) => types.has(type)) && isUnique(value)),
    },
  ],
  ['enum', { must: 'an array', test: Array.isArray }],
  ['const', { must: 'a value', test: () => true }],
  ['multipleOf', { must: 'a number above 0', test: (value) => isNumber(value) && Number.isFinite(value) && value > 0 }],
  ['maximum', number],
  ['exclusiveMaximum', number],
  ['minimum', number],
  ['exclusiveMinimum', number],
  ['maxLength', count],
  ['minLength', count],
  ['pattern', text],
  ['format', text],
  ['maxItems', count],
  ['minItems', count],
  ['uniqueItems', flag],
  ['maxContains', { ...count, ...since2019 }],
  ['minContains', { ...count, ...since2019 }],
  ['maxProperties', count],
  ['minProperties', count],
  ['required', { must: 'an array of different strings', test: isNames }],
  [
    'dependentRequired',
    {
      must: 'an object of arrays of different strings',
      test: (value) => isJsonObject(value) && Object.values(value).every(isNames),
      ...since2019,
    },
  ],
  ['prefixItems', { ...schemas, ...since2020 }],
  ['items', schema],
  ['additionalItems', { ...schema, ...until2019 }],
  ['unevaluatedItems', { ...schema, ...since2019 }],
  ['contains', schema],
  ['properties', map],
  ['patternProperties', map],
  ['additionalProperties', schema],
  ['unevaluatedProperties', { ...schema, ...since2019 }],
  ['propertyNames', schema],
  ['dependentSchemas', { ...map, ...since2019 }],
  // Since 2019-09 it is no keyword any more, but its meaning was kept free; who writes it, means it.
  [
    'dependencies',
    {
      must: 'an object of schemas, or of arrays of different strings',
      test: (value) =>
        isJsonObject(value) && Object.values(value).every((item) => !Array.isArray(item) || isNames(item)),
    },
  ],
  ['allOf', schemas],
  ['anyOf', schemas],
  ['oneOf', schemas],
  ['not', schema],
  ['if', schema],
  ['then', schema],
  ['else', schema],
])

/** In draft 7 the siblings of `$ref` are ignored; definitions may still be found in them. */
const besideDraft7Ref: ReadonlySet<string> = new Set(['$ref', '$defs', 'definitions'])

/**
 * The keywords of one schema that its draft defines and this validator applies; others are ignored, as JSON Schema
 * asks.
 *
 * @returns the keywords, or the one whose value is not of the form it must have: `name must be …`
 */
export function readKeywords(
  value: Record<string, JsonValue>,
  draft: SchemaDraft,
): { ok: true; keywords: SchemaKeywords } | { ok: false; reason: string } {
  const keywords: Record<string, JsonValue> = {}
  const onlyRef = draft === '7' && Object.hasOwn(value, '$ref')
  for (const name of Object.keys(value)) {
    const form = forms.get(name)
    if (form === undefined || form.drafts?.includes(draft) === false) continue
    if (onlyRef && !besideDraft7Ref.has(name)) continue
    const member = value[name] as JsonValue
    if (!form.test(member)) return { ok: false, reason: `${name} must be ${form.must}` }
    keywords[name] = member
  }
  return { ok: true, keywords }
}
