import type { JsonValue } from '../types/json.js'
import type { SchemaKeywords } from './keyword-forms.js'
import type { SchemaDraft } from './schema-draft.js'
import type { KeywordAssertion, SchemaNode } from './validation-run.js'
import type { SchemaPattern } from './schema-pattern.js'

/** A schema that is being compiled, as its keywords see it. */
export interface SchemaSite {
  readonly draft: SchemaDraft
  /** JSON Pointer into the schema document. */
  readonly location: string
  readonly keywords: SchemaKeywords
  /** What the keywords turn into. */
  readonly assertions: KeywordAssertion[]
  /** What `unevaluatedProperties` and `unevaluatedItems` turn into. */
  readonly unevaluated: KeywordAssertion[]
  /**
   * Compiles an inner schema.
   *
   * @param name - the member of the keyword's object, or the index in its array
   */
  schema(value: JsonValue, keyword: keyof SchemaKeywords, name?: string | number): SchemaNode
  /** Asks for a schema by reference; it is there once the whole document has been compiled. */
  reference(keyword: '$ref' | '$recursiveRef' | '$dynamicRef', text: string): { target?: SchemaNode }
  /** Compiles a regular expression. */
  pattern(source: string, keyword: 'pattern' | 'patternProperties'): SchemaPattern
}
