import { hash } from 'node:crypto'
import { base58 } from '@scure/base'
import { sameJson } from '../decode/compare-documents.js'
import type { FormatFaults } from '../decode/format-fault.js'
import { ReadDate } from '../decode/read-date.js'
import { listOf } from '../decode/read-members.js'
import { normalizeDid, parseDidUrl } from '../did-url.js'
import { parseTime } from '../parse-time.js'
import type { StatedDate } from '../types/credential.js'
import type { JsonObject, JsonValue } from '../types/json.js'
import type { DataIntegrityProof } from '../types/proof.js'
import { canonicalJson } from './canonical-json.js'
import type { Cryptosuite } from './cryptosuite.js'

// Decoding base58 takes time quadratic in its length. 64 bytes have at most 88 characters, the 96 of P-384 at most 132.
const multibase58 = /^z[1-9A-HJ-NP-Za-km-z]{1,140}$/

/** Domains of one proof. */
const maxDomains = 16

/**
 * Reads a Data Integrity proof and computes what it signs: verification of `eddsa-jcs-2022` and `ecdsa-jcs-2019` up to
 * the signature (Data Integrity EdDSA and ECDSA Cryptosuites 1.0, section 3.3.2).
 *
 * @param document - the secured document without `proof`, as it stands: with its own `@context`
 * @returns undefined, and a fault, where the proof is malformed
 */
export function readDataIntegrityProof(
  suite: Cryptosuite,
  proof: JsonObject,
  document: JsonObject,
  faults: FormatFaults,
): DataIntegrityProof | undefined {
  const { proofValue, ...options } = proof
  const key = readKeyUrl(options.verificationMethod)
  const { proofPurpose } = options
  const signature = readProofValue(proofValue)
  if (key === undefined || typeof proofPurpose !== 'string' || signature === undefined) {
    faults.fail(
      'malformed',
      'the Data Integrity proof lacks one of verificationMethod (a DID URL of a key), proofPurpose and proofValue (base58btc)',
    )
    return undefined
  }
  const dates = readProofDates(options, faults)
  const audience = readAudience(options, faults)
  const secured = securedDocument(document, options['@context'])
  if (secured === undefined) {
    faults.fail('malformed', "the document's @context does not begin with that of its proof")
    return undefined
  }
  const signedBytes = hashData(options, secured)
  if (signedBytes === undefined) {
    faults.fail(
      'malformed',
      'the document has no canonical JSON: a number beyond doubles or a lone surrogate (RFC 8785)',
    )
    return undefined
  }
  return {
    cryptosuite: suite,
    verificationMethod: key,
    proofPurpose,
    ...dates,
    ...audience,
    signedBytes,
    signature,
  }
}

/**
 * What a proof secures. Where the proof has a `@context` of its own, the document's must begin with it, and what stands
 * behind is not signed (section 3.3.2 step 4).
 *
 * @returns undefined where the document's `@context` is another
 */
export function securedDocument(document: JsonObject, context: JsonValue | undefined): JsonObject | undefined {
  if (context === undefined) return document
  const signed = listOf(context)
  const shown = listOf(document['@context'])
  if (!signed.every((member, index) => sameJson(member, shown[index]))) return undefined
  return { ...document, '@context': context }
}

function hashData(options: JsonObject, document: JsonObject): Uint8Array | undefined {
  const [config, content] = [canonicalJson(options), canonicalJson(document)]
  if (config === undefined || content === undefined) return undefined
  return Buffer.concat([hash('sha256', config, 'buffer'), hash('sha256', content, 'buffer')])
}

/** The absolute DID URL of a key, normalised; undefined for anything else. */
export function readKeyUrl(value: JsonValue | undefined): string | undefined {
  if (typeof value !== 'string') return undefined
  const url = parseDidUrl(value)
  if (url?.fragment === undefined || url.resolverUrl || url.path !== '' || url.query.length > 0) return undefined
  return normalizeDid(value)
}

function readProofValue(value: JsonValue | undefined): Uint8Array | undefined {
  return typeof value === 'string' && multibase58.test(value) ? base58.decode(value.slice(1)) : undefined
}

/** `created` and `expires` of a proof (VC Data Integrity 1.0 section 2.1); a date that can't be read is a fault. */
export function readProofDates(
  proof: JsonObject,
  faults: FormatFaults,
): { created?: StatedDate; expires?: StatedDate } {
  const dates: { created?: StatedDate; expires?: StatedDate } = {}
  for (const name of ['created', 'expires'] as const) {
    const value = proof[name]
    if (value === undefined) continue
    const ms = typeof value === 'string' ? parseTime(value) : undefined
    if (ms === undefined) faults.fail('malformed', `the proof's ${name} is no RFC 3339 time`)
    else dates[name] = new ReadDate(`proof.${name}`, ms)
  }
  return dates
}

function readAudience(proof: JsonObject, faults: FormatFaults): { domain?: string[]; challenge?: string } {
  const domain = listOf(proof.domain)
  const { challenge } = proof
  if (domain.length > maxDomains || !domain.every((item): item is string => typeof item === 'string')) {
    faults.fail('malformed', "the proof's domain is no string and no short list of strings")
    return {}
  }
  if (challenge !== undefined && typeof challenge !== 'string') {
    faults.fail('malformed', "the proof's challenge is no string")
    return {}
  }
  return { ...(domain.length > 0 && { domain }), ...(challenge !== undefined && { challenge }) }
}
