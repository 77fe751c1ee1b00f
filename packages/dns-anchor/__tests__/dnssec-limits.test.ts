import { hashName } from '../src/dnssec/nsec3.js'
import { recordType } from '../src/wire/record-type.js'
import { collidingKeys } from './support/colliding-keys.js'
import { nameOf, records, text, toyNow, ToyWorld, ToyZone } from './support/toy-zone.js'
import { numbers } from './support/encode-message.js'

const name = '_did.zone.test'
const good = [text('did:example:toy')]
const seconds = toyNow / 1000

const signedWorld = (signature = {}): ToyWorld => {
  const world = new ToyWorld()
  return world.answer(name, 'TXT', { answer: world.zone.signed(name, 'TXT', good, signature) })
}

it('starts from a zone that is good', () => {
  expect(signedWorld().judge(name)).toMatchObject({ security: 'secure', outcome: 'answer', rdatas: good })
})

describe('work that an attacker asks for is refused before it is done', () => {
  it('200 keys of one tag (KeyTrap, CVE-2023-50387)', () => {
    const world = signedWorld()
    const keys = collidingKeys(world.zone.key, 200)
    expect(new Set(keys.map(String)).size).toBeGreaterThan(150)
    world.answer('zone.test', 'DNSKEY', { answer: world.zone.signed('zone.test', 'DNSKEY', [world.zone.key, ...keys]) })
    const begun = performance.now()
    expect(world.judge(name)).toMatchObject({ security: 'bogus', code: 'limit_exceeded' })
    expect(performance.now() - begun).toBeLessThan(1000)
  })

  it('60 keys of one tag and 60 signatures that none of them made', () => {
    const world = new ToyWorld()
    const keys = collidingKeys(world.zone.key, 60)
    world.answer('zone.test', 'DNSKEY', { answer: world.zone.signed('zone.test', 'DNSKEY', [world.zone.key, ...keys]) })
    const forged = Array.from({ length: 60 }, () => world.zone.signature(name, 'TXT', [text('another')]))
    world.answer(name, 'TXT', { answer: [...records(name, 'TXT', good), ...forged] })
    expect(world.judge(name)).toMatchObject({ security: 'bogus' })
  })

  it('500 NSEC3 iterations, which make the zone neither signed nor unsigned (RFC 9276)', () => {
    const world = new ToyWorld()
    const salt = Buffer.alloc(0)
    const nsec3 = (iterations: number): ToyWorld => {
      const hash = hashName(nameOf('zone.test'), { iterations, salt })
      const rdata = Buffer.concat([
        Buffer.of(1, 0),
        numbers(2, iterations),
        Buffer.of(0, 20),
        hash,
        bitmap(recordType.SOA),
      ])
      const owner = `${base32hex(hash)}.zone.test`
      return world.answer('zone.test', 'TXT', { authority: world.zone.signed(owner, 'NSEC3', [rdata]) })
    }
    expect(nsec3(100).judge('zone.test')).toMatchObject({ security: 'secure', outcome: 'nodata' })
    expect(nsec3(500).judge('zone.test')).toMatchObject({ security: 'bogus', code: 'limit_exceeded' })
    expect(nsec3(65_535).judge('zone.test')).toMatchObject({ security: 'bogus', code: 'limit_exceeded' })
  })

  it('aliases without end', () => {
    const world = new ToyWorld()
    const alias = (from: string, to: string): ToyWorld =>
      world.answer(from, 'TXT', { answer: world.zone.signed(from, 'CNAME', [nameOf(to).toWire()]) })
    alias('a.zone.test', 'b.zone.test')
    alias('b.zone.test', 'a.zone.test')
    expect(world.judge('a.zone.test')).toMatchObject({ security: 'bogus', code: 'limit_exceeded' })
  })
})

describe('keys', () => {
  it('may share their tag with another, which is chance', () => {
    const world = signedWorld()
    const keys = [...collidingKeys(world.zone.key, 2), world.zone.key]
    world.answer('zone.test', 'DNSKEY', { answer: world.zone.signed('zone.test', 'DNSKEY', keys) })
    expect(world.judge(name).security).toBe('secure')
  })

  it('do not count where they are revoked, of no zone, or not the one that DS names', () => {
    for (const flags of [257 | 0x80, 1]) {
      const world = new ToyWorld(new ToyZone('zone.test', flags))
      world.answer(name, 'TXT', { answer: world.zone.signed(name, 'TXT', good) })
      expect(world.judge(name)).toMatchObject({ security: 'bogus', code: 'key_mismatch' })
    }
    const stranger = new ToyZone('zone.test')
    const world = new ToyWorld()
    world.answer(name, 'TXT', { answer: stranger.signed(name, 'TXT', good) })
    expect(world.judge(name).security).toBe('bogus')
    world.answer('zone.test', 'DNSKEY', { answer: stranger.signed('zone.test', 'DNSKEY', [stranger.key]) })
    expect(world.judge(name)).toMatchObject({ security: 'bogus', code: 'key_mismatch' })
    // Named beside the right one, and signing the set itself: DS does not name it.
    world.answer('zone.test', 'DNSKEY', {
      answer: stranger.signed('zone.test', 'DNSKEY', [stranger.key, world.zone.key]),
    })
    expect(world.judge(name)).toMatchObject({ security: 'bogus', code: 'key_mismatch' })
  })

  it('of an algorithm or digest that is not supported make the zone unsigned, where nothing else is named', () => {
    const world = signedWorld()
    const unknown = Buffer.from(world.zone.ds())
    unknown.writeUInt8(253, 2)
    const withDs = (...ds: Buffer[]): string =>
      world.answer('zone.test', 'DS', { answer: world.test.signed('zone.test', 'DS', ds) }).judge(name).security
    expect(withDs(unknown)).toBe('insecure')
    expect(withDs(world.zone.ds('sha1'))).toBe('insecure')
    expect(withDs(world.zone.ds('sha1'), world.zone.ds())).toBe('secure')
    expect(withDs(unknown, world.zone.ds('sha384'))).toBe('secure')
    // RFC 4509 section 3: beside SHA-256, SHA-1 counts for nothing.
    expect(withDs(world.zone.ds('sha1'), new ToyZone('zone.test').ds())).toBe('bogus')
  })
})

describe('signatures', () => {
  it('hold from five minutes before they begin to five minutes after they end, not longer', () => {
    const [inception, expiration] = [seconds - 60, seconds + 60]
    const at = (time: number): string => {
      const world = new ToyWorld()
      const { zone } = world
      return world
        .answer(name, 'TXT', { answer: zone.signed(name, 'TXT', good, { inception, expiration }) })
        .judge(name, 'TXT', time).security
    }
    expect([at((inception - 300) * 1000), at((inception - 301) * 1000)]).toEqual(['secure', 'bogus'])
    expect([at((expiration + 300) * 1000), at((expiration + 301) * 1000)]).toEqual(['secure', 'bogus'])
  })

  it('have times that go round in 2106 (RFC 4034 section 3.1.5)', () => {
    const later = { inception: seconds - 100, expiration: seconds + 2 ** 32 + 100 }
    expect(signedWorld(later).judge(name).security).toBe('secure')
    expect(signedWorld({ inception: seconds + 2 ** 31 - 10, expiration: seconds + 2 ** 31 }).judge(name).security).toBe(
      'bogus',
    )
  })

  it('are of the zone that holds the name, and count its labels', () => {
    expect(signedWorld({ signer: 'test' }).judge(name).security).toBe('bogus')
    expect(signedWorld({ signer: 'other.test' }).judge(name).security).toBe('bogus')
    for (const labels of [0, 1, 2, 4, 255]) {
      expect(signedWorld({ labels }).judge(name).security).toBe('bogus')
    }
  })

  it('say until when the answer holds', () => {
    expect(signedWorld({ expiration: seconds + 30 }).judge(name).expiresAt).toBe((seconds + 30) * 1000)
    expect(signedWorld().judge(name).expiresAt).toBe((seconds + 300) * 1000)
  })
})

function bitmap(type: number): Buffer {
  const bytes = Buffer.alloc((type >> 3) + 1)
  bytes[type >> 3] = 0x80 >> (type & 7)
  return Buffer.concat([Buffer.of(0, bytes.length), bytes])
}

function base32hex(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return [...bits.matchAll(/.{5}/g)].map(([five]) => parseInt(five, 2).toString(32)).join('')
}
