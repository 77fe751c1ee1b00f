import { normalizeDid, type DidDocumentEvidence, type JsonObject } from '@trustchains/core'
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
  { readAt, versionTime }: { readAt: string; versionTime?: string },
  { agent }: TrustRegistryIssuerContext,
): Promise<DidDocumentEvidence> {
  if (typeof agent.resolveDid !== 'function') {
    throw new TrustRegistryIssuerError(
      'invalid_setup',
      'the agent has no method resolveDid; add DIDResolverPlugin of @veramo/did-resolver with a resolver for the issuer',
    )
  }
  const head = { did: normalizeDid(did), source: 'agent.resolveDid', readAt, asOf: versionTime ?? readAt }
  const unreachable = (message: string): DidDocumentEvidence => ({ ...head, error: { code: 'unreachable', message } })
  try {
    const { didDocument, didDocumentMetadata, didResolutionMetadata } = await agent.resolveDid({
      didUrl: did,
      options: versionTime === undefined ? {} : { versionTime },
    })
    const { error } = didResolutionMetadata
    if (error === 'notFound') return { ...head, error: { code: 'notFound', message: 'the DID does not exist' } }
    if (error !== undefined || didDocument === null) return unreachable(error ?? 'there is no document')
    if (normalizeDid(didDocument.id) !== head.did) return unreachable('the document is of another DID')
    const { created, updated, deactivated, versionId } = didDocumentMetadata
    return {
      ...head,
      document: didDocument as unknown as JsonObject,
      metadata: {
        ...(created !== undefined && { created }),
        ...(updated !== undefined && { updated }),
        ...(deactivated !== undefined && { deactivated }),
        ...(versionId !== undefined && { versionId }),
      },
    }
  } catch (error) {
    return unreachable(error instanceof Error ? error.message : String(error))
  }
}
