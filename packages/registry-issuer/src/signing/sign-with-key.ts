import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { SigningKey } from './select-signing-key.js'

/** Characters of 64 bytes in base64url: EdDSA, ES256 and ES256K signatures alike (RFC 7518 section 3.4). */
export const signatureLength = 86

/**
 * Signs a JWS with a key of the agent: for what Veramo's credential plugin does not write.
 *
 * @param signingInput - RFC 7515 section 5.1
 * @returns the compact JWS
 * @throws TrustRegistryIssuerError `signing_failed`, `invalid_setup`
 */
export async function signWithKey(
  signingInput: string,
  { keyRef, alg }: SigningKey,
  context: TrustRegistryIssuerContext,
): Promise<string> {
  if (typeof context.agent.keyManagerSign !== 'function') {
    throw new TrustRegistryIssuerError(
      'invalid_setup',
      'the agent has no method keyManagerSign; add KeyManager of @veramo/key-manager',
    )
  }
  let signature: unknown
  try {
    signature = await context.agent.keyManagerSign({ keyRef, algorithm: alg, data: signingInput, encoding: 'utf-8' })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw failed(`the agent could not sign it: ${reason}`, { cause })
  }
  if (typeof signature !== 'string' || signature.length !== signatureLength)
    throw failed('the agent returned no signature')
  return `${signingInput}.${signature}`
}

const failed = (problem: string, options?: ErrorOptions): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError('signing_failed', `${problem}. Nothing was published.`, options)
