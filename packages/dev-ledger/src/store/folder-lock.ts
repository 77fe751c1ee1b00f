import { linkSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DevLedgerError } from '../errors.js'
import { errnoOf, usable } from './usable.js'

/** Folders that this process holds: in a container a restarted process often has the number of the killed one. */
const held = new Set<string>()

/**
 * Takes a data folder for this process, and makes it where it is not there. A lock that a killed process left is taken
 * over. Throws DevLedgerError: `data_locked` while another process lives that holds it, `data_unusable`.
 *
 * The lock is a file with the process's number. A library's lock that goes stale by time would keep a ledger that was
 * killed from starting again for seconds, and would let a second one in beside one that was suspended.
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
    usable(folder, () => writeFileSync(own, String(process.pid)))
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
  if (holder !== undefined && isAlive(holder, path))
    throw new DevLedgerError(
      'data_locked',
      `the data folder ${folder} is in use by process ${holder}: end it, or choose another folder (if that is another program, remove ${path})`,
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

function readHolder(path: string): number | undefined {
  try {
    const text = readFileSync(path, 'utf8')
    return /^\d{1,10}$/.test(text) ? Number(text) : undefined
  } catch {
    return undefined
  }
}

function isAlive(pid: number, path: string): boolean {
  if (pid === process.pid) return held.has(path)
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
