import { normalizeDid } from '../did-url.js'
import { sameJson } from '../decode/compare-documents.js'
import { isJsonObject } from '../decode/parse-json.js'
import type { JsonObject, JsonValue } from '../types/json.js'

/** A key of a DID document, wherever it stands in it. */
export interface DocumentKey {
  /** Its DID URL, absolute and normalised. */
  id: string
  method: JsonObject
  /** The verification relationships that it stands in (DID Core 5.3). */
  purposes: string[]
}

const relationships = [
  'assertionMethod',
  'authentication',
  'keyAgreement',
  'capabilityInvocation',
  'capabilityDelegation',
] as const

/** A document with more members in one list than this is cut short: nothing is verified with the rest. */
const maxMethods = 1000

/**
 * All keys of a DID document, those embedded in a relationship included (DID Core 5.3.1), in the document's order.
 * A key of another DID is none of this document's, listed or referred to: it is that DID's to rotate, and its document
 * is not at hand. Two different keys under one id are none: nobody can tell which of them is meant.
 *
 * @param named - the normalised id of the only key that is looked for; then the others are passed over
 */
export function keysOf(document: JsonObject, named?: string): DocumentKey[] {
  if (typeof document.id !== 'string') return []
  const did = normalizeDid(document.id)
  if (named?.startsWith(did) === false) return []
  const keys = new Map<string, DocumentKey>()
  const ambiguous = new Set<string>()
  const add = (member: JsonValue): DocumentKey | undefined => {
    if (!isJsonObject(member) || typeof member.id !== 'string' || isOther(member.id, named)) return undefined
    const id = absolute(member.id, did)
    if (id[did.length] !== '#' || !id.startsWith(did)) return undefined
    const known = keys.get(id)
    if (known !== undefined) {
      if (!sameJson(known.method, member)) ambiguous.add(id)
      return known
    }
    const key = { id, method: member, purposes: [] }
    keys.set(id, key)
    return key
  }
  for (const member of listOf(document.verificationMethod)) add(member)
  for (const name of relationships) {
    for (const member of listOf(document[name])) {
      if (typeof member === 'string' && isOther(member, named)) continue
      // Most are written as they are compared.
      const key = typeof member === 'string' ? (keys.get(member) ?? keys.get(absolute(member, did))) : add(member)
      if (key !== undefined && !key.purposes.includes(name)) key.purposes.push(name)
    }
  }
  const all = [...keys.values()]
  return ambiguous.size === 0 ? all : all.filter(({ id }) => !ambiguous.has(id))
}

/** Whether an id as written can't be the one looked for: normalising changes no length, but of a bare fragment. */
const isOther = (written: string, named: string | undefined): boolean =>
  named !== undefined && written.length !== named.length && !written.startsWith('#')

const absolute = (id: string, did: string): string => normalizeDid(id.startsWith('#') ? `${did}${id}` : id)

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined) return none
  if (!Array.isArray(value)) return [value]
  return value.length <= maxMethods ? value : value.slice(0, maxMethods)
}

const none: readonly JsonValue[] = []
