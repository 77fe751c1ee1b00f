import type { LoadedIssuer } from '../signing/load-issuer.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { CredentialStatus } from '../types/status.js'
import { valueAt } from './bits.js'
import { judgeEntry, statusOf, worstOf } from './judge-entry.js'
import { listEvidence } from './list-evidence.js'
import type { PendingChange } from './pending-changes.js'
import { proveIssuer } from './prove-issuer.js'
import { readCredential } from './read-credential.js'
import type { SharedReads } from './shared-reads.js'
import type { StatusPorts } from './status-ports.js'
import { saysRevoked, statusTargets, valueFor, type StatusOperation, type StatusTarget } from './status-target.js'

/** What is to be done with one credential. */
export interface ChangePlan {
  issuer: LoadedIssuer
  /** All its statuses that can be changed. */
  targets: StatusTarget[]
  previous: CredentialStatus
  /** What is to be written; empty where it is so already, and stays so. */
  changes: PendingChange[]
}

/** A target as the newest version of its list has it. */
export interface ReadTarget extends StatusTarget {
  value: number
  /** What a verifier says of it. */
  judged: CredentialStatus
}

/**
 * Works out what an operation changes, and refuses what it must not. Nothing is written or signed.
 *
 * @throws TrustRegistryIssuerError as the methods say
 */
export async function planChange(
  operation: StatusOperation,
  value: unknown,
  path: string,
  shared: SharedReads,
  ports: StatusPorts,
  context: TrustRegistryIssuerContext,
): Promise<ChangePlan> {
  const given = await readCredential(value, path, ports.dereferencer)
  const issuer = await shared.issuer(given.credential.issuer)
  await proveIssuer(given, path, issuer.evidence, ports.clock(), context)
  const targets = await statusTargets(given, ports)
  if (!targets.some(({ purpose }) => valueFor(operation, purpose) !== undefined)) {
    throw new TrustRegistryIssuerError(
      'no_status',
      `${path} ${given.label} names no status that can say this (${operation}): it was issued without one. Nothing was signed`,
    )
  }
  const pending = (await Promise.all(targets.map(({ reference }) => shared.pending(reference)))).flat()
  const read = await readTargets(targets, issuer, shared, ports)
  if (operation !== 'revoke' && read.some((target) => saysRevoked(target.purpose, target.value))) {
    throw new TrustRegistryIssuerError(
      'revoked',
      `${path} ${given.label} is revoked, which is final. Nothing was signed`,
    )
  }
  const changes = read.flatMap(({ purpose, index, reference, value: known, judged }): PendingChange[] => {
    const wanted = valueFor(operation, purpose)
    if (wanted === undefined) return []
    // What was asked for before, and is kept or on its way, would undo what is so today.
    const isOpposed = pending.some(
      (change) => change.list === reference.url && change.index === index && change.value !== wanted,
    )
    // An entry that is right in a list which verifiers do not take is published anew.
    if (wanted === known && judged !== 'unknown' && !isOpposed) return []
    return [{ list: reference.url, index, value: wanted, purpose }]
  })
  return { issuer, targets, previous: worstOf(read.map(({ judged }) => judged)), changes }
}

/** Reads what the newest versions of their lists say of a credential's statuses. */
export async function readTargets(
  targets: readonly StatusTarget[],
  issuer: LoadedIssuer,
  shared: SharedReads,
  ports: StatusPorts,
): Promise<ReadTarget[]> {
  return Promise.all(
    targets.map(async (target) => {
      const version = await shared.list(target.reference)
      const value = valueAt(version, target.index)
      if (value === undefined) {
        throw new TrustRegistryIssuerError(
          'status_list_invalid',
          `status list ${target.reference.url} has no entry ${String(target.index)}. Nothing was signed`,
        )
      }
      const evidence = listEvidence(target.reference, version, issuer.evidence, ports.clock())
      // A credential may name the list otherwise, as a pinned version or a resolver's URL.
      const status = {
        ...target.status,
        id: `${target.reference.url}#${String(target.index)}`,
        statusListCredential: target.reference.url,
      }
      return { ...target, value, judged: statusOf(judgeEntry(status, evidence)) }
    }),
  )
}
