import {
  decodeJws,
  importVerificationMethod,
  keysOf,
  normalizeDid,
  parseTime,
  verifySignature,
  type JsonObject,
  type JsonValue,
  type ResourceMetadata,
} from '@trustchains/core'
import { defaultLimits } from '../default-limits.js'
import type { ResourceIndex } from '../types/resource-index.js'
import { WebResourcesError } from '../web-resources-error.js'
import { indexType } from './index-token.js'

/**
 * Reads an index, and believes it only if a key of the DID signed it that its document lists for assertions.
 *
 * @param token - a compact JWS
 * @param did - normalised
 * @param document - the DID's document
 * @param now - milliseconds since 1970
 * @throws {@link WebResourcesError} `invalid_index`
 */
export function readIndex(token: string, did: string, document: JsonObject, now: number): ResourceIndex {
  const decoded = decodeJws(token)
  if (!decoded.ok) throw invalid(decoded.reason)
  const { header, payload, signingInput, signature } = decoded.jws
  const { alg, kid, typ, crit } = header
  if (typ !== indexType || crit !== undefined || typeof alg !== 'string' || typeof kid !== 'string') {
    throw invalid(`its header is not that of one (typ ${indexType}, alg, kid)`)
  }
  const id = normalizeDid(kid)
  const method = keysOf(document, id).find((key) => key.id === id && key.purposes.includes('assertionMethod'))
  if (typeof document.id !== 'string' || normalizeDid(document.id) !== did) {
    throw invalid('the document is of another DID')
  }
  const imported = method && importVerificationMethod(method.method)
  if (imported?.ok !== true) throw invalid('its kid is no key for assertions of the DID')
  if (!verifySignature(alg, imported.key, signingInput, signature)) throw invalid('its signature does not verify')
  return readClaims(payload, did, now)
}

function readClaims({ iss, iat, exp, sequence, resources }: JsonObject, did: string, now: number): ResourceIndex {
  if (typeof iss !== 'string' || normalizeDid(iss) !== did) throw invalid('it is of another DID (iss)')
  const skew = defaultLimits.clockSkewSeconds
  if (!isSeconds(iat) || iat > now / 1000 + skew)
    throw invalid('it is signed in the future, or does not say when (iat)')
  if (exp !== undefined && (!isSeconds(exp) || exp < now / 1000 - skew)) throw invalid('it has expired (exp)')
  if (typeof sequence !== 'number' || !Number.isSafeInteger(sequence) || sequence < 1)
    throw invalid('it has no sequence')
  if (!Array.isArray(resources) || resources.length > defaultLimits.maxEntries) {
    throw invalid(`it has no list of at most ${String(defaultLimits.maxEntries)} resources`)
  }
  const entries = resources.map((entry) => readEntry(entry, did))
  if (new Set(entries.map(({ resourceId }) => resourceId)).size !== entries.length) throw invalid('it has an id twice')
  return { iss: did, iat, ...(exp !== undefined && { exp }), sequence, resources: entries }
}

const isSeconds = (value: JsonValue | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 && value < 1e11

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

function readEntry(value: JsonValue, did: string): ResourceMetadata {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid('an entry is no object')
  const text = (name: string, maxLength: number): string => {
    const member = value[name]
    if (typeof member === 'string' && member.length <= maxLength) return member
    throw invalid(`an entry has no ${name}`)
  }
  const link = (name: string): string | null => {
    const member = value[name] ?? null
    if (member === null || (typeof member === 'string' && uuid.test(member))) return member
    throw invalid(`an entry's ${name} is no id`)
  }
  const resourceId = text('resourceId', 36)
  const checksum = text('checksum', 64)
  const created = text('created', 40)
  if (!uuid.test(resourceId) || !/^[0-9a-f]{64}$/.test(checksum) || parseTime(created) === undefined) {
    throw invalid('an entry has an id, checksum or time that is none')
  }
  return {
    resourceURI: `${did}/resources/${resourceId}`,
    resourceCollectionId: did,
    resourceId,
    resourceName: text('resourceName', 256),
    resourceType: text('resourceType', 256),
    mediaType: text('mediaType', 128),
    resourceVersion: text('resourceVersion', 256),
    created,
    checksum,
    previousVersionId: link('previousVersionId'),
    nextVersionId: link('nextVersionId'),
  }
}

const invalid = (problem: string): WebResourcesError =>
  new WebResourcesError('invalid_index', `the index can't be used: ${problem}`)
