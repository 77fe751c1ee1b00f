import type { LoadedIssuer } from '../signing/load-issuer.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { ListBits } from './bits.js'
import { judgeEntry, statusOf } from './judge-entry.js'
import { listEvidence, statusEntry } from './list-evidence.js'
import { listRecordKey, readListRecord, type ListRecord, type StoredList } from './list-record.js'
import { listReference } from './list-reference.js'
import { listVersions, readListVersion } from './list-versions.js'
import { shareInFlight } from './share-in-flight.js'
import type { StatusPorts } from './status-ports.js'

/** Milliseconds that a look at a list is good for, so that a batch does not look for each of its credentials. */
const lookMs = 60_000

/**
 * Looks whether new credentials may be put in a list: verifiers must take it, and the ledger must not show more entries
 * than the store knows of (a store that was put back from a copy would assign entries twice); such a list is closed.
 *
 * @returns the bits of its newest version, as of a minute ago at most
 * @throws TrustRegistryIssuerError `status_list_invalid`, `not_found`, `unavailable`
 */
export async function usableList(list: StoredList, issuer: LoadedIssuer, ports: StatusPorts): Promise<ListBits> {
  const now = ports.clock()
  const known = ports.looks.get(list.url)
  if (known !== undefined && now < known.until) return known.bits
  return shareInFlight(ports.looks, list.url, () => look(list, issuer, ports, now))
}

async function look(list: StoredList, issuer: LoadedIssuer, ports: StatusPorts, now: number): Promise<ListBits> {
  const reference = listReference(list.did, list.name)
  const [newest] = await listVersions(reference, ports.dereferencer)
  if (newest === undefined) throw new TrustRegistryIssuerError('not_found', `there is no status list ${list.url}`)
  const version = await readListVersion(reference, newest, ports.dereferencer)
  const probe = statusEntry(reference, { form: 'bitstring', size: 1 }, list.purpose, 0)
  const finding = judgeEntry(probe, listEvidence(reference, version, issuer.evidence, now))
  if (statusOf(finding) === 'unknown' || version.bits.length * 8 !== list.length) {
    throw new TrustRegistryIssuerError(
      'status_list_invalid',
      `status list ${list.url} would not be taken by a verifier: ${finding.message}. renewStatusList signs it anew. Nothing was signed`,
      { checks: [finding] },
    )
  }
  // Read after the ledger: what others assigned in between is not strange.
  const stored = await readListRecord(ports.store, list.url)
  if (stored === undefined || entriesSet(version) > stored.assigned) {
    if (stored !== undefined) await close(stored, ports)
    throw new TrustRegistryIssuerError(
      'status_list_invalid',
      `status list ${list.url} has entries that the outbox store does not know, so it takes no new ones. Nothing was signed`,
    )
  }
  ports.looks.set(list.url, { until: now + lookMs, bits: version })
  return version
}

async function close({ record, ...list }: StoredList, { store }: StatusPorts): Promise<void> {
  const closed: ListRecord = { ...list, closed: true }
  // Where another process has just assigned an entry, the next look closes it.
  await store.commit([{ key: listRecordKey(list.url), value: JSON.stringify(closed), revision: record.revision }])
}

function entriesSet({ bits }: ListBits): number {
  let count = 0
  for (const byte of bits) for (let rest = byte; rest !== 0; rest &= rest - 1) count += 1
  return count
}
