import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { DevLedgerUrls } from '../../src/index.js'

const script = fileURLToPath(new URL('./child-ledger.mjs', import.meta.url))

/** A ledger in a process of its own, which runs the sources through the same transformer as the tests. */
export interface ChildLedger {
  /** Its URLs, when it answers; rejects where it ends before. */
  ready: Promise<DevLedgerUrls>
  kill(this: void): Promise<void>
}

/**
 * Starts a ledger on a data folder.
 * @param before - a command for the shell to run before it, such as a limit.
 */
export function startChild(folder: string, before = 'true'): ChildLedger {
  const args = ['-c', `${before}; exec "$0" "$@"`, process.execPath, script, folder]
  const child = spawn('bash', args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  let said = ''
  child.stderr.on('data', (data: Buffer) => (said += data.toString()))
  const ready = new Promise<DevLedgerUrls>((resolve, reject) => {
    child.once('close', (code) => reject(new Error(`the ledger ended with ${code}: ${said}`)))
    child.stdout.once('data', (line: Buffer) => resolve(JSON.parse(line.toString()) as DevLedgerUrls))
  })
  ready.catch(() => undefined)
  return {
    ready,
    kill: () => {
      child.kill('SIGKILL')
      return ended
    },
  }
}
