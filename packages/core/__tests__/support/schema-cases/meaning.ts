import type { JsonObject, JsonValue } from '../../../src/types/json.js'

export const uris = {
  '7': 'http://json-schema.org/draft-07/schema#',
  '2019-09': 'https://json-schema.org/draft/2019-09/schema',
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
}
export type Draft = keyof typeof uris

/** What a schema means: the values that satisfy it, and those that don't. */
export interface Case {
  keyword: string
  schema: JsonObject
  valid: JsonValue[]
  invalid: JsonValue[]
}

export const meaning = (keyword: string, schema: JsonObject, valid: JsonValue[], invalid: JsonValue[]): Case => ({
  keyword,
  schema,
  valid,
  invalid,
})
