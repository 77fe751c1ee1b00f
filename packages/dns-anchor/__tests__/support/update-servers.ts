import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePorts } from '@trustchains/test-kit'
import type { NameServerOptions } from '../../src/index.js'
import { askUdp } from './ask-udp.js'
import type { ForeignZone } from './dns-world.js'
import { dsOf } from './ds-of.js'
import { run, Server } from './run.js'

/** A primary name server on loopback with zones to publish in. All allow the key changes at `_did`, but `closed` none. */
export interface UpdateServer {
  port: number
  /** Its zones by what is special about each. */
  zones: Record<ZoneKind, string>
  /** What stands in the parent for the zones. */
  foreign: ForeignZone[]
  /** The DS records of the zone `island`, as the server's own tools or BIND's have them. */
  islandDs: string[]
  nameServer: (zone: ZoneKind, change?: Partial<NameServerOptions['key']>) => NameServerOptions
  stop: () => Promise<void>
}

/**
 * `signed` has DS in the parent; `island` is signed without; `plain` is not signed; `soon` has signatures that end within
 * two days, where the server can be told to; `closed` is signed and takes no updates.
 */
export type ZoneKind = 'signed' | 'island' | 'plain' | 'soon' | 'closed'

const kinds: readonly ZoneKind[] = ['signed', 'island', 'plain', 'soon', 'closed']

/** How one kind of server is made ready and started. */
export interface UpdateServerKind {
  name: string
  programs: string[]
  /** Writes the configuration and starts it. */
  start: (setup: Setup) => Server
}

interface Setup {
  folder: string
  port: number
  secret: string
  zones: { kind: ZoneKind; name: string; file: string }[]
}

export const updateServerKinds: UpdateServerKind[] = [
  { name: 'BIND', programs: ['named'], start: startNamed },
  { name: 'Knot', programs: ['knotd'], start: startKnot },
  { name: 'PowerDNS', programs: ['pdns_server', 'pdnsutil', 'sqlite3'], start: startPowerDns },
]

export async function startUpdateServer({ name, start }: UpdateServerKind): Promise<UpdateServer> {
  const folder = mkdtempSync(join(tmpdir(), `${name.toLowerCase()}-`))
  const [port] = await freePorts(1)
  const secret = /secret "([^"]+)"/.exec(run('tsig-keygen', ['-a', 'hmac-sha256', 'updater'], folder))?.[1] ?? ''
  const zones = kinds.map((kind) => ({ kind, name: `${name.toLowerCase()}-${kind}.test`, file: join(folder, kind) }))
  for (const zone of zones) writeFileSync(zone.file, zoneText(zone.name))
  const server = start({ folder, port, secret, zones })
  const stop = async (): Promise<void> => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await server.ready(() => askUdp(port, zones[0]!.name, 6))
    const names = Object.fromEntries(zones.map((zone) => [zone.kind, zone.name])) as Record<ZoneKind, string>
    const foreign = [
      { name: names.signed, port, ds: await dsOf(folder, port, names.signed) },
      ...kinds.slice(1).map((kind) => ({ name: names[kind], port, ds: [] })),
    ]
    return {
      port,
      zones: names,
      foreign,
      islandDs: await dsOf(folder, port, names.island),
      nameServer: (kind, change = {}) => ({
        zone: names[kind],
        url: `tcp://127.0.0.1:${String(port)}`,
        key: { name: 'updater', algorithm: 'hmac-sha256', secret, ...change },
      }),
      stop,
    }
  } catch (error) {
    const { output } = server
    await stop()
    throw new Error(output, { cause: error })
  }
}

/** Somebody else's record stands at `_did` from the beginning. */
const zoneText = (name: string): string =>
  [
    `$ORIGIN ${name}.`,
    '$TTL 300',
    '@ SOA ns.test. hostmaster.test. 1 3600 600 86400 60',
    '@ NS ns.test.',
    '_did 77 TXT "somebody-else=1"',
  ].join('\n') + '\n'

function startNamed({ folder, port, secret, zones }: Setup): Server {
  const signing = (kind: ZoneKind): string =>
    kind === 'plain' ? '' : `dnssec-policy ${kind === 'soon' ? 'short' : 'default'}; inline-signing yes;`
  const policy = (kind: ZoneKind, name: string): string =>
    kind === 'closed'
      ? ''
      : `update-policy { grant updater name _did.${name}; grant updater name _scheme._trust.${name}; };`
  const config = [
    `key "updater" { algorithm hmac-sha256; secret "${secret}"; };`,
    'dnssec-policy short { keys { csk lifetime unlimited algorithm ecdsap256sha256; };',
    '  signatures-validity 1d; signatures-validity-dnskey 1d; signatures-refresh 12h; };',
    `options { directory "${folder}"; listen-on port ${String(port)} { 127.0.0.1; }; listen-on-v6 { none; };`,
    '  recursion no; pid-file none; session-keyfile none; notify no; dnssec-validation no; };',
    'controls { };',
    ...zones.map(
      ({ kind, name, file }) =>
        `zone "${name}" { type primary; file "${file}"; ${signing(kind)} ${policy(kind, name)} };`,
    ),
  ]
  writeFileSync(join(folder, 'named.conf'), config.join('\n'))
  return new Server('named', ['-g', '-n', '1', '-c', join(folder, 'named.conf')], folder)
}

function startKnot({ folder, port, secret, zones }: Setup): Server {
  mkdirSync(join(folder, 'run'))
  mkdirSync(join(folder, 'db'))
  const signing = (kind: ZoneKind): string[] =>
    kind === 'plain' ? [] : ['    dnssec-signing: on', `    dnssec-policy: ${kind === 'soon' ? 'short' : 'usual'}`]
  const config = [
    'server:',
    `    rundir: "${folder}/run"`,
    `    listen: 127.0.0.1@${String(port)}`,
    'database:',
    `    storage: "${folder}/db"`,
    'log:',
    '  - target: stderr',
    '    any: info',
    'key:',
    '  - id: updater',
    '    algorithm: hmac-sha256',
    `    secret: "${secret}"`,
    'acl:',
    '  - id: anchor',
    '    key: updater',
    '    action: update',
    '    update-owner: name',
    '    update-owner-match: equal',
    '    update-owner-name: [_did, _scheme._trust]',
    'policy:',
    '  - id: usual',
    '    algorithm: ecdsap256sha256',
    '  - id: short',
    '    algorithm: ecdsap256sha256',
    '    rrsig-lifetime: 1d',
    '    rrsig-refresh: 12h',
    'zone:',
    ...zones.flatMap(({ kind, name, file }) => [
      `  - domain: ${name}`,
      `    file: "${file}"`,
      ...signing(kind),
      ...(kind === 'closed' ? [] : ['    acl: anchor']),
    ]),
  ]
  writeFileSync(join(folder, 'knot.conf'), `${config.join('\n')}\n`)
  return new Server('knotd', ['-c', join(folder, 'knot.conf')], folder)
}

const powerDnsSchema = '/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql'

function startPowerDns({ folder, port, secret, zones }: Setup): Server {
  const config = [
    'launch=gsqlite3',
    `gsqlite3-database=${folder}/pdns.db`,
    'gsqlite3-dnssec=yes',
    'local-address=127.0.0.1',
    `local-port=${String(port)}`,
    `socket-dir=${folder}`,
    'dnsupdate=yes',
    // Its default of 127.0.0.0/8 lets anybody there change zones that name no key.
    'allow-dnsupdate-from=',
    'security-poll-suffix=',
    'disable-syslog=yes',
  ]
  writeFileSync(join(folder, 'pdns.conf'), `${config.join('\n')}\n`)
  run('sqlite3', ['pdns.db', readFileSync(powerDnsSchema, 'utf8')], folder)
  const pdnsutil = (...args: string[]): string => run('pdnsutil', [`--config-dir=${folder}`, ...args], folder)
  pdnsutil('import-tsig-key', 'updater', 'hmac-sha256', secret)
  for (const { kind, name, file } of zones) {
    pdnsutil('load-zone', name, file)
    if (kind !== 'plain') pdnsutil('secure-zone', name)
    if (kind === 'closed') continue
    pdnsutil('set-meta', name, 'ALLOW-DNSUPDATE-FROM', '127.0.0.1/32')
    pdnsutil('set-meta', name, 'TSIG-ALLOW-DNSUPDATE', 'updater')
  }
  return new Server('pdns_server', [`--config-dir=${folder}`, '--daemon=no', '--guardian=no'], folder)
}
