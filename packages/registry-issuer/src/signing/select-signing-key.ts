import { importVerificationMethod, parseDidUrl, type JsonObject, type JsonValue } from '@trustchains/core'
import type { IIdentifier } from '@veramo/core-types'
import { invalidArgument } from '../arguments/invalid-argument.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import { fingerprintOfKey, joseAlgorithm } from './agent-key.js'

/** The key that a credential is to be signed with. */
export interface SigningKey {
  /** What the agent's key manager calls it. */
  keyRef: string
  /** The verification method in the issuer's DID document: the `kid` of the JWT. */
  kid: string
  /** JOSE algorithm. */
  alg: 'EdDSA' | 'ES256' | 'ES256K'
  /** The key management system that holds it. */
  kms: string
}

/** The verification relationships that a verifier accepts, the better one first (docs/rules.md, Keys). */
const purposes = ['assertionMethod', 'authentication'] as const

/**
 * Chooses the key to sign with: one that the agent holds, that stands in the issuer's DID document for assertions
 * (or for authentication, as in DIDs that cheqd's tools create), and that the caller asked for, if they did.
 *
 * Without this, a key that was rotated away in the DID document but is still in the agent would sign credentials
 * that nobody can verify; and the JWT would have no `kid`, which is a dialect.
 */
export function selectSigningKey(
  identifier: IIdentifier,
  didDocument: JsonObject,
  wanted: { keyRef?: string; kid?: string },
): SigningKey {
  const { did } = identifier
  const kid = wanted.kid === undefined ? undefined : absolute(wanted.kid, did)
  const keys = identifier.keys.filter((key) => wanted.keyRef === undefined || key.kid === wanted.keyRef)
  if (wanted.keyRef !== undefined && keys.length === 0) {
    throw invalidArgument('keyRef', `names no key that the agent holds for ${did}`)
  }
  for (const purpose of purposes) {
    for (const method of methodsFor(didDocument, purpose, did)) {
      if (kid !== undefined && method.id !== kid) continue
      const imported = importVerificationMethod(method.document)
      if (!imported.ok) continue
      const key = keys.find((candidate) => fingerprintOfKey(candidate) === imported.key.fingerprint)
      const alg = key && joseAlgorithm(key)
      if (key !== undefined && alg !== undefined) return { keyRef: key.kid, kid: method.id, alg, kms: key.kms }
    }
  }
  if (kid !== undefined) {
    throw invalidArgument(
      'kid',
      `names no key for ${purposes.join(' or ')} in the DID document of ${did} that the agent holds`,
    )
  }
  if (wanted.keyRef !== undefined) {
    throw invalidArgument(
      'keyRef',
      `names a key that does not stand in the DID document of ${did} for ${purposes.join(' or ')}`,
    )
  }
  throw new TrustRegistryIssuerError(
    'invalid_setup',
    `the agent holds no key that the DID document of ${did} lists for ${purposes.join(' or ')}; ` +
      'import the key, or update the DID document',
  )
}

interface Method {
  /** Absolute DID URL. */
  id: string
  document: JsonObject
}

function methodsFor(didDocument: JsonObject, purpose: (typeof purposes)[number], did: string): Method[] {
  const known = list(didDocument.verificationMethod).flatMap((member) => asMethod(member, did))
  return list(didDocument[purpose]).flatMap((member) => {
    if (typeof member !== 'string') return asMethod(member, did)
    const id = absolute(member, did)
    return known.filter((method) => method.id === id)
  })
}

function asMethod(member: JsonValue, did: string): Method[] {
  if (typeof member !== 'object' || member === null || Array.isArray(member)) return []
  return typeof member.id === 'string' ? [{ id: absolute(member.id, did), document: member }] : []
}

const list = (value: JsonValue | undefined): JsonValue[] => (Array.isArray(value) ? value : [])

/** A bare fragment stands for a verification method of the DID itself (DID Core 3.2.2). */
function absolute(id: string, did: string): string {
  if (id.startsWith('#')) return `${did}${id}`
  return parseDidUrl(id) === undefined ? `${did}#${id}` : id
}
