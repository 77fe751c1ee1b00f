import { hash, type X509Certificate } from 'node:crypto'
import { isTimestampAuthority } from './timestamp-authority.js'
import { readTimestamp, type ReadTimestamp } from './read-timestamp.js'
import type { ExistenceOutcome } from './existence-outcome.js'
import { plainMessage } from '../checks/plain-message.js'

/**
 * An RFC 3161 timestamp over the leaf proves that it existed at its time, if an authority signed it that the policy
 * trusts.
 *
 * @param token - TimeStampToken or TimeStampResp, DER in base64
 * @param bytes - see `leafBytes`
 * @param authorities - certificates of authorities, or of who issued theirs
 */
export function existenceByTimestamp(
  token: string,
  bytes: readonly Buffer[],
  authorities: readonly X509Certificate[],
): ExistenceOutcome {
  if (authorities.length === 0) return refused('the policy trusts no authority (timestampAuthorities)')
  let timestamp: ReadTimestamp
  try {
    timestamp = readTimestamp(token)
  } catch (error) {
    return refused(error instanceof Error ? plainMessage(error.message) : 'it can not be read')
  }
  const { hashAlgorithm, hashedMessage, signer, certificates, time } = timestamp
  if (!bytes.some((form) => hash(hashAlgorithm, form, 'hex') === hashedMessage)) {
    return refused('it is made over something else than the credential')
  }
  if (!isTimestampAuthority(signer, certificates, authorities, time)) {
    return refused('who signed it is no authority that the policy trusts, or was none then')
  }
  return { time, provenBy: { by: 'rfc3161', source: plainMessage(signer.subject) } }
}

const refused = (why: string): ExistenceOutcome => ({ refused: `the timestamp proves nothing: ${why}` })
