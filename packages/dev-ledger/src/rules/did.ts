import { idRule, normalizeId } from './id.js'
import type { Rule } from './validation.js'

/** The parts of a DID; the namespace is empty where the DID has none. */
export interface DidParts {
  method: string
  namespace: string
  id: string
}

/** The DID that was split last: while a request is answered it is asked for again and again. */
let last: { did: string; parts: Readonly<DidParts> | undefined } = { did: '', parts: undefined }

/** Splits `did:method[:namespace]:id`; undefined where the text has another form (x/did/utils/did.go). */
export function splitDid(did: string): Readonly<DidParts> | undefined {
  if (last.did !== did) last = { did, parts: split(did) }
  return last.parts
}

function split(did: string): DidParts | undefined {
  const parts = did.split(':')
  if (parts[0] !== 'did' || parts.some((part) => part === '')) return undefined
  const [, method, second, third] = parts
  if (parts.length === 4 && method !== undefined && second !== undefined && third !== undefined)
    return { method, namespace: second, id: third }
  if (parts.length === 3 && method !== undefined && second !== undefined) return { method, namespace: '', id: second }
  return undefined
}

/** Joins the parts of a DID. */
export function joinDid({ method, namespace, id }: DidParts): string {
  return namespace === '' ? `did:${method}:${id}` : `did:${method}:${namespace}:${id}`
}

/** A DID of the method cheqd; the namespace is judged where one is given. */
export function didRule(namespace?: string): Rule<string> {
  return (did) => {
    const parts = splitDid(did)
    if (parts === undefined) return 'unable to split did into method, namespace and id'
    if (parts.method !== 'cheqd') return 'did method must be: cheqd'
    if (!/^[a-zA-Z0-9]*$/.test(parts.namespace)) return 'invalid did namespace'
    if (namespace !== undefined && parts.namespace !== namespace) return `did namespace must be one of: ${namespace}`
    return idRule(parts.id)
  }
}

/** The DID as the ledger stores it. Other text is given back as it is. */
export function normalizeDid(did: string): string {
  const parts = splitDid(did)
  return parts === undefined ? did : joinDid({ ...parts, id: normalizeId(parts.id) })
}
