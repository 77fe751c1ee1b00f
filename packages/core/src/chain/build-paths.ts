import { formatResourceReference, normalizeDidUrl, parseResourceReference, type ResourceReference } from '../did-url.js'
import { fail, type Finding } from '../checks/finding.js'
import { decodeDraft } from '../decode/decode-credential.js'
import type { ResolvedPolicy } from '../resolve-policy.js'
import type { ChainCredential, ParentPolicy } from '../types/credential.js'
import type { Evidence, ExistenceEvidence } from '../types/evidence.js'
import type { JsonObject } from '../types/json.js'
import { leafBytes } from '../existence/leaf-bytes.js'
import { proveExistence } from '../existence/prove-existence.js'
import type { EvidenceIndex } from './evidence-index.js'
import type { Link } from './link.js'
import type { Trunk } from './trunk.js'
import type { TrunkShelf } from './trunk-shelf.js'
import { linkFrom, readLink, type LinkOutcome, type PathFault } from './read-link.js'
import type { ValidationMemo } from './validation-memo.js'

/** One way up from the leaf. */
export interface Path {
  /** Leaf first; the last is a root authorization where `complete`. */
  links: Link[]
  /** What each link but the root says of its parent and root, in step with `links`. */
  parents: ParentPolicy[]
  /** Whether the path ends at a root authorization. */
  complete: boolean
  /** Why it does not, at the place where the next link would stand. */
  faults: PathFault[]
  /** What is known of all links above the leaf. */
  trunk?: Trunk
}

/** What paths are built from. */
export interface PathSources {
  evidence: Evidence
  /** The time of evaluation, milliseconds since 1970. */
  at: number
  /** When the leaf is taken to have been issued, milliseconds since 1970. Default: as far as it is proven. */
  leafTime?: number
  index: EvidenceIndex
  memo: ValidationMemo
  policy: ResolvedPolicy
  /** See {@link LinkSources.publishersWord}. */
  publishersWord?: boolean
  /** A leaf that is not signed yet, in place of the evidence's leaf. */
  draft?: JsonObject
  /** Where what is above a leaf may be known already. */
  trunks?: TrunkShelf
}

/**
 * All ways from the leaf up: one, or as many as the leaf's termsOfUse names parents (docs/rules.md, Two parents).
 * The walk takes a step only to a parent that is in the evidence, never twice to the same one, and at most
 * `maxLinks` far; it believes nothing else of what it reads.
 */
export function buildPaths(sources: PathSources): Path[] {
  const leaf = readLeaf(sources)
  if (leaf.link === undefined) return [{ links: [], parents: [], complete: false, faults: leaf.faults }]
  const { credential } = leaf.link
  const proof = ageProof(leaf.link, sources)
  if (credential.kind !== 'attestation') return [climb(leaf.link, parentOf(leaf.link), sources, proof)]
  if (credential.parents.length === 0) return [climb(leaf.link, undefined, sources, proof)]
  return distinct(credential.parents).map((parent) => climb(leaf.link, parent, sources, proof))
}

/** What is offered as proof of a leaf's age, once for all ways up. */
interface AgeProof {
  /** Each once. */
  offered: readonly ExistenceEvidence[]
  bytes: readonly Buffer[]
}

/** What is offered as proof of a leaf's age; undefined where its age makes no difference, or nothing is offered. */
function ageProof({ credential, source }: Link, sources: PathSources): AgeProof | undefined {
  const { evidence, policy, draft, leafTime, memo } = sources
  const { existence = [], credential: text = source && memo.content(source.evidence.content ?? '').text } =
    evidence.leaf
  const isOpen = policy.validity === 'chain' && draft === undefined && leafTime === undefined
  if (!isOpen || existence.length === 0 || text === undefined) return undefined
  const offered = new Map(existence.map((item) => [item.kind === 'resource' ? item.url : item.token, item]))
  return { offered: [...offered.values()], bytes: leafBytes(credential, text) }
}

/** The same parent, named again, is no other way up. */
function distinct(parents: readonly ParentPolicy[]): readonly ParentPolicy[] {
  if (parents.length === 1) return parents
  const known = new Map<string, ParentPolicy>()
  for (const parent of parents) {
    const { parentReference, parentAccreditation, rootReference, rootAuthorization } = parent
    const named = [parentReference?.url ?? parentAccreditation, rootReference?.url ?? rootAuthorization]
    const key = JSON.stringify(named)
    if (!known.has(key)) known.set(key, parent)
  }
  return [...known.values()]
}

/** Walks from the leaf to one of its parents and on, the leaf's time as far as it is proven for that parent's ledger. */
function climb(leaf: Link, parent: ParentPolicy | undefined, sources: PathSources, proof: AgeProof | undefined): Path {
  if (proof === undefined) return walk(leaf, parent, sources)
  const trustedDid = parent?.parentReference?.did ?? leaf.credential.issuer
  return walk(proveExistence(leaf, proof.bytes, trustedDid, proof.offered, sources), parent, sources)
}

function readLeaf(sources: PathSources): LinkOutcome {
  const { evidence, memo, draft, at, leafTime = at } = sources
  if (draft !== undefined) return linkFrom(decodeDraft(draft), leafTime, at)
  const { url, credential } = evidence.leaf
  if (credential !== undefined) return linkFrom(memo.credential(credential), leafTime, at)
  const reference = url === undefined ? undefined : parseResourceReference(url)
  if (reference === undefined) {
    const finding = fail('resource_not_found', 'the leaf is neither a credential nor a DID URL of one resource')
    return { faults: [{ id: 'resource', finding }] }
  }
  const outcome = readLink(reference, at, sources)
  if (outcome.link !== undefined && sources.leafTime !== undefined) outcome.link.issuedAt = sources.leafTime
  return outcome
}

const parentOf = ({ credential }: Link): ParentPolicy | undefined =>
  credential.kind === 'accredit' || credential.kind === 'attest' ? credential.parent : undefined

/** What may not stand twice in one path: a resource, and a token. */
interface Seen {
  /** Looked through, as the tokens: to hash one takes as long as to compare it with dozens. */
  resources: string[]
  tokens: string[]
}

function walk(leaf: Link, firstParent: ParentPolicy | undefined, sources: PathSources): Path {
  const links = [leaf]
  const parents: ParentPolicy[] = []
  const seen: Seen = { resources: [], tokens: [] }
  enter(leaf, seen)
  const trunk = firstParent && sources.trunks?.find(firstParent)
  if (firstParent !== undefined && trunk !== undefined && isAbove(trunk, leaf)) {
    sources.index.adopt(trunk.found)
    return {
      links: [leaf, ...trunk.links],
      parents: [firstParent, ...trunk.parents],
      complete: true,
      faults: [],
      trunk,
    }
  }
  let parent = firstParent
  while (parent !== undefined) {
    parents.push(parent)
    const outcome = step(parent, links, seen, sources)
    if (outcome.link === undefined) return { links, parents, complete: false, faults: outcome.faults }
    links.push(outcome.link)
    if (outcome.link.credential.kind === 'root') break
    parent = parentOf(outcome.link)
  }
  return { links, parents, complete: links.at(-1)?.credential.kind === 'root', faults: [] }
}

/** Whether a trunk may stand above a leaf: that was handed over, and is none of its links. */
const isAbove = ({ links }: Trunk, { credential, source }: Link): boolean => {
  const token = signedContent(credential)
  return source === undefined && links.every((link) => signedContent(link.credential) !== token)
}

/** Reads the parent, or says why the walk stops here. */
function step(
  { parentAccreditation, parentReference }: ParentPolicy,
  links: Link[],
  seen: Seen,
  sources: PathSources,
): LinkOutcome {
  if (parentReference === undefined) {
    const finding = fail('resource_not_found', 'parentAccreditation is no DID URL of one DID-Linked Resource', {
      parentAccreditation: shorten(parentAccreditation),
    })
    return { faults: [{ id: 'resource', finding }] }
  }
  const { maxLinks } = sources.policy.limits
  if (links.length >= maxLinks) return { faults: [{ id: 'limits', finding: tooManyLinks(maxLinks) }] }
  const child = links.at(-1) as Link
  const outcome = readLink(parentReference, child.issuedAt, sources)
  if (outcome.link === undefined) return outcome
  if (!enter(outcome.link, seen)) {
    const url = shorten(outcome.link.source?.evidence.metadata?.resourceURI ?? parentAccreditation)
    return { faults: [{ id: 'loop', finding: fail('loop', 'a credential stands above itself', { url }) }] }
  }
  return outcome
}

/** Notes a link as seen; false where its resource or its token was seen before. */
function enter({ credential, source }: Link, { resources, tokens }: Seen): boolean {
  const resource = source && resourceKey(source.reference, source.evidence.metadata?.resourceId)
  const token = signedContent(credential)
  const isNew =
    (resource === undefined || !resources.includes(resource)) && (token === undefined || !tokens.includes(token))
  if (resource !== undefined) resources.push(resource)
  if (token !== undefined) tokens.push(token)
  return isNew
}

/** What tells one signed credential from another, however it is written: the token, what was signed, or the text. */
function signedContent({ jws, proof }: ChainCredential): string | undefined {
  if (jws !== undefined) return jws.token
  if (proof?.kind === 'external') return proof.sha256
  const signed = proof?.proofs[0]?.signedBytes
  return signed && Buffer.from(signed).toString('hex')
}

function tooManyLinks(maxLinks: number): Finding {
  return fail('limit_exceeded', `the chain has more than maxLinks ${String(maxLinks)} credentials`, {
    limit: 'maxLinks',
  })
}

const resourceKey = (reference: ResourceReference, resourceId: string | undefined): string =>
  resourceId === undefined
    ? formatResourceReference(reference)
    : `${reference.did}/resources/${resourceId.toLowerCase()}`

const shorten = (text: string): string => {
  const plain = normalizeDidUrl(text) ?? text
  return plain.length > 200 ? `${plain.slice(0, 200)}…` : plain
}
