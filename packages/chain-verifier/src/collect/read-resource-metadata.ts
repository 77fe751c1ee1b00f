import type { ResourceMetadata } from '@trustchains/core'
import { memberOf, stringMember } from './read-members.js'

const required = [
  'resourceURI',
  'resourceCollectionId',
  'resourceId',
  'resourceName',
  'resourceType',
  'mediaType',
  'created',
  'checksum',
] as const satisfies (keyof ResourceMetadata)[]

/** The metadata of a DID-Linked Resource, or the name of the first member that is missing. */
export function readResourceMetadata(value: unknown): ResourceMetadata | string {
  const members: Partial<Record<keyof ResourceMetadata, string | null>> = {}
  for (const name of required) {
    const member = stringMember(value, name)
    if (member === undefined) return name
    members[name] = member
  }
  for (const name of ['resourceVersion', 'previousVersionId', 'nextVersionId'] as const) {
    const member = memberOf(value, name)
    if (typeof member === 'string' || (member === null && name !== 'resourceVersion')) members[name] = member
  }
  return members as ResourceMetadata
}
