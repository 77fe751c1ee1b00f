import { FormatFaults } from '../decode/format-fault.js'
import { isJsonObject } from '../decode/parse-json.js'
import { readDates } from '../decode/read-dates.js'
import { readEnvelope } from '../decode/read-envelope.js'
import { listOf, readIssuer } from '../decode/read-members.js'
import type { Dialect } from '../types/credential.js'
import type { JsonObject } from '../types/json.js'
import type { StatusListOutcome } from './status-list.js'

/** Reads a signed BitstringStatusListCredential or StatusList2021Credential. */
export function readListCredential(text: string): StatusListOutcome {
  const faults = new FormatFaults()
  const signed = readEnvelope(text, new Set<Dialect>(), faults)
  if (signed === undefined) return faulty(faults)
  const { jws, proof, document, conflicts } = signed
  if (conflicts.length > 0) return { invalid: conflicts.join('; ') }
  const read = readListDocument(document, jws?.payload ?? {}, faults)
  return read.list === undefined ? read : { list: { ...read.list, ...(jws && { jws }), ...(proof && { proof }) } }
}

/** Reads a list that has the form of a credential, without regard to a proof. */
export function readUnsignedList(document: JsonObject): StatusListOutcome {
  return readListDocument(document, {}, new FormatFaults())
}

/** Names of the credential and its subject, by form (Bitstring Status List 1.0 section 2.2; Status List 2021 section 3.2). */
const forms = [
  { form: 'bitstring', type: 'BitstringStatusListCredential', subjectType: 'BitstringStatusList' },
  { form: '2021', type: 'StatusList2021Credential', subjectType: 'StatusList2021' },
] as const

function readListDocument(document: JsonObject, claims: JsonObject, faults: FormatFaults): StatusListOutcome {
  const types = listOf(document.type)
  const [form, ...others] = forms.filter(({ type }) => types.includes(type))
  if (form === undefined || others.length > 0) return { invalid: 'its type is not that of one kind of status list' }
  const issuer = readIssuer(document.issuer, faults)
  const dates = readDates(document, claims, faults)
  const [subject, ...further] = listOf(document.credentialSubject)
  if (!isJsonObject(subject) || further.length > 0 || subject.type !== form.subjectType) {
    return { invalid: `its credentialSubject is no ${form.subjectType}` }
  }
  const purposes = listOf(subject.statusPurpose).filter((purpose) => typeof purpose === 'string')
  const { encodedList, statusSize, ttl } = subject
  if (typeof encodedList !== 'string') return { invalid: 'it has no encodedList' }
  if (statusSize !== undefined && typeof statusSize !== 'number') return { invalid: 'its statusSize is no number' }
  if (faults.list.length > 0 || issuer === undefined) return faulty(faults)
  return {
    list: {
      form: form.form,
      ...(typeof document.id === 'string' && { id: document.id }),
      purposes,
      ...(statusSize !== undefined && { size: statusSize }),
      encoded: withoutMultibase(encodedList),
      compression: 'gzip',
      issuer,
      ...dates,
      ...(typeof ttl === 'number' && { ttlMs: ttl }),
    },
  }
}

// Multibase base64url (prefix u) since Bitstring Status List 1.0; before it, and on cheqd, without prefix. No gzip
// begins with u in base64url: its first byte is 0x1f.
const withoutMultibase = (text: string): string => (text.startsWith('u') ? text.slice(1) : text)

function faulty({ list }: FormatFaults): StatusListOutcome {
  const failed = list.find(({ status }) => status === 'fail')
  if (failed !== undefined) return { invalid: failed.message }
  return { unknown: list[0]?.message ?? 'it could not be read' }
}
