import type { DereferencedResource, DereferenceOptions, Dereferencer, ResourceMetadata } from '@trustchains/core'
import { createHash } from 'node:crypto'
import { CheqdResolverError } from './cheqd-resolver-error.js'
import { readDidUrl, type CheqdDidUrl } from './did/read-did-url.js'
import { parseVersionTime } from './did/version-time.js'
import { withDeadline } from './http/with-deadline.js'
import { openNetworks } from './ledger/open-networks.js'
import { integerAt, readOptions } from './read-options.js'
import type { ResourceQuery } from './types/ledger-client.js'
import type { CheqdResolverOptions } from './types/options.js'

/** A {@link Dereferencer} of did:cheqd that can list. */
export type CheqdDereferencer = Required<Dereferencer>

/**
 * Reads DID-Linked Resources of did:cheqd: by id (`<did>/resources/<uuid>`), by name and type, as of a time, or by any other
 * query of the did:cheqd resolver.
 *
 * `dereference` never throws but for misuse: failures stand in `dereferencingMetadata`, `{ error, message }`. Bytes come exactly
 * as they are on the ledger, and their sha-256 is compared with the ledger's. Where the two differ, error is `checksumMismatch`,
 * and `contentStream` and `contentMetadata` are given all the same, as evidence: such content must not be used.
 *
 * `versionTime` is the same as `resourceVersionTime` in the DID URL (the earlier of both counts). A resource named by its id is
 * answered whenever it was published: `contentMetadata.created` says when.
 *
 * `listResources` throws CheqdResolverError, since a list that could not be had must not look like an empty one.
 *
 * @throws CheqdResolverError `invalidOptions`
 * @example
 * ```ts
 * const { dereference } = createDereferencer()
 * const { contentStream, contentMetadata, dereferencingMetadata } = await dereference(
 *   'did:cheqd:testnet:c1685ca0-1f5b-439c-8eb8-5c0e85ab7cd0?resourceName=Demo%20Resource&resourceType=String',
 * )
 * ```
 */
export function createDereferencer(options?: CheqdResolverOptions): CheqdDereferencer {
  const resolved = readOptions(options)
  const networkOf = openNetworks(resolved)

  const read = async (didUrl: string, call: DereferenceOptions, maxBytes: number): Promise<DereferencedResource> => {
    const url = readDidUrl(didUrl)
    const query = resourceQuery(url, call.versionTime)
    const ledger = networkOf(url.did)
    const { content, metadata } = await withDeadline(resolved.timeoutMs, call.signal, (signal) =>
      url.resourceId === undefined
        ? ledger.resourceByQuery(url.did, query, maxBytes, signal)
        : ledger.resourceById(url.did, url.resourceId, maxBytes, signal),
    )
    const sound = !resolved.verifyChecksum || createHash('sha256').update(content).digest('hex') === metadata.checksum
    return {
      // A copy: the same bytes may go to others, and may be part of a larger buffer.
      contentStream: content.slice(),
      contentMetadata: metadata,
      dereferencingMetadata: {
        contentType: metadata.mediaType,
        ...(!sound && {
          error: 'checksumMismatch',
          message: 'the sha-256 of the content is not the one on the ledger',
        }),
      },
    }
  }

  return {
    async dereference(didUrl, call = {}) {
      const maxBytes = integerAt(call.maxBytes, 'options.maxBytes', resolved.maxContentBytes, 1, 2 ** 30)
      try {
        return await read(didUrl, call, maxBytes)
      } catch (error) {
        const { code, message } = CheqdResolverError.from(error)
        return { contentStream: null, contentMetadata: {}, dereferencingMetadata: { error: code, message } }
      }
    },

    async listResources(did, filter = {}, call = {}): Promise<ResourceMetadata[]> {
      try {
        const url = readDidUrl(did)
        const isBare = url.resource === undefined && url.fragment === undefined && Object.keys(url.version).length === 0
        if (!isBare) throw new CheqdResolverError('invalidDid', 'listResources takes a DID, not a DID URL')
        const ledger = networkOf(url.did)
        const { name, type } = filter
        return await withDeadline(resolved.timeoutMs, call.signal, (signal) =>
          ledger.listResources(url.did, { ...(name && { name }), ...(type && { type }) }, signal),
        )
      } catch (error) {
        throw CheqdResolverError.from(error)
      }
    },
  }
}

function resourceQuery(url: CheqdDidUrl, versionTime: string | undefined): ResourceQuery {
  if (url.resource === undefined || url.fragment !== undefined) {
    throw new CheqdResolverError(
      'invalidDidUrl',
      'the DID URL names no resource; DID documents are read with getResolver()',
    )
  }
  if (url.resourceMetadata) {
    throw new CheqdResolverError(
      'representationNotSupported',
      'resourceMetadata=true names no content; use listResources()',
    )
  }
  if (versionTime === undefined) return url.resource
  const seconds = parseVersionTime(versionTime)
  if (seconds === undefined)
    throw new CheqdResolverError('invalidDidUrl', 'the option versionTime must be an RFC 3339 time')
  const { resourceVersionTime = seconds } = url.resource
  return { ...url.resource, resourceVersionTime: Math.min(seconds, resourceVersionTime) }
}
