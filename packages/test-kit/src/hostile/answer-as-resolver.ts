import { parseDidUrl, parseResourceReference, type ResourceMetadata } from '@trustchains/core'
import type { World } from '../world.js'
import type { HttpAnswer } from './http-answer.js'

const path = '/1.0/identifiers/'

/**
 * Answers a request as the HTTP API of a did:cheqd resolver does (its version 3): DID documents, resources by id and by
 * name and type, as of a time, and their metadata.
 *
 * @param target - path and query of the request
 */
export function answerAsResolver(world: World, target: string): HttpAnswer {
  const asked = questionOf(target)
  const url = asked === undefined ? undefined : parseDidUrl(asked.didUrl)
  if (asked === undefined || url === undefined) return json({ didResolutionMetadata: { error: 'invalidDid' } }, 400)
  const { didUrl, wantsMetadata } = asked
  const reference = parseResourceReference(didUrl)
  if (reference === undefined) {
    const versionTime = new URL(target, 'http://x').searchParams.get('versionTime') ?? undefined
    const result = world.findDid(url.did, versionTime === undefined ? {} : { versionTime })
    return json(result, result.didDocument === null ? 404 : 200)
  }
  const found = world.findResource(didUrl)
  if (found.contentStream === null) return json({ ...found, contentStream: null }, 404)
  if (!wantsMetadata) {
    const { contentType = 'application/octet-stream' } = found.dereferencingMetadata
    return { status: 200, contentType, body: Buffer.from(found.contentStream) }
  }
  const all = world.listAllResources().filter((metadata) => isOf(metadata, found.contentMetadata))
  const contentMetadata = reference.form === 'pinned' ? found.contentMetadata : { linkedResourceMetadata: all }
  return json({ dereferencingMetadata: { contentType: 'application/json' }, contentStream: null, contentMetadata })
}

/** What a request asks for: a DID or DID URL, and whether its metadata is wanted. */
export function questionOf(target: string): { didUrl: string; wantsMetadata: boolean } | undefined {
  if (!target.startsWith(path)) return undefined
  const [route = '', query = ''] = target.slice(path.length).split('?')
  const parameters = new URLSearchParams(query)
  const wantsMetadata = route.endsWith('/metadata') || parameters.get('resourceMetadata') === 'true'
  parameters.delete('resourceMetadata')
  parameters.delete('versionTime')
  const left = [...parameters].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  return { didUrl: route.replace(/\/metadata$/, '') + (left === '' ? '' : `?${left}`), wantsMetadata }
}

const isOf = (metadata: ResourceMetadata, found: Partial<ResourceMetadata>): boolean =>
  (['resourceCollectionId', 'resourceName', 'resourceType'] as const).every((name) => metadata[name] === found[name])

function json(value: object, status = 200): HttpAnswer {
  return { status, contentType: 'application/ld+json', body: Buffer.from(JSON.stringify(value)) }
}
