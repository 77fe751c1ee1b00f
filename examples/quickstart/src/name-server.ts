import { spawn, type ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { outFolder } from './settings.js'
import { programPath, signZone, type SignedZone } from './sign-zones.js'

/** The DNS of the demo: a real name server on this machine, with a private root. */
export interface DemoDns {
  /** Its address, as a resolver of the DNS plugin. */
  resolver: string
  /** The keys of the private root, in place of those of the Internet's. */
  trustAnchors: string[]
  close(): Promise<void>
}

/**
 * Signs the zone of a domain, the top-level domain above it and a private root, and serves them with BIND.
 *
 * @param domain - as `education.example`
 * @param records - lines of its zone file
 * @throws where BIND does not start within some seconds
 */
export async function startNameServer(domain: string, records: string[]): Promise<DemoDns> {
  const folder = join(outFolder, 'dns')
  await mkdir(folder, { recursive: true })
  const top = domain.slice(domain.indexOf('.') + 1)
  const zone = await signZone(folder, domain, records)
  const delegation = [`${domain}. NS ns.nic.example.`, ...zone.dsRecords, 'ns.nic.example. A 127.0.0.1']
  const above = await signZone(folder, top, delegation)
  const root = await signZone(folder, '', [
    `${top}. NS ns.nic.example.`,
    ...above.dsRecords,
    'ns.nic.example. A 127.0.0.1',
  ])
  const port = await freePort()
  await writeFile(join(folder, 'named.conf'), configuration(folder, port, [zone, above, root]))
  const server = spawn(programPath('named'), ['-g', '-n', '1', '-c', join(folder, 'named.conf')], { stdio: 'ignore' })
  // Nothing may be left running, however the demo ends.
  const kill = (): void => {
    server.kill('SIGKILL')
  }
  const quit = (): never => process.exit(1)
  process.once('exit', kill).once('SIGINT', quit).once('SIGTERM', quit)
  const close = async (): Promise<void> => {
    await end(server)
    process.off('exit', kill).off('SIGINT', quit).off('SIGTERM', quit)
  }
  for (let attempt = 0; !(await answers(port)); attempt += 1) {
    if (attempt < 50 && server.exitCode === null) continue
    await close()
    throw new Error(`named does not start; try: named -g -c ${join(folder, 'named.conf')}`)
  }
  return { resolver: `udp://127.0.0.1:${String(port)}`, trustAnchors: root.dsRecords, close }
}

const configuration = (folder: string, port: number, zones: SignedZone[]): string =>
  [
    `options { directory "${folder}"; listen-on port ${String(port)} { 127.0.0.1; }; listen-on-v6 { none; };`,
    '  recursion no; notify no; minimal-responses no; dnssec-validation no; pid-file none; session-keyfile none; };',
    'controls { };',
    ...zones.map(({ name, file }) => `zone "${name === '' ? '.' : name}" { type primary; file "${file}"; };`),
    '',
  ].join('\n')

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  const forced = setTimeout(() => server.kill('SIGKILL'), 3000)
  await ended
  clearTimeout(forced)
}

/** A query for the root's SOA (RFC 1035 section 4.1). */
const query = Buffer.from([0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 1])

/** Whether the server answers; after a moment at the latest. */
async function answers(port: number): Promise<boolean> {
  const socket = createSocket('udp4')
  const answered = new Promise<boolean>((resolve) => {
    socket.once('message', () => {
      resolve(true)
    })
    socket.once('error', () => {
      resolve(false)
    })
  })
  socket.connect(port, '127.0.0.1', () => {
    socket.send(query)
  })
  const isUp = await Promise.race([answered, sleep(200, false)])
  if (!isUp) await sleep(100)
  socket.close()
  return isUp
}

/**
 * A port that nobody listens on now: named can not choose one itself. It is below those that systems take for outgoing
 * connections, so that it stays free until named has it.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 30_000)
    if ((await isFree(port, 'udp')) && (await isFree(port, 'tcp'))) return port
  }
}

async function isFree(port: number, protocol: 'udp' | 'tcp'): Promise<boolean> {
  const socket =
    protocol === 'udp' ? createSocket('udp4').bind(port, '127.0.0.1') : createServer().listen(port, '127.0.0.1')
  try {
    await once(socket, 'listening')
    return true
  } catch {
    return false
  } finally {
    socket.close()
  }
}
