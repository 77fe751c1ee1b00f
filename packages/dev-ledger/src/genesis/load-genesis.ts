import { createHash } from 'node:crypto'
import { DevLedgerError } from '../errors.js'
import { codecs } from '../proto/codecs.js'
import type { DidDocWithMetadata } from '../proto/did-types.js'
import { splitDid } from '../rules/did.js'
import type { DidRecord, LedgerState } from '../state/ledger-state.js'
import { isAddress } from '../tx/address.js'
import { documentToProto } from './document-to-proto.js'
import type { GenesisAccount, GenesisDid, GenesisFile, GenesisResource, GenesisVersion } from './genesis-file.js'

/** What a file brought, and what of it could not be loaded, each with its reason. */
export interface GenesisReport {
  dids: number
  versions: number
  resources: number
  skipped: string[]
}

/**
 * Loads a genesis file into an empty state. Signatures are not asked for: the file is trusted. Versions without a
 * document and resources without id or time are left out and reported. Throws DevLedgerError `invalid_import`.
 */
export function loadGenesis(state: LedgerState, file: GenesisFile): GenesisReport {
  const report: GenesisReport = { dids: 0, versions: 0, resources: 0, skipped: [] }
  if (typeof file !== 'object' || file === null || Array.isArray(file))
    throw new DevLedgerError('invalid_import', 'the import must be a JSON object with dids and resources')
  for (const account of file.accounts ?? []) loadAccount(state, account)
  for (const did of file.dids ?? []) loadDid(state, did, report)
  const resources = [...(file.resources ?? [])].sort(
    (a, b) => Date.parse(a.metadata.created) - Date.parse(b.metadata.created),
  )
  for (const resource of resources) loadResource(state, resource, report)
  return report
}

function loadAccount(state: LedgerState, { address, ncheq, sequence, publicKey }: GenesisAccount): void {
  if (!isAddress(address) || !/^\d{1,40}$/.test(ncheq))
    throw new DevLedgerError('invalid_import', `accounts: ${address} is no address, or its ncheq is no whole number`)
  state.credit(address, BigInt(ncheq))
  const account = state.accounts.get(address)
  if (account === undefined) return
  const key = publicKey === undefined ? undefined : Buffer.from(publicKey, 'base64')
  state.accounts.set(address, { ...account, sequence: BigInt(sequence ?? '0'), publicKey: key })
}

function loadDid(state: LedgerState, { did, versions = [] }: GenesisDid, report: GenesisReport): void {
  if (splitDid(did)?.method !== 'cheqd') throw new DevLedgerError('invalid_import', `dids: ${did} is no DID of cheqd`)
  const loaded = new Map<string, DidDocWithMetadata>()
  for (const version of versions) {
    if (version.proto === undefined && version.document === undefined) {
      report.skipped.push(`${did} version ${version.versionId}: no document`)
      continue
    }
    loaded.set(version.versionId, readVersion(did, version))
    report.versions++
  }
  if (loaded.size === 0) report.skipped.push(`${did}: no version with a document`)
  const newest = [...loaded.values()].reduce<DidDocWithMetadata | undefined>(
    (best, version) => (best === undefined || changed(version) >= changed(best) ? version : best),
    undefined,
  )
  const record: DidRecord = { latest: newest?.metadata.versionId ?? '', versions: loaded }
  state.dids.set(did, record)
  report.dids++
}

function readVersion(did: string, version: GenesisVersion): DidDocWithMetadata {
  try {
    if (version.proto !== undefined) return codecs.didDocWithMetadata.decode(Buffer.from(version.proto, 'base64'))
    const didDoc = documentToProto(version.document ?? {})
    if (didDoc.id !== did) throw new TypeError(`the document is of ${didDoc.id}`)
    return {
      didDoc,
      metadata: {
        created: time(version.created),
        updated: version.updated === undefined ? undefined : time(version.updated),
        deactivated: version.deactivated === true,
        versionId: version.versionId,
        nextVersionId: version.nextVersionId ?? '',
        previousVersionId: version.previousVersionId ?? '',
      },
    }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : ''
    throw new DevLedgerError('invalid_import', `dids: ${did} version ${version.versionId}: ${why}`, { cause })
  }
}

function loadResource(state: LedgerState, { did, metadata, content }: GenesisResource, report: GenesisReport): void {
  const { resourceId, created } = metadata
  if (typeof resourceId !== 'string' || typeof created !== 'string') {
    report.skipped.push(`${did} resource ${resourceId ?? '(id unknown)'}: no id or no time of creation`)
    return
  }
  if (!state.dids.has(did))
    throw new DevLedgerError('invalid_import', `resources: ${resourceId} belongs to ${did}, which is not in dids`)
  const data = content === undefined ? undefined : Buffer.from(content, 'base64')
  const checksum = data === undefined ? undefined : createHash('sha256').update(data).digest('hex')
  if (checksum !== undefined && metadata.checksum !== undefined && checksum !== metadata.checksum)
    report.skipped.push(`${did} content of resource ${resourceId}: it does not have the checksum stated`)
  state.collectionOf(did).add(
    {
      collectionId: splitDid(did)?.id ?? '',
      id: resourceId,
      name: metadata.resourceName,
      version: metadata.resourceVersion ?? '',
      resourceType: metadata.resourceType,
      alsoKnownAs: metadata.alsoKnownAs ?? [],
      mediaType: metadata.mediaType ?? 'application/octet-stream',
      created: time(created),
      checksum: metadata.checksum ?? checksum ?? '',
      previousVersionId: metadata.previousVersionId ?? '',
      nextVersionId: metadata.nextVersionId ?? '',
    },
    data,
  )
  state.countResource()
  report.resources++
}

function changed({ metadata }: DidDocWithMetadata): number {
  return (metadata.updated ?? metadata.created).getTime()
}

function time(text: string): Date {
  const date = new Date(text)
  if (Number.isNaN(date.getTime())) throw new DevLedgerError('invalid_import', `${text} is no time in RFC 3339`)
  return date
}
