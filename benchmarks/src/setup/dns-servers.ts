import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { Resolver } from 'node:dns/promises'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findProgram, freePorts } from '@trustchains/test-kit'

/** A signed domain at a real name server behind a real resolver, both on loopback. */
export interface DnsServers {
  /** unbound's, over UDP. */
  port: number
  /** DS record of the private root. */
  trustAnchor: string
  stop: () => void
}

/** The domain, three zones below the root: `_did` has a TXT and a URI record with a TTL of 0, so that no cache keeps them. */
export const benchDomain = 'rtao.test'
export const benchDid = 'did:cheqd:testnet:55dbc8bf-fba3-4117-855c-1e0dc1d3bb47'

const programs = ['named', 'unbound', 'dnssec-keygen', 'dnssec-signzone', 'dnssec-dsfromkey']

/** @returns which programs are missing, where they can't be started */
export async function startDnsServers(): Promise<DnsServers | string> {
  const missing = programs.filter((program) => findProgram(program) === undefined)
  if (missing.length > 0) return `not measured: ${missing.join(', ')} of BIND and unbound not installed`
  const folder = mkdtempSync(join(tmpdir(), 'bench-dns-'))
  const children: ChildProcess[] = []
  const stop = (): void => {
    for (const child of children) child.kill()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const [named, unbound] = await freePorts(2)
    const trustAnchor = signZones(folder)
    writeFileSync(join(folder, 'named.conf'), namedConfig(folder, named))
    writeFileSync(join(folder, 'unbound.conf'), unboundConfig(folder, named, unbound))
    children.push(start('named', ['-g', '-n', '1', '-c', join(folder, 'named.conf')]))
    children.push(start('unbound', ['-d', '-c', join(folder, 'unbound.conf')]))
    await answers(unbound)
    return { port: unbound, trustAnchor, stop }
  } catch (error) {
    stop()
    throw error
  }
}

const run = (program: string, args: string[], cwd: string): string =>
  execFileSync(findProgram(program) ?? program, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()

const start = (program: string, args: string[]): ChildProcess =>
  spawn(findProgram(program) ?? program, args, { stdio: 'ignore' })

/** @returns the DS record of the root */
function signZones(folder: string): string {
  let ds = ''
  for (const [zone, records] of [
    [benchDomain, [`_did 0 TXT "${benchDid}"`, `_did 0 URI 1 0 "${benchDid}"`]],
    ['test', ['ns A 127.0.0.1', `${benchDomain}. NS ns`]],
    ['.', ['test. NS ns.test.', 'ns.test. A 127.0.0.1']],
  ] as const) {
    const [ksk, zsk] = [['-f', 'KSK'], []].map((kind) =>
      run('dnssec-keygen', ['-q', ...kind, '-a', 'ECDSAP256SHA256', zone], folder),
    ) as [string, string]
    const origin = zone === '.' ? zone : `${zone}.`
    const lines = [
      `$ORIGIN ${origin}`,
      '$TTL 3600',
      '@ SOA ns.test. hostmaster.test. 1 3600 600 86400 60',
      '@ NS ns.test.',
      ...records,
      ds,
      `$INCLUDE ${ksk}.key`,
      `$INCLUDE ${zsk}.key`,
    ]
    writeFileSync(join(folder, `${origin}zone`), `${lines.join('\n')}\n`)
    run('dnssec-signzone', ['-q', '-o', zone, '-f', `${origin}signed`, '-k', ksk, `${origin}zone`, zsk], folder)
    ds = run('dnssec-dsfromkey', ['-2', `${ksk}.key`], folder)
  }
  writeFileSync(join(folder, 'anchor'), `${ds}\n`)
  return ds
}

const namedConfig = (folder: string, port: number): string =>
  [
    `options { directory "${folder}"; listen-on port ${String(port)} { 127.0.0.1; }; listen-on-v6 { none; };`,
    '  recursion no; pid-file none; session-keyfile none; notify no; dnssec-validation no; };',
    'controls { };',
    ...['.', 'test.', `${benchDomain}.`].map((zone) => `zone "${zone}" { type primary; file "${zone}signed"; };`),
  ].join('\n')

const unboundConfig = (folder: string, named: number, port: number): string =>
  [
    'server:',
    `  interface: 127.0.0.1@${String(port)}`,
    '  username: ""',
    '  chroot: ""',
    '  pidfile: ""',
    '  use-syslog: no',
    `  directory: "${folder}"`,
    '  do-ip6: no',
    '  do-not-query-localhost: no',
    // What it asked once it answers again, whatever the TTL: its way to the name server is not measured.
    '  cache-min-ttl: 3600',
    `  trust-anchor-file: "${folder}/anchor"`,
    '  local-zone: "test." nodefault',
    'remote-control:',
    '  control-enable: no',
    ...['.', 'test.', `${benchDomain}.`].flatMap((zone) => [
      'stub-zone:',
      `  name: "${zone}"`,
      `  stub-addr: 127.0.0.1@${String(named)}`,
    ]),
    '',
  ].join('\n')

async function answers(port: number): Promise<void> {
  const resolver = new Resolver({ timeout: 500, tries: 1 })
  resolver.setServers([`127.0.0.1:${String(port)}`])
  for (let attempt = 0; ; attempt += 1) {
    try {
      await resolver.resolveTxt(`_did.${benchDomain}`)
      return
    } catch (error) {
      if (attempt > 50) throw new Error('the resolver of the benchmark does not answer', { cause: error })
      await sleep(100)
    }
  }
}
