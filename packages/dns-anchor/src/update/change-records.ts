import { setTimeout as sleep } from 'node:timers/promises'
import { DnsAnchorError } from '../dns-anchor-error.js'
import type { Rrset } from '../dnssec/rrset.js'
import { withDeadline } from '../transport/with-deadline.js'
import type { ResourceRecord } from '../wire/dns-message.js'
import { recordType } from '../wire/record-type.js'
import type { NameServer } from './name-server.js'

/** What was changed in one zone. */
export interface ZoneChange {
  readonly server: NameServer
  /** Those that were not there before, or, for a removal, that were. */
  readonly changed: readonly ResourceRecord[]
  /** As they are after the change. */
  readonly rrsets: readonly Rrset[]
  /** The zone's keys; absent where it is not signed. */
  readonly keys?: Rrset
}

/** How often the server is asked whether a change shows, milliseconds between. */
const pollMs = 100

/** How long taking back may take, milliseconds. */
const takeBackMs = 5000

/**
 * Adds or removes records, in each zone all or none, and reads back until the server shows them, signed where it signs the
 * zone. Where a later zone refuses, what was changed in earlier ones is taken back.
 *
 * @param signal - ends the waiting
 * @throws DnsAnchorError code `update_refused`, `update_unreachable`, `update_unconfirmed`
 */
export async function changeRecords(
  action: 'add' | 'remove',
  groups: ReadonlyMap<NameServer, readonly ResourceRecord[]>,
  signal: AbortSignal,
): Promise<ZoneChange[]> {
  const done: { server: NameServer; changed: ResourceRecord[] }[] = []
  try {
    for (const [server, records] of groups) {
      const changed = await notYet(action, server, records, signal)
      if (changed.length > 0) await server.update(action, changed, signal)
      done.push({ server, changed })
    }
  } catch (error) {
    // In time of its own: that of the call may be over.
    await withDeadline(takeBackMs, undefined, (own) => takeBack(action, done, own))
    throw error
  }
  return await Promise.all(
    done.map(async ({ server, changed }) => {
      const keys = await server.read({ name: server.zone, type: recordType.DNSKEY }, signal)
      const rrsets = await confirm(action, server, groups.get(server) ?? [], keys !== undefined, signal)
      return { server, changed, rrsets, ...(keys !== undefined && { keys }) }
    }),
  )
}

/** The records that a change is still to be made for. */
async function notYet(
  action: 'add' | 'remove',
  server: NameServer,
  records: readonly ResourceRecord[],
  signal: AbortSignal,
): Promise<ResourceRecord[]> {
  const changed: ResourceRecord[] = []
  for (const record of records) {
    const rrset = await server.read(record, signal)
    if (holds(rrset, record) === (action === 'add')) continue
    // A set has one TTL (RFC 2181 section 5.2): with another, that of strangers' records would change.
    changed.push(rrset === undefined ? record : { ...record, ttl: rrset.ttl })
  }
  return changed
}

async function takeBack(
  action: 'add' | 'remove',
  done: readonly { server: NameServer; changed: ResourceRecord[] }[],
  signal: AbortSignal,
): Promise<void> {
  for (const { server, changed } of done) {
    // What fails here is less telling than what failed before.
    if (changed.length > 0)
      await server.update(action === 'add' ? 'remove' : 'add', changed, signal).catch(() => undefined)
  }
}

async function confirm(
  action: 'add' | 'remove',
  server: NameServer,
  records: readonly ResourceRecord[],
  isSigned: boolean,
  signal: AbortSignal,
): Promise<Rrset[]> {
  for (;;) {
    const rrsets = await Promise.all(records.map((record) => server.read(record, signal)))
    const missing = records.find((record, index) => holds(rrsets[index], record) !== (action === 'add'))
    const present = rrsets.filter((rrset) => rrset !== undefined)
    const unsigned = isSigned ? present.find(({ signatures }) => signatures.length === 0) : undefined
    if (missing === undefined && unsigned === undefined) return present
    if (signal.aborted) throw unconfirmed((missing ?? unsigned)?.name.text ?? '', missing !== undefined)
    await sleep(pollMs, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) throw unconfirmed((missing ?? unsigned)?.name.text ?? '', missing !== undefined)
  }
}

const holds = (rrset: Rrset | undefined, { rdata }: ResourceRecord): boolean =>
  rrset?.rdatas.some((other) => other.equals(rdata)) === true

function unconfirmed(name: string, isMissing: boolean): DnsAnchorError {
  const what = isMissing ? 'does not show it' : 'has no signature for it, though the zone is signed'
  return new DnsAnchorError('update_unconfirmed', `the server took the update of ${name}, but ${what} yet`)
}
