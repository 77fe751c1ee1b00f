import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { TestKitError } from '../test-kit-error.js'

/** A PostgreSQL server of its own, on a socket in a folder of its own. */
export interface PostgresServer {
  /** Folder of the socket: what a client takes for the host. */
  host: string
  /** The same as an URL, with the user and the database, which need no password. */
  url: string
  stop: () => Promise<void>
}

/** Where Debian puts the newest PostgreSQL, or undefined where there is none. */
function postgresFolder(): string | undefined {
  const root = '/usr/lib/postgresql'
  if (!existsSync(root)) return undefined
  const [newest] = readdirSync(root).sort((a, b) => Number(b) - Number(a))
  const folder = newest === undefined ? undefined : join(root, newest, 'bin')
  return folder !== undefined && existsSync(join(folder, 'initdb')) ? folder : undefined
}

/** What is missing here of PostgreSQL. */
export const missingPostgres = (): string[] => (postgresFolder() === undefined ? ['PostgreSQL'] : [])

/**
 * Starts a server, without a port. PostgreSQL refuses to run as root, so then it runs as Debian's user `postgres`.
 *
 * @throws TestKitError where it is not installed, or does not start
 */
export async function startPostgres(): Promise<PostgresServer> {
  const bin = postgresFolder()
  if (bin === undefined) throw new TestKitError('server_failed', 'PostgreSQL is not installed')
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'))
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'postgres']).toString())
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {}
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const options = { ...user, cwd: folder, env: { LC_ALL: 'C', PATH: process.env.PATH } }
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync'], {
    ...options,
    stdio: 'pipe',
  })
  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, 'max_connections=50']
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  server.stderr.on('data', (text: Buffer) => (said = `${said}${text.toString()}`.slice(-4000)))
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()))
  for (let wait = 0; !said.includes('ready to accept connections'); wait += 50) {
    if (wait > 30_000 || server.exitCode !== null)
      throw new TestKitError('server_failed', `PostgreSQL did not start: ${said}`)
    await sleep(50)
  }
  return {
    host: folder,
    url: `postgres://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`,
    stop: async () => {
      server.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
