import type { ResourceIndex } from '../types/resource-index.js'

/** The `typ` of the JWT, so that no other token of the same key passes for an index (RFC 8725 section 3.11). */
export const indexType = 'resource-index+jwt'

/**
 * What is to be signed for an index (RFC 7515 section 5.1): with a dot and the signature behind it, it is the JWT.
 *
 * @param header - `kid` is the DID URL of a key for assertions of the DID
 */
export function indexSigningInput(header: { alg: string; kid: string }, index: ResourceIndex): string {
  return `${encode({ ...header, typ: indexType })}.${encode(index)}`
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
