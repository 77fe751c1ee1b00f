import { linkSync, mkdirSync, readFileSync, realpathSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DevLedgerError } from '../errors.js'

/** Folders that this process holds: in a container a restarted process often has the number of the killed one. */
const held = new Set<string>()

/**
 * Takes a data folder for this process, and makes it where it is not there. A lock that a killed process left is taken
 * over. Throws DevLedgerError `data_locked` while another process lives that holds it.
 * @returns a function that gives the folder back.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true })
  const path = join(realpathSync(folder), 'lock')
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      // Linked into its place with its content, so that nobody meets it half written.
      const own = `${path}.${process.pid}`
      writeFileSync(own, String(process.pid))
      try {
        linkSync(own, path)
      } finally {
        unlinkSync(own)
      }
      held.add(path)
      return () => {
        held.delete(path)
        unlinkSync(path)
      }
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST')
        throw new DevLedgerError('data_locked', `can't lock the data folder ${folder}`, { cause })
      const holder = readHolder(path)
      if (holder !== undefined && isAlive(holder, path))
        throw new DevLedgerError(
          'data_locked',
          `the data folder ${folder} is in use by process ${holder}: end it, or choose another folder (if that is another program, remove ${path})`,
          { cause },
        )
      removeStale(path)
    }
  }
  throw new DevLedgerError('data_locked', `the data folder ${folder} is being taken by another process: try again`)
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

function removeStale(path: string): void {
  try {
    unlinkSync(path)
  } catch {
    // Another process was quicker; the next attempt meets its lock.
  }
}
