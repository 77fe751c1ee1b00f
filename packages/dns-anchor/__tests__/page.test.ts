import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DnsAnchorReport } from '@trustchains/core'
import { describeWithPrograms, freePorts } from '@trustchains/test-kit'
import type { DnsPublication, DnsZoneRecords } from '../src/index.js'
import { askUdp } from './support/ask-udp.js'
import { startDnsWorld, worldPrograms, type DnsWorld } from './support/dns-world.js'
import { dsOf } from './support/ds-of.js'
import { exampleDocument, rootDid } from './support/example-dids.js'
import { Server } from './support/run.js'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const page = readFileSync(join(root, 'docs/dns.md'), 'utf8')
const domain = 'page.test'

/** The blocks of code below a heading. */
function blocksOf(heading: string): { language: string; text: string }[] {
  const start = page.indexOf(`\n${heading}\n`)
  if (start < 0) throw new Error(`docs/dns.md has no ${heading}`)
  const level = /^#+/.exec(heading)?.[0].length ?? 0
  const rest = page.slice(start + heading.length + 2)
  const end = rest.search(new RegExp(`\\n#{2,${String(level)}} `))
  return [...(end < 0 ? rest : rest.slice(0, end)).matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(
    ([, language = '', text = '']) => ({ language, text }),
  )
}

/** The options that lead to this machine's resolver instead of those of the page. */
const optionsOf = ({ unboundPort, trustAnchors }: DnsWorld): string =>
  `- resolvers: ['udp://127.0.0.1:${String(unboundPort)}']\n      trustAnchors: ${JSON.stringify(trustAnchors)}\n`

/** What runs a server of the page, where its service would. */
interface PageServer {
  heading: string
  programs: string[]
  start: (folder: string, port: number) => Server
}

const servers: PageServer[] = [
  {
    heading: '### BIND',
    programs: [],
    start: (folder: string, port: number): Server => {
      const options = [
        `options { directory "${folder}/var/lib/bind"; listen-on port ${String(port)} { 127.0.0.1; }; listen-on-v6 { none; };`,
        '  recursion no; pid-file none; session-keyfile none; notify no; dnssec-validation no; };',
        `controls { };`,
        `include "${folder}/etc/bind/named.conf.local";`,
      ]
      writeFileSync(join(folder, 'named.conf'), options.join('\n'))
      return new Server('named', ['-g', '-n', '1', '-c', join(folder, 'named.conf')], folder)
    },
  },
  {
    heading: '### Knot',
    programs: ['knotd'],
    start: (folder: string): Server => new Server('knotd', ['-c', join(folder, 'etc/knot/knot.conf')], folder),
  },
  {
    heading: '### PowerDNS',
    programs: ['pdns_server', 'pdnsutil', 'sqlite3'],
    start: (folder: string): Server => {
      const args = [`--config-dir=${folder}/etc/powerdns`, `--socket-dir=${folder}`, '--daemon=no', '--guardian=no']
      return new Server('pdns_server', [...args, '--security-poll-suffix=', '--disable-syslog'], folder)
    },
  },
]

for (const server of servers) {
  const name = `docs/dns.md, done word for word with ${server.heading}`
  describeWithPrograms([...worldPrograms, ...server.programs], name, () => {
    doneWordForWord(server)
  })
}

function doneWordForWord({ heading, start }: PageServer): void {
  const folder = mkdtempSync(join(tmpdir(), 'dns-page-'))
  let port = 0
  let server: Server | undefined
  let world: DnsWorld | undefined
  let secret = ''
  const environment: Record<string, string> = {}

  afterAll(async () => {
    await world?.stop()
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** The page's text for this machine: another domain, another folder, another port, and a DID without a ledger. */
  const here = (text: string): string =>
    text
      .replaceAll('example.org', domain)
      .replaceAll('did:cheqd:mainnet:7bf81a20-633c-4cc7-bc4a-5a45801005e0', rootDid)
      .replaceAll(/(?<![\w/])\/(?:etc|var\/lib|run)\//g, (path) => `${folder}${path}`)
      .replaceAll('@127.0.0.1', `@127.0.0.1 -p ${String(port)}`)
      .replace(`listen: 127.0.0.1 -p ${String(port)}@53`, `listen: 127.0.0.1@${String(port)}`)
      .replace('listen: 127.0.0.1@53', `listen: 127.0.0.1@${String(port)}`)
      .replace('local-port=53', `local-port=${String(port)}`)
      .replace('tcp://127.0.0.1:53', `tcp://127.0.0.1:${String(port)}`)
      .replace(/- resolvers:\n(?: +- tls:.*\n)+/, (resolvers) => (world === undefined ? resolvers : optionsOf(world)))
      .replaceAll('npx veramo', `node ${root}node_modules/@veramo/cli/bin/veramo.js`)

  /** Files stand in blocks whose first line names them. */
  function write(text: string): void {
    const name = /^[#;] (\S+)\n/.exec(text)?.[1] ?? ''
    const path = name.startsWith('/') ? `${folder}${name.replaceAll('example.org', domain)}` : join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, here(text))
  }

  /** Runs a block as a shell would, and keeps what it exports. */
  async function shell(text: string): Promise<string> {
    const script = `set -euo pipefail\n${here(text)}\nprintf '\\n%s' "\${DNS_UPDATE_SECRET-}" > exported`
    const path = `${process.env.PATH ?? ''}:/usr/sbin:/sbin`
    const printed = await new Promise<string>((resolve, reject) => {
      execFile(
        'bash',
        ['-c', script],
        { cwd: folder, env: { ...process.env, ...environment, PATH: path, NODE_NO_WARNINGS: '1' }, encoding: 'utf8' },
        (error, stdout, stderr) =>
          error === null ? resolve(stdout) : reject(new Error(`${error.message}\n${stdout}${stderr}`)),
      )
    })
    const exported = readFileSync(join(folder, 'exported'), 'utf8').trim()
    if (exported !== '') environment.DNS_UPDATE_SECRET = exported
    return printed
  }

  /** The last JSON that was printed. */
  const json = (printed: string): unknown => JSON.parse(printed.trim().split('\n').at(-1) ?? '')

  /** Without a ledger here, the document is handed over. */
  const withDocument = (text: string): string =>
    text.replaceAll(/"domain": "example\.org",/g, (line) => {
      const document = {
        ...exampleDocument(rootDid),
        ...(JSON.parse(here(blocksOf('## 4. The DID names the domain')[0]!.text)) as object),
      }
      return `${line} "didDocument": ${JSON.stringify(document)},`
    })

  it('gets the records', async () => {
    ;[port] = await freePorts(1)
    const [agent, commands] = blocksOf('## 1. The records')
    write(agent!.text)
    const { zoneFile } = json(await shell(withDocument(commands!.text))) as DnsZoneRecords
    expect(zoneFile.split('\n').map((line) => line.split(' ').slice(0, 4).join(' '))).toEqual([
      `_did.${domain}. 3600 IN TXT`,
      `_did.${domain}. 3600 IN URI`,
      `_did.${domain}. 3600 IN TLSA`,
      '',
    ])
  }, 300_000)

  it('starts the name server, and prints the DS record that the registrar needs', async () => {
    const blocks = blocksOf(heading)
    const zone = blocksOf('### BIND').find(({ language }) => language === 'zone')!
    for (const name of ['bind', 'knot', 'powerdns']) {
      mkdirSync(join(folder, 'etc', name), { recursive: true })
      mkdirSync(join(folder, 'run', name), { recursive: true })
      write(zone.text.replaceAll('/var/lib/bind', `/var/lib/${name}`))
    }
    for (const { language, text } of blocks) if (language !== 'bash') write(text)
    const commands = blocks.filter(({ language }) => language === 'bash')
    for (const { text } of commands.slice(0, -1)) await shell(text)
    server = start(folder, port)
    await server.ready(() => askUdp(port, domain, 6))
    const expected = await dsOf(folder, port, domain)
    const printed = await shell(commands.at(-1)!.text)
    const words = (line: string): string => line.replace(/;.*/, '').replaceAll(/\s+/g, ' ').trim().toLowerCase()
    const line = printed
      .split('\n')
      .map(words)
      .find((text) => / ds \d+ 13 2 /.test(text))
    expect(line?.replace(' in ', ' ')).toBe(words(expected[0]!).replace(' in ', ' '))
    secret = environment.DNS_UPDATE_SECRET ?? ''
    expect(Buffer.from(secret, 'base64').length).toBeGreaterThanOrEqual(32)
    world = await startDnsWorld([{ name: domain, port, ds: [line!] }])
  }, 300_000)

  it('publishes without a warning, and is at the level high', async () => {
    const [agent] = blocksOf('## 1. The records')
    write(agent!.text)
    const [publish, verify] = blocksOf('## 5. Publish and verify')
    const published = json(await shell(publish!.text)) as DnsPublication
    expect(published).toMatchObject({ changed: 3, signed: true, warnings: [] })
    const report = json(await shell(withDocument(verify!.text))) as DnsAnchorReport
    expect(report.domains[0]?.checks.filter(({ status }) => status !== 'pass')).toEqual([])
    expect(report.level).toBe('high')
  }, 300_000)
}

it('docs/dns.md explains every code that an operator can meet', () => {
  const types = readFileSync(join(root, 'packages/dns-anchor/src/types/IDnsAnchor.ts'), 'utf8')
  const errors = readFileSync(join(root, 'packages/dns-anchor/src/dns-anchor-error.ts'), 'utf8')
  const report = readFileSync(join(root, 'packages/core/src/types/dns-anchor-report.ts'), 'utf8')
  const codes = [
    ...(/interface DnsAnchorCheck[\s\S]*?message: string/.exec(report)?.[0] ?? '').matchAll(/'(dns_\w+)'/g),
    ...errors.matchAll(/'(update_\w+|invalid_domain)'/g),
    ...(/code: 'zone_unsigned'.*/.exec(types)?.[0] ?? '').matchAll(/'(\w+)'/g),
  ].map(([, code = '']) => code)
  expect(new Set(codes).size).toBeGreaterThan(12)
  expect(codes.filter((code) => !page.includes(`| \`${code}\``))).toEqual([])
})
