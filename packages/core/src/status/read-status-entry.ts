import { isJsonObject } from '../decode/parse-json.js'
import { formatDidUrl, parseDidUrl, parseResourceReference, type ResourceReference } from '../did-url.js'
import type { JsonObject, JsonValue } from '../types/json.js'

/** The kind of list that an entry is kept in: W3C Bitstring, its forerunner StatusList2021, IETF Token Status List. */
export type StatusListForm = 'bitstring' | '2021' | 'token'

/** The purposes of W3C lists that bear on trust. */
export type StatusPurpose = 'revocation' | 'suspension' | 'message'

/** Where the status of a credential is kept, as the credential says. */
export interface StatusEntry {
  form: StatusListForm
  /** The list's URL as it is compared: a DID URL normalised, without fragment; anything else as written. */
  url: string
  /** `url`, read; undefined where it names no DID-Linked Resource. */
  reference?: ResourceReference
  /** Whether the URL was written as that of a resolver (a dialect). */
  resolverUrl: boolean
  /** Absent for a token list, which has none. */
  purpose?: StatusPurpose
  /** From 0. */
  index: number
  /** Bits of one entry, where the credential says so. */
  size?: number
}

/** An entry; or why it is none: `invalid` is malformed, `unknown` a kind of status that can't be judged. */
export type StatusEntryOutcome =
  | { entry: StatusEntry; invalid?: undefined; unknown?: undefined }
  | { entry?: undefined; invalid: string; unknown?: undefined }
  | { entry?: undefined; invalid?: undefined; unknown: string }
  /** It says nothing about validity. */
  | { entry?: undefined; invalid?: undefined; unknown?: undefined }

/**
 * Reads one member of `credentialStatus`, or the claim `status` of a token: BitstringStatusListEntry, cheqd's form of
 * it, StatusList2021Entry with or without `statusListCredential`, and `{status_list: {idx, uri}}` (docs/rules.md,
 * Status).
 */
export function readStatusEntry(value: JsonValue): StatusEntryOutcome {
  if (!isJsonObject(value)) return { invalid: 'the status is no object' }
  if (value.type === undefined && value.status_list !== undefined) return readTokenEntry(value.status_list)
  const types = Array.isArray(value.type) ? value.type : [value.type]
  if (types.length !== 1) return { invalid: 'the status has several types' }
  switch (types[0]) {
    case 'BitstringStatusListEntry':
      return readListEntry('bitstring', value, value.statusListCredential)
    case 'StatusList2021Entry':
      // cheqd's entries have no statusListCredential: their id is the list's URL with #index.
      return readListEntry('2021', value, value.statusListCredential ?? value.id)
    default:
      return { unknown: 'the status is of a kind that this verifier does not know' }
  }
}

function readListEntry(form: StatusListForm, value: JsonObject, url: JsonValue | undefined): StatusEntryOutcome {
  const { statusPurpose: purpose, statusSize } = value
  // A newer credential is to be had: that says nothing against this one.
  if (purpose === 'refresh') return {}
  if (typeof purpose !== 'string') return { invalid: 'the status has no statusPurpose' }
  if (!isPurpose(purpose)) return { unknown: 'the status has a statusPurpose that this verifier does not know' }
  const index = readIndex(value.statusListIndex)
  if (index === undefined) return { invalid: 'statusListIndex is no whole number from 0' }
  if (statusSize !== undefined && !isSize(statusSize)) return { invalid: 'statusSize is no whole number from 1 to 8' }
  if (typeof url !== 'string') return { invalid: 'the status names no list (statusListCredential)' }
  if (url === value.id && value.statusListCredential === undefined) {
    const fragment = url.includes('#') ? url.slice(url.indexOf('#') + 1) : String(index)
    if (fragment !== String(index)) return { invalid: "the fragment of the status' id is not its statusListIndex" }
  }
  if (form === 'bitstring' && purpose === 'message' && !hasKnownMessages(value.statusMessage)) {
    return { unknown: 'the status has messages (statusMessage) that this verifier does not know' }
  }
  return { entry: { form, ...listOfUrl(url), purpose, index, ...(statusSize !== undefined && { size: statusSize }) } }
}

function readTokenEntry(value: JsonValue): StatusEntryOutcome {
  if (!isJsonObject(value)) return { invalid: 'status_list is no object' }
  const { idx, uri } = value
  const index = typeof idx === 'number' ? readIndex(idx) : undefined
  if (index === undefined) return { invalid: 'idx is no whole number from 0' }
  if (typeof uri !== 'string') return { invalid: 'the status names no list (uri)' }
  return { entry: { form: 'token', ...listOfUrl(uri), index } }
}

function listOfUrl(text: string): Pick<StatusEntry, 'url' | 'reference' | 'resolverUrl'> {
  const parsed = parseDidUrl(text)
  if (parsed === undefined) return { url: text, resolverUrl: false }
  const { did, path, query, resolverUrl } = parsed
  const url = formatDidUrl({ did, path, query })
  const reference = parseResourceReference(url)
  return { url, resolverUrl, ...(reference && { reference }) }
}

const isPurpose = (text: string): text is StatusPurpose =>
  text === 'revocation' || text === 'suspension' || text === 'message'

const isSize = (value: JsonValue): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 8

const digits = /^(?:0|[1-9]\d{0,14})$/

/** W3C writes an index as a string of digits, some issuers as a number. */
function readIndex(value: JsonValue | undefined): number | undefined {
  if (typeof value === 'string') return digits.test(value) ? Number(value) : undefined
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined
}

/** What cheqd's four values mean; its provider and its manual have different words for 0. */
const knownMessages: readonly (readonly string[])[] = [['valid', 'issued'], ['revoked'], ['suspended'], ['unknown']]

/** Whether a list of messages, where there is one, gives the values the meaning that cheqd gives them. */
export function hasKnownMessages(value: JsonValue | undefined): boolean {
  if (value === undefined) return true
  if (!Array.isArray(value)) return false
  return value.every((item) => {
    if (!isJsonObject(item) || typeof item.status !== 'string' || typeof item.message !== 'string') return false
    const known = /^0x[0-9a-f]$/i.test(item.status) ? knownMessages[Number(item.status)] : undefined
    return known?.includes(item.message.toLowerCase()) ?? false
  })
}
