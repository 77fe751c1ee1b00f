import { formatTime, type JsonObject, type JsonValue } from '@trustchains/core'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { StatusListPurpose } from '../types/status.js'
import { encodeBits, type ListBits } from './bits.js'
import { statusListType, type ListReference } from './list-reference.js'
import type { ListVersion } from './list-versions.js'

/** The base context of VCDM 2.0, which has the terms of status lists (section 4.3 and appendix B.1). */
const contextV2 = 'https://www.w3.org/ns/credentials/v2'
const contextV1 = 'https://www.w3.org/2018/credentials/v1'

/** A version of a list that is to be published: a credential to sign, or, in cheqd Studio's forms, bytes that nobody signs. */
export type ListContent =
  { credential: JsonObject; unsigned?: undefined } | { credential?: undefined; unsigned: JsonObject }

/** What a new list is like. */
export interface NewList {
  reference: ListReference
  purpose: StatusListPurpose
  /** Entries of one bit each. */
  length: number
  /** Milliseconds. */
  ttl: number
  /** Milliseconds since the epoch. */
  now: number
}

/**
 * A list without any entry set (Bitstring Status List 1.0 section 2.2). It has no end of validity: a registry whose
 * operator is away must not lose all its credentials at once, and verifiers ask for the newest version anyway
 * (docs/adr/0012).
 */
export function newList({ reference, purpose, length, ttl, now }: NewList): JsonObject {
  return {
    '@context': [contextV2],
    id: reference.url,
    type: ['VerifiableCredential', statusListType],
    issuer: reference.did,
    validFrom: wholeSecond(now),
    credentialSubject: {
      id: `${reference.url}#list`,
      type: 'BitstringStatusList',
      statusPurpose: purpose,
      ttl,
      encodedList: `u${encodeBits({ bits: new Uint8Array(length / 8), size: 1 })}`,
    },
  }
}

/**
 * The next version of a list, with other bits, in the form that it has: a signed list is signed again (as a JWT of VCDM
 * 2.0, whatever it was), cheqd Studio's wrappers keep every other member and the proof, which never covered the bits.
 *
 * @param now - milliseconds since the epoch
 * @throws TrustRegistryIssuerError `no_status` for a list that is not written here
 */
export function nextVersion(
  { url, did }: ListReference,
  version: ListVersion,
  bits: ListBits,
  now: number,
): ListContent {
  const { list, text } = version
  if (list.form === 'token') {
    throw new TrustRegistryIssuerError(
      'no_status',
      `status list ${url} is an IETF Token Status List, which is read and not written`,
    )
  }
  const encoded = encodeBits(bits)
  const outer = list.jws === undefined || text.trim().startsWith('{') ? (JSON.parse(text) as JsonObject) : {}
  if (list.jws === undefined && list.proof === undefined) return { unsigned: withBits(outer, encoded) }
  const { payload } = list.jws ?? {}
  const document = payload === undefined ? outer : isObject(payload.vc) ? payload.vc : payload
  const [notBefore] = list.notBefore
  const [notAfter] = list.notAfter
  return {
    credential: {
      '@context': [
        contextV2,
        ...listOf(document['@context']).filter((item) => item !== contextV1 && item !== contextV2),
      ],
      id: list.id ?? url,
      type: document.type ?? ['VerifiableCredential', statusListType],
      issuer: did,
      validFrom: wholeSecond(now),
      // A list that ends is given as long again as it had.
      ...(notAfter && { validUntil: wholeSecond(now + notAfter.ms - (notBefore?.ms ?? now)) }),
      credentialSubject: subjectWithBits(document.credentialSubject, encoded),
    },
  }
}

function withBits(outer: JsonObject, encoded: string): JsonObject {
  const { bitstringStatusListCredential: wrapped, StatusList2021: former } = outer
  if (isObject(wrapped)) return { ...outer, bitstringStatusListCredential: withSubject(wrapped, encoded) }
  if (isObject(former)) return { ...outer, StatusList2021: { ...former, encodedList: encoded } }
  return withSubject(outer, encoded)
}

const withSubject = (document: JsonObject, encoded: string): JsonObject => ({
  ...document,
  credentialSubject: subjectWithBits(document.credentialSubject, encoded),
})

/** With or without multibase prefix, as it was: cheqd's readers know none. */
function subjectWithBits(value: JsonValue | undefined, encoded: string): JsonObject {
  const [subject] = listOf(value)
  const known = isObject(subject) ? subject : {}
  const prefix = typeof known.encodedList === 'string' && known.encodedList.startsWith('u') ? 'u' : ''
  return { ...known, encodedList: `${prefix}${encoded}` }
}

const listOf = (value: JsonValue | undefined): JsonValue[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const wholeSecond = (ms: number): string => formatTime(Math.floor(ms / 1000) * 1000)
