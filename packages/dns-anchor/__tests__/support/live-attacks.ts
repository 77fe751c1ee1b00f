import { recordType } from '../../src/wire/record-type.js'
import { DomainName } from '../../src/wire/domain-name.js'
import type { ResourceRecord } from '../../src/wire/dns-message.js'
import { withoutSignatures } from './captures.js'
import { collidingKeys } from './colliding-keys.js'
import { echo } from './hostile-resolver.js'
import type { Live, Tamper } from './tampering-proxy.js'
import { text, ToyZone } from './toy-zone.js'

/** What is attacked: a name of a signed zone, and its zone. */
export interface Target {
  name: string
  zone: string
}

/** Something that somebody between does, with the words of the issue that asks for it. */
export interface LiveAttack {
  title: string
  /** Makes the tampering for a target. */
  of: (target: Target) => Tamper
}

const nameOf = (name: string): DomainName => DomainName.parse(name)!

/** What the attacker wants to be believed. */
const evil = (name: string): ResourceRecord => ({
  name: nameOf(name),
  type: recordType.TXT,
  ttl: 60,
  rdata: text('did:example:evil'),
})

const renamed = (records: readonly ResourceRecord[], name: string): ResourceRecord[] =>
  records.map((record) => ({ ...record, name: nameOf(name) }))

/** Lets all through but the answers that `tamper` has something else for. */
const only =
  (tamper: (live: Live, target: Target) => Buffer[] | undefined | Promise<Buffer[] | undefined>) =>
  (target: Target): Tamper =>
  async (live) =>
    (await tamper(live, target)) ?? [live.raw]

/** The attacker's TXT, and what makes the zone look unsigned. */
const unsignedBy = (denial: (live: Live, target: Target) => Promise<Buffer> | Buffer) =>
  only(async (live, target) => {
    if (live.is(target.name, 'TXT')) return [live.reply({ answer: [evil(target.name)] })]
    return live.is(target.zone, 'DS') ? [await denial(live, target)] : undefined
  })

const onTxt = (tamper: (live: Live, target: Target) => Buffer[] | Promise<Buffer[]>) =>
  only((live, target) => (live.is(target.name, 'TXT') ? tamper(live, target) : undefined))

export const liveAttacks: LiveAttack[] = [
  {
    title: 'replays the answer of another name under this question',
    of: onTxt(async (live) => [live.reply({ answer: (await live.other('_did.rsa.test', 'TXT')).answer })]),
  },
  {
    title: 'replays the answer of another name under this name',
    of: onTxt(async (live, { name }) => [
      live.reply({ answer: renamed((await live.other('x.wild.rtao.test', 'TXT')).answer, name) }),
    ]),
  },
  {
    title: 'replays what was signed for a time that is over',
    of: onTxt(async (live, { name }) => [
      live.reply({ answer: renamed((await live.other('_did.expired.test', 'TXT')).answer, name) }),
    ]),
  },
  {
    title: 'strips the signatures of the answer',
    of: onTxt((live) => [live.reply({ answer: withoutSignatures(live.answer.answer) })]),
  },
  {
    title: 'strips all signatures of everything',
    of: () => (live) => [
      live.reply({
        rcode: live.answer.rcode,
        answer: withoutSignatures(live.answer.answer),
        authority: withoutSignatures(live.answer.authority),
      }),
    ],
  },
  {
    title: 'injects a record',
    of: onTxt((live, { name }) => [live.reply({ answer: [...live.answer.answer, evil(name)] })]),
  },
  {
    title: 'puts a record in the place of the signed ones, and sets the AD bit',
    of: onTxt((live, { name }) => {
      const forged = live.reply({ answer: [evil(name)] })
      forged[3]! |= 0x20
      return [forged]
    }),
  },
  {
    title: 'swaps the answer for that of another type',
    of: onTxt(async (live, { name }) => {
      const { answer } = await live.other(name, 'SOA')
      return [live.reply({ answer })]
    }),
  },
  {
    title: 'swaps the DS for that of another zone',
    of: only(async (live, { zone }) =>
      live.is(zone, 'DS')
        ? [live.reply({ answer: renamed((await live.other('rsa.test', 'DS')).answer, zone) })]
        : undefined,
    ),
  },
  {
    title: 'swaps the keys for those of another zone',
    of: only(async (live, { zone }) =>
      live.is(zone, 'DNSKEY')
        ? [live.reply({ answer: renamed((await live.other('rsa.test', 'DNSKEY')).answer, zone) })]
        : undefined,
    ),
  },
  {
    title: 'has keys of its own for the zone, and signs with them',
    of: ({ name, zone }) => {
      const forger = new ToyZone(zone)
      const now = Math.floor(Date.now() / 1000)
      const times = { inception: now - 3600, expiration: now + 3600 }
      return (live) => {
        if (live.is(zone, 'DNSKEY')) return [live.reply({ answer: forger.signed(zone, 'DNSKEY', [forger.key], times) })]
        if (live.is(zone, 'DS')) return [live.reply({ answer: forger.signed(zone, 'DS', [forger.ds()], times) })]
        if (live.is(name, 'TXT')) {
          return [live.reply({ answer: forger.signed(name, 'TXT', [text('did:example:evil')], times) })]
        }
        return [live.raw]
      }
    },
  },
  { title: 'forges an empty answer', of: onTxt((live) => [live.reply({})]) },
  { title: 'forges empty answers to everything', of: () => (live) => [live.reply({})] },
  { title: 'forges NXDOMAIN', of: onTxt((live) => [live.reply({ rcode: 3 })]) },
  { title: 'forges NXDOMAIN for everything', of: () => (live) => [live.reply({ rcode: 3 })] },
  {
    title: 'forges NXDOMAIN with the real proof that another name does not exist',
    of: onTxt(async (live, { zone }) => [
      live.reply({ rcode: 3, authority: (await live.other(`nope.${zone}`, 'TXT')).authority }),
    ]),
  },
  {
    title: 'forges an empty answer with the real proof that another name lacks the type',
    of: onTxt(async (live, { zone }) => [live.reply({ authority: (await live.other(zone, 'SRV')).authority })]),
  },
  { title: 'forges SERVFAIL', of: onTxt((live) => [live.reply({ rcode: 2 })]) },
  { title: 'forges SERVFAIL for the DS', of: unsignedBy((live) => live.reply({ rcode: 2 })) },
  { title: 'forges REFUSED for everything', of: () => (live) => [live.reply({ rcode: 5 })] },
  { title: 'says that there is no DS, without proof', of: unsignedBy((live) => live.reply({})) },
  { title: 'says that the zone does not exist, without proof', of: unsignedBy((live) => live.reply({ rcode: 3 })) },
  {
    title: 'says that there is no DS, with the real proof of an unsigned zone',
    of: unsignedBy(async (live) => live.reply({ authority: (await live.other('unsigned.test', 'DS')).authority })),
  },
  {
    title: "says that there is no DS, with the child's own denial",
    of: unsignedBy(async (live, { zone }) => live.reply({ authority: (await live.other(zone, 'SRV')).authority })),
  },
  {
    title: 'abuses an opt-out span of another zone',
    of: unsignedBy(async (live) => live.reply({ authority: (await live.other('plain.optout.test', 'DS')).authority })),
  },
  {
    title: 'abuses an opt-out span for a name that is not in it',
    of: unsignedBy(async (live) => live.reply({ authority: (await live.other('nope.optout.test', 'DS')).authority })),
  },
  {
    title: 'takes the keys of the zone away',
    of: only((live, target) => {
      if (live.is(target.name, 'TXT')) return [live.reply({ answer: [evil(target.name)] })]
      return live.is(target.zone, 'DNSKEY') ? [live.reply({})] : undefined
    }),
  },
  {
    title: 'answers with a wrong name in the answer',
    of: onTxt((live, { zone }) => [live.reply({ answer: renamed(live.answer.answer, `other.${zone}`) })]),
  },
  {
    title: 'answers from a wildcard without the proof that it may',
    of: onTxt(async (live, { name }) => [
      live.reply({ answer: renamed((await live.other('x.wild.rtao.test', 'TXT')).answer, name), authority: [] }),
    ]),
  },
  {
    title: 'answers from a wildcard with the proof of another name',
    of: onTxt(async (live, { name }) => {
      const { answer, authority } = await live.other('x.wild.rtao.test', 'TXT')
      return [live.reply({ answer: renamed(answer, name), authority })]
    }),
  },
  {
    title: 'leads by an alias into an unsigned zone',
    of: onTxt((live, { name }) => [
      live.reply({
        answer: [
          { ...evil(name), type: recordType.CNAME, rdata: nameOf('_did.unsigned.test').toWire() },
          evil('_did.unsigned.test'),
        ],
      }),
    ]),
  },
  {
    title: 'leads by the signed alias of another name into an unsigned zone',
    of: onTxt(async (live, { name }) => [
      live.reply({ answer: renamed((await live.other('toplain.rtao.test', 'TXT')).answer.slice(0, 2), name) }),
    ]),
  },
  {
    title: 'has 200 keys of one tag, and 60 signatures that none of them made',
    of: only((live, { name, zone }) => {
      const { answer } = live.answer
      if (live.is(zone, 'DNSKEY')) {
        const keys = answer.filter(({ type }) => type === recordType.DNSKEY)
        const more = keys.flatMap((key) => collidingKeys(key.rdata, 100).map((rdata) => ({ ...key, rdata })))
        return [live.reply({ answer: [...more, ...answer] })]
      }
      if (!live.is(name, 'TXT')) return undefined
      const rrsigs = answer.filter(({ type }) => type === recordType.RRSIG)
      const forged = Array.from({ length: 60 }, (_, index) => {
        const rdata = Buffer.from(rrsigs[0]!.rdata)
        rdata.writeUInt32BE(index, rdata.length - 4)
        return { ...rrsigs[0]!, rdata }
      })
      return [live.reply({ answer: [...forged, ...withoutSignatures(answer)] })]
    }),
  },
  {
    title: 'lies with one bit of each answer',
    of: () => (live) => {
      const bytes = Buffer.from(live.raw)
      // Within what is signed: the last byte of the answer section's records, before OPT.
      bytes[Math.max(20, bytes.length - 20)]! ^= 0x10
      return [bytes]
    },
  },
  { title: 'hangs', of: () => () => [] },
  { title: 'hangs on the keys', of: only((live, { zone }) => (live.is(zone, 'DNSKEY') ? [] : undefined)) },
  { title: 'truncates for ever', of: () => (live) => [echo(live.query, 0x8380)] },
  {
    title: "answers with another transaction's id",
    of: () => (live) => {
      const other = Buffer.from(live.raw)
      other.writeUInt16BE((live.query.readUInt16BE(0) + 1) & 0xffff, 0)
      return [other]
    },
  },
  {
    title: 'sends what is no DNS',
    of: () => (live) => [Buffer.concat([live.raw.subarray(0, 40), Buffer.alloc(300, 0xc0)])],
  },
  { title: 'cuts answers in the middle', of: () => (live) => [live.raw.subarray(0, live.raw.length >> 1)] },
]
