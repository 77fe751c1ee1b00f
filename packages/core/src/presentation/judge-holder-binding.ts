import { fail, pass, undecided, skipped, type Finding } from '../checks/finding.js'
import { isJsonObject } from '../decode/parse-json.js'
import { listOf } from '../decode/read-members.js'
import { normalizeDid } from '../did-url.js'
import type { ChainCredential } from '../types/credential.js'

/**
 * Whether a credential speaks of the holder and of nobody else. With several subjects each must be the holder: whoever
 * reads the claims would take those about another for the holder's. A subject without id is nobody, so that anybody could
 * show the credential.
 *
 * @param credential - absent where it could not be read
 */
export function judgeHolderBinding(credential: ChainCredential | undefined, holder: string): Finding {
  if (credential === undefined) return skipped('not_reached', 'the credential could not be read')
  const subjects = listOf(credential.document.credentialSubject)
  const ids = subjects.map((subject) => (isJsonObject(subject) ? subject.id : undefined))
  const other = ids.find((id) => id !== undefined && (typeof id !== 'string' || normalizeDid(id) !== holder))
  if (other !== undefined) {
    const named = typeof other === 'string' ? other.slice(0, 512) : null
    return fail('subject_not_holder', 'the credential speaks of somebody else than the holder', {
      holder,
      subject: named,
    })
  }
  return ids.length === 0 || ids.includes(undefined)
    ? undecided('subject_missing', 'the credential does not say of whom it speaks', { holder })
    : pass('the credential speaks of the holder', { holder })
}
