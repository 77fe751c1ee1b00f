import type { OutboxRecord, OutboxStore } from '../types/outbox-store.js'
import { parseRecord } from './parse-record.js'
import { isProcessGone } from './process-identity.js'

/** A lock as it stands in the store. */
export interface LockState {
  /** Absent: nobody has it. The record stays, or its revisions would begin anew and an old one could pass for a new one. */
  owner?: string
  /** The process that holds it, where that can be told. */
  process?: string
  /** Milliseconds since the epoch from when on another may take it. */
  until?: number
}

/** Where a lock stands in the store. */
export const lockKey = (name: string): string => `lock/${name}`

/**
 * Reads a lock. One that is damaged is nobody's: whoever takes it changes its revision, so that who may have held it commits
 * nothing any more.
 */
export function readLock(record: OutboxRecord): LockState {
  try {
    return parseRecord<LockState>(record, {})
  } catch {
    return {}
  }
}

/**
 * Whether a lock may be taken: nobody holds it, its lease has run out, or the process that held it is gone.
 *
 * Clocks of machines that share a store may differ: one that is ahead by more than a lease would take a lock that is
 * held. That costs the holder its work, which then fails; it is not a way to have two commits.
 */
export function isFree(record: OutboxRecord | undefined): boolean {
  if (record === undefined) return true
  const { owner, process, until = 0 } = readLock(record)
  return owner === undefined || Date.now() >= until || (process !== undefined && isProcessGone(process))
}

/** Whether somebody holds the lock of this name, as far as it can be seen. */
export async function isHeld(store: OutboxStore, name: string): Promise<boolean> {
  return !isFree(await store.get(lockKey(name)))
}
