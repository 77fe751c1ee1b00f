import type { DidDocumentEvidence, Evidence, JsonObject, JsonValue, ResourceEvidence } from '../../../src/index.js'
import type { Mutation } from './mutate-evidence.js'

/**
 * Whether what was changed is nothing that a signature, a checksum or a bound covers, so that the chain may be trusted
 * still: strictly, by comparing what is left with what there was, and without the code that is tested.
 *
 * @param isTrustedWith - whether a chain is trusted with an item replaced, or without it: then nothing rests on it
 */
export function isImmaterial(
  before: Evidence,
  { evidence: after, target, checksumToo }: Mutation,
  isTrustedWith: (replaced: object | undefined) => boolean,
): boolean {
  // The time of evaluation is the caller's to choose; what it does is tested by the properties about time.
  if (target === 'envelope') return true
  if (target === 'leaf') {
    const leaf = after.leaf.credential ?? ''
    return sameCredential(before.leaf.credential ?? '', leaf) || isAccreditationOf(before, leaf)
  }
  if (isTrustedWith(undefined)) return true
  const { list, index } = target
  if (list === 'didDocuments') return stillHoldsKeys(before.didDocuments[index], after.didDocuments[index])
  const [one, other] = [before[list][index], after[list][index]]
  if (one === undefined || one.url !== other?.url) return false
  // The newest version, where it is the very one that is pinned: it says only that there is none newer.
  const isTwin = before[list].some(({ url, content }) => url !== one.url && content === other.content)
  if (!isTwin && !sameMetadata(one, other)) return false
  // Of the newest version of a parent that is pinned only the id is looked at, where it is the same.
  if (sameContent(one, other, checksumToo && mayChange(list, one))) return true
  const another = before.resources.find(({ content }) => content !== undefined && content !== one.content)
  return isTrustedWith({ ...one, content: another?.content })
}

/** Whether a leaf is one of the accreditations of the chain, which is as good a leaf. */
export const isAccreditationOf = ({ resources }: Evidence, leaf: string): boolean =>
  resources.some((item) => sameCredential(textOf(item), leaf))

const textOf = ({ content = '' }: ResourceEvidence): string => Buffer.from(content, 'base64').toString()

/** A schema, and a list that nobody signed, are the ledger's word: with a checksum of its own it says something else. */
function mayChange(list: string, item: ResourceEvidence): boolean {
  if (list === 'schemas') return true
  return list === 'statusLists' && /"(?:StatusList2021|bitstringStatusListCredential)":/.test(textOf(item))
}

function sameContent(one: ResourceEvidence, other: ResourceEvidence, mayDiffer: boolean): boolean {
  if (mayDiffer) return true
  return textOf(one) === textOf(other) || sameCredential(textOf(one), textOf(other))
}

/** What a source says beside: only its manner of writing, and what nobody asks, may differ. */
function sameMetadata({ url, metadata: one }: ResourceEvidence, { metadata: other }: ResourceEvidence): boolean {
  if (one === undefined || other === undefined) return one === other
  const bare = (id: string): string => (id.split(':').at(-1) ?? '').toLowerCase()
  return (
    bare(one.resourceCollectionId) === bare(other.resourceCollectionId) &&
    // Of what is asked for by name the id is the source's word.
    (!url.includes('/resources/') || one.resourceId.toLowerCase() === other.resourceId.toLowerCase()) &&
    one.resourceName === other.resourceName &&
    one.resourceType === other.resourceType &&
    // The time of publication is the source's word; one that can't be read is refused.
    !Number.isNaN(Date.parse(other.created))
  )
}

/** The keys that a document showed it shows still, for their purposes, and the DID is in use. */
function stillHoldsKeys(one: DidDocumentEvidence | undefined, other: DidDocumentEvidence | undefined): boolean {
  if (one?.document === undefined || other?.document === undefined || one.did !== other.did) return false
  if (other.metadata?.deactivated === true || one.document.id !== other.document.id) return false
  const after = JSON.stringify(other.document)
  return materialIn(one.document).every((material) => after.includes(material))
}

function materialIn(document: JsonObject): string[] {
  const text = JSON.stringify(document.verificationMethod ?? [])
  return [...text.matchAll(/"(?:x|publicKeyMultibase|publicKeyBase58|publicKeyHex)":"([^"]+)"/g)].map(
    ([, value]) => value ?? '',
  )
}

/** Whether two texts are one credential: the same token, and around it JSON that says the same. */
export function sameCredential(before: string, after: string): boolean {
  if (before.trim() === after.trim()) return true
  try {
    return plain(JSON.parse(before) as JsonValue) === plain(JSON.parse(after) as JsonValue)
  } catch {
    return false
  }
}

/** What of a credential in JSON says something, written in one way. Members that JSON leaves open are in one order. */
function plain(value: JsonValue): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value)
  const { proof: given, type, ...rest } = value
  // A set of one proof is that proof.
  const proof = Array.isArray(given) && given.length === 1 ? given[0] : given
  const jwt = typeof proof === 'object' && proof !== null && !Array.isArray(proof) ? proof.jwt : undefined
  // One type is a list of one.
  const types = [type ?? null].flat()
  if (jwt === undefined) return JSON.stringify([types, ordered({ ...signedPart(rest, proof), proof: proof ?? null })])
  return JSON.stringify([types, jwt, ordered(written(rest))])
}

const dates = ['issuanceDate', 'expirationDate', 'validFrom', 'validUntil']

/** Around a JWT, instants of one second are the same, as are the two forms of an issuer, of a context. */
function written(document: JsonObject): JsonObject {
  const { issuer, ...rest } = withContexts(document)
  for (const name of dates) {
    const date = rest[name]
    if (typeof date === 'string') rest[name] = Math.floor(Date.parse(date) / 1000)
  }
  return {
    ...rest,
    issuer: typeof issuer === 'string' ? { id: issuer } : (issuer ?? null),
  }
}

/**
 * Data Integrity signs the contexts that the proof names; what stands behind them is not the issuer's, and no part of
 * the credential (VC Data Integrity EdDSA 1.0 section 3.3.2).
 */
function signedPart(document: JsonObject, proof: JsonValue | undefined): JsonObject {
  const { '@context': contexts, ...rest } = withContexts(document)
  const signed = typeof proof === 'object' && proof !== null && !Array.isArray(proof) ? proof['@context'] : undefined
  const count = signed === undefined ? Infinity : [signed].flat().length
  return { ...rest, '@context': [contexts ?? null].flat().slice(0, count) }
}

/** One context is a list of one (Data Integrity takes the proof's own for the document's). */
const withContexts = (document: JsonObject): JsonObject => ({
  ...document,
  '@context': [document['@context'] ?? null].flat(),
})

function ordered(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.keys(value)
    .sort()
    .map((name) => [name, ordered(value[name] ?? null)])
}
