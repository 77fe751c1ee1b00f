import {
  claimedIssuance,
  decodeCredential,
  formatResourceReference,
  formatTime,
  normalizeDid,
  parseResourceReference,
  timestampTime,
} from '@trustchains/core'
import type {
  DidDocumentEvidence,
  DidDocumentMetadata,
  Evidence,
  EvidenceError,
  ExistenceEvidence,
  JsonObject,
  ResourceEvidence,
  ResourceMetadata,
} from '@trustchains/core'
import { referencesIn } from './references-in.js'
import type { EvidencePart } from './references-in.js'
import type { World } from './world.js'

const source = 'world'

/**
 * Everything that a world can say about a credential, as core's evidence, by brute force: every resource under its
 * pinned URL and under its name as of `at`, every DID URL that a credential mentions, and every DID document as of
 * `at` and newest; names and DID documents also as of each time that validity `chain` may ask for (each publication,
 * the leaf's own date), where the answer is another. So core can be tested without a collector. A fault of the world is
 * the error `unreachable`.
 *
 * @param leaf - a compact JWS, a JSON text, a credential as an object, or the DID URL of a published one
 * @param at - the time of evaluation, RFC 3339
 * @param existence - proofs that the leaf existed at a time: DID URLs of resources, timestamps
 */
export function evidenceFromWorld(
  world: World,
  leaf: string | object,
  at: string,
  existence: ExistenceEvidence[] = [],
): Evidence {
  const text = typeof leaf === 'string' ? leaf : JSON.stringify(leaf)
  const leafReference = parseResourceReference(text)
  const metadata = world.listAllResources()
  const pinned = metadata.map(({ resourceURI }) => resourceURI)
  const references = referencesIn([text, ...pinned.map((url) => contentOf(world, url).toString())])
  const urls = new Map<string, Set<EvidencePart>>(references.urls)
  for (const item of metadata) {
    for (const url of urlsOf(item)) urls.set(url, (urls.get(url) ?? new Set()).add(partFor(item.resourceType)))
  }
  const readAt = endOf(world, at)
  const evidence: Evidence = {
    version: 1,
    at,
    leaf: {
      ...(leafReference === undefined ? { credential: text } : { url: formatResourceReference(leafReference) }),
      ...(existence.length > 0 && { existence }),
    },
    resources: [],
    schemas: [],
    statusLists: [],
    didDocuments: [],
    limitsHit: [],
  }
  const times = timesThatCount(world, ['resources'], evidence, text)
  for (const [url, parts] of urls) {
    const items = answersAsOf(times, (time) => resourceEvidence(world, url, time, readAt), resourceSince)
    parts.forEach((part) => evidence[part].push(...items))
  }
  // Lists are signed too.
  const signingTimes = timesThatCount(world, ['resources', 'statusLists'], evidence, text)
  const dids = new Set([...world.listDids().map(normalizeDid), ...references.issuers])
  for (const did of dids) {
    evidence.didDocuments.push(
      ...answersAsOf(signingTimes, (time) => didEvidence(world, did, readAt, time), documentSince),
    )
    if (readAt !== at) evidence.didDocuments.push(didEvidence(world, did, readAt))
  }
  return evidence
}

/** The times at which something in a world may have been issued, newest first; the first is the time of evaluation. */
function timesThatCount(world: World, parts: EvidencePart[], { at, leaf }: Evidence, text: string): string[] {
  const { credential } = decodeCredential(text)
  const claimed = credential && claimedIssuance(credential)
  const stamps = leaf.existence?.map((proof) => (proof.kind === 'rfc3161' ? timestampTime(proof.token) : undefined))
  const times = [
    ...world
      .listAllResources()
      .filter(({ resourceType }) => parts.includes(partFor(resourceType)))
      .map(({ created }) => created),
    ...(claimed === undefined ? [] : [formatTime(claimed)]),
    ...(stamps ?? []).filter((time) => time !== undefined),
  ]
  const earlier = [...new Set(times)].filter((time) => Date.parse(time) < Date.parse(at))
  return [at, ...earlier.sort((a, b) => Date.parse(b) - Date.parse(a))]
}

/** The answers as of each time, those left out that the one before, for a later time, gives already. */
function answersAsOf<T extends { error?: EvidenceError }>(
  times: string[],
  ask: (time: string) => T,
  since: (answer: T) => number,
): T[] {
  const answers: T[] = []
  for (const time of times) {
    const [last] = answers.slice(-1)
    // What had begun by then was the answer then too, and what is not there later was not there before.
    if (last !== undefined && (last.error !== undefined || since(last) <= Date.parse(time))) continue
    answers.push(ask(time))
  }
  return answers
}

/** What is pinned is the same at all times. */
const resourceSince = ({ url, metadata }: ResourceEvidence): number =>
  parseResourceReference(url)?.form === 'pinned' || metadata === undefined ? -Infinity : Date.parse(metadata.created)

/** A DID without history is the same at all times. */
function documentSince({ metadata }: DidDocumentEvidence): number {
  const since = metadata?.updated ?? metadata?.created
  return since === undefined ? -Infinity : Date.parse(since)
}

function partFor(resourceType: string): EvidencePart {
  if (/^json-?schema/i.test(resourceType)) return 'schemas'
  return /statuslist/i.test(resourceType) ? 'statusLists' : 'resources'
}

function urlsOf({ resourceURI, resourceName, resourceType }: ResourceMetadata): string[] {
  const pinned = parseResourceReference(resourceURI)
  if (pinned === undefined) return []
  const named = { form: 'named', did: pinned.did, resourceName, resourceType } as const
  return [formatResourceReference(pinned), formatResourceReference(named)]
}

function contentOf(world: World, url: string): Buffer {
  return Buffer.from(world.findResource(url).contentStream ?? [])
}

// Not before anything there is: the clock of whoever reads the newest versions.
function endOf(world: World, at: string): string {
  const times = [
    at,
    ...world.listAllResources().map(({ created }) => created),
    ...world.listDids().map((did) => {
      const { updated, created } = world.findDid(did).didDocumentMetadata
      return updated ?? created ?? at
    }),
  ]
  return times.reduce((latest, time) => (Date.parse(time) > Date.parse(latest) ? time : latest))
}

function resourceEvidence(world: World, url: string, at: string, readAt: string): ResourceEvidence {
  // What is pinned has one version, so no time is asked for.
  const isPinned = parseResourceReference(url)?.form === 'pinned'
  const item = { url, source, readAt, asOf: isPinned ? readAt : at }
  if (world.findFault(url, 'resource') !== undefined) return { ...item, error: unreachable }
  const { contentStream, contentMetadata, dereferencingMetadata } = world.findResource(
    url,
    isPinned ? {} : { versionTime: at },
  )
  if (contentStream === null) return { ...item, error: errorOf(dereferencingMetadata.error) }
  return {
    ...item,
    content: Buffer.from(contentStream).toString('base64'),
    metadata: contentMetadata as ResourceMetadata,
  }
}

function didEvidence(world: World, did: string, readAt: string, versionTime?: string): DidDocumentEvidence {
  const item = { did, source, readAt, asOf: versionTime ?? readAt }
  if (world.findFault(did, 'did') !== undefined) return { ...item, error: unreachable }
  const { didDocument, didDocumentMetadata, didResolutionMetadata } = world.findDid(did, { versionTime })
  if (didDocument === null) return { ...item, error: errorOf(didResolutionMetadata.error) }
  const { created, updated, deactivated, versionId } = didDocumentMetadata
  const metadata: DidDocumentMetadata = {
    ...(created !== undefined && { created }),
    ...(updated !== undefined && { updated }),
    ...(deactivated !== undefined && { deactivated }),
    ...(versionId !== undefined && { versionId }),
  }
  return { ...item, document: JSON.parse(JSON.stringify(didDocument)) as JsonObject, metadata }
}

const unreachable: EvidenceError = { code: 'unreachable', message: 'the world has a fault here' }

function errorOf(error: string | undefined): EvidenceError {
  return error === 'notFound'
    ? { code: 'notFound', message: 'the world has nothing here' }
    : { code: 'invalid', message: error ?? 'no answer' }
}
