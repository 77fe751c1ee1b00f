import { linkSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DevLedgerError } from '../errors.js'
import { identityOf, type ProcessIdentity } from './process-identity.js'
import { errnoOf, usable } from './usable.js'

/** Folders that this process holds: in a container a restarted process often has the number of the killed one. */
const held = new Set<string>()

/**
 * Takes a data folder for this process, and makes it where it is not there. A lock that a killed process left is taken
 * over. Throws DevLedgerError: `data_locked` while another process lives that holds it, `data_unusable`.
 *
 * The lock is a file with the process's number, and on Linux with what tells it from others of that number: the boot, the
 * namespace and its start. A process of another namespace, as containers have them, can't be seen from here, so its lock is
 * never taken over. A library's lock that goes stale by time would keep a ledger that was killed from starting again for
 * seconds, and would let a second one in beside one that was suspended.
 * @returns a function that gives the folder back.
 */
export function lockFolder(folder: string): () => void {
  const path = usable(folder, () => {
    mkdirSync(folder, { recursive: true })
    return join(realpathSync(folder), 'lock')
  })
  // Linked into its place with its content, so that nobody meets it half written.
  const own = `${path}.${process.pid}`
  try {
    usable(folder, () => writeFileSync(own, JSON.stringify(identityOf(process.pid) ?? { pid: process.pid })))
    if (!link(own, path)) takeOver(own, path, folder)
  } finally {
    rmSync(own, { force: true })
  }
  held.add(path)
  return () => {
    held.delete(path)
    rmSync(path, { force: true })
  }
}

/** Puts this process's lock in the place of one that a killed process left. */
function takeOver(own: string, path: string, folder: string): void {
  refuseWhileHeld(path, folder)
  // Only one may judge and remove a lock: a second, slower one would remove the lock that the first has just put there.
  const turn = `${path}.takeover`
  if (!link(own, turn))
    throw new DevLedgerError(
      'data_locked',
      `the data folder ${folder} is being taken by another process: try again (if there is none, remove ${turn})`,
    )
  try {
    refuseWhileHeld(path, folder)
    rmSync(path, { force: true })
    if (!link(own, path))
      throw new DevLedgerError('data_locked', `the data folder ${folder} was taken by another process just now`)
  } finally {
    rmSync(turn, { force: true })
  }
}

function refuseWhileHeld(path: string, folder: string): void {
  const holder = readHolder(path)
  if (holder === undefined) return
  const own = identityOf(process.pid)
  // Of an earlier boot nothing runs any more.
  if (own !== undefined && holder.boot !== undefined && holder.boot !== own.boot) return
  if (own !== undefined && holder.namespace !== undefined && holder.namespace !== own.namespace)
    throw new DevLedgerError(
      'data_locked',
      `the data folder ${folder} is in use by a process of another container, or was when that one was killed, which can't be told from here: end it, or choose another folder (if there is none, remove ${path})`,
    )
  if (isAlive(holder, path))
    throw new DevLedgerError(
      'data_locked',
      `the data folder ${folder} is in use by process ${holder.pid}: end it, or choose another folder (if that is another program, remove ${path})`,
    )
}

/** Whether the file could be linked there; false where there is one already. */
function link(file: string, path: string): boolean {
  return usable(path, () => {
    try {
      linkSync(file, path)
      return true
    } catch (error) {
      if (errnoOf(error) === 'EEXIST') return false
      throw error
    }
  })
}

/** What stands in a lock: without what other systems don't say, or earlier versions did not write. */
type Holder = Pick<ProcessIdentity, 'pid'> & Partial<ProcessIdentity>

function readHolder(path: string): Holder | undefined {
  try {
    const value = JSON.parse(readFileSync(path, 'utf8')) as Partial<ProcessIdentity> | number | null
    const { pid, boot, namespace, start } = typeof value === 'number' ? { pid: value } : { ...value }
    if (!Number.isSafeInteger(pid) || pid === undefined || pid <= 0) return undefined
    const isWhole = [boot, namespace, start].every((part) => typeof part === 'string')
    return isWhole ? { pid, boot, namespace, start } : { pid }
  } catch {
    return undefined
  }
}

function isAlive({ pid, start }: Holder, path: string): boolean {
  const now = start === undefined ? undefined : identityOf(pid)
  if (now !== undefined && now.start !== start) return false
  if (pid === process.pid) return held.has(path)
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
