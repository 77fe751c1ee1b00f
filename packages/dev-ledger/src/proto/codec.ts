/** A protobuf message's codec, as the generated packages export it; only what the ledger calls is typed. */
export interface GeneratedType {
  encode(message: never): { finish(): Uint8Array }
  decode(input: Uint8Array): unknown
}

/** Bytes to message and back, with the message's type stated by the ledger itself. */
export interface Codec<T> {
  encode(message: T): Uint8Array
  /** Throws on bytes that are not the message. */
  decode(bytes: Uint8Array): T
}

/**
 * Gives a generated codec our own type. The generated ones make every nested message optional, and some packages type
 * the same message otherwise than others, so the shapes that the ledger works with stand in this package.
 */
export function codec<T>(generated: GeneratedType): Codec<T> {
  return {
    encode: (message) => generated.encode(message as never).finish(),
    decode: (bytes) => generated.decode(bytes) as T,
  }
}
