/** Bounds on what a stranger's JSON Schema may cost. */
export interface SchemaLimits {
  /** Characters of a schema's JSON text. */
  maxSchemaLength: number
  /** Schemas in one document, inner ones included. */
  maxSubschemas: number
  /** Schemas inside one another in one document. */
  maxSchemaDepth: number
  /** Regular expressions in one schema, each counted once. */
  maxPatterns: number
  /** Characters of one regular expression. */
  maxPatternLength: number
  /** States of all regular expressions of a schema: characters and classes, counted quantifiers written out. */
  maxPatternStates: number
  /** Steps of one validation: a schema applied, a member or an item looked at, 32 characters compared. */
  maxSteps: number
  /** Schemas applied inside one another. */
  maxNesting: number
  /** Arrays and objects inside one another that the validation enters. */
  maxInstanceDepth: number
  /** Errors reported. */
  maxErrors: number
}

/** The limits that hold where nothing else is asked for, each with its reason. */
export const defaultSchemaLimits: Readonly<SchemaLimits> = {
  /** The largest JSON Schemas that are published (FHIR apart) stay under it. */
  maxSchemaLength: 512 * 1024,
  /** A few milliseconds to prepare. */
  maxSubschemas: 10_000,
  /** As deep as this suite parses JSON. */
  maxSchemaDepth: 64,
  /** Each may keep half a megabyte while the schema is remembered. */
  maxPatterns: 64,
  /** Longer ones are generated ones. */
  maxPatternLength: 1_024,
  /** Under a tenth of a second to compile. */
  maxPatternStates: 16_384,
  /** Some tenths of a second at the worst; a credential of 100 members takes some hundred. */
  maxSteps: 1_000_000,
  /** Eight for each level of an instance; the call stack holds several times as many. */
  maxNesting: 512,
  /** As deep as this suite parses JSON. */
  maxInstanceDepth: 64,
  /** What people read. */
  maxErrors: 20,
}
