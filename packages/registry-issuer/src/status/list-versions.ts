import { createHash } from 'node:crypto'
import {
  defaultLimits as verifierLimits,
  inflateList,
  readStatusList,
  type Dereferencer,
  type ResourceMetadata,
  type StatusList,
} from '@trustchains/core'
import { defaultLimits } from '../default-limits.js'
import { readResource } from '../registry/read-resource.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { ListBits } from './bits.js'
import type { ListReference } from './list-reference.js'

/** One version of a list, as it stands on the ledger: read, not verified. */
export interface ListVersion extends ListBits {
  metadata: ResourceMetadata
  text: string
  list: StatusList
}

/**
 * The versions of a list, the newest first. The ledger's own links say which came after which, since many may be of one
 * second; where a source leaves them out, its order counts.
 *
 * @throws TrustRegistryIssuerError `not_found` where there is no such DID, `unavailable`, `invalid_setup`
 */
export async function listVersions(
  { did, name, type, url }: ListReference,
  dereferencer: Dereferencer,
): Promise<ResourceMetadata[]> {
  if (dereferencer.listResources === undefined) {
    throw new TrustRegistryIssuerError(
      'invalid_setup',
      'the plugin has sources that cannot list, which status lists need; give TrustRegistryIssuer sources with listResources',
    )
  }
  let resources: ResourceMetadata[]
  try {
    resources = await dereferencer.listResources(
      did,
      { name, type },
      { signal: AbortSignal.timeout(defaultLimits.readTimeoutMs) },
    )
  } catch (cause) {
    const { code, message } = cause as { code?: unknown; message?: unknown }
    if (code === 'notFound') return []
    throw new TrustRegistryIssuerError(
      'unavailable',
      `the versions of status list ${url} could not be listed: ${String(message)}`,
      { cause },
    )
  }
  return newestFirst(
    resources.filter(({ resourceName, resourceType }) => resourceName === name && resourceType === type),
  )
}

function newestFirst(resources: ResourceMetadata[]): ResourceMetadata[] {
  const byId = new Map(resources.map((resource) => [resource.resourceId, resource]))
  const ordered: ResourceMetadata[] = []
  const isNewest = ({ nextVersionId }: ResourceMetadata): boolean =>
    typeof nextVersionId !== 'string' || !byId.has(nextVersionId)
  let next = resources.find(isNewest)
  while (next !== undefined && byId.delete(next.resourceId)) {
    ordered.push(next)
    next = typeof next.previousVersionId === 'string' ? byId.get(next.previousVersionId) : undefined
  }
  // What no link leads to stands where the source put it.
  return [...ordered, ...resources.filter(({ resourceId }) => byId.has(resourceId))]
}

/**
 * Reads one version of a list.
 *
 * @throws TrustRegistryIssuerError `unavailable`; `status_list_invalid` where it is no list, or one that can't be read
 */
export async function readListVersion(
  { did, url }: ListReference,
  metadata: ResourceMetadata,
  dereferencer: Dereferencer,
): Promise<ListVersion> {
  const found = await readResource(dereferencer, `${did}/resources/${metadata.resourceId}`)
  const { error, message = 'no reason given' } = found.dereferencingMetadata
  if (error !== undefined || found.contentStream === null) {
    throw new TrustRegistryIssuerError('unavailable', `status list ${url} could not be read: ${message}`)
  }
  const data = Buffer.from(found.contentStream)
  if (createHash('sha256').update(data).digest('hex') !== metadata.checksum.toLowerCase()) {
    throw new TrustRegistryIssuerError('unavailable', `status list ${url}: its sha-256 is not the ledger's checksum`)
  }
  return decodeListVersion(url, metadata, data.toString('utf8'))
}

/** Reads the text of a list as a verifier reads it. */
export function decodeListVersion(url: string, metadata: ResourceMetadata, text: string): ListVersion {
  const { list, invalid, unknown } = readStatusList(text)
  if (list === undefined) throw unusable(url, invalid ?? unknown)
  const { bits, reason } = inflateList(list, verifierLimits.maxInflatedBytes)
  if (bits === undefined) throw unusable(url, reason)
  return { metadata, text, list, bits: new Uint8Array(bits), size: list.size ?? 1 }
}

const unusable = (url: string, reason: string): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError('status_list_invalid', `status list ${url} can't be used: ${reason}`)
