import {
  parseResourceReference,
  formatResourceReference,
  type DereferencedResource,
  type Dereferencer,
} from '@trustchains/core'
import type { MintedChain } from '@trustchains/test-kit'
import type { DIDResolutionResult, DIDResolver } from 'did-resolver'

/** Answers that lie ready, so that what is measured is not the source. */
export interface MemorySources {
  dereferencer: Dereferencer
  /** A driver for `did-resolver`. */
  resolver: { cheqd: DIDResolver }
}

/** The newest state of these chains' worlds. */
export function memorySources(chains: readonly MintedChain[]): MemorySources {
  const resources = new Map<string, DereferencedResource>()
  const dids = new Map<string, DIDResolutionResult>()
  for (const { world } of chains) {
    for (const did of world.listDids()) dids.set(did, world.findDid(did))
    for (const { resourceURI, resourceName, resourceType } of world.listAllResources()) {
      const pinned = parseResourceReference(resourceURI)
      if (pinned === undefined) throw new Error('a minted resource has no DID URL')
      const named = formatResourceReference({ form: 'named', did: pinned.did, resourceName, resourceType })
      for (const url of [formatResourceReference(pinned), named]) resources.set(url, world.findResource(url))
    }
  }
  return {
    dereferencer: { dereference: (didUrl) => Promise.resolve(resources.get(didUrl) ?? notFound) },
    resolver: { cheqd: (did) => Promise.resolve(dids.get(did) ?? unknownDid) },
  }
}

const notFound: DereferencedResource = {
  contentStream: null,
  contentMetadata: {},
  dereferencingMetadata: { error: 'notFound' },
}

const unknownDid: DIDResolutionResult = {
  didDocument: null,
  didDocumentMetadata: {},
  didResolutionMetadata: { error: 'notFound' },
}
