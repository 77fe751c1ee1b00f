import type { JsonObject, JsonValue } from '@trustchains/core'
import type { SigningKey } from './select-signing-key.js'

/**
 * A stand-in for the signed credential, of the length that it will have: so that its size is known, and refused
 * where it is too large, before anything is signed. It has no signature.
 */
export function signedStandIn(draft: JsonObject, { alg, kid }: SigningKey): Uint8Array {
  const jwt = `${encode({ alg, typ: 'JWT', kid })}.${encode(jwtPayload(draft))}.${'_'.repeat(signatureLength)}`
  return Buffer.from(JSON.stringify({ ...draft, proof: { type: 'JwtProof2020', jwt } }))
}

/** Characters of 64 bytes in base64url: EdDSA, ES256 and ES256K signatures alike. */
const signatureLength = 86

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
