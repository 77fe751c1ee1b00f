import type { ResourceMetadata, StatusPurpose } from '@trustchains/core'
import { defaultLimits } from '../default-limits.js'
import type { HeldLock } from '../outbox/held-lock.js'
import { withLock } from '../outbox/with-lock.js'
import { loadIssuer, type LoadedIssuer } from '../signing/load-issuer.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { ListBits } from './bits.js'
import { judgeEntry, statusOf } from './judge-entry.js'
import { listEvidence, statusEntry } from './list-evidence.js'
import { listKey, type ListReference } from './list-reference.js'
import { listVersions, readListVersion, type ListVersion } from './list-versions.js'
import { mergeVersions, withChanges } from './merge-versions.js'
import { readPending, removePending, type StoredChange } from './pending-changes.js'
import { publishList } from './publish-list.js'
import { clearSent, finishSent, writeSent } from './sent-version.js'
import type { StatusPorts } from './status-ports.js'
import { nextVersion } from './write-list.js'

/** How a list is to be updated. */
export interface ListUpdate {
  reference: ListReference
  /** Which of the agent's keys signs. */
  keyRef?: string
  kid?: string
  /** Publishes it anew even where nothing changes. */
  anew?: boolean
}

/**
 * Carries out all changes of a list that are written down, by however many processes, in one version; and puts them on
 * top of what other writers have published meanwhile. It returns once the ledger shows, as a verifier reads it, what
 * was asked for. One update of a list at a time: the ledger has no compare-and-set.
 *
 * @returns the newest version
 */
export async function updateList(
  update: ListUpdate,
  ports: StatusPorts,
  context: TrustRegistryIssuerContext,
): Promise<ResourceMetadata> {
  const { reference, anew = false, keyRef, kid } = update
  const { url } = reference
  return ports.queue.next(url, [anew, keyRef, kid], () =>
    withLock(ports.store, `status/lock/${listKey(url)}`, (lock) => updateLocked(update, ports, lock, context)),
  )
}

async function updateLocked(
  { reference, keyRef, kid, anew = false }: ListUpdate,
  ports: StatusPorts,
  lock: HeldLock,
  context: TrustRegistryIssuerContext,
): Promise<ResourceMetadata> {
  await finishSent(reference, ports, lock, context)
  const issuer = await loadIssuer(
    { issuer: reference.did, ...(keyRef !== undefined && { keyRef }), ...(kid !== undefined && { kid }) },
    ports.clock(),
    context,
  )
  const ours = new Set<string>()
  const known = new Map<string, ListVersion>()
  const read = async (metadata: ResourceMetadata): Promise<ListVersion> => {
    const version = known.get(metadata.resourceId) ?? (await readListVersion(reference, metadata, ports.dereferencer))
    known.set(metadata.resourceId, version)
    return version
  }
  let base: ListVersion | undefined
  for (;;) {
    const versions = await listVersions(reference, ports.dereferencer)
    const newest = await read(newestOf(versions, reference))
    base ??= newest
    const merged = await mergeVersions(base, versions, ({ resourceId }) => ours.has(resourceId), read)
    const pending = await readPending(ports.store, reference.url)
    const wanted = withChanges(merged, newest.list.purposes, pending)
    const probes = probesOf(reference, newest, pending)
    const isDone =
      sameBits(newest, wanted) && (!anew || ours.size > 0) && holds(reference, newest, probes, issuer, ports.clock())
    if (isDone) {
      await removePending(lock, pending)
      return newest.metadata
    }
    if (ours.size >= defaultLimits.maxStatusPublications) throw tooMany(reference.url)
    const content = nextVersion(reference, newest, wanted, ports.clock())
    const { resourceId } = await publishList(reference, content, probes, issuer, ports, context, {
      before: (resource) => writeSent(reference, resource, ports, lock),
      isOver: () => clearSent(reference, ports, lock),
    })
    await clearSent(reference, ports, lock)
    ours.add(resourceId)
  }
}

function newestOf([newest]: readonly ResourceMetadata[], { url }: ListReference): ResourceMetadata {
  if (newest !== undefined) return newest
  throw new TrustRegistryIssuerError('not_found', `there is no status list ${url}`)
}

const maxProbes = 16

const sameBits = (a: ListBits, b: ListBits): boolean => Buffer.compare(a.bits, b.bits) === 0

/**
 * Statuses that a verifier is asked about: entries that change, or one where none does. A few, since the verifier tells
 * them apart by the bits alone, and those are compared as a whole.
 */
function probesOf(reference: ListReference, { list, size }: ListVersion, pending: readonly StoredChange[]) {
  const asked = new Map(pending.map(({ index, purpose }) => [`${purpose} ${String(index)}`, { index, purpose }]))
  const [purpose = 'revocation'] = list.purposes
  const probes = asked.size > 0 ? [...asked.values()].slice(0, maxProbes) : [{ index: 0, purpose }]
  return probes.map((probe) =>
    statusEntry(reference, { form: list.form, size }, probe.purpose as StatusPurpose, probe.index),
  )
}

/**
 * Whether a verifier takes a version that is on the ledger. One that it does not take, such as one that was signed with
 * a key since rotated, is published anew.
 */
function holds(
  reference: ListReference,
  version: ListVersion,
  probes: ReturnType<typeof probesOf>,
  issuer: LoadedIssuer,
  now: number,
): boolean {
  const evidence = listEvidence(reference, version, issuer.evidence, now)
  return probes.every((probe) => statusOf(judgeEntry(probe, evidence)) !== 'unknown')
}

const tooMany = (url: string): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError(
    'unavailable',
    `status list ${url}: other writers published versions of their own in between ` +
      `${String(defaultLimits.maxStatusPublications)} times; the change is kept, and made by the next update`,
  )
