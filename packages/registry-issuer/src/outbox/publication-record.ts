import { createHash } from 'node:crypto'
import type { JsonObject } from '@trustchains/core'
import type { SigningKey } from '../signing/select-signing-key.js'
import type { PublicationEstimate } from '../types/results.js'
import type { OutboxRecord } from '../types/outbox-store.js'
import type { ResourceToPublish } from '../types/publisher.js'
import { hasShape, parseRecord, unreadable } from './parse-record.js'

/** A resource, but for its content. */
export type ResourceFrame = Omit<ResourceToPublish, 'data'>

/**
 * A publication under way, as it stands in the outbox: first what is to be signed, then what was signed. It has all that
 * is needed to finish it in another process, but no key: that stays with the agent, under its `keyRef`.
 */
export interface PublicationRecord {
  /** Of this layout. */
  format: 1
  resource: ResourceFrame
  /** The unsigned credential, and what to sign it with; gone once it is signed. */
  toSign?: ToSign
  /** The content in base64, exactly as it is to be published: what was committed here is the only thing ever sent. */
  data?: string
  estimate: PublicationEstimate
  /** Of the method and its arguments: the same call again finds its publication by it. */
  fingerprint: string
  /** The call that is at it: the name of a lock that it holds. */
  owner: string
  /** Whether a call with an idempotency key asked for it, which must find out later if it failed. */
  isAwaited?: boolean
  /** RFC 3339: when it was recorded. */
  since: string
}

/** A credential that is not signed yet. */
interface ToSign {
  draft: JsonObject
  key: SigningKey
}

/** A publication record, with where and in which revision it stands. */
export interface StoredPublication {
  key: string
  revision: number
  record: PublicationRecord
}

const root = 'publication/'

/** Keys of the publications of one name begin so; with no name, of all. */
export function publicationPrefix(name?: { did: string; name: string; type: string }): string {
  return name === undefined ? root : `${root}${hashOf([name.did, name.name, name.type])}/`
}

/** Where a publication stands in the outbox. */
export const publicationKey = (resource: ResourceFrame): string =>
  `${publicationPrefix(resource)}${resource.resourceId}`

/**
 * Reads a publication as it stands in the store.
 *
 * @throws TrustRegistryIssuerError `outbox_failed`
 */
export function readPublication(stored: OutboxRecord): StoredPublication {
  const { key, revision } = stored
  const record = parseRecord<PublicationRecord>(stored, {
    format: 1,
    resource: 'object',
    estimate: 'object',
    fingerprint: 'string',
    owner: 'string',
    since: 'string',
  })
  const isSound =
    hasShape<ResourceFrame>(record.resource, {
      did: 'string',
      resourceId: 'string',
      name: 'string',
      type: 'string',
      version: 'string',
      mediaType: 'string',
    }) &&
    (typeof record.data === 'string' ||
      (hasShape<ToSign>(record.toSign, { draft: 'object', key: 'object' }) &&
        hasShape<SigningKey>(record.toSign.key, { keyRef: 'string', kid: 'string', alg: 'string' })))
  if (!isSound) throw unreadable(key)
  return { key, revision, record }
}

/** The resource to publish, once it is signed. */
export function resourceOf({ resource, data }: PublicationRecord): ResourceToPublish | undefined {
  return data === undefined ? undefined : { ...resource, data: Buffer.from(data, 'base64') }
}

/** 128 bits of the SHA-256 of some texts, in hex: keys of records have no room for names. */
export function hashOf(texts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 32)
}
