import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { readDnskey } from '../../src/dnssec/dnskey.js'
import { parseTrustAnchor } from '../../src/dnssec/trust-anchors.js'
import { validateLookup, type LookupVerdict } from '../../src/dnssec/validate-lookup.js'
import type { DnsProofMessage } from '@trustchains/core'
import { judgeRecorded } from './judge-recorded.js'
import type { DnsMessage, ResourceRecord } from '../../src/wire/dns-message.js'
import { DomainName } from '../../src/wire/domain-name.js'
import { recordType, type RecordTypeName } from '../../src/wire/record-type.js'
import { encodeMessage, numbers } from './encode-message.js'

/** What of a signature differs from a good one. */
export interface ToySignature {
  inception?: number
  expiration?: number
  labels?: number
  signer?: string
  keyTag?: number
}

export const toyNow = Date.UTC(2026, 5, 1)
const seconds = toyNow / 1000

/** A zone that signs whatever it is told to, for what no name server would publish. */
export class ToyZone {
  readonly #privateKey: KeyObject
  /** The DNSKEY of its one key. */
  readonly key: Buffer

  /** @param flags - of its key; 257 is a zone key with SEP */
  constructor(
    readonly apex: string,
    flags = 257,
  ) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    this.#privateKey = privateKey
    const point = [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]
    this.key = Buffer.concat([numbers(2, flags), Buffer.of(3, 13), ...point])
  }

  ds(digest = 'sha256'): Buffer {
    const type = { sha1: 1, sha256: 2, sha384: 4 }[digest] ?? 0
    const hash = createHash(digest).update(nameOf(this.apex).toWire()).update(this.key).digest()
    return Buffer.concat([numbers(2, this.keyTag), Buffer.of(13, type), hash])
  }

  get keyTag(): number {
    return readDnskey(this.key)!.keyTag
  }

  /** The records and a signature over them. */
  signed(name: string, type: RecordTypeName, rdatas: Buffer[], signature: ToySignature = {}): ResourceRecord[] {
    return [...records(name, type, rdatas), this.signature(name, type, rdatas, signature)]
  }

  signature(name: string, type: RecordTypeName, rdatas: Buffer[], options: ToySignature = {}): ResourceRecord {
    const owner = nameOf(name)
    const labels = options.labels ?? owner.labels.filter((label) => String(label) !== '*').length
    const { inception = seconds - 3600, expiration = seconds + 3600, keyTag = this.keyTag } = options
    const head = Buffer.concat([
      numbers(2, recordType[type]),
      Buffer.of(13, labels),
      numbers(4, 300, expiration % 2 ** 32, inception % 2 ** 32),
      numbers(2, keyTag),
      nameOf(options.signer ?? this.apex).toWire(),
    ])
    const signedName = labels < owner.labels.length ? owner.last(labels).wildcard! : owner
    const data = [...rdatas]
      .sort((a, b) => Buffer.compare(a, b))
      .flatMap((rdata) => {
        return [signedName.toWire(), numbers(2, recordType[type], 1), numbers(4, 300), numbers(2, rdata.length), rdata]
      })
    const bytes = sign('sha256', Buffer.concat([head, ...data]), { key: this.#privateKey, dsaEncoding: 'ieee-p1363' })
    return { name: owner, type: recordType.RRSIG, ttl: 300, rdata: Buffer.concat([head, bytes]) }
  }
}

export const records = (name: string, type: RecordTypeName, rdatas: Buffer[]): ResourceRecord[] =>
  rdatas.map((rdata) => ({ name: nameOf(name), type: recordType[type], ttl: 300, rdata }))

export const text = (value: string): Buffer => Buffer.concat([Buffer.of(value.length), Buffer.from(value)])

export const nameOf = (name: string): DomainName => DomainName.parse(name)!

/** Toy zones from the root down to `zone.test`, and what they answer. */
export class ToyWorld {
  readonly root = new ToyZone('.')
  readonly test = new ToyZone('test')
  readonly #answers = new Map<string, DnsProofMessage>()

  constructor(readonly zone = new ToyZone('zone.test')) {
    this.answer('.', 'DNSKEY', { answer: this.root.signed('.', 'DNSKEY', [this.root.key]) })
    this.answer('test', 'DS', { answer: this.root.signed('test', 'DS', [this.test.ds()]) })
    this.answer('test', 'DNSKEY', { answer: this.test.signed('test', 'DNSKEY', [this.test.key]) })
    this.answer('zone.test', 'DS', { answer: this.test.signed('zone.test', 'DS', [zone.ds()]) })
    this.answer('zone.test', 'DNSKEY', { answer: zone.signed('zone.test', 'DNSKEY', [zone.key]) })
    // The name that the tests ask for is no zone of its own: it has a TXT record, and no DS.
    const nsec = Buffer.concat([nameOf('zone.test').toWire(), Buffer.of(0, 3, 0, 0, 0x80)])
    this.answer('_did.zone.test', 'DS', { authority: zone.signed('_did.zone.test', 'NSEC', [nsec]) })
  }

  answer(name: string, type: RecordTypeName, message: Partial<Omit<DnsMessage, 'question'>>): this {
    const question = { name: nameOf(name), type: recordType[type] }
    const bytes = encodeMessage(question, message)
    const readAt = new Date(toyNow).toISOString()
    this.#answers.set(`${name} ${type}`, {
      name: question.name.text,
      type: question.type,
      readAt,
      message: bytes.toString('base64'),
    })
    return this
  }

  /** Digest of the root's key, as an option has it. */
  get anchor(): string {
    const ds = this.root.ds()
    return `. DS ${String(ds.readUInt16BE(0))} 13 2 ${ds.subarray(4).toString('hex')}`
  }

  /** All answers, as a report has them. */
  get proof(): DnsProofMessage[] {
    return [...this.#answers.values()]
  }

  judge(name: string, type: RecordTypeName = 'TXT', at = toyNow): LookupVerdict {
    const question = { name: nameOf(name), type: recordType[type] }
    return judgeRecorded(validateLookup(question, at, [parseTrustAnchor(this.anchor)!]), this.proof)
  }
}
