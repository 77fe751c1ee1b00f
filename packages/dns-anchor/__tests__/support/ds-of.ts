import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { run } from './run.js'

/** The DS records of a zone's keys, as BIND's tools make them, once the server shows any. */
export async function dsOf(folder: string, port: number, zone: string): Promise<string[]> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const keys = run('dig', ['@127.0.0.1', '-p', String(port), '+noall', '+answer', zone, 'DNSKEY'], folder)
    if (keys.includes('257 3')) {
      writeFileSync(join(folder, 'dnskeys'), keys)
      return run('dnssec-dsfromkey', ['-2', '-f', 'dnskeys', zone], folder).trim().split('\n')
    }
    await sleep(100)
  }
  throw new Error(`${zone} was not signed`)
}
