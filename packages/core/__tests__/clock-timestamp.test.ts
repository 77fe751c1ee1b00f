import type { X509Certificate } from 'node:crypto'
import type { MintedChain } from '@trustchains/test-kit'
import { existenceByTimestamp } from '../src/existence/existence-by-timestamp.js'
import type { ExistenceOutcome } from '../src/existence/existence-outcome.js'
import { readCertificate } from '../src/existence/read-certificate.js'
import { isTimestampAuthority } from '../src/existence/timestamp-authority.js'
import { outcome } from './support/judge.js'
import { chainByLedger, judgeByLedger, rotate } from './support/clock.js'
import { TimestampAuthorities } from './support/timestamp-authority.js'

// Timestamps are of now, so the chain spans all years in which this may run.
const at = '2049-01-01T00:00:00Z'
const until = '2050-01-01T00:00:00Z'
let tsa: TimestampAuthorities

/** A chain whose leaf's key is rotated long after it was stamped. */
function rotatedChain(rotated = '2048-01-01T00:00:00Z'): MintedChain {
  const chain = chainByLedger({ at, validFrom: '2025-01-10T00:00:00Z', validUntil: until })
  rotate(chain, 'p2', rotated)
  return chain
}

/** How that chain ends with a timestamp. */
function outcomeWith(token: string, timestampAuthorities: string[], chain = rotatedChain()): string {
  return outcome(judgeByLedger(chain, { existence: [{ kind: 'rfc3161', token }], policy: { timestampAuthorities } }))
}
const unproven = 'indeterminate: signature time_unproven 0'
const { leaf } = rotatedChain()
const token = (name: string, options: Parameters<TimestampAuthorities['stamp']>[2] = {}): string =>
  tsa.stamp(name, leaf, options)

beforeAll(() => {
  tsa = new TimestampAuthorities()
  tsa.certify('root', { as: 'root' })
  tsa.certify('tsa', { issuer: 'root' })
  tsa.certify('middle', { as: 'middle', issuer: 'root' })
  tsa.certify('below', { issuer: 'middle' })
  tsa.certify('stranger')
})
afterAll(() => {
  tsa.close()
})

describe('an RFC 3161 timestamp over the leaf: proof of its age that does not depend on its issuer', () => {
  it('is believed where it was made before the key was rotated', () => {
    const report = judgeByLedger(rotatedChain(), {
      existence: [{ kind: 'rfc3161', token: token('tsa') }],
      policy: { timestampAuthorities: [tsa.certificate('root')] },
    })
    expect(outcome(report)).toBe('trusted')
    const [own] = report.checks.filter(({ id, link }) => id === 'validity' && link === 0)
    const { existedBy, provenBy } = own?.details ?? {}
    expect(Math.abs(Date.parse(existedBy as string) - Date.now())).toBeLessThan(60_000)
    expect(provenBy).toEqual({ by: 'rfc3161', source: 'CN=tsa' })
  })

  it('is not believed of a key that was rotated before it was made', () => {
    expect(outcomeWith(token('tsa'), [tsa.certificate('root')], rotatedChain('2025-02-01T00:00:00Z'))).toBe(
      'untrusted: signature signature_invalid 0',
    )
  })

  it('is read as a response and as a token, with the usual algorithms', () => {
    tsa.certify('rsa', { issuer: 'root', key: 'rsa' })
    const trusted = [tsa.certificate('root')]
    const tokens = [
      token('tsa', { bare: true }),
      token('tsa', { digest: 'sha384' }),
      token('tsa', { digest: 'sha512', signerDigest: 'sha512' }),
      token('rsa'),
      token('rsa', { signerDigest: 'sha384' }),
      token('rsa', { signerDigest: 'sha512', bare: true }),
    ]
    expect(tokens.map((each) => outcomeWith(each, trusted))).toEqual(tokens.map(() => 'trusted'))
  })

  it('may come from an authority that the policy names itself, or whose issuer stands above others', () => {
    const chain = token('below', { chain: ['middle'] })
    expect(outcomeWith(token('stranger'), [tsa.certificate('stranger')])).toBe('trusted')
    expect(outcomeWith(chain, [tsa.certificate('root')])).toBe('trusted')
    expect(outcomeWith(chain, [tsa.certificate('middle')])).toBe('trusted')
    const der = tsa.certificate('root').replaceAll(/-----[A-Z ]+-----|\s/g, '')
    expect(outcomeWith(chain, [der])).toBe('trusted')
  })

  it.each<[string, () => [string, string[]]]>([
    ['of an authority that the policy does not name', () => [token('stranger'), [tsa.certificate('root')]]],
    ['where the policy names none', () => [token('tsa'), []]],
    [
      'of an authority whose issuer only bears the name of one that the policy names',
      () => {
        const stranger = new TimestampAuthorities()
        stranger.certify('root', { as: 'root' })
        stranger.certify('tsa', { issuer: 'root' })
        const forged = stranger.stamp('tsa', leaf, { chain: ['root'] })
        stranger.close()
        return [forged, [tsa.certificate('root')]]
      },
    ],
    ['over another credential', () => [tsa.stamp('tsa', `${leaf}x`), [tsa.certificate('root')]]],
    [
      'over the credential without its signature',
      () => [tsa.stamp('tsa', leaf.slice(0, leaf.lastIndexOf('.'))), [tsa.certificate('root')]],
    ],
    ['with SHA-1', () => [token('tsa', { digest: 'sha1' }), [tsa.certificate('root')]]],
    ['without the certificate of who stamped', () => [token('tsa', { certificate: false }), [tsa.certificate('root')]]],
    ['without the certificates between', () => [token('below'), [tsa.certificate('root')]]],
    [
      'of a certificate that had ended',
      () => [(tsa.certify('old', { issuer: 'root', days: -1 }), token('old')), [tsa.certificate('root')]],
    ],
    [
      'below a certificate that had ended',
      () => {
        const root = tsa.certify('oldRoot', { as: 'root', days: -1 })
        tsa.certify('belowOld', { issuer: 'oldRoot' })
        return [token('belowOld'), [root]]
      },
    ],
    [
      'of a certificate that the authority’s own, and no certificate of an authority, issued',
      () => [
        (tsa.certify('belowTsa', { issuer: 'tsa' }), token('belowTsa', { chain: ['tsa'] })),
        [tsa.certificate('root')],
      ],
    ],
    [
      'below more authorities than one above allows',
      () => {
        const root = tsa.certify('narrow', { as: 'narrow-root' })
        tsa.certify('belowNarrow', { as: 'middle', issuer: 'narrow' })
        tsa.certify('farBelow', { issuer: 'belowNarrow' })
        return [token('farBelow', { chain: ['belowNarrow'] }), [root]]
      },
    ],
  ])('proves nothing %s', (_name, make) => {
    expect(outcomeWith(...make())).toBe(unproven)
  })

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['changed anywhere in its last byte', (bytes) => change(bytes, bytes.length - 1)],
    ['with something behind it', (bytes) => Buffer.concat([bytes, Buffer.of(0)])],
    ['cut short', (bytes) => bytes.subarray(0, -1)],
    ['empty', () => Buffer.alloc(0)],
    ['a refusal', () => Buffer.from('3005300302010230', 'hex')],
    ['nested without end', () => Buffer.from('3080'.repeat(20_000), 'hex')],
    ['longer than any', () => Buffer.alloc(100_000, 0x30)],
  ])('proves nothing %s', (_name, spoil) => {
    const spoilt = spoil(Buffer.from(token('tsa'), 'base64')).toString('base64')
    expect(outcomeWith(spoilt, [tsa.certificate('root')])).toBe(unproven)
  })

  it('with any of its bytes changed proves nothing, or what it proved before', () => {
    const bytes = Buffer.from(token('tsa'), 'base64')
    const root = readCertificate(tsa.certificate('root')) as X509Certificate
    const prove = (stamp: Buffer): ExistenceOutcome =>
      existenceByTimestamp(stamp.toString('base64'), [Buffer.from(leaf)], [root])
    const honest = prove(bytes)
    expect(honest.time).toBeDefined()
    const believed = [...bytes.keys()]
      .map((place) => prove(change(bytes, place)))
      .filter(({ time }) => time !== undefined)
    // What no signature covers: the status, lists of algorithms and versions around what is signed.
    expect(believed.every(({ time }) => time === honest.time)).toBe(true)
    expect(believed.length).toBeLessThan(bytes.length / 10)
  })

  // openssl stamps with no such certificate, and a timestamp names its certificate by its hash.
  it.each(['wide', 'lax', 'other', 'middle'] as const)('is not believed of a certificate that is %s', (as) => {
    const certificate = readCertificate(tsa.certify(as, { as, issuer: 'root' })) as X509Certificate
    const root = readCertificate(tsa.certificate('root')) as X509Certificate
    const own = readCertificate(tsa.certificate('tsa')) as X509Certificate
    expect(isTimestampAuthority(certificate, [certificate], [root, certificate], Date.now() + 60_000)).toBe(false)
    expect(isTimestampAuthority(own, [own], [root], Date.now() + 60_000)).toBe(true)
  })

  it('says why it is not believed, where its belief would have mattered', () => {
    const report = judgeByLedger(rotatedChain(), {
      existence: [{ kind: 'rfc3161', token: token('stranger') }],
      policy: { timestampAuthorities: [tsa.certificate('root')] },
    })
    expect(report.reasons[0]?.details?.refusedProofs).toEqual([
      'the timestamp proves nothing: who signed it is no authority that the policy trusts, or was none then',
    ])
  })

  it('is not looked at under shell: a key must be valid now', () => {
    const report = judgeByLedger(rotatedChain(), {
      existence: [{ kind: 'rfc3161', token: token('tsa') }],
      policy: { timestampAuthorities: [tsa.certificate('root')], validity: 'shell' },
    })
    expect(outcome(report)).toBe('untrusted: signature signature_invalid 0')
  })

  it('of a time after that of evaluation proves nothing of it', () => {
    const chain = chainByLedger({ at: '2025-06-01T00:00:00Z', validFrom: '2025-01-10T00:00:00Z', validUntil: until })
    rotate(chain, 'p2', '2025-05-01T00:00:00Z')
    expect(outcomeWith(token('tsa'), [tsa.certificate('root')], chain)).toBe(unproven)
  })
})

function change(bytes: Buffer, place: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[place] = (copy[place] as number) ^ 0x01
  return copy
}
