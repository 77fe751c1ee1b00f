import { formatTime, parseTime } from '../parse-time.js'
import { normalizeDid } from '../did-url.js'
import type { EvidenceError } from '../types/evidence.js'
import type { JsonObject } from '../types/json.js'
import type { CheckContext } from './check-context.js'
import { fail, pass, undecided, type Finding } from './finding.js'
import { plainMessage } from './plain-message.js'

/** The finding, and the document where there is one to verify with. */
export interface DidState {
  finding: Finding
  document?: JsonObject
}

/**
 * The issuer's DID resolves, and was not deactivated at the time that counts (docs/verification.md, did-state).
 *
 * @param at - when the issuer signed, milliseconds since 1970
 */
export function checkDidState({ index }: Pick<CheckContext, 'index'>, did: string, at: number): DidState {
  const details = { did }
  const found = index.didDocument(did, at)
  const { item } = found
  if (item === undefined) {
    return { finding: undecided('did_unresolvable', `the DID document ${found.why}`, details) }
  }
  const { document, metadata } = item
  if (document !== undefined && !isDocumentOf(document, did)) {
    return { finding: fail('did_unresolvable', 'the answer is the document of another DID', details) }
  }
  if (metadata?.deactivated === true) {
    // cheqd marks every version of a DID that is deactivated; when it was done stands in the newest.
    const newest = index.newestDidDocument(did)?.metadata
    const since = newest?.deactivated === true && newest.updated !== undefined ? parseTime(newest.updated) : undefined
    if (since === undefined || since <= at) {
      const when = since === undefined ? '' : ` since ${formatTime(since)}`
      return {
        finding: fail('did_deactivated', `the issuer's DID is deactivated${when}`, details),
        ...(document && { document }),
      }
    }
  }
  if (document === undefined) return { finding: unresolvable(did, item.error) }
  const versionId = metadata?.versionId
  return { finding: pass('the DID resolves', versionId === undefined ? details : { did, versionId }), document }
}

const isDocumentOf = ({ id }: JsonObject, did: string): boolean => typeof id === 'string' && normalizeDid(id) === did

function unresolvable(did: string, error: EvidenceError | undefined): Finding {
  const { code, message: text } = error ?? { code: 'invalid', message: 'the answer has neither document nor error' }
  const message = plainMessage(text)
  const details = { did }
  switch (code) {
    case 'notFound':
      return fail('did_unresolvable', 'the DID does not exist at the time that counts', details)
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
