import { defaultLimits } from '../default-limits.js'
import { mapConcurrent } from '../registry/map-concurrent.js'
import { TrustRegistryIssuerError, type TrustRegistryIssuerErrorCode } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { ChangeStatusArgs, StatusChange, StatusChanges, UpdatedStatusList } from '../types/status.js'
import { worstOf } from './judge-entry.js'
import { readListReference, type ListReference } from './list-reference.js'
import { withChanges } from './merge-versions.js'
import { addPending, removePending, type PendingChange } from './pending-changes.js'
import { planChange, readTargets, type ChangePlan } from './plan-change.js'
import { estimateList, listResource } from './publish-list.js'
import { labelOf } from './read-credential.js'
import { SharedReads } from './shared-reads.js'
import type { StatusPorts } from './status-ports.js'
import { saysRevoked, valueFor, type StatusOperation } from './status-target.js'
import { updateList } from './update-list.js'
import { nextVersion } from './write-list.js'

/** A credential of a call: what is to be done, or why it can't be. */
interface Item {
  label: string
  plan?: ChangePlan
  error?: TrustRegistryIssuerError
}

/**
 * Revokes, suspends or reinstates credentials. What can be refused is refused before anything is written; then what is
 * to change is written to the store, and from there on it happens, even if this process ends.
 *
 * @throws TrustRegistryIssuerError where nothing of it could be done: the first reason
 */
export async function changeStatus(
  operation: StatusOperation,
  { credentials, dryRun = false, keyRef, kid }: ChangeStatusArgs,
  ports: StatusPorts,
  context: TrustRegistryIssuerContext,
): Promise<StatusChanges> {
  const keys = { ...(keyRef !== undefined && { keyRef }), ...(kid !== undefined && { kid }) }
  const shared = new SharedReads(keys, ports, context)
  const items = await planAll(operation, credentials, shared, ports, context)
  throwIfNoneDone(items)
  const estimated = await estimateAll(changesByList(items), shared, ports, context)
  const failures = estimated.failures
  if (dryRun) {
    const changes = items.map((item) => foreseen(operation, item, failures))
    return { dryRun, changes, lists: estimated.lists.map(({ update }) => update) }
  }
  const stored = await addPending(
    ports.store,
    estimated.lists.flatMap(({ changes }) => changes),
    ports.clock(),
  )
  const updates = estimated.lists.map(async ({ update: { list, entries } }): Promise<UpdatedStatusList[]> => {
    try {
      const resource = await updateList({ reference: referenceTo(list), ...keys }, ports, context)
      return [{ list, entries, resource }]
    } catch (cause) {
      const error = asIssuerError(cause)
      const isRefused = refusals.has(error.code)
      if (isRefused)
        await removePending(
          ports.store,
          stored.filter((change) => change.list === list),
        )
      failures.set(list, isRefused ? error : kept(error))
      return []
    }
  })
  const updated = (await Promise.all(updates)).flat()
  shared.forgetLists()
  const done = await mapConcurrent(items, defaultLimits.maxConcurrentReads, (item) =>
    settle(operation, item, failures, shared, ports),
  )
  throwIfNoneDone(done)
  return { dryRun, changes: done.map(({ change }) => change), lists: updated }
}

function planAll(
  operation: StatusOperation,
  credentials: readonly unknown[],
  shared: SharedReads,
  ports: StatusPorts,
  context: TrustRegistryIssuerContext,
): Promise<Item[]> {
  const numbered = credentials.map((credential, index) => ({ credential, path: `credentials[${String(index)}]` }))
  return mapConcurrent(numbered, defaultLimits.maxConcurrentReads, async ({ credential, path }): Promise<Item> => {
    const label = labelOf(credential)
    try {
      return { label, plan: await planChange(operation, credential, path, shared, ports, context) }
    } catch (error) {
      return { label, error: asIssuerError(error) }
    }
  })
}

/** Where not one could be done there is no result to look through: the caller gets the reason. */
function throwIfNoneDone(items: readonly { error?: TrustRegistryIssuerError }[]): void {
  const [first] = items
  if (first?.error !== undefined && items.every(({ error }) => error !== undefined)) throw first.error
}

function changesByList(items: readonly Item[]): Map<string, PendingChange[]> {
  const lists = new Map<string, PendingChange[]>()
  for (const change of items.flatMap(({ plan }) => plan?.changes ?? [])) {
    lists.set(change.list, [...(lists.get(change.list) ?? []), change])
  }
  return lists
}

/** Whether the ledger would take the lists as they are to be; one that it would not take is refused before anything is written. */
async function estimateAll(
  lists: ReadonlyMap<string, PendingChange[]>,
  shared: SharedReads,
  ports: StatusPorts,
  context: TrustRegistryIssuerContext,
): Promise<{
  lists: { update: UpdatedStatusList; changes: PendingChange[] }[]
  failures: Map<string, TrustRegistryIssuerError>
}> {
  const failures = new Map<string, TrustRegistryIssuerError>()
  const estimated = [...lists].map(async ([list, changes]) => {
    try {
      const reference = referenceTo(list)
      const version = await shared.list(reference)
      const bits = withChanges(version, version.list.purposes, changes)
      const content = nextVersion(reference, version, bits, ports.clock())
      const issuer = await shared.issuer(reference.did)
      const estimate = await estimateList(listResource(reference, content, issuer, ports.clock()), ports, context)
      return [{ update: { list, entries: changes.length, estimate }, changes }]
    } catch (error) {
      failures.set(list, asIssuerError(error))
      return []
    }
  })
  return { lists: (await Promise.all(estimated)).flat(), failures }
}

/** What no later attempt would do either; nothing of it was published. */
const refusals: ReadonlySet<TrustRegistryIssuerErrorCode> = new Set([
  'invalid_argument',
  'no_status',
  'status_list_invalid',
  'too_large',
])

/** What a dry run says: the status as it would be. */
function foreseen(
  operation: StatusOperation,
  { label, plan, error }: Item,
  failures: ReadonlyMap<string, TrustRegistryIssuerError>,
): StatusChange {
  const failed = error ?? plan?.changes.map(({ list }) => failures.get(list)).find((failure) => failure !== undefined)
  if (plan === undefined || failed !== undefined) return refusedChange(label, failed)
  const { previous, changes } = plan
  const wanted = operation === 'revoke' ? 'revoked' : operation === 'suspend' ? 'suspended' : 'valid'
  const status = changes.length > 0 ? wanted : previous
  return { credential: label, previous, status, changed: status !== previous }
}

/** Reads back what became of a credential: only what a verifier reads from the ledger counts as done. */
async function settle(
  operation: StatusOperation,
  { label, plan, error }: Item,
  failures: ReadonlyMap<string, TrustRegistryIssuerError>,
  shared: SharedReads,
  ports: StatusPorts,
): Promise<{ change: StatusChange; error?: TrustRegistryIssuerError }> {
  if (plan === undefined) return { change: refusedChange(label, error), ...(error && { error }) }
  const { previous, targets, issuer } = plan
  const failed = plan.changes.map(({ list }) => failures.get(list)).find((failure) => failure !== undefined)
  const notDone = (reason: TrustRegistryIssuerError) => ({
    change: { ...refusedChange(label, reason), previous },
    error: reason,
  })
  if (failed !== undefined) return notDone(failed)
  try {
    const read = await readTargets(targets, issuer, shared, ports)
    const status = worstOf(read.map(({ judged }) => judged))
    const isDone = read.every(({ purpose, value, judged }) => {
      const wanted = valueFor(operation, purpose)
      return judged !== 'unknown' && (wanted === undefined || value === wanted || saysRevoked(purpose, value))
    })
    if (!isDone) return notDone(overtaken(label))
    return { change: { credential: label, previous, status, changed: plan.changes.length > 0 && status !== previous } }
  } catch (cause) {
    return notDone(asIssuerError(cause))
  }
}

function refusedChange(credential: string, error: TrustRegistryIssuerError | undefined): StatusChange {
  const { code = 'unavailable', message = 'no reason given' } = error ?? {}
  return { credential, changed: false, error: { code, message } }
}

const overtaken = (label: string): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError(
    'unavailable',
    `${label}: another change of its status came in between; look, and ask again`,
  )

/** What was written down is not lost, whatever came between. */
const kept = (error: TrustRegistryIssuerError): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError(
    error.code,
    `${error.message}. The change is kept in the store: resumePublications, or the next change of this list, carries it out`,
    { cause: error, checks: error.checks, ...(error.publication && { publication: error.publication }) },
  )

function referenceTo(list: string): ListReference {
  const reference = readListReference(list)
  if (reference === undefined) throw new Error(`a change names no list: ${list}`)
  return reference
}

function asIssuerError(error: unknown): TrustRegistryIssuerError {
  if (error instanceof TrustRegistryIssuerError) return error
  const message = error instanceof Error ? error.message : String(error)
  return new TrustRegistryIssuerError('unavailable', message, { cause: error })
}
