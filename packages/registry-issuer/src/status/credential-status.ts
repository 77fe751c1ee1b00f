import {
  formatResourceReference,
  normalizeDid,
  readStatusEntry,
  type Dereferencer,
  type JsonObject,
  type JsonValue,
  type ResourceEvidence,
  type StatusEntry,
} from '@trustchains/core'
import { resourceEvidence, type EvidenceTimes } from '../registry/resource-evidence.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { CredentialStatusEntry, CredentialStatusReport } from '../types/status.js'
import { judgeEntry, statusOf, worstOf, type StatusEvidence } from './judge-entry.js'
import { readCredential } from './read-credential.js'
import { resolveDidEvidence } from './resolve-did-evidence.js'

/**
 * Reads a credential's status from the ledger, as a verifier does.
 *
 * @param asked - the credential, or its DID URL, and what errors call it
 * @param at - RFC 3339: as of then; undefined: now
 * @param now - milliseconds since the epoch
 */
export async function credentialStatus(
  asked: { value: unknown; path: string },
  at: string | undefined,
  now: number,
  dereferencer: Dereferencer,
  context: TrustRegistryIssuerContext,
): Promise<CredentialStatusReport> {
  const times = { readAt: new Date(now).toISOString(), ...(at !== undefined && { versionTime: at }) }
  const { credential } = await readCredential(asked.value, asked.path, dereferencer, at)
  const issuer = normalizeDid(credential.issuer)
  const read = credential.status.map((status) => ({ status, ...readStatusEntry(status) }))
  const lists = await Promise.all(read.flatMap(({ entry }) => (entry ? listsOf(entry, times, dereferencer) : [])))
  const evidence: StatusEvidence = {
    issuer,
    at: at ?? times.readAt,
    statusLists: lists.flat(),
    didDocuments: [await resolveDidEvidence(credential.issuer, times, context)],
  }
  const entries = read
    // An entry that says nothing about validity, such as `refresh`, is none.
    .filter(({ entry, invalid, unknown }) => entry !== undefined || invalid !== undefined || unknown !== undefined)
    .map(({ status, entry }) => reportOf(status, entry, evidence))
  return { status: worstOf(entries.map(({ status }) => status)), at: evidence.at, entries }
}

function reportOf(status: JsonValue, entry: StatusEntry | undefined, evidence: StatusEvidence): CredentialStatusEntry {
  const finding = judgeEntry(status as JsonObject, evidence)
  const { code, message, details } = finding
  const counted = evidence.statusLists.find(({ url }) => url === (entry && countedUrl(entry, evidence)))
  return {
    ...(entry?.purpose !== undefined && { purpose: entry.purpose }),
    list: entry?.url ?? '',
    index: entry?.index ?? -1,
    status: statusOf(finding),
    code,
    message,
    ...(details?.unsigned === true && { unsigned: true }),
    ...(counted?.metadata && { resource: counted.metadata }),
  }
}

/** The list that an entry names; where it is pinned or as of a time also the newest of its name, which is what counts. */
async function listsOf(
  entry: StatusEntry,
  times: EvidenceTimes,
  dereferencer: Dereferencer,
): Promise<ResourceEvidence[]> {
  const named = await resourceEvidence(entry.url, times, dereferencer)
  const newest = newestUrl(entry, named)
  return newest === entry.url ? [named] : [named, await resourceEvidence(newest, times, dereferencer)]
}

function newestUrl({ url, reference }: StatusEntry, { metadata }: ResourceEvidence): string {
  if (reference === undefined || metadata === undefined) return url
  if (reference.form === 'named' && reference.resourceVersionTime === undefined) return url
  const { resourceName, resourceType } = metadata
  return formatResourceReference({ form: 'named', did: reference.did, resourceName, resourceType })
}

function countedUrl(entry: StatusEntry, { statusLists }: StatusEvidence): string {
  const named = statusLists.find(({ url }) => url === entry.url)
  return named === undefined ? entry.url : newestUrl(entry, named)
}
