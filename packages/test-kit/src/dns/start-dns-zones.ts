import { spawn, type ChildProcess } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { TestKitError } from '../test-kit-error.js'
import { freePorts } from '../free-ports.js'
import { findProgram } from '../programs/find-program.js'
import { signZones, zoneFile, type TestZone } from './sign-zones.js'

/** The programs that {@link startDnsZones} takes (Debian: bind9, bind9-utils). */
export const dnsPrograms: readonly string[] = ['named', 'dnssec-keygen', 'dnssec-signzone', 'dnssec-dsfromkey']

/** A real name server on loopback. */
export interface DnsZones {
  /** As a resolver's URL, `udp://127.0.0.1:…`. */
  resolver: string
  /** DS lines of its private root. */
  trustAnchors: string[]
  stop: () => Promise<void>
}

/** Starts BIND on loopback with zones, signed up to a private root. */
export async function startDnsZones(zones: readonly TestZone[]): Promise<DnsZones> {
  const folder = mkdtempSync(join(tmpdir(), 'dns-zones-'))
  let server: ChildProcess | undefined
  const stop = async (): Promise<void> => {
    if (server !== undefined) await end(server)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const { names, trustAnchors } = signZones(zones, folder)
    const [port] = await freePorts(1)
    writeFileSync(join(folder, 'named.conf'), configuration(folder, names, port))
    server = spawn(findProgram('named') ?? 'named', ['-g', '-n', '1', '-c', join(folder, 'named.conf')], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let output = ''
    server.stderr?.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-4000)))
    for (let attempt = 0; !(await answers(port)); attempt += 1) {
      if (attempt > 100 || server.exitCode !== null) {
        throw new TestKitError('server_failed', `named does not start: ${output}`)
      }
      await sleep(50)
    }
    return { resolver: `udp://127.0.0.1:${String(port)}`, trustAnchors, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function configuration(folder: string, names: string[], port: number): string {
  return [
    `options { directory "${folder}"; listen-on port ${String(port)} { 127.0.0.1; }; listen-on-v6 { none; };`,
    '  recursion no; pid-file none; session-keyfile none; notify no; minimal-responses no; dnssec-validation no; };',
    'controls { };',
    ...names.map((name) => `zone "${name === '' ? '.' : name}" { type primary; file "${zoneFile(folder, name)}"; };`),
  ].join('\n')
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  const forced = setTimeout(() => server.kill('SIGKILL'), 3000)
  await ended
  clearTimeout(forced)
}

/** A query for the root's SOA (RFC 1035 section 4.1): id 1, no flags, one question. */
const query = Buffer.from([0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 1])

async function answers(port: number): Promise<boolean> {
  const socket = createSocket('udp4')
  try {
    return await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => {
        resolve(false)
      }, 1000)
      const settle = (isAnswer: boolean): void => {
        clearTimeout(timer)
        resolve(isAnswer)
      }
      socket.once('message', () => {
        settle(true)
      })
      socket.once('error', () => {
        settle(false)
      })
      socket.connect(port, '127.0.0.1', () => {
        socket.send(query)
      })
    })
  } finally {
    socket.close()
  }
}
