import { DnsAnchorError } from '../dns-anchor-error.js'
import type { IDnsAnchorContext } from '../types/IDnsAnchor.js'
import type { DocumentAnswer } from './judge-domain.js'
import { readDid } from './read-did.js'

/**
 * Reads a DID document through the agent; that it can't be had is an answer.
 *
 * @throws DnsAnchorError code `missing_agent_method`
 */
export async function resolveDocument(
  did: string,
  agent: IDnsAnchorContext['agent'],
  signal: AbortSignal,
): Promise<DocumentAnswer> {
  if (typeof agent.resolveDid !== 'function') {
    throw new DnsAnchorError(
      'missing_agent_method',
      'the agent has no method resolveDid; add DIDResolverPlugin of @veramo/did-resolver, or give didDocument',
    )
  }
  const late = new Promise<DocumentAnswer>((resolve) => {
    signal.addEventListener('abort', () => resolve({ reason: 'no answer in time' }), { once: true })
  })
  return await Promise.race([read(did, agent), late])
}

async function read(did: string, agent: IDnsAnchorContext['agent']): Promise<DocumentAnswer> {
  try {
    // With schemaValidation the agent wants options, also where there are none.
    const { didDocument, didDocumentMetadata, didResolutionMetadata } = await agent.resolveDid({
      didUrl: did,
      options: {},
    })
    if (didDocumentMetadata?.deactivated === true) return { reason: 'the DID is deactivated' }
    if (didDocument === null || didDocument === undefined) {
      return { reason: `the resolver says ${(didResolutionMetadata?.error ?? 'nothing').slice(0, 128)}` }
    }
    // Another DID's links would speak for this one (DID Core 5.1.1).
    if (typeof didDocument.id !== 'string' || readDid(didDocument.id) !== did) {
      return { reason: 'the resolver answered with the document of another DID' }
    }
    return { document: didDocument }
  } catch {
    // What a driver throws may hold anything, URLs with credentials among it.
    return { reason: 'resolving failed' }
  }
}
