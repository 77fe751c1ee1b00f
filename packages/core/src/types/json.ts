/** A JSON value as RFC 8259 defines it. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject

/** A JSON object. */
export interface JsonObject {
  [member: string]: JsonValue
}
