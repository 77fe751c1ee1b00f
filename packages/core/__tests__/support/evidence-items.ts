import { createHash } from 'node:crypto'
import { type Finding } from '../../src/checks/finding.js'

export const did = 'did:cheqd:testnet:00000000-0000-4000-8000-00000000000a'
export const idOf = (number: number): string => `00000000-0000-4000-8000-0000000000a${String(number)}`
export const pinned = (number: number): string => `${did}/resources/${idOf(number)}`
export const now = Date.UTC(2026, 5, 1)
export const base64 = (text: string): string => Buffer.from(text).toString('base64')
export const metadataOf = (number: number, content: string, more: object = {}) => ({
  resourceCollectionId: did,
  resourceId: idOf(number),
  resourceName: 'Name',
  resourceType: 'T',
  created: '2026-01-01T00:00:00Z',
  checksum: createHash('sha256').update(content).digest('hex'),
  ...more,
})
/** A resource of the evidence, found. */
export const itemOf = (number: number, content: string, more: object = {}): object => ({
  item: { content: base64(content), metadata: metadataOf(number, content, more) },
})
/** How one or several findings end, without their messages. */
export const endOf = (found: Finding | Finding[]) =>
  [found].flat().map(({ status, code, details }) => (details === undefined ? [status, code] : [status, code, details]))
