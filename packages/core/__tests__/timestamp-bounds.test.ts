import { hash, type X509Certificate } from 'node:crypto'
import { existenceByTimestamp } from '../src/existence/existence-by-timestamp.js'
import type { ExistenceOutcome } from '../src/existence/existence-outcome.js'
import { readCertificate } from '../src/existence/read-certificate.js'
import { timestampTime } from '../src/index.js'
import { TimestampAuthorities } from './support/timestamp-authority.js'

/** DER of one object. */
function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)))
  const digits = content.length.toString(16)
  const octets = Buffer.from(digits.padStart(2 * Math.ceil(digits.length / 2), '0'), 'hex')
  const length = content.length < 0x80 ? octets : Buffer.concat([Buffer.of(0x80 | octets.length), octets])
  return Buffer.concat([Buffer.of(tag), length, content])
}
const sequence = (...parts: Uint8Array[]): Buffer => der(0x30, ...parts)
const integer = (...octets: number[]): Buffer => der(0x02, Buffer.from(octets))
/** To read it as a number takes a second. */
const endless = integer(...new Array<number>(40_000).fill(0x7f))

const leaf = Buffer.from('the leaf')
const sha256 = Buffer.from('0609608648016503040201', 'hex')

interface Info {
  version?: Buffer
  serial?: Buffer
  accuracy?: Buffer[]
}
/** TSTInfo (RFC 3161 section 2.4.2) of 2026-06-01T00:00:00Z. */
const info = ({ version = integer(1), serial = integer(7), accuracy = [] }: Info = {}): Buffer =>
  sequence(
    version,
    Buffer.from('06042a030401', 'hex'),
    sequence(sequence(sha256), der(0x04, hash('sha256', leaf, 'buffer'))),
    serial,
    der(0x18, Buffer.from('20260601000000Z')),
    ...(accuracy.length === 0 ? [] : [sequence(...accuracy)]),
  )

describe('a timestamp is read before anybody is known to have made it: a long number in it would hang the verifier', () => {
  let tsa: TimestampAuthorities
  let root: X509Certificate
  beforeAll(() => {
    tsa = new TimestampAuthorities()
    root = readCertificate(tsa.certify('tsa', { days: 9000 })) as X509Certificate
  })
  afterAll(() => {
    tsa.close()
  })
  const prove = (token: string): ExistenceOutcome => existenceByTimestamp(token, [leaf], [root])
  const timeOf = (parts: Info): string | undefined => timestampTime(tsa.sign('tsa', info(parts)))
  const tooLong = { refused: 'the timestamp proves nothing: a number in it is longer than it may be' }

  it('in the status of the response, which nobody signs', () => {
    expect(prove(sequence(sequence(endless)).toString('base64'))).toEqual(tooLong)
  })

  it.each<[string, Info]>([
    ['the version', { version: endless }],
    ['the seconds of the accuracy', { accuracy: [endless] }],
    ['the milliseconds of the accuracy', { accuracy: [integer(1), der(0x80, Buffer.alloc(9, 1))] }],
    ['the microseconds of the accuracy', { accuracy: [der(0x81, Buffer.alloc(9, 1))] }],
  ])('in %s, which whoever shows it may sign', (_, parts) => {
    expect(prove(tsa.sign('tsa', info(parts)))).toEqual(tooLong)
  })

  it('numbers of the lengths that authorities use are read', () => {
    expect(timeOf({})).toBe('2026-06-01T00:00:00Z')
    expect(timeOf({ version: integer(0, 0, 0, 0, 0, 0, 0, 1) })).toBe('2026-06-01T00:00:00Z')
    expect(timeOf({ accuracy: [integer(2)] })).toBe('2026-06-01T00:00:02Z')
    const parts = [integer(0, 0, 0, 0, 0, 0, 0, 60), der(0x80, Buffer.from('01f4', 'hex')), der(0x81, Buffer.of(9))]
    expect(timeOf({ accuracy: parts })).toBe('2026-06-01T00:01:00.501Z')
  })

  it('a serial number of any length is nothing that is read', () => {
    expect(timeOf({ serial: integer(...new Array<number>(20).fill(0x7f)) })).toBe('2026-06-01T00:00:00Z')
    expect(timeOf({ serial: endless })).toBe('2026-06-01T00:00:00Z')
  })
})
