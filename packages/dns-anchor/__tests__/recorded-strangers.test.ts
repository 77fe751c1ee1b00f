import type { DnsAnchorReport } from '@trustchains/core'
import { hashName } from '../src/dnssec/nsec3.js'
import { DnsAnchor } from '../src/index.js'
import type { ResourceRecord } from '../src/wire/dns-message.js'
import { numbers } from './support/encode-message.js'
import { nameOf, text, toyNow, ToyWorld, ToyZone } from './support/toy-zone.js'

const did = 'did:example:honest'
const scheme = 'did:example:scheme'
const uri = (value: string): Buffer => Buffer.concat([numbers(2, 1, 1), Buffer.from(value)])

/** Proof that the name of a hash has a TXT record only. */
function nsec3(zone: ToyZone, hash: Buffer, iterations: number): ResourceRecord[] {
  const next = Buffer.from(hash)
  next.writeUInt8(hash.readUInt8(19) ^ 1, 19)
  const rdata = Buffer.concat([
    Buffer.of(1, 0),
    numbers(2, iterations),
    Buffer.of(0, 20),
    next,
    Buffer.of(0, 3, 0, 0, 0x80),
  ])
  return zone.signed(`${base32hex(hash)}.${zone.apex}`, 'NSEC3', [rdata])
}

/** What a domain recorded that names its DID in `_did` and takes part in a scheme of a stranger's. */
function recordedWorld(): { world: ToyWorld; stranger: ToyZone } {
  const world = new ToyWorld()
  const { zone, test } = world
  const stranger = new ToyZone('evil.test')
  world.answer('evil.test', 'DS', { answer: test.signed('evil.test', 'DS', [stranger.ds()]) })
  world.answer('evil.test', 'DNSKEY', { answer: stranger.signed('evil.test', 'DNSKEY', [stranger.key]) })
  world.answer('_did.zone.test', 'TXT', { answer: zone.signed('_did.zone.test', 'TXT', [text(did)]) })
  const denial = nsec3(zone, hashName(nameOf('_did.zone.test'), { iterations: 0, salt: Buffer.alloc(0) }), 0)
  for (const type of ['URI', 'TLSA'] as const) world.answer('_did.zone.test', type, { authority: denial })
  const pointer = nameOf('_scheme._trust.evil.test').toWire()
  const [from, to] = ['_scheme._trust.zone.test', '_scheme._trust.evil.test']
  world.answer(from, 'PTR', { answer: zone.signed(from, 'PTR', [pointer]) })
  world.answer(to, 'URI', { answer: stranger.signed(to, 'URI', [uri(scheme)]) })
  return { world, stranger }
}

/** The stranger's scheme leads to others, each of whose names costs a look-up nearly all the hashes that it may take. */
function makeDear({ world, stranger }: ReturnType<typeof recordedWorld>): void {
  const junk = nsec3(stranger, Buffer.alloc(20, 7), 100)
  const deep = `${'a.'.repeat(100)}evil.test`
  const targets = Array.from({ length: 13 }, (_, index) => `_scheme._trust.x${String(index)}.${deep}`)
  const pointers = targets.map((target) => nameOf(target).toWire())
  const from = '_scheme._trust.evil.test'
  world.answer(from, 'PTR', { answer: stranger.signed(from, 'PTR', pointers) })
  for (const target of targets) {
    for (const type of ['URI', 'PTR'] as const) world.answer(target, type, { authority: junk })
  }
}

const judge = async (world: ToyWorld, whom = did): Promise<DnsAnchorReport> => {
  const plugin = new DnsAnchor({ resolvers: ['udp://127.0.0.1:9'], trustAnchors: [world.anchor], deadlineMs: 60_000 })
  const didDocument = { id: whom, alsoKnownAs: ['https://zone.test'] }
  const asked = { did: whom, didDocument, domain: 'zone.test', proof: world.proof, at: new Date(toyNow).toISOString() }
  return await plugin.methods.verifyDnsAnchor(asked, { agent: {} } as never)
}

const limits = ({ domains }: DnsAnchorReport): string[] =>
  domains.flatMap(({ dnssec }) =>
    dnssec.filter(({ reason }) => reason?.includes('too many') === true).map(({ name }) => name),
  )

describe('recorded answers of strangers, to whom a trust scheme leads', () => {
  it('do not matter where they cost little', async () => {
    const { world } = recordedWorld()
    const report = await judge(world)
    expect([report.level, limits(report)]).toEqual(['bidirectional', []])
  })

  it('cost their own names their answers where they ask for more work than a call may cost, never the domain its own', async () => {
    const recorded = recordedWorld()
    makeDear(recorded)
    const report = await judge(recorded.world)
    expect(report.level).toBe('bidirectional')
    expect(limits(report).length).toBeGreaterThan(0)
    expect(limits(report).filter((name) => !name.endsWith('.evil.test.'))).toEqual([])
  })

  it('are no proof that nobody names a DID where they ask for more work than a call may cost', async () => {
    const recorded = recordedWorld()
    makeDear(recorded)
    const report = await judge(recorded.world, 'did:example:unnamed')
    expect([report.level, report.domains[0]?.checks[0]?.code]).toEqual(['none', 'dns_bogus'])
  })
})

function base32hex(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => '0123456789abcdefghijklmnopqrstuv'[parseInt(five, 2)]).join('')
}
