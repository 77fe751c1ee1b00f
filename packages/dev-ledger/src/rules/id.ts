import { base58 } from '@scure/base'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** A UUID in its form of 36 characters; upper case is accepted. */
export function isUuid(text: string): boolean {
  return uuid.test(text)
}

/** Message of the UUID rule (x/did/utils/uuid.go). */
export function uuidRule(text: string): string | undefined {
  if (Buffer.byteLength(text) !== 36)
    return 'uuid must be of length 36 (in form of xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx)'
  return isUuid(text) ? undefined : 'invalid UUID format'
}

/** An identifier in the Indy style: base58 of exactly 16 bytes. */
export function isIndyId(text: string): boolean {
  // 16 bytes take 16 to 22 characters; longer text is not worth the quadratic decoding.
  if (text.length === 0 || text.length > 22) return false
  try {
    return base58.decode(text).length === 16
  } catch {
    return false
  }
}

/** The unique part of a DID, and the id of a collection (x/did/utils/id.go). */
export function idRule(text: string): string | undefined {
  return isIndyId(text) || isUuid(text)
    ? undefined
    : 'unique id should be one of: 16 bytes of decoded base58 string or UUID'
}

/** UUIDs are stored in lower case; Indy identifiers are left as they are. */
export function normalizeId(id: string): string {
  return isUuid(id) ? id.toLowerCase() : id
}
