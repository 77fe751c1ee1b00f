import { formatTime, parseTime } from '../parse-time.js'
import { isJsonObject } from '../decode/parse-json.js'
import { normalizeDid } from '../did-url.js'
import type { EvidenceError } from '../types/evidence.js'
import type { JsonObject } from '../types/json.js'
import type { CheckContext } from './check-context.js'
import { fail, pass, undecided, type Finding } from './finding.js'

/** The finding, and the document where there is one to verify with. */
export interface DidState {
  finding: Finding
  document?: JsonObject
}

/** The issuer's DID resolves, and was not deactivated at the time that counts (design 03, did-state). */
export function checkDidState({ index, at }: CheckContext, did: string): DidState {
  const details = { did }
  const { item, ...found } = index.didDocument(did)
  if (item === undefined) {
    const why = 'stale' in found && found.stale ? 'read too long before' : 'not collected for'
    return { finding: undecided('did_unresolvable', `the DID document was ${why} the time of evaluation`, details) }
  }
  const { document, metadata } = item
  if (document === undefined) return { finding: unresolvable(did, item.error) }
  if (!isJsonObject(document) || typeof document.id !== 'string' || normalizeDid(document.id) !== did) {
    return { finding: fail('did_unresolvable', 'the answer is the document of another DID', details) }
  }
  if (metadata?.deactivated === true) {
    // cheqd marks every version of a DID that is deactivated; when it was done stands in the newest.
    const newest = index.newestDidDocument(did)?.metadata
    const since = newest?.deactivated === true && newest.updated !== undefined ? parseTime(newest.updated) : undefined
    if (since === undefined || since <= at) {
      const when = since === undefined ? '' : ` since ${formatTime(since)}`
      return { finding: fail('did_deactivated', `the issuer's DID is deactivated${when}`, details), document }
    }
  }
  const versionId = metadata?.versionId
  return { finding: pass('the DID resolves', { did, ...(versionId !== undefined && { versionId }) }), document }
}

function unresolvable(did: string, error: EvidenceError | undefined): Finding {
  const { code, message } = error ?? { code: 'invalid', message: 'the answer has neither document nor error' }
  const details = { did }
  switch (code) {
    case 'notFound':
      return fail('did_unresolvable', 'the DID does not exist at the time of evaluation', details)
    case 'invalid':
      return fail('did_unresolvable', `the DID can't be resolved: ${message}`, details)
    case 'limit':
      return fail('limit_exceeded', message, details)
    case 'deadline':
      return undecided('limit_exceeded', message, details)
    case 'unreachable':
      return undecided('did_unresolvable', `the DID could not be resolved: ${message}`, details)
  }
}
