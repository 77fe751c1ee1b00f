import { parseTime } from '../parse-time.js'
import { TrustChainError } from '../trust-chain-error.js'
import type { Evidence, EvidenceErrorCode } from '../types/evidence.js'

/** Items in all lists together: the evidence for `maxLinks` credentials has some two hundred. */
const maxItems = 4096

const errorCodes: ReadonlySet<unknown> = new Set<EvidenceErrorCode>([
  'notFound',
  'unreachable',
  'deadline',
  'limit',
  'invalid',
])
const requiredMetadata = [
  'resourceCollectionId',
  'resourceId',
  'resourceName',
  'resourceType',
  'created',
  'checksum',
] as const
const didMetadata = ['created', 'updated', 'versionId'] as const

type Members = Readonly<Record<string, unknown>>

/**
 * Checks the shape of evidence, which may be JSON from a stranger: whatever the types promise of what is read later.
 * Members that are not read are not looked at.
 *
 * @returns the time of evaluation, milliseconds since 1970
 * @throws {@link TrustChainError} with code `invalid_evidence`, naming the place
 */
export function checkEvidence(evidence: Evidence): number {
  const members = object(evidence, 'evidence')
  if (members.version !== 1) throw wrong('evidence.version', 'is not 1')
  const at = typeof members.at === 'string' ? parseTime(members.at) : undefined
  if (at === undefined) throw wrong('evidence.at', 'is no RFC 3339 time')
  const leaf = object(members.leaf, 'evidence.leaf')
  optionalString(leaf, 'credential', 'evidence.leaf')
  optionalString(leaf, 'url', 'evidence.leaf')
  const lists = ['resources', 'schemas', 'statusLists', 'didDocuments', 'limitsHit'] as const
  const items = lists.reduce((count, name) => count + list(members[name], `evidence.${name}`).length, 0)
  if (items > maxItems) throw wrong('evidence', `has more than ${String(maxItems)} items`)
  for (const name of ['resources', 'schemas', 'statusLists'] as const) each(members[name], `evidence.${name}`, resource)
  each(members.didDocuments, 'evidence.didDocuments', didDocument)
  each(members.limitsHit, 'evidence.limitsHit', (hit, path) => {
    string(hit, 'limit', path)
    string(hit, 'message', path)
  })
  return at
}

function resource(item: Members, path: string): void {
  string(item, 'url', path)
  provenance(item, path)
  optionalString(item, 'content', path)
  if (item.metadata !== undefined) {
    const at = `${path}.metadata`
    const metadata = object(item.metadata, at)
    for (const name of requiredMetadata) string(metadata, name, at)
    optionalString(metadata, 'resourceURI', at)
  }
  outcome(item, 'content', path)
}

function didDocument(item: Members, path: string): void {
  string(item, 'did', path)
  provenance(item, path)
  if (item.document !== undefined) object(item.document, `${path}.document`)
  if (item.metadata !== undefined) {
    const at = `${path}.metadata`
    const metadata = object(item.metadata, at)
    for (const name of didMetadata) optionalString(metadata, name, at)
    const { deactivated } = metadata
    if (deactivated !== undefined && typeof deactivated !== 'boolean') {
      throw wrong(`${at}.deactivated`, 'is neither true nor false')
    }
  }
  outcome(item, 'document', path)
}

function provenance(item: Members, path: string): void {
  for (const name of ['source', 'readAt', 'asOf']) string(item, name, path)
}

/** An answer or the reason why there is none; which of the two would count must not be left open. */
function outcome(item: Members, answer: 'content' | 'document', path: string): void {
  if (item.error === undefined) return
  const error = object(item.error, `${path}.error`)
  if (!errorCodes.has(error.code)) throw wrong(`${path}.error.code`, 'is none that is known')
  string(error, 'message', `${path}.error`)
  if (item[answer] !== undefined) throw wrong(path, 'has both an answer and an error')
}

function each(value: unknown, path: string, check: (item: Members, path: string) => void): void {
  for (const [index, item] of list(value, path).entries()) {
    const at = `${path}[${String(index)}]`
    check(object(item, at), at)
  }
}

function object(value: unknown, path: string): Members {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Members
  throw wrong(path, 'is no object')
}

function list(value: unknown, path: string): unknown[] {
  if (Array.isArray(value)) return value
  throw wrong(path, 'is no array')
}

function string(members: Members, name: string, path: string): void {
  if (typeof members[name] !== 'string') throw wrong(`${path}.${name}`, 'is no string')
}

function optionalString(members: Members, name: string, path: string): void {
  if (members[name] !== undefined) string(members, name, path)
}

const wrong = (path: string, problem: string): TrustChainError =>
  new TrustChainError('invalid_evidence', `${path} ${problem}`)
