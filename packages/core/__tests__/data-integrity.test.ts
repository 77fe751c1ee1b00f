import { readDataIntegrityProof } from '../src/data-integrity/read-data-integrity-proof.js'
import type { Cryptosuite } from '../src/data-integrity/cryptosuite.js'
import { FormatFaults } from '../src/decode/format-fault.js'
import { importVerificationMethod, verifySignature } from '../src/index.js'
import type { JsonObject } from '../src/index.js'

/** The document of the test vectors in both specifications (appendix A). */
const alumni = {
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/examples/v2'],
  id: 'urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33',
  type: ['VerifiableCredential', 'AlumniCredential'],
  name: 'Alumni Credential',
  description: 'A minimum viable example of an Alumni Credential.',
  issuer: 'https://vc.example/issuers/5678',
  validFrom: '2023-01-01T00:00:00Z',
  credentialSubject: { id: 'did:example:abcdefgh', alumniOf: 'The School of Examples' },
}

interface Vector {
  alg: string
  publicKeyMultibase: string
  hash: string
  proof: JsonObject & { cryptosuite: Cryptosuite }
}

const proofOf = (cryptosuite: Cryptosuite, key: string, proofValue: string): Vector['proof'] => ({
  type: 'DataIntegrityProof',
  cryptosuite,
  created: '2023-02-24T23:36:38Z',
  verificationMethod: `did:key:${key}#${key}`,
  proofPurpose: 'assertionMethod',
  '@context': alumni['@context'],
  proofValue,
})

const vectors: [string, Vector][] = [
  [
    'Data Integrity EdDSA Cryptosuites 1.0, appendix A.2',
    {
      alg: 'EdDSA',
      publicKeyMultibase: 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2',
      hash:
        '66ab154f5c2890a140cb8388a22a160454f80575f6eae09e5a097cabe539a1db' +
        '59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19',
      proof: proofOf(
        'eddsa-jcs-2022',
        'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2',
        'z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX',
      ),
    },
  ],
  [
    'Data Integrity ECDSA Cryptosuites 1.0, appendix A.4 (P-256)',
    {
      alg: 'ES256',
      publicKeyMultibase: 'zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP',
      hash:
        'fe5799489119c7fe3c528715e72bd39d2ec6b4ab345978df32e9a9312648ec25' +
        '59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19',
      proof: proofOf(
        'ecdsa-jcs-2019',
        'zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP',
        'z5ptCet75SaEgzG4v4zJhbJtfNi74Wv7Fq15hhKouJQQjEPQvPZKaYxcMXAMLPQS2FXrkCWokNJkFVkwxNzZfD5oT',
      ),
    },
  ],
]

function read(document: JsonObject, proof: Vector['proof']) {
  const faults = new FormatFaults()
  return { read: readDataIntegrityProof(proof.cryptosuite, proof, document, faults), faults: faults.list }
}

describe.each(vectors)('%s: proofs that everybody else verifies would be refused', (_, vector) => {
  const { alg, publicKeyMultibase, hash, proof } = vector
  const imported = importVerificationMethod({ type: 'Multikey', publicKeyMultibase })
  const verifies = (document: JsonObject, made: Vector['proof']): boolean => {
    const { read: found } = read(document, made)
    if (found === undefined || !imported.ok) return false
    return verifySignature(alg, imported.key, found.signedBytes, found.signature)
  }

  it('hashes to what the specification says, and verifies', () => {
    expect(Buffer.from(read(alumni, proof).read?.signedBytes ?? []).toString('hex')).toBe(hash)
    expect(verifies(alumni, proof)).toBe(true)
  })

  it('does not depend on the order of members', () => {
    const reversed = Object.fromEntries(Object.entries(alumni).reverse())
    const proofReversed = Object.fromEntries(Object.entries(proof).reverse()) as typeof proof
    expect(verifies(reversed, proofReversed)).toBe(true)
  })

  it.each(Object.keys(alumni))('%s changed, dropped or doubled: a forgery would pass', (name) => {
    const { [name as keyof typeof alumni]: value, ...rest } = alumni
    expect(verifies({ ...rest, [name]: [value, value] }, proof)).toBe(false)
    expect(verifies(rest as JsonObject, proof)).toBe(false)
    expect(verifies({ ...alumni, [`${name}_`]: value }, proof)).toBe(false)
  })

  it.each([
    ['created', '2023-02-24T23:36:39Z'],
    ['expires', '2099-01-01T00:00:00Z'],
    ['proofPurpose', 'authentication'],
    ['verificationMethod', 'did:key:other#other'],
    ['domain', 'example.org'],
    ['challenge', 'x'],
    ['nonce', 'x'],
    ['id', 'urn:x'],
    ['more', 1],
  ])('%s of the proof is signed too', (name, value) => {
    expect(verifies(alumni, { ...proof, [name]: value })).toBe(false)
  })

  it('a context behind the signed ones is let through and not signed; one in front or in between is not', () => {
    const [first, second] = alumni['@context'] as [string, string]
    const withContext = (context: string[]): JsonObject => ({ ...alumni, '@context': context })
    expect(verifies(withContext([first, second, 'https://example.org/more']), proof)).toBe(true)
    expect(verifies(withContext([first, 'https://example.org/more', second]), proof)).toBe(false)
    expect(verifies(withContext([first]), proof)).toBe(false)
    expect(verifies(withContext([second, first]), proof)).toBe(false)
    expect(read(withContext([second, first]), proof).faults).toMatchObject([{ code: 'malformed' }])
  })

  it('a proof without @context signs the whole @context of the document', () => {
    const { '@context': _context, ...without } = proof
    expect(verifies(alumni, without as typeof proof)).toBe(false)
  })

  it.each([
    ['absent', undefined],
    ['of another base', `u${'A'.repeat(86)}`],
    ['base58 without its z', (proof.proofValue as string).slice(1)],
    ['with a character that base58 does not have', `${proof.proofValue as string}0`],
    ['10,000 characters long', `z${'1'.repeat(10_000)}`],
    ['a number', 7],
    ['empty', ''],
    ['z', 'z'],
  ])('a proofValue that is %s is malformed, not an error', (_name, proofValue) => {
    const { proofValue: _, ...rest } = proof
    const made = { ...rest, ...(proofValue !== undefined && { proofValue }) } as Vector['proof']
    expect(read(alumni, made)).toMatchObject({ read: undefined, faults: [{ code: 'malformed' }] })
  })

  it.each([
    ['a number beyond doubles', '{"n":1e400}'],
    ['a lone surrogate in a value', '{"n":"\\ud800"}'],
    ['a lone surrogate in a name', '{"\\udfff":1}'],
    ['a lone surrogate behind a backslash', '{"n":"\\\\\\udc00"}'],
  ])('%s has no canonical form: two readers would read two documents', (_name, member) => {
    const document = { ...alumni, ...(JSON.parse(member) as JsonObject) }
    expect(read(document, proof)).toMatchObject({ read: undefined, faults: [{ code: 'malformed' }] })
  })

  it.each([
    ['a surrogate pair', { n: '😀' }],
    ['text that looks like an escaped surrogate', { n: '\\ud800' }],
  ])('%s is no lone surrogate', (_name, member) => {
    expect(read({ ...alumni, ...member }, proof).faults).toEqual([])
  })
})

it('P-384 is told from a broken signature: the spec’s own vector', () => {
  const key = 'z82LkuBieyGShVBhvtE2zoiD6Kma4tJGFtkAhxR5pfkp5QPw4LutoYWhvQCnGjdVn14kujQ'
  const value =
    'zq3EuTeLiGurmB2JR5oL8oWEsT7u2tba4HT1oZbiMYWc5qzsoW2kLYcBcF4HM5vCpJyTkceULKrVXuJQkXeN5seL4uXrFNFRMm53GWy1Yrto8rTWxZi9DkNeWP7yUPs7ELAm'
  expect(read(alumni, proofOf('ecdsa-jcs-2019', key, value)).read?.signature).toHaveLength(96)
  expect(importVerificationMethod({ type: 'Multikey', publicKeyMultibase: key }).ok).toBe(false)
})
