import { dnsReportFault } from '../dns/dns-report-fault.js'
import { parseTime } from '../parse-time.js'
import { TrustChainError } from '../trust-chain-error.js'
import type { Evidence, EvidenceErrorCode } from '../types/evidence.js'
import type { KnownLists } from './known-lists.js'

/** Items in all lists together: the evidence for `maxLinks` credentials has some two hundred. */
const maxItems = 4096

/** Proofs of the leaf's age: one is enough, and each costs a signature. */
const maxExistence = 8

/** Answers of DNS about the DIDs of roots. */
const maxDns = 64

const errorCodes: ReadonlySet<unknown> = new Set<EvidenceErrorCode>([
  'notFound',
  'unreachable',
  'deadline',
  'limit',
  'invalid',
])
type Members = Readonly<Record<string, unknown>>

/**
 * Checks the shape of evidence, which may be JSON from a stranger: whatever the types promise of what is read later.
 * Members that are not read are not looked at.
 *
 * @param known - tells lists that nobody can change and whose items were checked before
 * @returns the time of evaluation, milliseconds since 1970
 * @throws {@link TrustChainError} with code `invalid_evidence`, naming the place
 */
export function checkEvidence(evidence: Evidence, known?: Pick<KnownLists, 'has'>): number {
  try {
    return checkAll(evidence, known)
  } catch (error) {
    if (!(error instanceof ShapeFault)) throw error
    throw new TrustChainError('invalid_evidence', `${error.place} ${error.problem}`)
  }
}

function checkAll(evidence: Evidence, known: Pick<KnownLists, 'has'> | undefined): number {
  const members = object('evidence', evidence)
  if (members.version !== 1) throw new ShapeFault('evidence.version', 'is not 1')
  const at = typeof members.at === 'string' ? parseTime(members.at) : undefined
  if (at === undefined) throw new ShapeFault('evidence.at', 'is no RFC 3339 time')
  const leaf = object('evidence.leaf', members.leaf)
  optionalString('evidence.leaf.credential', leaf.credential)
  optionalString('evidence.leaf.url', leaf.url)
  existence(leaf.existence)
  const resources = list('evidence.resources', members.resources)
  const schemas = list('evidence.schemas', members.schemas)
  const statusLists = list('evidence.statusLists', members.statusLists)
  const didDocuments = list('evidence.didDocuments', members.didDocuments)
  const limitsHit = list('evidence.limitsHit', members.limitsHit)
  const items = resources.length + schemas.length + statusLists.length + didDocuments.length + limitsHit.length
  if (items > maxItems) throw new ShapeFault('evidence', `has more than ${String(maxItems)} items`)
  if (known?.has({ resources, schemas, statusLists, didDocuments }) !== true) {
    each('evidence.resources', resources, resource)
    each('evidence.schemas', schemas, resource)
    each('evidence.statusLists', statusLists, resource)
    each('evidence.didDocuments', didDocuments, didDocument)
  }
  each('evidence.limitsHit', limitsHit, limitHit)
  if (members.dns !== undefined) dnsAnswers(list('evidence.dns', members.dns))
  return at
}

/** Absent in bundles of before validity `chain`. */
function existence(value: unknown): void {
  if (value === undefined) return
  const path = 'evidence.leaf.existence'
  const proofs = list(path, value)
  if (proofs.length > maxExistence) throw new ShapeFault(path, `has more than ${String(maxExistence)} items`)
  each(path, proofs, ({ kind, url, token }) => {
    if (kind !== 'resource' && kind !== 'rfc3161') throw new ShapeFault('kind', 'is none that is known')
    if (kind === 'resource') string('url', url)
    else string('token', token)
  })
}

function resource({ url, source, readAt, asOf, content, metadata, error }: Members): void {
  string('url', url)
  string('source', source)
  string('readAt', readAt)
  string('asOf', asOf)
  optionalString('content', content)
  if (metadata !== undefined) {
    const members = object('metadata', metadata)
    string('metadata.resourceCollectionId', members.resourceCollectionId)
    string('metadata.resourceId', members.resourceId)
    string('metadata.resourceName', members.resourceName)
    string('metadata.resourceType', members.resourceType)
    string('metadata.created', members.created)
    string('metadata.checksum', members.checksum)
    optionalString('metadata.resourceURI', members.resourceURI)
  }
  if (error !== undefined) outcome(error, content)
}

function didDocument({ did, source, readAt, asOf, document, metadata, error }: Members): void {
  string('did', did)
  string('source', source)
  string('readAt', readAt)
  string('asOf', asOf)
  if (document !== undefined) object('document', document)
  if (metadata !== undefined) {
    const { created, updated, versionId, deactivated } = object('metadata', metadata)
    optionalString('metadata.created', created)
    optionalString('metadata.updated', updated)
    optionalString('metadata.versionId', versionId)
    if (deactivated !== undefined && typeof deactivated !== 'boolean') {
      throw new ShapeFault('metadata.deactivated', 'is neither true nor false')
    }
  }
  if (error !== undefined) outcome(error, document)
}

/** Absent in bundles of before DNS was asked. */
function dnsAnswers(items: readonly unknown[]): void {
  if (items.length > maxDns) throw new ShapeFault('evidence.dns', `has more than ${String(maxDns)} items`)
  each('evidence.dns', items, ({ did, domain, source, readAt, report, error }) => {
    string('did', did)
    optionalString('domain', domain)
    string('source', source)
    string('readAt', readAt)
    if (error !== undefined) outcome(error, report)
    const fault = report === undefined ? undefined : dnsReportFault(report)
    if (fault === undefined) return
    const space = fault.indexOf(' ')
    throw new ShapeFault(fault.slice(0, space), fault.slice(space + 1))
  })
}

function limitHit({ limit, message }: Members): void {
  string('limit', limit)
  string('message', message)
}

/** An answer or the reason why there is none; which of the two would count must not be left open. */
function outcome(error: unknown, answer: unknown): void {
  const { code, message } = object('error', error)
  if (!errorCodes.has(code)) throw new ShapeFault('error.code', 'is none that is known')
  string('error.message', message)
  if (answer !== undefined) throw new ShapeFault('', 'has both an answer and an error')
}

/** Something wrong at a place within an item or the evidence. Where nothing is wrong, no place is written out. */
class ShapeFault extends Error {
  constructor(
    readonly place: string,
    readonly problem: string,
  ) {
    super()
  }
}

/** Checks each item; `check` names places within it. */
function each(path: string, items: readonly unknown[], check: (item: Members) => void): void {
  for (let index = 0; index < items.length; index += 1) {
    try {
      check(object('', items[index]))
    } catch (error) {
      if (!(error instanceof ShapeFault)) throw error
      const at = `${path}[${String(index)}]`
      throw new ShapeFault(error.place === '' ? at : `${at}.${error.place}`, error.problem)
    }
  }
}

function object(place: string, value: unknown): Members {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Members
  throw new ShapeFault(place, 'is no object')
}

function list(place: string, value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  throw new ShapeFault(place, 'is no array')
}

function string(place: string, value: unknown): void {
  if (typeof value !== 'string') throw new ShapeFault(place, 'is no string')
}

function optionalString(place: string, value: unknown): void {
  if (value !== undefined) string(place, value)
}
