import type { JsonObject, JsonValue } from '@trustchains/core'
import type { SigningKey } from './select-signing-key.js'
import { signatureLength } from './sign-with-key.js'

/**
 * A stand-in for the signed credential, of the length that it will have: so that its size is known, and refused
 * where it is too large, before anything is signed. It has no signature.
 */
export function signedStandIn(draft: JsonObject, { alg, kid }: Pick<SigningKey, 'alg' | 'kid'>): Uint8Array {
  const jwt = `${signingInput(draft, { alg, kid })}.${'_'.repeat(signatureLength)}`
  return Buffer.from(JSON.stringify({ ...draft, proof: { type: 'JwtProof2020', jwt } }))
}

/** Header and payload of a draft's JWT (RFC 7515 section 5.1), as Veramo's plugin writes them. */
export function signingInput(draft: JsonObject, { alg, kid }: Pick<SigningKey, 'alg' | 'kid'>): string {
  return `${encode({ alg, typ: 'JWT', kid })}.${encode(jwtPayload(draft))}`
}

const encode = (value: JsonObject): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The JWT's claims, as VCDM 1.1 section 6.3.1 maps a credential to them. */
export function jwtPayload(draft: JsonObject): JsonObject {
  const { id, issuer, issuanceDate, expirationDate, ...vc } = draft
  const { id: sub } = draft.credentialSubject as JsonObject
  return {
    vc,
    sub: sub ?? null,
    jti: id ?? null,
    ...(issuanceDate !== undefined && { nbf: seconds(issuanceDate) }),
    ...(expirationDate !== undefined && { exp: seconds(expirationDate) }),
    iss: (issuer as JsonObject).id ?? null,
  }
}

const seconds = (time: JsonValue): number => Math.floor(Date.parse(time as string) / 1000)
