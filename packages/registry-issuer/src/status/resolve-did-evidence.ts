import type { DidDocumentEvidence } from '@trustchains/core'
import { documentEvidence } from '../registry/document-evidence.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'

/**
 * Resolves a DID of anybody, as evidence. Never rejects for what a resolver says: it stands in the item.
 *
 * @param times - RFC 3339; with `versionTime` the document of that time
 * @throws TrustRegistryIssuerError `invalid_setup`
 */
export async function resolveDidEvidence(
  did: string,
  times: { readAt: string; versionTime?: string },
  context: TrustRegistryIssuerContext,
): Promise<DidDocumentEvidence> {
  if (typeof context.agent.resolveDid !== 'function') {
    throw new TrustRegistryIssuerError(
      'invalid_setup',
      'the agent has no method resolveDid; add DIDResolverPlugin of @veramo/did-resolver with a resolver for the issuer',
    )
  }
  return await documentEvidence(did, times, context)
}
