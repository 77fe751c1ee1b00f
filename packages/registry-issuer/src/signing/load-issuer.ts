import type { DidDocumentEvidence } from '@trustchains/core'
import { refused } from '../refused.js'
import { resolvedEvidence } from '../registry/document-evidence.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import { findIdentifier } from './find-identifier.js'
import { selectSigningKey, type SigningKey } from './select-signing-key.js'

/** Who issues: the agent's identifier, its DID document as it is now, and the key to sign with. */
export interface LoadedIssuer {
  did: string
  /** The DID document, as evidence. */
  evidence: DidDocumentEvidence
  key: SigningKey
}

/**
 * Finds the issuer among the agent's identifiers, resolves its DID and chooses the key.
 *
 * @param now - milliseconds since the epoch
 */
export async function loadIssuer(
  args: { issuer: string; keyRef?: string; kid?: string },
  now: number,
  context: TrustRegistryIssuerContext,
): Promise<LoadedIssuer> {
  const identifier = await findIdentifier(args.issuer, context)
  const evidence = await resolveIssuer(identifier.did, now, context)
  const key = selectSigningKey(identifier, evidence.document ?? {}, args)
  return { did: identifier.did, evidence, key }
}

async function resolveIssuer(
  did: string,
  now: number,
  context: TrustRegistryIssuerContext,
): Promise<DidDocumentEvidence> {
  if (typeof context.agent.resolveDid !== 'function') {
    throw new TrustRegistryIssuerError(
      'invalid_setup',
      'the agent has no method resolveDid; add DIDResolverPlugin of @veramo/did-resolver with a resolver for the issuer',
    )
  }
  // Veramo's own schema of resolveDid asks for options, even empty ones.
  const result = await context.agent.resolveDid({ didUrl: did, options: {} })
  const { error } = result.didResolutionMetadata
  if (error === 'notFound')
    throw refused('the credential', [didState('did_unresolvable', `The DID ${did} does not exist.`)])
  const evidence = resolvedEvidence(did, { readAt: new Date(now).toISOString() }, result)
  if (evidence === undefined || error !== undefined) {
    throw new TrustRegistryIssuerError(
      'unavailable',
      `the DID document of ${did} could not be had (${error ?? 'no document of it'}); try again, or check the agent's resolver`,
    )
  }
  if (evidence.metadata?.deactivated === true) {
    throw refused('the credential', [didState('did_deactivated', `The DID ${did} is deactivated.`)])
  }
  return evidence
}

const didState = (code: 'did_unresolvable' | 'did_deactivated', message: string) =>
  ({ id: 'did-state', link: 0, status: 'fail', code, message, clause: 'DID Core 7.1' }) as const
