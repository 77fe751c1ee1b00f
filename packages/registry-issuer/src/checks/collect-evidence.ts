import {
  formatResourceReference,
  normalizeDid,
  normalizeDidUrl,
  parseDidUrl,
  type Dereferencer,
  type DidDocumentEvidence,
  type Evidence,
  type ResourceEvidence,
} from '@trustchains/core'
import { resourceEvidence } from '../registry/resource-evidence.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'

/** The method of `@trustchains/chain-verifier` that gathers evidence, as far as it is used here. */
export type CollectTrustChainEvidence = (args: { didUrl: string; fresh: boolean }) => Promise<Evidence>

/** What a draft is to be checked against. */
export interface DraftSurroundings {
  parentAccreditation: string
  rootAuthorization: string
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
  { parentAccreditation, rootAuthorization, issuer, schemas, now }: DraftSurroundings,
  dereferencer: Dereferencer,
  context: TrustRegistryIssuerContext,
): Promise<Evidence> {
  const collect = collectorOf(context)
  const read = (url: string): Promise<ResourceEvidence> =>
    resourceEvidence(url, { readAt: new Date(now).toISOString() }, dereferencer)
  const [evidence, root, named] = await Promise.all([
    // Fresh: a parent that was published a moment ago must not be missing because a cache says so.
    collectAbove(parentAccreditation, collect),
    // The accreditations above may name another root; then this one is not among theirs.
    read(rootAuthorization),
    Promise.all(schemas.map(read)),
  ])
  const newest = newestReference(evidence, parentAccreditation)
  const resources = newest === undefined ? [root] : [root, await read(newest)]
  return {
    ...evidence,
    schemas: withMissing(evidence.schemas, named),
    resources: withMissing(evidence.resources, resources),
    didDocuments: evidence.didDocuments.some(({ did }) => did === normalizeDid(issuer.did))
      ? evidence.didDocuments
      : [...evidence.didDocuments, issuer],
  }
}

/**
 * The verifier's collector of the same agent.
 *
 * @throws TrustRegistryIssuerError `invalid_setup`
 */
export function collectorOf(context: TrustRegistryIssuerContext): CollectTrustChainEvidence {
  const agent: Pick<TrustRegistryIssuerContext['agent'], 'execute'> & {
    collectTrustChainEvidence?: CollectTrustChainEvidence
  } = context.agent
  const collect = agent.collectTrustChainEvidence
  if (typeof collect === 'function') return collect
  throw new TrustRegistryIssuerError(
    'invalid_setup',
    'the agent has no method collectTrustChainEvidence; add TrustChainVerifier of @trustchains/chain-verifier, ' +
      'which checks the accreditations above before anything is signed',
  )
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

const withMissing = (known: ResourceEvidence[], more: ResourceEvidence[]): ResourceEvidence[] => [
  ...known,
  ...more.filter(({ url }) => !known.some((item) => item.url === url)),
]

/**
 * The reference to the newest version of the parent. The collection is made with the parent as the leaf, for which
 * nobody asks whether it is superseded; for the parent of the draft a verifier does ask.
 */
function newestReference({ resources }: Evidence, parentAccreditation: string): string | undefined {
  const metadata = resources.find(({ url }) => url === normalizeDidUrl(parentAccreditation))?.metadata
  const did = parseDidUrl(parentAccreditation)?.did
  if (metadata === undefined || did === undefined) return undefined
  const { resourceName, resourceType } = metadata
  return formatResourceReference({ form: 'named', did, resourceName, resourceType })
}
