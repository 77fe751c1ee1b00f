import {
  clockSkewMs,
  decodeJws,
  formatTime,
  importVerificationMethod,
  keysOf,
  normalizeDid,
  verifySignature,
  type DecodedJws,
  type JsonObject,
} from '@trustchains/core'
import type { DidDocumentObject } from '../types/IDnsAnchor.js'
import type { DocumentAnswer } from '../anchors/judge-domain.js'
import type { CredentialFault } from './credential-fault.js'
import { readLinkageCredential, type LinkageCredential } from './read-linkage-credential.js'

/** What a Domain Linkage Credential must link, and when. */
export interface LinkageExpectation {
  /** Normalised. */
  did: string
  /** As RFC 6454 section 6.2 writes it. */
  origin: string
  /** Milliseconds since 1970. */
  at: number
  /** The DID's. */
  answer: DocumentAnswer
}

/** What became of a credential; `other` is one of another DID. */
export type LinkageVerdict = CredentialFault | { readonly code: 'ok'; readonly expiresAt: string } | { code: 'other' }

/**
 * Judges a Domain Linkage Credential in JWT form, by every step of Well Known DID Configuration, section "DID
 * Configuration Resource Verification".
 */
export function judgeLinkageJwt(token: string, { did, origin, at, answer }: LinkageExpectation): LinkageVerdict {
  const decoded = decodeJws(token)
  if (!decoded.ok) return fault('linkage_malformed', decoded.reason)
  const { jws } = decoded
  const credential = readLinkageCredential(jws.payload)
  if ('code' in credential) return namesOther(jws.payload, did) ? { code: 'other' } : credential
  if (credential.did !== did) return { code: 'other' }
  const header = readHeader(jws.header)
  if (typeof header === 'string') return fault('linkage_malformed', header)
  if (!isOrigin(credential.origin, origin)) {
    return fault('linkage_origin', `it is for ${JSON.stringify(credential.origin.slice(0, 128))}, not for ${origin}`)
  }
  const timed = faultOfTime(credential, at)
  if (timed !== undefined) return timed
  if (answer.document === undefined) return fault('linkage_did_unresolved', answer.reason)
  return faultOfSignature(jws, header, answer.document) ?? { code: 'ok', expiresAt: formatTime(credential.expires) }
}

/** Whether what can't be read is at least clearly of somebody else: then it is none of our business. */
function namesOther({ iss }: JsonObject, did: string): boolean {
  return typeof iss === 'string' && normalizeDid(iss) !== did
}

interface LinkageHeader {
  alg: string
  kid: string
}

/** `alg` and `kid`, and nothing else: not even `typ`. */
function readHeader(header: JsonObject): LinkageHeader | string {
  const { alg, kid, ...others } = header
  const [other] = Object.keys(others)
  if (other !== undefined) return `the header has ${JSON.stringify(other.slice(0, 64))}, which must not be there`
  if (typeof alg !== 'string') return 'the header has no alg'
  return typeof kid === 'string' ? { alg, kid } : 'the header has no kid'
}

/** Whether a text is the origin, also as the URL of its root, which names nothing more. */
function isOrigin(text: string, origin: string): boolean {
  if (text.length > 512 || !URL.canParse(text)) return false
  const { href } = new URL(text)
  return href === `${origin}/`
}

function faultOfTime({ notBefore, expires }: LinkageCredential, at: number): CredentialFault | undefined {
  if (at < notBefore - clockSkewMs) return fault('linkage_not_yet_valid', `it holds from ${formatTime(notBefore)}`)
  return at >= expires + clockSkewMs ? fault('linkage_expired', `it ended ${formatTime(expires)}`) : undefined
}

function faultOfSignature(
  { signingInput, signature }: DecodedJws,
  { alg, kid }: LinkageHeader,
  document: DidDocumentObject,
): CredentialFault | undefined {
  const id = normalizeDid(kid)
  const key = keysOf(document as JsonObject, id).find((found) => found.id === id)
  if (key?.purposes.includes('assertionMethod') !== true) {
    return fault('linkage_key', 'kid names no key that the DID document has under assertionMethod')
  }
  const imported = importVerificationMethod(key.method)
  if (!imported.ok) return fault('linkage_key', imported.reason)
  return verifySignature(alg, imported.key, signingInput, signature)
    ? undefined
    : fault('linkage_signature', `the signature does not verify as ${JSON.stringify(alg.slice(0, 32))} with the key`)
}

const fault = (code: CredentialFault['code'], message: string): CredentialFault => ({ code, message })
