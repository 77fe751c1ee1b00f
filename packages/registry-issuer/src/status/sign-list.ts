import type { JsonObject } from '@trustchains/core'
import type { SigningKey } from '../signing/select-signing-key.js'
import { signatureLength, signWithKey } from '../signing/sign-with-key.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'

/**
 * Signs a status list as a JWT of VCDM 2.0 (VC-JOSE-COSE section 3.1.1): a bare JWT, since JSON with a proof would carry
 * the bits twice. Veramo's own credential plugin writes VCDM 1.1 only, which has no terms for status lists.
 *
 * @returns the compact JWT
 * @throws TrustRegistryIssuerError `signing_failed`, `invalid_setup`
 */
export function signList(
  credential: JsonObject,
  key: SigningKey,
  context: TrustRegistryIssuerContext,
): Promise<string> {
  return signWithKey(signingInput(credential, key), key, context)
}

/** What stands in for the signed list, of the length that it will have, so that its size is known before it is signed. */
export const unsignedListJwt = (credential: JsonObject, key: SigningKey): string =>
  `${signingInput(credential, key)}.${'_'.repeat(signatureLength)}`

const signingInput = (credential: JsonObject, { alg, kid }: SigningKey): string =>
  `${encode({ alg, typ: 'vc+jwt', cty: 'vc', kid })}.${encode(credential)}`

const encode = (value: JsonObject): string => Buffer.from(JSON.stringify(value)).toString('base64url')
