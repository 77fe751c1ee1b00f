import type { DIDDocument, DIDResolutionOptions, DIDResolutionResult, DIDResolver, ParsedDID } from 'did-resolver'
import { CheqdResolverError } from './cheqd-resolver-error.js'
import { isUuid } from './did/cheqd-did.js'
import { readDidUrl, type CheqdDidUrl } from './did/read-did-url.js'
import { parseVersionTime } from './did/version-time.js'
import { withDeadline } from './http/with-deadline.js'
import { openNetworks } from './ledger/open-networks.js'
import { readOptions } from './read-options.js'
import type { VersionQuery } from './types/ledger-client.js'
import type { CheqdResolverOptions } from './types/options.js'

/** What `getResolver` gives: methods for did-resolver's `Resolver`. */
export interface CheqdResolverRegistry {
  cheqd: DIDResolver
}

const jsonLd = 'application/did+ld+json'
const json = 'application/did+json'
const asJsonLd = new Set([jsonLd, 'application/did', 'application/ld+json', 'application/json', 'application/*', '*/*'])

/**
 * A did:cheqd method for did-resolver's `Resolver`, and so for Veramo's `DIDResolverPlugin`.
 *
 * A version may be asked for as resolution options, `{ versionId, versionTime }`, or in the DID URL, `?versionTime=…`.
 * `{ resourceMetadata: true }`, or `?resourceMetadata=true`, adds `didDocumentMetadata.linkedResourceMetadata`. `{ signal }` ends
 * a call. `{ accept: 'application/did+json' }` leaves `@context` out. A deactivated DID resolves, with
 * `didDocumentMetadata.deactivated: true`.
 *
 * Resolving never throws: failures stand in `didResolutionMetadata`, `{ error, message }`.
 *
 * @throws CheqdResolverError `invalidOptions`
 * @example
 * ```ts
 * const resolver = new Resolver({ ...getResolver({ testnet: { rpcUrl: 'https://rpc.cheqd.network' } }) })
 * const { didDocument, didDocumentMetadata } = await resolver.resolve('did:cheqd:testnet:55dbc8bf-fba3-4117-855c-1e0dc1d3bb47')
 * ```
 */
export function getResolver(options?: CheqdResolverOptions): CheqdResolverRegistry {
  const resolved = readOptions(options)
  const networkOf = openNetworks(resolved)
  const resolve = async (didUrl: string, resolution: DIDResolutionOptions): Promise<DIDResolutionResult> => {
    const contentType = readAccept(resolution.accept)
    const url = readDidUrl(didUrl)
    if (url.resource !== undefined) {
      throw new CheqdResolverError('invalidDidUrl', 'the DID URL names a resource; read it with createDereferencer()')
    }
    const version = readVersion(url, resolution)
    const withResources = url.resourceMetadata || resolution.resourceMetadata === true
    const ledger = networkOf(url.did)
    const { didDocument, didDocumentMetadata } = await withDeadline(
      resolved.timeoutMs,
      resolution.signal as AbortSignal | undefined,
      (signal) => ledger.didVersion(url.did, version, withResources, signal),
    )
    return {
      '@context': 'https://w3id.org/did-resolution/v1',
      didResolutionMetadata: { contentType },
      didDocument: contentType === json ? withoutContext(didDocument) : didDocument,
      didDocumentMetadata: {
        ...didDocumentMetadata,
        ...(url.did.migratedFrom !== undefined && { canonicalId: url.did.did }),
      },
    }
  }
  return {
    cheqd: async (
      did: string,
      parsed: ParsedDID | undefined,
      _resolver: unknown,
      resolution?: DIDResolutionOptions,
    ) => {
      try {
        return await resolve(parsed?.didUrl ?? did, resolution ?? {})
      } catch (error) {
        const { code, message } = CheqdResolverError.from(error)
        return { didResolutionMetadata: { error: code, message }, didDocument: null, didDocumentMetadata: {} }
      }
    },
  }
}

function readAccept(accept: unknown): string {
  if (accept === undefined) return jsonLd
  const types = typeof accept === 'string' ? accept.split(',').map((type) => type.split(';', 1)[0]?.trim() ?? '') : []
  const first = types.find((type) => type === json || asJsonLd.has(type))
  if (first !== undefined) return first === json ? json : jsonLd
  throw new CheqdResolverError('representationNotSupported', `accept must be ${jsonLd} or ${json}`)
}

function readVersion(url: CheqdDidUrl, resolution: DIDResolutionOptions): VersionQuery {
  const { versionId, versionTime } = resolution as { versionId?: unknown; versionTime?: unknown }
  const asked: VersionQuery = {}
  if (versionId !== undefined) {
    asked.versionId =
      typeof versionId === 'string' && isUuid(versionId.toLowerCase()) ? versionId.toLowerCase() : bad('versionId')
  }
  if (versionTime !== undefined) {
    asked.versionTime =
      (typeof versionTime === 'string' ? parseVersionTime(versionTime) : undefined) ?? bad('versionTime')
  }
  for (const name of ['versionId', 'versionTime'] as const) {
    const inUrl = url.version[name]
    if (asked[name] !== undefined && inUrl !== undefined && inUrl !== asked[name]) {
      throw new CheqdResolverError('invalidDidUrl', `${name} of the DID URL and of the options differ`)
    }
  }
  return { ...url.version, ...asked }
}

function bad(name: string): never {
  const form = name === 'versionId' ? 'a UUID' : 'an RFC 3339 time'
  throw new CheqdResolverError('invalidDidUrl', `the resolution option ${name} must be ${form}`)
}

function withoutContext(document: DIDDocument): DIDDocument {
  const copy = { ...document }
  delete copy['@context']
  return copy
}
