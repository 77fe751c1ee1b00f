import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePorts } from '@trustchains/test-kit'
import type { ResourceRecord } from '../../src/wire/dns-message.js'
import { DomainName } from '../../src/wire/domain-name.js'
import { askUdp } from './ask-udp.js'
import { collidingKeys } from './colliding-keys.js'
import type { ForeignZone } from './dns-world.js'
import { dsOf } from './ds-of.js'
import { Server } from './run.js'
import { records, text, ToyZone } from './toy-zone.js'

/** Zones that make validators work for nothing, at a real name server (Knot: BIND refuses to sign either). */
export interface HostileZones {
  foreign: ForeignZone[]
  stop: () => Promise<void>
}

/** `keytrap.test` with 201 keys of one tag, of which one is right; `iterations.test` with 500 NSEC3 iterations. */
export async function startHostileZones(): Promise<HostileZones> {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-zones-'))
  const [port] = await freePorts(1)
  const keyTrap = new ToyZone('keytrap.test')
  writeFileSync(join(folder, 'keytrap'), zoneOf(keyTrap))
  writeFileSync(
    join(folder, 'iterations'),
    '$ORIGIN iterations.test.\n@ 300 SOA ns.test. hostmaster.test. 1 3600 600 86400 60\n@ 300 NS ns.test.\n_did 300 TXT "did:example:it"\n',
  )
  mkdirSync(join(folder, 'run'))
  const config = `
server:
    rundir: "${folder}/run"
    listen: 127.0.0.1@${String(port)}
database:
    storage: "${folder}"
policy:
  - id: many
    algorithm: ecdsap256sha256
    nsec3: on
    nsec3-iterations: 500
zone:
  - domain: keytrap.test
    file: "${folder}/keytrap"
    semantic-checks: off
  - domain: iterations.test
    file: "${folder}/iterations"
    dnssec-signing: on
    dnssec-policy: many
`
  writeFileSync(join(folder, 'knot.conf'), config)
  const server = new Server('knotd', ['-c', join(folder, 'knot.conf')], folder)
  const stop = async (): Promise<void> => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await server.ready(() => askUdp(port, 'iterations.test', 6))
    const ds = keyTrap.ds()
    const keyTrapDs = `keytrap.test. IN DS ${String(ds.readUInt16BE(0))} 13 2 ${ds.subarray(4).toString('hex')}`
    return {
      foreign: [
        { name: 'keytrap.test', port, ds: [keyTrapDs] },
        { name: 'iterations.test', port, ds: await dsOf(folder, port, 'iterations.test') },
      ],
      stop,
    }
  } catch (error) {
    await stop()
    throw new Error(server.output, { cause: error })
  }
}

function zoneOf(zone: ToyZone): string {
  const now = Math.floor(Date.now() / 1000)
  const times = { inception: now - 3600, expiration: now + 86_400 }
  const name = (text: string): Buffer => DomainName.parse(text)!.toWire()
  const soa = Buffer.concat([name('ns.test'), name('hostmaster.test'), Buffer.alloc(20, 1)])
  const keys = [...collidingKeys(zone.key, 200), zone.key]
  const other = zone.signature('_did.keytrap.test', 'TXT', [text('another')], times)
  const all = [
    ...zone.signed('keytrap.test', 'SOA', [soa], times),
    ...zone.signed('keytrap.test', 'NS', [name('ns.test')], times),
    ...zone.signed('keytrap.test', 'DNSKEY', keys, times),
    ...records('_did.keytrap.test', 'TXT', [text('did:example:keytrap')]),
    // Signatures that no key made: each would be tried with each key.
    ...Array.from({ length: 60 }, (_, index) => {
      const rdata = Buffer.from(other.rdata)
      rdata.writeUInt32BE(index, rdata.length - 4)
      return { ...other, rdata }
    }),
  ]
  return all.map(lineOf).join('')
}

/** RFC 3597 section 5. */
const lineOf = ({ name, type, ttl, rdata }: ResourceRecord): string =>
  `${name.text} ${String(ttl)} IN TYPE${String(type)} \\# ${String(rdata.length)} ${rdata.toString('hex')}\n`
