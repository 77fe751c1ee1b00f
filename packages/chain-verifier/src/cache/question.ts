import {
  hasLedgerTime,
  isWhatWasAsked,
  normalizeDid,
  parseTime,
  type DidDocumentEvidence,
  type ResourceEvidence,
  type ResourceReference,
} from '@trustchains/core'
import { hash } from 'node:crypto'
import { isObject, memberOf, stringMember } from '../collect/read-members.js'
import { readDidMetadata } from '../collect/read-did-metadata.js'
import { readResourceMetadata } from '../collect/read-resource-metadata.js'

/** An item of evidence that may be kept. */
export type Answered = DidDocumentEvidence | ResourceEvidence

/** What a source is asked, as a cache sees it. */
export interface Question<T extends Answered> {
  /** The same for what has the same answer. */
  readonly id: string
  /** Whether its answer can never change. */
  readonly isPinned: boolean
  /** Whether an item is an answer to a question of this kind. */
  isAnswer(item: Answered): item is T
  /**
   * Whether an answer is complete, and what was asked: only that is kept, so that an accident of a source does not
   * last longer than the accident.
   */
  isSound(item: T): boolean
  /**
   * Reads an answer that comes from outside.
   *
   * @param readAt - RFC 3339; the time as of which the answer holds follows from it
   * @returns undefined where it has not the shape of one
   */
  read(value: unknown, readAt: string): T | undefined
}

/** The name of the source in evidence that another process collected. */
export const sharedSource = 'shared cache'

/**
 * The question for a DID-Linked Resource.
 *
 * @param url - normalised
 * @param versionTime - RFC 3339: absent for what is pinned, and where the newest is asked for
 */
export function resourceQuestion(
  url: string,
  reference: ResourceReference,
  versionTime?: string,
): Question<ResourceEvidence> {
  return {
    id: `resource ${versionTime ?? ''} ${url}`,
    // On the web even what is pinned is what its server says today.
    isPinned: reference.form === 'pinned' && hasLedgerTime(reference.did),
    isAnswer: (item): item is ResourceEvidence => 'url' in item,
    isSound: ({ content, metadata }) =>
      content !== undefined &&
      metadata !== undefined &&
      isWhatWasAsked(reference, metadata) &&
      parseTime(metadata.created) !== undefined &&
      hash('sha256', Buffer.from(content, 'base64'), 'hex') === metadata.checksum.toLowerCase(),
    read: (value, readAt) => {
      const content = stringMember(value, 'content')
      const metadata = readResourceMetadata(memberOf(value, 'metadata'))
      if (content === undefined || typeof metadata === 'string') return undefined
      // Written anew, so that the same bytes are the same text.
      const bytes = Buffer.from(content, 'base64').toString('base64')
      return { url, source: sharedSource, readAt, asOf: versionTime ?? readAt, content: bytes, metadata }
    },
  }
}

/** The question for what a web server has under an HTTPS URL. */
export function webQuestion(url: string): Question<ResourceEvidence> {
  return {
    id: `web ${url}`,
    isPinned: false,
    isAnswer: (item): item is ResourceEvidence => 'url' in item,
    isSound: ({ content }) => content !== undefined,
    read: (value, readAt) => {
      const content = stringMember(value, 'content')
      if (content === undefined) return undefined
      const bytes = Buffer.from(content, 'base64').toString('base64')
      return { url, source: sharedSource, readAt, asOf: readAt, content: bytes }
    },
  }
}

/**
 * The question for a DID document.
 *
 * @param did - normalised
 * @param versionTime - RFC 3339; absent where the newest is asked for
 */
export function didQuestion(did: string, versionTime?: string): Question<DidDocumentEvidence> {
  return {
    id: `did ${versionTime ?? ''} ${did}`,
    isPinned: false,
    isAnswer: (item): item is DidDocumentEvidence => 'did' in item,
    isSound: ({ document }) => document !== undefined && isDocumentOf(document, did),
    read: (value, readAt) => {
      const document = memberOf(value, 'document')
      if (!isObject(document)) return undefined
      const metadata = readDidMetadata(memberOf(value, 'metadata'))
      return {
        did,
        source: sharedSource,
        readAt,
        asOf: versionTime ?? readAt,
        metadata,
        // Parsed from JSON, so that it is nothing else.
        document: document as NonNullable<DidDocumentEvidence['document']>,
      }
    },
  }
}

/** Whether a document's id is the DID that was asked: another DID's keys would sign for this one (DID Core 5.1.1). */
function isDocumentOf(document: object, did: string): boolean {
  const id = stringMember(document, 'id')
  return id !== undefined && normalizeDid(id) === did
}
