import type { JsonObject } from '../types/json.js'
import { contextV2 } from './document-from-claims.js'
import type { FormatFaults } from './format-fault.js'
import { listOf } from './read-members.js'

/** What an envelope may hold: its `type`, and the media type of the token in it. */
export interface EnvelopeKind {
  type: 'EnvelopedVerifiableCredential' | 'EnvelopedVerifiablePresentation'
  mediaType: 'application/vc+jwt' | 'application/vp+jwt'
}

/** VCDM 2.0 section 4.13.1, Enveloped Verifiable Credentials. */
export const envelopedCredential: EnvelopeKind = {
  type: 'EnvelopedVerifiableCredential',
  mediaType: 'application/vc+jwt',
}

const members: ReadonlySet<string> = new Set(['@context', 'id', 'type'])

/** Whether a document says that it is an envelope of a kind, rightly or not. */
export const isEnveloped = (document: JsonObject, { type }: EnvelopeKind): boolean =>
  listOf(document.type).includes(type)

/**
 * Takes the token out of an envelope: `id` is a `data:` URL (RFC 2397) of the one media type that is read, not in base64
 * and without parameters.
 *
 * VCDM 2.0 section 4.13.1 gives an envelope `@context`, `id` and `type`. Nothing else in it is secured by the token, and a
 * reader could take it for a part of the credential, so anything else is refused, a proof included.
 *
 * @returns undefined, and a fault, where it is no such envelope
 */
export function readEnveloped(document: JsonObject, kind: EnvelopeKind, faults: FormatFaults): string | undefined {
  if (listOf(document.type).length !== 1) {
    faults.fail('malformed', `an ${kind.type} is nothing else beside: its type has other members`)
    return undefined
  }
  const stray = Object.keys(document).find((name) => !members.has(name))
  if (stray !== undefined) {
    const name = JSON.stringify(stray.slice(0, 64))
    faults.fail('malformed', `an ${kind.type} has only @context, id and type; its member ${name} is secured by nothing`)
    return undefined
  }
  if (!listOf(document['@context']).includes(contextV2)) {
    faults.fail('malformed', `the @context of the ${kind.type} does not include ${contextV2}`)
    return undefined
  }
  const { id } = document
  const prefix = `data:${kind.mediaType},`
  // The scheme (RFC 3986 section 3.1) and a media type (RFC 2045 section 5.1) are the same in either case of letters.
  if (typeof id === 'string' && id.slice(0, prefix.length).toLowerCase() === prefix) return id.slice(prefix.length)
  faults.fail('malformed', `the id of the ${kind.type} is no URL that begins with ${prefix}`)
  return undefined
}
