import { isUtf8 } from 'node:buffer'
import { parseJsonObject, type JsonValue } from '@trustchains/core'

/** Entries that are read. */
export const maxLinkedDids = 64

/**
 * Reads a DID configuration resource (Well Known DID Configuration, section "DID Configuration Resource").
 *
 * @param content - the caller bounds its length
 * @returns the entries of `linked_dids`, or what is wrong
 */
export function readDidConfiguration(content: Buffer): readonly JsonValue[] | string {
  if (!isUtf8(content)) return 'it is not UTF-8'
  const parsed = parseJsonObject(content.toString('utf8'))
  if (!parsed.ok) return parsed.reason
  const { '@context': context, linked_dids: entries, ...others } = parsed.value
  if (context === undefined) return 'it has no @context'
  const [other] = Object.keys(others)
  if (other !== undefined) return `it has the member ${JSON.stringify(other.slice(0, 64))}, which must not be there`
  if (!Array.isArray(entries)) return 'linked_dids is no list'
  return entries.length <= maxLinkedDids ? entries : `linked_dids has more than ${String(maxLinkedDids)} entries`
}
