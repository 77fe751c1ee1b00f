import { readStatusList } from '../src/status/read-status-list.js'
import { inflateList } from '../src/status/inflate-list.js'
import type { JsonObject, JsonValue } from '../src/index.js'

const did = 'did:cheqd:testnet:00000000-0000-4000-8000-000000000001'
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = (payload: object, header: object): string =>
  `${encode({ alg: 'EdDSA', ...header })}.${encode(payload)}.AAAA`
const subject = { type: 'BitstringStatusList', statusPurpose: 'revocation', encodedList: 'uH4sI' }
const credential = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  type: ['VerifiableCredential', 'BitstringStatusListCredential'],
  issuer: did,
  validFrom: '2026-01-10T00:00:00Z',
  credentialSubject: subject,
}
const validFrom = { text: '2026-01-10T00:00:00Z', ms: Date.parse('2026-01-10T00:00:00Z') }

/** What comes of a list: what is read, or of which kind the refusal is, which must say why. */
function read(value: JsonValue): unknown {
  const { list, invalid, unknown } = readStatusList(typeof value === 'string' ? value : JSON.stringify(value))
  if (list !== undefined) {
    const { jws, proof, notBefore, notAfter, ...rest } = list
    return {
      ...rest,
      ...(jws && { signed: 'jws' }),
      ...(proof && { signed: 'proof' }),
      ...(notBefore[0] && { from: notBefore[0].text }),
      ...(notAfter[0] && { until: notAfter[0].text }),
    }
  }
  expect(invalid ?? unknown).not.toBe('')
  return invalid !== undefined ? 'invalid' : unknown !== undefined ? 'unknown' : 'neither'
}
const withSubject = (more: JsonObject): JsonObject => ({ ...credential, credentialSubject: { ...subject, ...more } })

describe('a list of W3C: what is misread of it hides revocations', () => {
  const list = {
    form: 'bitstring',
    purposes: ['revocation'],
    encoded: 'H4sI',
    compression: 'gzip',
    issuer: did,
    from: validFrom.text,
  }
  it.each<[string, JsonValue, object]>([
    ['without proof', credential, list],
    ['among spaces', `\n ${JSON.stringify(credential)} \n`, list],
    ['with its own id', { ...credential, id: 'urn:list' }, { ...list, id: 'urn:list' }],
    ['with an id that is no text', { ...credential, id: 5 }, list],
    [
      'with several purposes',
      withSubject({ statusPurpose: ['revocation', 5, 'suspension'] }),
      { ...list, purposes: ['revocation', 'suspension'] },
    ],
    ['without purpose', withSubject({ statusPurpose: null }), { ...list, purposes: [] }],
    ['with a size', withSubject({ statusSize: 2 }), { ...list, size: 2 }],
    ['with a time to live', withSubject({ ttl: 300 }), { ...list, ttlMs: 300 }],
    ['with a time to live in words', withSubject({ ttl: '300' }), list],
    [
      'of 2021',
      {
        ...credential,
        type: ['VerifiableCredential', 'StatusList2021Credential'],
        credentialSubject: { ...subject, type: 'StatusList2021' },
      },
      { ...list, form: '2021' },
    ],
    ['without multibase', withSubject({ encodedList: 'H4sI' }), list],
    ['its subject in a list', { ...credential, credentialSubject: [subject] }, list],
    [
      'a bare JWT, among spaces',
      ` ${jwt({ ...credential, iss: did }, { typ: 'vc+jwt' })}\n`,
      { ...list, signed: 'jws' },
    ],
    [
      'with a proof that is for others to verify',
      { ...credential, proof: { type: 'Ed25519Signature2020' } },
      { ...list, signed: 'proof' },
    ],
  ])('%s', (_name, value, found) => {
    expect(read(value)).toStrictEqual(found)
  })

  it.each<[string, JsonValue, string]>([
    ['no JSON and no JWT', 'x', 'invalid'],
    ['broken JSON', '{', 'invalid'],
    ['of no kind', { ...credential, type: ['VerifiableCredential'] }, 'invalid'],
    [
      'of both kinds',
      { ...credential, type: ['StatusList2021Credential', 'BitstringStatusListCredential'] },
      'invalid',
    ],
    ['whose subject is of the other kind', withSubject({ type: 'StatusList2021' }), 'invalid'],
    ['whose subject is no object', { ...credential, credentialSubject: 'x' }, 'invalid'],
    ['without subject', { ...credential, credentialSubject: [] }, 'invalid'],
    ['of two subjects', { ...credential, credentialSubject: [subject, subject] }, 'invalid'],
    ['without bits', withSubject({ encodedList: 5 }), 'invalid'],
    ['its size in words', withSubject({ statusSize: '2' }), 'invalid'],
    ['without issuer', { ...credential, issuer: 5 }, 'invalid'],
    ['whose date can’t be read', { ...credential, validFrom: 'x' }, 'invalid'],
    [
      'a JWT whose claims contradict it',
      jwt({ ...credential, iss: 'did:example:other' }, { typ: 'vc+jwt' }),
      'invalid',
    ],
    ['a JWT that is no list', jwt({}, { typ: 'JWT' }), 'invalid'],
    ['with a chain of proofs', { ...credential, proof: { type: 'DataIntegrityProof', previousProof: 'x' } }, 'unknown'],
    ['two lists at once', { bitstringStatusListCredential: credential, StatusList2021: {} }, 'invalid'],
    [
      'two lists at once, of which one is none',
      { bitstringStatusListCredential: 5, StatusList2021: { statusPurpose: 'revocation', encodedList: 'x' } },
      'invalid',
    ],
  ])('is refused: %s', (_name, value, end) => {
    expect(read(value)).toBe(end)
  })
})

describe('a list of cheqd: what Studio revokes would stay good', () => {
  const wrapped = (metadata?: JsonValue, list: JsonObject = credential) => ({
    bitstringStatusListCredential: list,
    ...(metadata !== undefined && { metadata }),
  })
  const list = {
    form: 'bitstring',
    purposes: ['revocation'],
    encoded: 'H4sI',
    compression: 'gzip',
    issuer: did,
    from: validFrom.text,
  }
  const former = { statusPurpose: 'revocation', encodedList: 'H4sI' }
  const wrapped2021 = (metadata?: JsonValue, more: JsonObject = {}) => ({
    StatusList2021: { ...former, ...more },
    ...(metadata !== undefined && { metadata }),
  })
  const list2021 = { form: '2021', purposes: ['revocation'], encoded: 'H4sI', compression: 'gzip' }
  it.each<[string, JsonValue, object]>([
    ['bits, without metadata', wrapped(), list],
    ['bits, in clear', wrapped({ encrypted: false, encoding: 'base64url' }), list],
    ['bits, metadata that says nothing', wrapped({}), list],
    ['bits, its size beside it', wrapped({ statusSize: 2 }), { ...list, size: 2 }],
    ['bits, its size inside', wrapped({}, withSubject({ statusSize: 2 })), { ...list, size: 2 }],
    ['bits, its size in both', wrapped({ statusSize: 2 }, withSubject({ statusSize: 2 })), { ...list, size: 2 }],
    ['2021, without metadata', wrapped2021(), list2021],
    ['2021, in clear', wrapped2021({ encrypted: false, encoding: 'base64url' }), list2021],
    [
      '2021, with dates',
      wrapped2021({}, { validFrom: validFrom.text, validUntil: '2027-01-10T00:00:00Z' }),
      { ...list2021, from: validFrom.text, until: '2027-01-10T00:00:00Z' },
    ],
  ])('%s', (_name, value, found) => {
    expect(read(value)).toStrictEqual(found)
  })
  it.each<[string, JsonValue, string]>([
    ['bits, metadata that is no object', wrapped('x'), 'invalid'],
    ['bits, encrypted', wrapped({ encrypted: true }), 'unknown'],
    ['bits, perhaps encrypted', wrapped({ encrypted: null }), 'unknown'],
    ['bits, encoded in hex', wrapped({ encoding: 'hex' }), 'unknown'],
    ['bits, its size in words', wrapped({ statusSize: '2' }), 'invalid'],
    ['bits, two sizes', wrapped({ statusSize: 2 }, withSubject({ statusSize: 1 })), 'invalid'],
    ['bits, words of its own', wrapped({ statusMessages: [{ status: '0x0', message: 'revoked' }] }), 'unknown'],
    ['bits, no list inside', wrapped({}, {}), 'invalid'],
    ['2021, metadata that is no object', wrapped2021('x'), 'invalid'],
    ['2021, encrypted', wrapped2021({ encrypted: true }), 'unknown'],
    ['2021, without purpose', wrapped2021({}, { statusPurpose: null }), 'invalid'],
    ['2021, without bits', wrapped2021({}, { encodedList: null }), 'invalid'],
    ['2021, with a date that can’t be read', wrapped2021({}, { validUntil: 'x' }), 'invalid'],
  ])('is refused: %s', (_name, value, end) => {
    expect(read(value)).toBe(end)
  })
})

describe('a list of the IETF: what is misread of it hides revocations', () => {
  const claims = {
    iss: did,
    sub: `${did}?resourceName=l&resourceType=L`,
    iat: 1_767_225_600,
    status_list: { bits: 2, lst: 'eNo' },
  }
  const token = (more: object = {}, header: object = {}) =>
    jwt({ ...claims, ...more }, { typ: 'statuslist+jwt', ...header })
  const list = {
    form: 'token',
    purposes: [],
    size: 2,
    encoded: 'eNo',
    compression: 'zlib',
    issuer: did,
    subject: claims.sub,
    signed: 'jws',
    from: '2026-01-01T00:00:00Z',
  }
  const { issuer: _, ...withoutIssuer } = list
  it.each<[string, string, object]>([
    ['as its draft has it', token(), list],
    ['by its media type, in capitals', token({}, { typ: 'application/StatusList+JWT' }), list],
    ['that does not say whose it is', token({ iss: undefined }), withoutIssuer],
    ['of a URL of the web', token({ sub: 'https://a.example/l' }), { ...list, subject: 'https://a.example/l' }],
    ['with a time to live, in seconds', token({ ttl: 300 }), { ...list, ttlMs: 300_000 }],
    ['with a time to live in words', token({ ttl: '300' }), list],
    ['with an end', token({ exp: 1_798_761_600 }), { ...list, until: '2027-01-01T00:00:00Z' }],
    ...[1, 4, 8].map((bits): [string, string, object] => [
      `of ${String(bits)} bits`,
      token({ status_list: { bits, lst: 'eNo' } }),
      { ...list, size: bits },
    ]),
  ])('%s', (_name, value, found) => {
    expect(read(value)).toEqual(found)
  })
  it.each<[string, string]>([
    ['its iss is no text', token({ iss: 5 })],
    ['no sub', token({ sub: undefined })],
    ['no iat', token({ iat: '1767225600' })],
    ['no list', token({ status_list: undefined })],
    ['a list that is no object', token({ status_list: 'x' })],
    ['null for a list', token({ status_list: null })],
    ['no bits', token({ status_list: { bits: 2 } })],
    ['of three bits', token({ status_list: { bits: 3, lst: 'eNo' } })],
    ['of bits in words', token({ status_list: { bits: '2', lst: 'eNo' } })],
    ['of two sizes', token({ status_list: { bits: [2], lst: 'eNo' } })],
    ['an end that is no time', token({ exp: 'x' })],
    ['extensions that nobody knows', token({}, { crit: ['x'], x: 1 })],
  ])('is refused: %s', (_name, value) => {
    expect(read(value)).toBe('invalid')
  })
})

it('bits that are no base64url are refused as such, not as a list too large', () => {
  expect(inflateList({ encoded: '*', compression: 'gzip' }, 100)).toStrictEqual({
    reason: expect.stringContaining('base64url') as string,
    tooLarge: false,
  })
  expect(inflateList({ encoded: 'AAAA', compression: 'zlib' }, 100)).toStrictEqual({
    reason: expect.stringContaining('zlib') as string,
    tooLarge: false,
  })
})
