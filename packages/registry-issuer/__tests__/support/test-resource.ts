import { randomUUID } from 'node:crypto'
import type { ResourceToPublish } from '../../src/index.js'

/** A resource of a DID that no other is like. */
export const testResource = (did: string): ResourceToPublish => ({
  did,
  resourceId: randomUUID(),
  name: 'resource',
  version: '1',
  type: 'Test',
  data: Buffer.from(randomUUID()),
  mediaType: 'text/plain',
  kms: 'local',
})
