import { normalizeDid } from '../did-url.js'
import type { DecodedJws } from '../decode/decode-jws.js'
import type { ChainCredential } from '../types/credential.js'
import type { JsonObject } from '../types/json.js'
import type { CheckContext } from './check-context.js'
import { checkDidState } from './check-did-state.js'
import { fail, pass, skipped, type Finding } from './finding.js'
import { judgeExternalProof } from './judge-external-proof.js'
import { verifyDataIntegrity } from './verify-data-integrity.js'
import { verifySigned, type SignatureFindings } from './verify-signed.js'

/** The four findings about who signed a credential; they come from one look at it. */
export interface Authentication extends SignatureFindings {
  didState: Finding
}

/** What an issuer signed: a credential of the path, or a status list. */
export interface Signed {
  credential: Pick<ChainCredential, 'jws' | 'proof' | 'issuer'>
}

/**
 * Finds out who signed a credential: its issuer's DID document as it was at the time that counts, a key of it that
 * fits the algorithm, and whether that key may be used so (RFC 5280 section 6.1.3 (a)(1) and 4.2.1.3 for DIDs).
 *
 * @param at - the time that counts: when it was signed, as far as that is proven; milliseconds since 1970
 */
export function authenticate(context: CheckContext, { credential }: Signed, at = context.at): Authentication {
  const { finding: didState, document } = checkDidState(context, credential.issuer, at)
  const { algorithm, signature, keyPurpose } = judgeProof(context, credential, document, at)
  return { algorithm, signature, keyPurpose, didState }
}

function judgeProof(
  context: CheckContext,
  { jws, proof, issuer }: Signed['credential'],
  document: JsonObject | undefined,
  at: number,
): SignatureFindings {
  if (jws !== undefined) return verifyJws(context, jws, issuer, document, at)
  switch (proof?.kind) {
    case 'data-integrity':
      return verifyDataIntegrity(context, proof, issuer, document, at)
    case 'external':
      return judgeExternalProof(context, proof, issuer, document, at)
    case undefined: {
      const draft = skipped('not_applicable', 'the credential is a draft that is not signed yet')
      return { algorithm: draft, signature: draft, keyPurpose: draft }
    }
  }
}

function verifyJws(
  context: CheckContext,
  jws: DecodedJws,
  issuer: string,
  document: JsonObject | undefined,
  at: number,
): SignatureFindings {
  const { algorithms, keyPurposes } = context.policy
  const { alg, kid } = jws.header
  const notReached = skipped('not_reached', 'there was nothing to look at: see the other checks of this link')
  const allowed = algorithms.find((name) => name === alg)
  if (allowed === undefined) {
    const algorithm = fail('algorithm_refused', `the policy accepts ${algorithms.join(', ') || 'no algorithm'}`, {
      alg: typeof alg === 'string' ? alg.slice(0, 32) : null,
    })
    return { algorithm, signature: notReached, keyPurpose: notReached }
  }
  if (document === undefined) {
    return { algorithm: pass(`${allowed} is allowed`), signature: notReached, keyPurpose: notReached }
  }
  return verifySigned(
    context,
    {
      proof: jws,
      alg: allowed,
      input: jws.signingInput,
      signature: jws.signature,
      keyId: typeof kid === 'string' ? keyId(kid, issuer) : undefined,
      namedIn: 'kid',
      purposes: keyPurposes,
      at,
    },
    document,
  )
}

/** `kid` may be a DID URL or a bare fragment; one of another DID names no key of this document. */
function keyId(kid: string, issuer: string): string {
  if (kid.startsWith('did:')) return normalizeDid(kid)
  return normalizeDid(kid.startsWith('#') ? `${issuer}${kid}` : `${issuer}#${kid}`)
}
