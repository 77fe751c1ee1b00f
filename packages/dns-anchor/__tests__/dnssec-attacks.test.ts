import type { LookupVerdict } from '../src/dnssec/validate-lookup.js'
import { recordType } from '../src/wire/record-type.js'
import { DomainName } from '../src/wire/domain-name.js'
import { CapturedWorld, withoutSignatures } from './support/captures.js'

const world = new CapturedWorld()
const did = '_did.rtao.test'
const day = 86_400_000

const expectRefused = ({ security, outcome, rdatas }: LookupVerdict): void => {
  expect(['bogus', 'indeterminate']).toContain(security)
  expect(outcome).toBeUndefined()
  expect(rdatas).toEqual([])
}

const evil = { name: DomainName.parse(did)!, type: recordType.TXT, ttl: 60, rdata: Buffer.from('\x08did:evil') }

it('starts from answers that are good', () => {
  expect(world.judge(did)).toMatchObject({ security: 'secure', outcome: 'answer' })
})

describe('who stands between changes records, and is not believed', () => {
  const { answer } = world.message(did, 'TXT')

  it('signatures taken away', () => {
    expectRefused(world.with(did, 'TXT', { answer: withoutSignatures(answer) }).judge(did))
  })

  it('a record put in', () => {
    expectRefused(world.with(did, 'TXT', { answer: [...answer, evil] }).judge(did))
  })

  it('a record taken out', () => {
    expectRefused(world.with(did, 'TXT', { answer: answer.slice(1) }).judge(did))
  })

  it('a record in the place of all', () => {
    expectRefused(world.with(did, 'TXT', { answer: [evil] }).judge(did))
    expectRefused(
      world.with(did, 'TXT', { answer: [evil, ...answer.filter((r) => r.type === recordType.RRSIG)] }).judge(did),
    )
  })

  it('the signed records of another name, under this name', () => {
    const others = world.message('_did.ed.test', 'TXT').answer
    const renamed = others.map((record) => ({ ...record, name: evil.name }))
    expectRefused(world.with(did, 'TXT', { answer: renamed }).judge(did))
    expectRefused(world.with(did, 'TXT', { answer: others }).judge(did))
  })

  it('the records of another type of the same name, under this type', () => {
    const others = world.message(did, 'URI').answer.map((record) => {
      return record.type === recordType.URI ? { ...record, type: recordType.TXT } : record
    })
    expectRefused(world.with(did, 'TXT', { answer: others }).judge(did))
  })

  it('an alias to a name of the attacker', () => {
    const alias = { ...evil, type: recordType.CNAME, rdata: DomainName.parse('_did.unsigned.test')!.toWire() }
    expectRefused(world.with(did, 'TXT', { answer: [alias] }).judge(did))
    expectRefused(
      world.with(did, 'TXT', { answer: [{ ...alias, name: evil.name.parent, type: recordType.DNAME }] }).judge(did),
    )
  })

  it('an alias beside the DNAME that it is not made from', () => {
    const { answer: dname } = world.message('x.dn.rtao.test', 'TXT')
    const bent = dname.map((record) =>
      record.type === recordType.CNAME
        ? { ...record, rdata: DomainName.parse('_did.unsigned.test')!.toWire() }
        : record,
    )
    const { security, name } = world.with('x.dn.rtao.test', 'TXT', { answer: bent }).judge('x.dn.rtao.test')
    expect([security, name.text]).toEqual(['secure', 'x.target.rtao.test.'])
  })
})

describe('who stands between says that there is nothing, and is not believed', () => {
  it('an empty answer, or a name that does not exist, without proof', () => {
    for (const rcode of [0, 3]) expectRefused(world.with(did, 'TXT', { rcode }).judge(did))
  })

  it('a failure, of any kind', () => {
    for (const rcode of [1, 2, 4, 5, 9, 15]) {
      expect(world.with(did, 'TXT', { rcode }).judge(did).security).toBe('indeterminate')
    }
  })

  it('the proof that another name does not exist', () => {
    for (const other of ['nope.rtao.test', 'ent.rtao.test', 'here.wild.rtao.test', 'rtao-x.test', 'nope']) {
      expectRefused(world.with(did, 'TXT', world.message(other, 'TXT')).judge(did))
    }
    for (const other of ['nope.ed.test', 'ent.ed.test', 'nope.optout.test']) {
      expectRefused(world.with('_did.ed.test', 'TXT', world.message(other, 'TXT')).judge('_did.ed.test'))
      expectRefused(world.with('_did.optout.test', 'TXT', world.message(other, 'TXT')).judge('_did.optout.test'))
    }
  })

  it('the proof that another type does not exist', () => {
    expect(world.judge(did, 'A')).toMatchObject({ security: 'secure', outcome: 'nodata' })
    expectRefused(world.with(did, 'TXT', world.message(did, 'A')).judge(did))
  })

  it("the parent's denial at the zone cut, for a name below it (RFC 6840 section 4.1)", () => {
    // rtao-x.test does not exist, which the record at rtao.test shows: it covers all names below rtao.test too.
    const { authority } = world.message('rtao-x.test', 'TXT')
    expect(authority.some(({ name, type }) => type === recordType.NSEC && name.text === 'rtao.test.')).toBe(true)
    expectRefused(world.with(did, 'TXT', { rcode: 3, authority }).judge(did))
    expectRefused(world.with('rtao.test', 'TXT', { authority }).judge('rtao.test'))
  })

  it('a proof of absence with any part of it missing', () => {
    for (const name of ['nope.rtao.test', 'nope.ed.test', 'ent.rtao.test', 'ent.ed.test']) {
      const message = world.message(name, 'TXT')
      const parts = message.authority.filter(({ type }) => type === recordType.NSEC || type === recordType.NSEC3)
      expect(parts.length).toBeGreaterThan(0)
      for (const part of parts) {
        const authority = message.authority.filter((record) => !record.name.equals(part.name))
        expectRefused(world.with(name, 'TXT', { ...message, authority }).judge(name))
      }
    }
  })
})

describe('who stands between says that a zone is not signed, and is not believed', () => {
  const unsigned = (name: string): CapturedWorld => world.with(did, 'TXT', { answer: [evil] }).with(name, 'DS', {})

  it('no DS, without proof', () => {
    for (const name of ['rtao.test', 'test']) {
      expectRefused(unsigned(name).judge(did))
      expectRefused(unsigned(name).with(name, 'DS', { rcode: 3 }).judge(did))
      expect(unsigned(name).with(name, 'DS', { rcode: 2 }).judge(did).security).toBe('indeterminate')
    }
  })

  it('the proof that another zone has no DS', () => {
    expectRefused(unsigned('rtao.test').with('rtao.test', 'DS', world.message('unsigned.test', 'DS')).judge(did))
    const optOut = world.message('plain.optout.test', 'DS')
    expectRefused(unsigned('rtao.test').with('rtao.test', 'DS', optOut).judge(did))
  })

  it("the child's own word that it has no DS", () => {
    const { authority } = world.message('ent.rtao.test', 'TXT')
    expectRefused(unsigned('rtao.test').with('rtao.test', 'DS', { authority }).judge(did))
  })

  it('keys taken away, or those of another zone', () => {
    const forged = world.with(did, 'TXT', { answer: [evil] })
    for (const zone of ['rtao.test', 'test']) {
      expectRefused(forged.with(zone, 'DNSKEY', {}).judge(did))
      expectRefused(
        forged.with(zone, 'DNSKEY', { answer: withoutSignatures(world.message(zone, 'DNSKEY').answer) }).judge(did),
      )
      const keys = world.message('ed.test', 'DNSKEY').answer
      const renamed = keys.map((record) => ({ ...record, name: DomainName.parse(zone)! }))
      expectRefused(forged.with(zone, 'DNSKEY', { answer: renamed }).judge(did))
    }
  })

  it('the DS of another zone', () => {
    const others = world.message('ed.test', 'DS').answer.map((record) => ({ ...record, name: evil.name.parent }))
    expectRefused(world.with('rtao.test', 'DS', { answer: others }).judge(did))
  })

  it('an opt-out span, for a name that has its own record in the chain', () => {
    const forged = { ...evil, name: DomainName.parse('_did.optout.test')! }
    const span = world.message('nope.optout.test', 'TXT')
    const abused = world
      .with('_did.optout.test', 'TXT', { answer: [forged] })
      .with('_did.optout.test', 'DS', { ...span, rcode: 0 })
    expectRefused(abused.judge('_did.optout.test'))
  })
})

describe('wildcards', () => {
  it('an answer made from a wildcard, without the proof that there is no closer name', () => {
    for (const name of ['x.wild.rtao.test', 'x.wild.ed.test', 'x.wild.optout.test']) {
      expectRefused(world.with(name, 'TXT', { answer: world.message(name, 'TXT').answer }).judge(name))
    }
  })

  it('the answer of a wildcard in the place of a name that exists', () => {
    const { answer, authority } = world.message('x.wild.rtao.test', 'TXT')
    for (const name of ['here.wild.rtao.test', 'wild.rtao.test']) {
      const renamed = answer.map((record) => ({ ...record, name: DomainName.parse(name)! }))
      expectRefused(world.with(name, 'TXT', { answer: renamed, authority }).judge(name))
      const own = world.message('here.wild.rtao.test', 'TXT').authority
      expectRefused(world.with(name, 'TXT', { answer: renamed, authority: own }).judge(name))
    }
  })

  it('the answer of a wildcard outside its part of the zone', () => {
    const { answer, authority } = world.message('x.wild.rtao.test', 'TXT')
    const renamed = answer.map((record) => ({ ...record, name: DomainName.parse('nope.rtao.test')! }))
    const proofs = [...authority, ...world.message('nope.rtao.test', 'TXT').authority]
    expectRefused(world.with('nope.rtao.test', 'TXT', { answer: renamed, authority: proofs }).judge('nope.rtao.test'))
  })
})

describe('time and anchors', () => {
  it('refuses what was signed for another time', () => {
    expectRefused(world.judge(did, 'TXT', { at: world.at + 40 * day }))
    expectRefused(world.judge(did, 'TXT', { at: world.at - 40 * day }))
  })

  it('refuses another root', () => {
    expectRefused(world.judge(did, 'TXT', { trustAnchors: [`. DS 20326 13 2 ${'00'.repeat(32)}`] }))
    expectRefused(world.judge(did, 'TXT', { trustAnchors: [] }))
  })

  it('an alias of a signed zone into an unsigned one makes nothing secure', () => {
    expect(world.judge('toplain.rtao.test')).toMatchObject({ security: 'insecure', code: 'unsigned' })
  })
})
