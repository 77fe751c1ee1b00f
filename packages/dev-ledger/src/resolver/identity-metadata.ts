import { splitDid } from '../rules/did.js'
import { splitDidUrl } from '../rules/did-url.js'
import { retrievedMark } from './retrieved.js'

/** didResolutionMetadata and dereferencingMetadata. */
export interface IdentityMetadata {
  contentType?: string
  error?: string
  /** Time of the answer, whole seconds: the mark of it, until it is sent. */
  retrieved: string
  did: { didString?: string; methodSpecificId?: string; method?: string }
}

/** Builds the metadata of a result; `did` stays empty where the text is no DID. */
export function identityMetadata(didUrl: string, contentType: string, error?: string): IdentityMetadata {
  const { did } = splitDidUrl(didUrl)
  const parts = splitDid(did)
  return {
    contentType: contentType === '' ? undefined : contentType,
    error,
    retrieved: retrievedMark,
    did: parts === undefined ? {} : { didString: did, methodSpecificId: parts.id, method: parts.method },
  }
}
