import { createHash } from 'node:crypto'
import { formatResourceReference, parseResourceReference } from '@trustchains/core'

/** The resource type of a W3C status list. */
export const statusListType = 'BitstringStatusListCredential'

/** A list as its DID URL names it: whichever version is the newest. */
export interface ListReference {
  /** Normalised. */
  did: string
  name: string
  type: string
  /** The DID URL by name and type, normalised. */
  url: string
}

/** The reference to a list of this name. */
export function listReference(did: string, name: string, type: string = statusListType): ListReference {
  return {
    did,
    name,
    type,
    url: formatResourceReference({ form: 'named', did, resourceName: name, resourceType: type }),
  }
}

/** Reads a DID URL by name and type; undefined for any other, and for one as of a time. */
export function readListReference(url: string): ListReference | undefined {
  const reference = parseResourceReference(url)
  if (reference?.form !== 'named' || reference.resourceVersionTime !== undefined) return undefined
  return listReference(reference.did, reference.resourceName, reference.resourceType)
}

/** What records of the store call a list: its URL may be longer than a key. */
export const listKey = (url: string): string => createHash('sha256').update(url).digest('hex').slice(0, 40)
