import {
  normalizeDid,
  normalizeDidUrl,
  type DereferencedResource,
  type Dereferencer,
  type DidDocumentEvidence,
  type Evidence,
  type ResourceEvidence,
  type ResourceMetadata,
} from '@trustchains/core'
import { readResource, readingErrorCode } from '../registry/read-resource.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'

/** The method of `@trustchains/chain-verifier` that gathers evidence, as far as it is used here. */
type CollectTrustChainEvidence = (args: { didUrl: string; fresh: boolean }) => Promise<Evidence>

/** What a draft is to be checked against. */
export interface DraftSurroundings {
  parentAccreditation: string
  /** The issuer's DID document. */
  issuer: DidDocumentEvidence
  /** DID URLs of the JSON Schemas that the draft names. */
  schemas: string[]
  /** Milliseconds since the epoch. */
  now: number
}

/**
 * Gathers what a verifier will see above the draft: the parent and all above it, the issuer's DID document, and the
 * schemas that the draft names.
 */
export async function collectEvidence(
  { parentAccreditation, issuer, schemas, now }: DraftSurroundings,
  dereferencer: Dereferencer,
  context: TrustRegistryIssuerContext,
): Promise<Evidence> {
  const collect = (context.agent as unknown as { collectTrustChainEvidence?: CollectTrustChainEvidence })
    .collectTrustChainEvidence
  if (typeof collect !== 'function') {
    throw new TrustRegistryIssuerError(
      'invalid_setup',
      'the agent has no method collectTrustChainEvidence; add TrustChainVerifier of @trustchains/chain-verifier, ' +
        'which checks the accreditations above before anything is signed',
    )
  }
  const [evidence, named] = await Promise.all([
    // Fresh: a parent that was published a moment ago must not be missing because a cache says so.
    collectAbove(parentAccreditation, collect),
    Promise.all(schemas.map((schemaId) => schemaEvidence(schemaId, now, dereferencer))),
  ])
  const known = new Set(evidence.schemas.map(({ url }) => url))
  return {
    ...evidence,
    schemas: [...evidence.schemas, ...named.filter(({ url }) => !known.has(url))],
    didDocuments: evidence.didDocuments.some(({ did }) => did === normalizeDid(issuer.did))
      ? evidence.didDocuments
      : [...evidence.didDocuments, issuer],
  }
}

async function collectAbove(didUrl: string, collect: CollectTrustChainEvidence): Promise<Evidence> {
  try {
    return await collect({ didUrl, fresh: true })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new TrustRegistryIssuerError(
      'unavailable',
      `the evidence for parentAccreditation ${didUrl} could not be collected: ${reason}`,
      { cause },
    )
  }
}

async function schemaEvidence(schemaId: string, now: number, dereferencer: Dereferencer): Promise<ResourceEvidence> {
  const readAt = new Date(now).toISOString()
  const content = await readResource(dereferencer, schemaId)
  return {
    url: normalizeDidUrl(schemaId) ?? schemaId,
    source: 'dereferencer',
    readAt,
    asOf: readAt,
    ...outcome(content),
  }
}

function outcome({
  contentStream,
  contentMetadata,
  dereferencingMetadata: { error, message = 'no reason given' },
}: DereferencedResource): Pick<ResourceEvidence, 'content' | 'metadata' | 'error'> {
  if (error !== undefined || contentStream === null) {
    return { error: { code: readingErrorCode(error ?? 'internalError'), message } }
  }
  return {
    content: Buffer.from(contentStream).toString('base64'),
    metadata: contentMetadata as ResourceMetadata,
  }
}
