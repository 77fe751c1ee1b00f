import { readFileSync } from 'node:fs'
import { parseTrustAnchor } from '../../src/dnssec/trust-anchors.js'
import { validateLookup, type LookupVerdict } from '../../src/dnssec/validate-lookup.js'
import type { DnsProofMessage } from '@trustchains/core'
import { judgeRecorded } from './judge-recorded.js'
import { decodeMessage, type DnsMessage, type ResourceRecord } from '../../src/wire/dns-message.js'
import { DomainName } from '../../src/wire/domain-name.js'
import { recordType, type RecordTypeName } from '../../src/wire/record-type.js'
import { encodeMessage } from './encode-message.js'

/** Answers of the test world, recorded from real servers: `RECORD_DNS_CAPTURES=1` on captures.test.ts writes them anew. */
export interface Captures {
  trustAnchors: string[]
  /** RFC 3339. */
  at: string
  messages: DnsProofMessage[]
}

export const capturesFile = new URL('../fixtures/captures.json', import.meta.url)

export const captures = (): Captures => JSON.parse(readFileSync(capturesFile, 'utf8')) as Captures

/** Names that are recorded, with all that their validation asks for. */
export const capturedNames: [name: string, type: RecordTypeName][] = [
  ['_did.rtao.test', 'TXT'],
  ['_did.rtao.test', 'URI'],
  ['_did.rtao.test', 'TLSA'],
  ['_did.rtao.test', 'A'],
  ['host.rtao.test', 'A'],
  ['nope.rtao.test', 'TXT'],
  ['ent.rtao.test', 'TXT'],
  ['x.wild.rtao.test', 'TXT'],
  ['here.wild.rtao.test', 'TXT'],
  ['alias.rtao.test', 'TXT'],
  ['toplain.rtao.test', 'TXT'],
  ['x.dn.rtao.test', 'TXT'],
  ['_did.ed.test', 'TXT'],
  ['nope.ed.test', 'TXT'],
  ['x.wild.ed.test', 'TXT'],
  ['ent.ed.test', 'TXT'],
  ['_did.rsa.test', 'TXT'],
  ['_did.unsigned.test', 'TXT'],
  ['_did.optout.test', 'TXT'],
  ['_did.plain.optout.test', 'TXT'],
  ['x.wild.optout.test', 'TXT'],
  ['nope.optout.test', 'TXT'],
  ['_did.bogus.test', 'TXT'],
  ['_did.expired.test', 'TXT'],
  ['rtao-x.test', 'TXT'],
  ['nope', 'TXT'],
]

/** A resolver made of recorded answers, which an attacker may change. */
export class CapturedWorld {
  readonly at: number
  readonly #trustAnchors: string[]
  readonly #messages: Map<string, Buffer>

  constructor({ at, trustAnchors, messages }: Captures = captures()) {
    this.at = Date.parse(at)
    this.#trustAnchors = trustAnchors
    this.#messages = new Map(
      messages.map(({ name, type, message }) => [`${String(type)} ${name}`, Buffer.from(message, 'base64')]),
    )
  }

  get keys(): string[] {
    return [...this.#messages.keys()]
  }

  /** The recorded answer to a question. */
  message(name: string, type: RecordTypeName): DnsMessage {
    return decodeMessage(this.bytes(`${String(recordType[type])} ${name}.`))!
  }

  bytes(key: string): Buffer {
    const bytes = this.#messages.get(key)
    if (bytes === undefined) throw new Error(`not recorded: ${key}`)
    return bytes
  }

  /** This world with other bytes in the place of an answer. */
  withBytes(key: string, bytes: Buffer): CapturedWorld {
    const changed = new CapturedWorld({
      at: new Date(this.at).toISOString(),
      trustAnchors: this.#trustAnchors,
      messages: [],
    })
    for (const [known, message] of this.#messages) changed.#messages.set(known, message)
    changed.#messages.set(key, bytes)
    return changed
  }

  /** This world with another answer to a question. */
  with(name: string, type: RecordTypeName, message: Partial<Omit<DnsMessage, 'question'>>): CapturedWorld {
    const question = { name: DomainName.parse(name)!, type: recordType[type] }
    return this.withBytes(`${String(question.type)} ${question.name.text}`, encodeMessage(question, message))
  }

  /** What our validator makes of a look-up in this world. */
  judge(
    name: string,
    type: RecordTypeName = 'TXT',
    { at = this.at, trustAnchors = this.#trustAnchors } = {},
  ): LookupVerdict {
    const question = { name: DomainName.parse(name)!, type: recordType[type] }
    const readAt = new Date(this.at).toISOString()
    const proof = [...this.#messages].map(([key, message]) => {
      const [number, owner] = key.split(' ') as [string, string]
      return { name: owner, type: Number(number), readAt, message: message.toString('base64') }
    })
    return judgeRecorded(
      validateLookup(
        question,
        at,
        trustAnchors.map((line) => parseTrustAnchor(line)!),
      ),
      proof,
    )
  }
}

export const withoutSignatures = (records: readonly ResourceRecord[]): ResourceRecord[] =>
  records.filter(({ type }) => type !== recordType.RRSIG)
