import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where Debian installs name servers, which need not stand in the path. */
const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/bin'].filter((folder) => folder !== '')

/** The path of a program, or its name where it is not installed. */
export const programPath = (name: string): string =>
  folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? name

const programs = ['named', 'dnssec-keygen', 'dnssec-signzone', 'dnssec-dsfromkey']

/** The programs that the demo's DNS needs and that are missing here (Debian: bind9, bind9-utils). */
export const missingPrograms = (): string[] => programs.filter((name) => programPath(name) === name)

/** A zone, signed: where it is, and what the zone above says of its key. */
export interface SignedZone {
  name: string
  file: string
  dsRecords: string[]
}

/**
 * Writes a zone and signs it, as its operator would.
 *
 * @param name - as `education.example`; '' is the root of DNS
 * @param records - lines of the zone file
 */
export async function signZone(folder: string, name: string, records: string[]): Promise<SignedZone> {
  const owner = `${name}.`
  const file = join(folder, name === '' ? 'root' : name)
  const run = (program: string, ...args: string[]): string =>
    execFileSync(programPath(program), args, { cwd: folder, encoding: 'utf8', timeout: 10_000 }).trim()
  const keySigning = run('dnssec-keygen', '-q', '-a', 'ECDSAP256SHA256', '-f', 'KSK', owner)
  const zoneSigning = run('dnssec-keygen', '-q', '-a', 'ECDSAP256SHA256', owner)
  const lines = [
    `$ORIGIN ${owner}`,
    '$TTL 300',
    '@ SOA ns.nic.example. hostmaster.nic.example. 1 3600 600 86400 60',
    '@ NS ns.nic.example.',
    ...records,
    `$INCLUDE ${keySigning}.key`,
    `$INCLUDE ${zoneSigning}.key`,
    '',
  ]
  await writeFile(file, lines.join('\n'))
  run('dnssec-signzone', '-q', '-o', owner, '-f', `${file}.signed`, '-k', keySigning, file, zoneSigning)
  return { name, file: `${file}.signed`, dsRecords: run('dnssec-dsfromkey', '-2', `${keySigning}.key`).split('\n') }
}
