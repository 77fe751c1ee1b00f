import type { DnsProofMessage } from '@trustchains/core'
import { DnsAnchor } from '../src/index.js'
import { ValidationBudget, ValidationLimitError, validationLimits } from '../src/dnssec/validation-budget.js'
import type { Asking } from '../src/dnssec/reply.js'
import { RecordedAnswers } from '../src/resolve/recorded-answers.js'
import { replay } from '../src/resolve/replay.js'
import { verifyAnswer } from '../src/update/tsig.js'
import { decodeMessage } from '../src/wire/dns-message.js'
import { DomainName } from '../src/wire/domain-name.js'
import { recordType } from '../src/wire/record-type.js'
import { encodeMessage, numbers } from './support/encode-message.js'

const question = Buffer.from('\x04_did\x04evil\x03org\0', 'latin1')

/** A message whose records all name, three times each, what stands in the data of its first record. */
function bomb(data: (start: number) => { bytes: Buffer; target: number }, type: number = recordType.TXT): Buffer {
  const head = Buffer.concat([numbers(2, 0, 0x8180, 1, 0, 0, 0), question, numbers(2, type, 1)])
  const first = Buffer.alloc(11)
  const { bytes, target } = data(head.length + first.length)
  first.writeUInt16BE(0xff00, 1)
  first.writeUInt16BE(1, 3)
  first.writeUInt16BE(bytes.length, 9)
  const pointer = numbers(2, 0xc000 | target)
  const record = Buffer.concat([pointer, numbers(2, recordType.RP, 1, 0, 0, 4), pointer, pointer])
  head.writeUInt16BE(2047, 6)
  return Buffer.concat([head, first, bytes, ...Array.from({ length: 2046 }, () => record)])
}

/** Each pointer leads to the one before it. */
const ladder = (type?: number): Buffer =>
  bomb((start) => {
    const bytes = [0]
    let target = start
    while (start + bytes.length < 0x3fff) {
      const here = start + bytes.length
      bytes.push(0xc0 | (target >> 8), target & 0xff)
      target = here
    }
    return { bytes: Buffer.from(bytes), target }
  }, type)

/** A name of as many labels as a name may have. */
const manyLabels = (): Buffer =>
  bomb((start) => ({ bytes: Buffer.from('\x01a'.repeat(126) + '\0', 'latin1'), target: start }))

const proofOf = (messages: [number, Buffer][]): DnsProofMessage[] =>
  messages.map(([type, message]) => ({
    name: '_did.evil.org.',
    type,
    readAt: '2026-11-22T00:00:00Z',
    message: message.toString('base64'),
  }))

/** Of processor time, so that a busy machine counts for nothing. */
function secondsOf(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  return process.cpuUsage(before).user / 1_000_000
}

describe('a message of 64 KiB whose names ask for millions of steps', () => {
  it.each([
    ['a ladder of pointers', ladder],
    ['thousands of names of 126 labels', manyLabels],
  ])('is refused: %s', (_name, make) => {
    const bytes = make()
    expect(secondsOf(() => decodeMessage(bytes))).toBeLessThan(0.5)
    expect(decodeMessage(bytes)).toBeUndefined()
  })

  it('is refused as the answer of a name server too, before its signature is looked at', () => {
    const [name, algorithmName] = [DomainName.parse('key.test'), DomainName.parse('hmac-sha256')]
    const key = { name, algorithm: 'sha256', algorithmName, secret: Buffer.alloc(32) } as Parameters<
      typeof verifyAnswer
    >[2]
    const bytes = ladder()
    expect(secondsOf(() => verifyAnswer(bytes, Buffer.alloc(32), key, 0))).toBeLessThan(0.5)
  })

  it('is not one of 2000 records of ordinary names', () => {
    const bytes = bomb((start) => ({ bytes: Buffer.from('\x01a\0', 'latin1'), target: start }))
    expect(decodeMessage(bytes)?.answer).toHaveLength(2047)
  })
})

describe('recorded answers, which may be a stranger’s', () => {
  const did = 'did:web:evil.org'
  const recorded: DnsProofMessage = {
    name: '_did.evil.org.',
    type: recordType.TXT,
    readAt: '2026-11-22T00:00:00Z',
    message: encodeMessage({ name: DomainName.parse('_did.evil.org') as DomainName, type: recordType.TXT }).toString(
      'base64',
    ),
  }

  it('leave others their turn, so that a deadline can come', async () => {
    const plugin = new DnsAnchor({ resolvers: ['udp://127.0.0.1:9'] })
    let isTheirs = false
    setImmediate(() => (isTheirs = true))
    const asked = { did, domain: 'evil.org', didDocument: { id: did }, proof: proofOf([[recordType.TXT, ladder()]]) }
    const report = await plugin.methods.verifyDnsAnchor(asked, { agent: {} } as never)
    expect([report.level, isTheirs]).toEqual(['none', true])
  })

  it('say nothing any more once the deadline has come', async () => {
    const name = DomainName.parse('_did.evil.org') as DomainName
    const { type } = recorded
    const controller = new AbortController()
    const steps = function* (): Asking<boolean[]> {
      const first = yield { name, type }
      controller.abort()
      return [first.ok, (yield { name, type }).ok]
    }
    expect(await replay(steps(), new RecordedAnswers([recorded]), controller.signal)).toEqual([true, false])
  })
})

describe('the work of one call', () => {
  it('is bounded over all its look-ups, each of which stays within its own bounds', () => {
    const call = ValidationBudget.ofCall()
    let verified = 0
    const lookUp = (): void => {
      const budget = new ValidationBudget(call)
      for (let index = 0; index < validationLimits.signatures; index += 1) {
        budget.takeSignature()
        verified += 1
      }
    }
    for (let index = 0; index < 8; index += 1) lookUp()
    expect(lookUp).toThrow(ValidationLimitError)
    expect(verified).toBe(8 * validationLimits.signatures)
  })
})
