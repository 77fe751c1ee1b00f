import { normalizeDid, type JsonObject, type JsonValue, type ResourceMetadata } from '@trustchains/core'
import type { DIDDocument } from 'did-resolver'
import { CheqdResolverError } from '../cheqd-resolver-error.js'
import type { CheqdDid } from '../did/cheqd-did.js'
import { formatSeconds, parseVersionTime } from '../did/version-time.js'
import { isJsonObject } from '../http/is-json-object.js'
import type { CheqdDidDocumentMetadata, DidVersion, VersionQuery } from '../types/ledger-client.js'

/**
 * Checks that what a source answered is the DID document, and the version, that was asked for, and brings it into one form.
 *
 * @param document - the DID document as JSON
 * @param metadata - its metadata as JSON
 * @param resources - for `linkedResourceMetadata`
 * @throws CheqdResolverError `internalError`
 */
export function checkDidVersion(
  did: CheqdDid,
  version: VersionQuery,
  document: JsonValue | undefined,
  metadata: JsonValue | undefined,
  resources?: ResourceMetadata[],
): DidVersion {
  const unfit = (what: string) =>
    new CheqdResolverError('internalError', `the source answered no fit DID resolution result for ${did.did}: ${what}`)
  if (!isJsonObject(document)) throw unfit('there is no DID document')
  // Without metadata a deactivated DID can't be told from an active one.
  if (!isJsonObject(metadata)) throw unfit('there is no DID document metadata')
  if (typeof document.id !== 'string' || normalizeDid(document.id) !== did.did) {
    throw unfit('the document is that of another DID')
  }
  if (metadata.deactivated !== undefined && typeof metadata.deactivated !== 'boolean') {
    throw unfit('deactivated is neither true nor false')
  }
  const checked: CheqdDidDocumentMetadata = {
    ...timeOf(metadata, 'created', unfit),
    ...timeOf(metadata, 'updated', unfit),
    ...(metadata.deactivated === true && { deactivated: true }),
    ...textOf(metadata, 'versionId', unfit),
    ...textOf(metadata, 'nextVersionId', unfit),
    ...textOf(metadata, 'previousVersionId', unfit),
    ...(resources !== undefined && { linkedResourceMetadata: resources }),
  }
  if (version.versionId !== undefined && checked.versionId?.toLowerCase() !== version.versionId) {
    throw unfit('it is another version')
  }
  const since = checked.updated ?? checked.created
  if (version.versionTime !== undefined && !(since !== undefined && Date.parse(since) <= version.versionTime * 1000)) {
    throw unfit('it is a later version')
  }
  return { didDocument: tidy(document), didDocumentMetadata: checked }
}

type Unfit = (what: string) => CheqdResolverError

function textOf(metadata: JsonObject, member: string, unfit: Unfit): Partial<Record<string, string>> {
  const value = metadata[member] ?? ''
  if (typeof value !== 'string') throw unfit(`${member} is no string`)
  return value === '' ? {} : { [member]: value }
}

function timeOf(metadata: JsonObject, member: string, unfit: Unfit): Partial<Record<string, string>> {
  const text = textOf(metadata, member, unfit)[member]
  if (text === undefined) return {}
  const seconds = parseVersionTime(text)
  if (seconds === undefined) throw unfit(`${member} is no time`)
  return { [member]: formatSeconds(seconds) }
}

// Two faults of the did:cheqd resolver's JSON: a name in the wrong case style, and null for an assertion method it can't read.
function tidy(document: JsonObject): DIDDocument {
  const { capability_delegation: misspelt, ...rest } = document
  const tidied: JsonObject = { ...rest }
  if (misspelt !== undefined) tidied.capabilityDelegation ??= misspelt
  if (Array.isArray(tidied.assertionMethod)) {
    const methods = tidied.assertionMethod.filter((method) => method !== null)
    if (methods.length > 0) tidied.assertionMethod = methods
    else delete tidied.assertionMethod
  }
  return tidied as unknown as DIDDocument
}
