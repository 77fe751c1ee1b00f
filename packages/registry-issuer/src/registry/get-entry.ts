import { parseDidUrl, type Dereferencer, type ResourceMetadata } from '@trustchains/core'
import { invalidArgument } from '../arguments/invalid-argument.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { RegistryEntry } from '../types/results.js'
import { readResource, readingErrorCode } from './read-resource.js'
import { entryKind, registryEntry, type ReadEntry } from './registry-entry.js'

const errorCodes = { notFound: 'not_found', unreachable: 'unavailable', invalid: 'invalid_argument' } as const

/** Reads one accreditation by its DID URL. */
export async function getEntry(didUrl: string, dereferencer: Dereferencer): Promise<RegistryEntry> {
  return (await readEntry(didUrl, dereferencer)).entry
}

/** As {@link getEntry}, with what was read. */
export async function readEntry(didUrl: string, dereferencer: Dereferencer): Promise<ReadEntry> {
  const content = await readResource(dereferencer, didUrl)
  const { error, message = 'no reason given' } = content.dereferencingMetadata
  if (error !== undefined || content.contentStream === null) {
    const code = errorCodes[readingErrorCode(error ?? 'internalError')]
    throw new TrustRegistryIssuerError(code, `didUrl ${didUrl} could not be read: ${message}`)
  }
  const metadata = content.contentMetadata
  const { resourceId, resourceName, resourceType, created, checksum } = metadata
  if ([resourceId, resourceName, resourceType, created, checksum].includes(undefined)) {
    throw new TrustRegistryIssuerError('unavailable', `didUrl ${didUrl} was read, but its metadata could not be had`)
  }
  const complete = metadata as ResourceMetadata
  const kind = entryKind(complete)
  if (kind === undefined) {
    throw invalidArgument('didUrl', `names a resource of type ${complete.resourceType}, which is no accreditation`)
  }
  return registryEntry(parseDidUrl(didUrl)?.did ?? didUrl, complete, kind, content)
}
