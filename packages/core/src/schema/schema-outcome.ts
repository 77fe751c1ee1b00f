/** One place of an instance that a JSON Schema refuses. */
export interface SchemaError {
  /** JSON Pointer (RFC 6901) into the instance; empty for the whole. Cut off after 512 characters, like the other. */
  instanceLocation: string
  /** JSON Pointer into the schema document, to the keyword that refused; references are followed, not spelt out. */
  keywordLocation: string
  /** A sentence for people, without any value of the instance. */
  message: string
}

/** The outcome of a validation. `unusable`: the schema could not be applied, within the limits or at all. */
export type SchemaOutcome =
  { outcome: 'valid' } | { outcome: 'violation'; errors: SchemaError[] } | { outcome: 'unusable'; reason: string }
