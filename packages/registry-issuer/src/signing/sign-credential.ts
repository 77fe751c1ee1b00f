import { isDeepStrictEqual } from 'node:util'
import { decodeCredential, type JsonObject } from '@trustchains/core'
import type { CredentialPayload, VerifiableCredential } from '@veramo/core-types'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { SigningKey } from './select-signing-key.js'
import { signWithKey } from './sign-with-key.js'
import { signingInput } from './signed-stand-in.js'

/** A signed credential, in both its forms. */
export interface SignedCredential {
  /** JSON with its proof. */
  credential: VerifiableCredential
  /** Compact JWT. */
  jwt: string
}

/**
 * Signs a draft with the agent's key, as a JWT with `kid`, and makes sure that what came back says what the draft
 * says: the checks before signing were made on the draft, so anything else would be unchecked.
 *
 * @throws TrustRegistryIssuerError `signing_failed`, `invalid_setup`
 */
export async function signCredential(
  draft: JsonObject,
  key: SigningKey,
  context: TrustRegistryIssuerContext,
): Promise<SignedCredential> {
  if (typeof context.agent.createVerifiableCredential !== 'function') {
    throw new TrustRegistryIssuerError(
      'invalid_setup',
      'the agent has no method createVerifiableCredential; add CredentialPlugin of @veramo/credential-w3c with ' +
        'CredentialProviderJWT of @veramo/credential-jwt',
    )
  }
  const jwt = await createJwt(draft, key, context)
  const { credential, faults } = decodeCredential(jwt)
  const [fault] = faults
  if (credential === undefined || fault !== undefined) {
    throw failed(`what the agent signed is no sound credential: ${fault?.message ?? 'unreadable'}`)
  }
  if (credential.dialects.length > 0)
    throw failed(`what the agent signed is in a dialect: ${credential.dialects.join(', ')}`)
  const { kid, alg } = credential.jws?.header ?? {}
  if (kid !== key.kid || alg !== key.alg) throw failed("the JWT's header has another kid or alg than was asked for")
  const changed = Object.keys({ ...draft, ...credential.document }).find(
    (member) => !isDeepStrictEqual(draft[member], credential.document[member]),
  )
  if (changed !== undefined) throw failed(`the member ${changed} differs from what was to be signed`)
  return { credential: { ...draft, proof: { type: 'JwtProof2020', jwt } } as unknown as VerifiableCredential, jwt }
}

async function createJwt(draft: JsonObject, key: SigningKey, context: TrustRegistryIssuerContext): Promise<string> {
  // Veramo's schema of a credential has one status; an agent that validates refuses several (VCDM 1.1 section 4.9).
  if (Array.isArray(draft.credentialStatus)) return signWithKey(signingInput(draft, key), key, context)
  let signed: VerifiableCredential
  try {
    signed = await context.agent.createVerifiableCredential({
      credential: withSubjectClaim(draft),
      proofFormat: 'jwt',
      keyRef: key.keyRef,
      // did-jwt puts these beside alg and typ.
      header: { kid: key.kid },
    })
  } catch (cause) {
    throw failed(`the agent could not sign it: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
  const jwt: unknown = signed.proof?.jwt
  if (typeof jwt !== 'string') throw failed('the agent returned a credential without a JWT')
  return jwt
}

/**
 * A copy, since the plugin writes into what it is given, with the claim `sub`: where that is left to did-jwt-vc, it
 * moves the subject's id there and out of the credential, which is a dialect.
 */
function withSubjectClaim(draft: JsonObject): CredentialPayload {
  const { id } = draft.credentialSubject as JsonObject
  return structuredClone({ ...draft, sub: id }) as unknown as CredentialPayload
}

function failed(problem: string, options?: ErrorOptions): TrustRegistryIssuerError {
  return new TrustRegistryIssuerError('signing_failed', `${problem}. Nothing was published.`, options)
}
