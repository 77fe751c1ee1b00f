import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePorts } from '@trustchains/test-kit'
import { askUdp } from './ask-udp.js'
import { run, runBeside, Server } from './run.js'
import { worldZones, type WorldZone } from './world-zones.js'

/** The programs that {@link startDnsWorld} takes. */
export const worldPrograms: readonly string[] = [
  'named',
  'dnssec-keygen',
  'dnssec-signzone',
  'dnssec-dsfromkey',
  'tsig-keygen',
  'unbound',
  'delv',
  'openssl',
]

/** Real name servers on loopback, with a private root. */
export interface DnsWorld {
  /** BIND, authoritative for all zones. */
  namedPort: number
  /** unbound, which resolves and validates: the oracle. */
  unboundPort: number
  dotPort: number
  dohPort: number
  /** The certificate of unbound, PEM, for 127.0.0.1 and dns.test. */
  certificate: string
  /** DS lines of the private root. */
  trustAnchors: string[]
  /** The secret of the key `updater`, base64: it may change _did.dyn.test. */
  updateSecret: string
  /** That of the key `updater512`. */
  updateSecret512: string
  /** What BIND's `delv` says, through unbound. */
  delv: (name: string, type: string) => Promise<'secure' | 'insecure' | 'failed'>
  stop: () => Promise<void>
}

/** A zone below `test` that another server on loopback is primary of. */
export interface ForeignZone {
  name: string
  port: number
  /** What the parent says of its keys, as zone file lines; empty for none. */
  ds: string[]
}

/** Signs the zones and starts the servers. */
export async function startDnsWorld(foreign: readonly ForeignZone[] = []): Promise<DnsWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'dns-world-'))
  const [namedPort, unboundPort, dotPort, dohPort] = await freePorts(4)
  const servers: Server[] = []
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.stop()))
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const dsLines = signZones(folder, foreign)
    const secret = /secret "([^"]+)"/.exec(run('tsig-keygen', ['-a', 'hmac-sha256', 'updater'], folder))?.[1] ?? ''
    const sha512 = /secret "([^"]+)"/.exec(run('tsig-keygen', ['-a', 'hmac-sha512', 'updater512'], folder))?.[1] ?? ''
    writeFileSync(join(folder, 'named.conf'), namedConfig(folder, namedPort, secret, sha512))
    servers.push(new Server('named', ['-g', '-n', '1', '-c', join(folder, 'named.conf')], folder))
    await servers[0]?.ready(() => askUdp(namedPort, 'test', 6))
    const trustAnchors = dsLines.get('') ?? []
    writeFileSync(join(folder, 'anchor'), `${trustAnchors.join('\n')}\n`)
    const certificate = makeCertificate(folder)
    writeFileSync(
      join(folder, 'unbound.conf'),
      unboundConfig(folder, { named: namedPort, plain: unboundPort, dot: dotPort, doh: dohPort }, foreign),
    )
    servers.push(new Server('unbound', ['-d', '-c', join(folder, 'unbound.conf')], folder))
    await servers[1]?.ready(() => askUdp(unboundPort, 'test', 6))
    const delv = delvThrough(folder, unboundPort, trustAnchors)
    const secrets = { updateSecret: secret, updateSecret512: sha512 }
    return { namedPort, unboundPort, dotPort, dohPort, certificate, trustAnchors, ...secrets, delv, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const fileOf = (name: string): string => (name === '' ? 'root' : name)

/** @returns the DS lines of each zone, for its parent */
function signZones(folder: string, foreign: readonly ForeignZone[]): Map<string, string[]> {
  const ds = new Map<string, string[]>(foreign.map((zone) => [zone.name, zone.ds]))
  for (const zone of worldZones) {
    const { name, algorithm } = zone
    const file = join(folder, fileOf(name))
    writeFileSync(file, zoneText(zone, ds))
    ds.set(name, [])
    if (algorithm === undefined) continue
    const owner = name === '' ? '.' : name
    const keyName = run('dnssec-keygen', ['-q', '-f', 'KSK', '-a', algorithm, owner], folder).trim()
    const zskName = run('dnssec-keygen', ['-q', '-a', algorithm, owner], folder).trim()
    writeFileSync(file, `${zoneText(zone, ds)}$INCLUDE ${keyName}.key\n$INCLUDE ${zskName}.key\n`)
    const nsec3 = zone.nsec3 === undefined ? [] : ['-3', 'beef', '-H', '1', ...(zone.nsec3 === 'opt-out' ? ['-A'] : [])]
    run(
      'dnssec-signzone',
      ['-q', ...nsec3, ...(zone.signing ?? []), '-o', owner, '-f', `${file}.signed`, '-k', keyName, file, zskName],
      folder,
    )
    const signed = readFileSync(`${file}.signed`, 'utf8')
    writeFileSync(file, zone.tamper === undefined ? signed : zone.tamper(signed))
    ds.set(name, dsLines(folder, zone, keyName))
  }
  writeFileSync(join(folder, 'dyn.test'), zoneText({ name: 'dyn.test', records: [] }, ds))
  writeFileSync(join(folder, 'plaindyn.test'), zoneText({ name: 'plaindyn.test', records: [] }, ds))
  return ds
}

function dsLines(folder: string, { ds }: WorldZone, keyName: string): string[] {
  if (ds === 'none') return []
  const digest = ds === 'sha1' ? '-1' : ds === 'sha384' ? '-aSHA-384' : '-2'
  const lines = run('dnssec-dsfromkey', [digest, `${keyName}.key`], folder)
    .trim()
    .split('\n')
  return ds === 'wrong' ? lines.map((line) => line.replace(/[0-9A-F]{8}$/, '00000000')) : lines
}

function zoneText({ name, records }: Pick<WorldZone, 'name' | 'records'>, ds: Map<string, string[]>): string {
  const origin = name === '' ? '.' : `${name}.`
  const lines = [
    `$ORIGIN ${origin}`,
    '$TTL 300',
    '@ SOA ns.test. hostmaster.test. 1 3600 600 86400 60',
    '@ NS ns.test.',
    ...records,
  ]
  const isParent = (zone: string): boolean =>
    zone !== name && (name === '' ? zone === 'test' : zone.endsWith(`.${name}`) && !isNested(zone, name))
  for (const [zone, delegation] of ds) {
    if (isParent(zone)) lines.push(`${zone}. NS ns.test.`, ...delegation)
  }
  if (name === 'test') lines.push('ns A 127.0.0.1', 'dyn NS ns', 'plaindyn NS ns')
  return `${lines.join('\n')}\n`
}

/** Whether another zone of the world stands between. */
const isNested = (zone: string, ancestor: string): boolean =>
  worldZones.some(
    ({ name }) => name !== zone && name !== ancestor && zone.endsWith(`.${name}`) && name.endsWith(`.${ancestor}`),
  )

function namedConfig(folder: string, port: number, secret: string, sha512: string): string {
  const zones = worldZones.map(
    ({ name }) => `zone "${name === '' ? '.' : name}" { type primary; file "${join(folder, fileOf(name))}"; };`,
  )
  const policy =
    'update-policy { grant updater name _did.%; grant updater512 name _did.%; grant updater name _scheme._trust.dyn.test; };'
  const dynamic = (name: string, signing: string): string =>
    `zone "${name}" { type primary; file "${join(folder, name)}"; ${signing} ${policy.replaceAll('%', name)} };`
  return [
    `key "updater" { algorithm hmac-sha256; secret "${secret}"; };`,
    `key "updater512" { algorithm hmac-sha512; secret "${sha512}"; };`,
    `options { directory "${folder}"; listen-on port ${String(port)} { 127.0.0.1; }; listen-on-v6 { none; };`,
    '  recursion no; pid-file none; session-keyfile none; notify no; minimal-responses no; dnssec-validation no;',
    `  key-directory "${folder}"; };`,
    'controls { };',
    ...zones,
    dynamic('dyn.test', 'dnssec-policy default; inline-signing yes;'),
    dynamic('plaindyn.test', ''),
  ].join('\n')
}

function makeCertificate(folder: string): string {
  run(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
      ...['-subj', '/CN=dns.test', '-addext', 'subjectAltName=DNS:dns.test,IP:127.0.0.1'],
      ...['-keyout', 'tls.key', '-out', 'tls.pem'],
    ],
    folder,
  )
  return readFileSync(join(folder, 'tls.pem'), 'utf8')
}

function unboundConfig(
  folder: string,
  port: { named: number; plain: number; dot: number; doh: number },
  foreign: readonly ForeignZone[],
): string {
  const names = ['dyn.test', 'plaindyn.test', ...readdirSync(folder)].filter((name) =>
    worldZones.some((zone) => fileOf(zone.name) === name),
  )
  return [
    'server:',
    ...[port.plain, port.dot, port.doh].map((number) => `  interface: 127.0.0.1@${String(number)}`),
    `  tls-port: ${String(port.dot)}`,
    `  https-port: ${String(port.doh)}`,
    `  tls-service-key: "${join(folder, 'tls.key')}"`,
    `  tls-service-pem: "${join(folder, 'tls.pem')}"`,
    '  username: ""',
    '  chroot: ""',
    `  directory: "${folder}"`,
    '  pidfile: ""',
    '  use-syslog: no',
    '  do-ip6: no',
    '  do-not-query-localhost: no',
    `  trust-anchor-file: "${join(folder, 'anchor')}"`,
    '  local-zone: "test." nodefault',
    // It would answer from denials of before (RFC 8198), and not as the server does.
    '  aggressive-nsec: no',
    '  num-threads: 1',
    // Its default of 10 makes the tests wait for each other.
    '  incoming-num-tcp: 200',
    '  outgoing-num-tcp: 50',
    'remote-control:',
    '  control-enable: no',
    ...[...new Set(['dyn.test', 'plaindyn.test', ...names])].flatMap((name) => [
      'stub-zone:',
      `  name: "${name === 'root' ? '.' : name}"`,
      `  stub-addr: 127.0.0.1@${String(port.named)}`,
    ]),
    ...foreign.flatMap(({ name, port: other }) => [
      'stub-zone:',
      `  name: "${name}"`,
      `  stub-addr: 127.0.0.1@${String(other)}`,
    ]),
  ].join('\n')
}

function delvThrough(folder: string, port: number, trustAnchors: string[]): DnsWorld['delv'] {
  const anchors = trustAnchors.map((line) => {
    const [tag, algorithm, type, digest] = line.split(/\s+/).slice(3)
    return `. initial-ds ${String(tag)} ${String(algorithm)} ${String(type)} "${String(digest)}";`
  })
  writeFileSync(join(folder, 'delv.anchors'), `trust-anchors { ${anchors.join(' ')} };\n`)
  return async (name, type) => {
    const options = ['-4', '@127.0.0.1', '-p', String(port), '-a', join(folder, 'delv.anchors'), '+root=.']
    const text = await runBeside('delv', [...options, name === '' ? '.' : name, type], folder)
    // One line for each set of records: an alias may be signed, and what it leads to not.
    if (/^; (negative response, )?unsigned answer/m.test(text)) return 'insecure'
    return /^; (negative response, )?fully validated/m.test(text) ? 'secure' : 'failed'
  }
}
