import { FormatFaults } from '../decode/format-fault.js'
import { isJsonObject } from '../decode/parse-json.js'
import { readDates } from '../decode/read-dates.js'
import type { JsonObject, JsonValue } from '../types/json.js'
import { readUnsignedList } from './read-list-credential.js'
import { hasKnownMessages } from './read-status-entry.js'
import type { StatusListOutcome } from './status-list.js'

/**
 * Reads cheqd's `{bitstringStatusListCredential, metadata}`. Its proof was made without `encodedList`, so nobody
 * signed the bits, and it is left unread: only the ledger vouches for the list.
 */
export function readCheqdBitstring(wrapped: JsonObject, metadata: JsonValue | undefined): StatusListOutcome {
  const fault = readMetadata(metadata)
  if (fault !== undefined) return fault
  const { statusSize, statusMessages } = isJsonObject(metadata) ? metadata : {}
  if (statusSize !== undefined && typeof statusSize !== 'number') return { invalid: 'its statusSize is no number' }
  if (!hasKnownMessages(statusMessages)) {
    return { unknown: 'it has messages (statusMessages) that this verifier does not know' }
  }
  const read = readUnsignedList(wrapped)
  if (read.list === undefined) return read
  if (read.list.size !== undefined && statusSize !== undefined && read.list.size !== statusSize) {
    return { invalid: 'it has two sizes of an entry (statusSize)' }
  }
  return { list: { ...read.list, ...(statusSize !== undefined && { size: statusSize }) } }
}

/** Reads cheqd's `{StatusList2021, metadata}`: a list that has no issuer and no signature. */
export function readCheqdStatusList2021(list: JsonObject, metadata: JsonValue | undefined): StatusListOutcome {
  const fault = readMetadata(metadata)
  if (fault !== undefined) return fault
  const { statusPurpose, encodedList } = list
  if (typeof statusPurpose !== 'string') return { invalid: 'it has no statusPurpose' }
  if (typeof encodedList !== 'string') return { invalid: 'it has no encodedList' }
  const faults = new FormatFaults()
  const dates = readDates(list, {}, faults)
  const [broken] = faults.list
  if (broken !== undefined) return { invalid: broken.message }
  return {
    list: { form: '2021', purposes: [statusPurpose], encoded: encodedList, compression: 'gzip', ...dates },
  }
}

function readMetadata(metadata: JsonValue | undefined): StatusListOutcome | undefined {
  if (metadata === undefined) return undefined
  if (!isJsonObject(metadata)) return { invalid: 'its metadata is no object' }
  const { encrypted, encoding } = metadata
  if (encrypted !== undefined && encrypted !== false) {
    return { unknown: 'it is encrypted, so only whoever holds the key can read it' }
  }
  if (encoding !== undefined && encoding !== 'base64url') {
    return { unknown: 'its encoding is none that this verifier reads (base64url)' }
  }
  return undefined
}
