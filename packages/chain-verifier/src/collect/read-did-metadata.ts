import type { DidDocumentMetadata } from '@trustchains/core'
import { memberOf, stringMember } from './read-members.js'

/** The members of DID document metadata that a verifier looks at; what is malformed is left out. */
export function readDidMetadata(value: unknown): DidDocumentMetadata {
  const metadata: DidDocumentMetadata = {}
  for (const name of ['created', 'updated', 'versionId'] as const) {
    const member = stringMember(value, name)
    if (member !== undefined) metadata[name] = member
  }
  if (memberOf(value, 'deactivated') === true) metadata.deactivated = true
  return metadata
}
