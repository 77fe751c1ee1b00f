import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram } from '../programs/find-program.js'

/** A zone below a top-level domain. */
export interface TestZone {
  /** As `education.example`. */
  name: string
  /** Lines of the zone file. */
  records: string[]
  /** Default: true. */
  isSigned?: boolean
  /** Options of `dnssec-signzone`, as `-e now+60`. */
  signing?: string[]
  /** Changes the zone file after it was signed. */
  tamper?: (text: string) => string
}

/** The file of a zone in the folder that it was signed in. */
export const zoneFile = (folder: string, name: string): string => join(folder, name === '' ? 'root' : name)

/**
 * Signs zones, their top-level domains and a private root, each with keys of its own.
 *
 * @param folder - where their files are written
 * @returns the names of all zones, '' for the root, and the root's DS lines
 */
export function signZones(zones: readonly TestZone[], folder: string): { names: string[]; trustAnchors: string[] } {
  const delegations = new Map<string, string[]>()
  const tops = [...new Set(zones.map(({ name }) => name.slice(name.indexOf('.') + 1)))]
  const all = [...zones, ...tops.map((name) => ({ name, records: [] })), { name: '', records: [nameServerAddress] }]
  for (const zone of all) {
    const below = [...delegations].filter(([name]) => parentOf(name) === zone.name)
    const lines = below.flatMap(([name, ds]) => [`${name}. NS ns.example.invalid.`, ...ds])
    delegations.set(zone.name, signZone({ ...zone, records: [...zone.records, ...lines] }, folder))
  }
  return { names: all.map(({ name }) => name), trustAnchors: delegations.get('') ?? [] }
}

/** Nobody asks for it, but a zone is not loaded whose name server has no address. */
const nameServerAddress = 'ns.example.invalid. A 127.0.0.1'

const parentOf = (name: string): string | undefined =>
  name === '' ? undefined : name.includes('.') ? name.slice(name.indexOf('.') + 1) : ''

/** @returns the DS lines for its parent */
function signZone({ name, records, isSigned = true, signing = [], tamper }: TestZone, folder: string): string[] {
  const owner = name === '' ? '.' : `${name}.`
  const file = zoneFile(folder, name)
  const lines = [
    `$ORIGIN ${owner}`,
    '$TTL 300',
    '@ SOA ns.example.invalid. hostmaster.example.invalid. 1 3600 600 86400 60',
    '@ NS ns.example.invalid.',
    ...records,
    '',
  ]
  writeFileSync(file, lines.join('\n'))
  if (!isSigned) return []
  const run = (program: string, args: string[]): string =>
    execFileSync(findProgram(program) ?? program, args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  const makeKey = (...options: string[]): string =>
    run('dnssec-keygen', ['-q', '-a', 'ECDSAP256SHA256', ...options, owner]).trim()
  const [keySigning, zoneSigning] = [makeKey('-f', 'KSK'), makeKey()]
  writeFileSync(file, `${lines.join('\n')}$INCLUDE ${keySigning}.key\n$INCLUDE ${zoneSigning}.key\n`)
  run('dnssec-signzone', ['-q', ...signing, '-o', owner, '-f', `${file}.signed`, '-k', keySigning, file, zoneSigning])
  const signed = readFileSync(`${file}.signed`, 'utf8')
  writeFileSync(file, tamper === undefined ? signed : tamper(signed))
  return run('dnssec-dsfromkey', ['-2', `${keySigning}.key`])
    .trim()
    .split('\n')
}
