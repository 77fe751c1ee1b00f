import { parseTime, type JsonObject, type JsonValue } from '@trustchains/core'
import { readDid } from '../anchors/read-did.js'
import type { CredentialFault } from './credential-fault.js'

/** What a Domain Linkage Credential in JWT form says. */
export interface LinkageCredential {
  /** Normalised. */
  did: string
  origin: string
  /** Milliseconds since 1970. */
  notBefore: number
  /** Milliseconds since 1970. */
  expires: number
}

const payloadMembers = ['exp', 'iss', 'nbf', 'sub', 'vc']
const credentialsContext = 'https://www.w3.org/2018/credentials/v1'

/**
 * Reads the payload of a Domain Linkage Credential (Well Known DID Configuration, sections "Domain Linkage Credential" and
 * "JSON Web Token Proof Format"), and checks that its claims and its credential say the same (VC Data Model 1.1 section
 * 6.3.1).
 */
export function readLinkageCredential(payload: JsonObject): LinkageCredential | CredentialFault {
  const other = Object.keys(payload).find((name) => !payloadMembers.includes(name))
  if (other !== undefined) return malformed(`the payload has the member ${quote(other)}, which must not be there`)
  const { vc, iss, sub, nbf, exp } = payload
  if (!isObject(vc)) return malformed('the payload has no vc')
  const { credentialSubject: subject, issuer } = vc
  if (!isObject(subject)) return malformed('credentialSubject is no object')
  const form = faultOfForm(vc)
  if (form !== undefined) return malformed(form)
  const times = readTimes({ nbf, exp }, vc)
  if (typeof times === 'string') return malformed(times)
  const did = typeof subject.id === 'string' ? readDid(subject.id) : undefined
  if (did === undefined) return { code: 'linkage_subject', message: 'credentialSubject.id is no DID' }
  const issuerId = isObject(issuer) ? issuer.id : issuer
  const isOneDid = [iss, sub, issuerId].every((value) => typeof value === 'string' && readDid(value) === did)
  if (!isOneDid) {
    return { code: 'linkage_subject', message: 'iss, sub, issuer and credentialSubject.id are not one DID' }
  }
  if (typeof subject.origin !== 'string') {
    return { code: 'linkage_origin', message: 'credentialSubject.origin is no text' }
  }
  return { did, origin: subject.origin, ...times }
}

function faultOfForm(vc: JsonObject): string | undefined {
  if (vc.id !== undefined) return 'the credential has an id, which must not be there'
  if (vc.proof !== undefined) return 'the credential has a proof beside that of the JWT'
  // Nobody looks at it here, and the credential may be revoked.
  if (vc.credentialStatus !== undefined) return 'the credential has a status'
  const context: JsonValue | undefined = vc['@context']
  if (!Array.isArray(context) || context[0] !== credentialsContext) {
    return `the first context of the credential is not ${credentialsContext}`
  }
  const types: readonly (JsonValue | undefined)[] = Array.isArray(vc.type) ? vc.type : [vc.type]
  const missing = ['VerifiableCredential', 'DomainLinkageCredential'].find((type) => !types.includes(type))
  return missing === undefined ? undefined : `the credential has not the type ${missing}`
}

function readTimes(
  { nbf, exp }: { nbf: JsonValue | undefined; exp: JsonValue | undefined },
  { issuanceDate, expirationDate }: JsonObject,
): Pick<LinkageCredential, 'notBefore' | 'expires'> | string {
  const notBefore = typeof issuanceDate === 'string' ? parseTime(issuanceDate) : undefined
  const expires = typeof expirationDate === 'string' ? parseTime(expirationDate) : undefined
  if (notBefore === undefined) return 'issuanceDate is no RFC 3339 time'
  if (expires === undefined) return 'expirationDate is no RFC 3339 time'
  if (!isSameSecond(nbf, notBefore)) return 'nbf and issuanceDate are not the same time'
  if (!isSameSecond(exp, expires)) return 'exp and expirationDate are not the same time'
  return { notBefore, expires }
}

const isSameSecond = (claim: JsonValue | undefined, time: number): boolean =>
  typeof claim === 'number' && Math.floor(claim) === Math.floor(time / 1000)

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const quote = (text: string): string => JSON.stringify(text.slice(0, 64))

const malformed = (message: string): CredentialFault => ({ code: 'linkage_malformed', message })
