import { generateKeyPairSync } from 'node:crypto'
import { base58 } from '@scure/base'
import type { DidDocPayload } from '../src/proto/did-types.js'
import { validateCreateDid, validateDeactivateDid, validateUpdateDid } from '../src/rules/did-messages.js'
import { multibaseOf, newDidId, newKey, validPayload } from './support/messages.js'

const key = newKey()
const signature = new Uint8Array(64).fill(1)

/** What the rules say of a creation with one signature. */
function judge(over: Partial<DidDocPayload> = {}, id = newDidId(), namespace?: string): string {
  const payload = validPayload(key, { id, ...over })
  const signatures = [{ verificationMethodId: `${id}#key-1`, signature }]
  return validateCreateDid({ payload, signatures }, namespace)?.toString() ?? 'valid'
}
/** The same for one verification method's type and material. */
function judgeKey(verificationMethodType: string, verificationMaterial: string): string {
  const id = newDidId()
  const method = { id: `${id}#key-1`, verificationMethodType, controller: id, verificationMaterial }
  return judge({ verificationMethod: [method] }, id)
}
const wrong = (field: string, message: string): string => `payload: (${field}: ${message}.).`
const id = 'did:cheqd:testnet:c1685ca0-1f5b-439c-8eb8-5c0e85ab7cd0'
const url = (fragment: string): string => `${id}#${fragment}`

describe('rules of a DID', () => {
  it.each([
    ['a UUID', 'did:cheqd:testnet:c1685ca0-1f5b-439c-8eb8-5c0e85ab7cd0'],
    ['a UUID in upper case', 'did:cheqd:testnet:C1685CA0-1F5B-439C-8EB8-5C0E85AB7CD0'],
    ['base58 of 16 bytes', `did:cheqd:testnet:${base58.encode(new Uint8Array(16).fill(7))}`],
    ['no namespace at all, where none is asked for', 'did:cheqd:c1685ca0-1f5b-439c-8eb8-5c0e85ab7cd0'],
  ])('takes %s', (_name, did) => {
    expect(judge({}, did)).toBe('valid')
  })
  it.each([
    ['an empty DID', '', 'id: cannot be blank', 'cannot be blank'],
    ['another method', 'did:sov:testnet:c1685ca0-1f5b-439c-8eb8-5c0e85ab7cd0', '', 'did method must be: cheqd'],
    ['no DID', 'cheqd', '', 'unable to split did into method, namespace and id'],
    ['a namespace with a dash', 'did:cheqd:test-net:c1685ca0-1f5b-439c-8eb8-5c0e85ab7cd0', '', 'invalid did namespace'],
    [
      'base58 of 15 bytes',
      `did:cheqd:testnet:${base58.encode(new Uint8Array(15).fill(7))}`,
      '',
      'unique id should be one of: 16 bytes of decoded base58 string or UUID',
    ],
    [
      'base58 of 17 bytes',
      `did:cheqd:testnet:${base58.encode(new Uint8Array(17).fill(7))}`,
      '',
      'unique id should be one of: 16 bytes of decoded base58 string or UUID',
    ],
    [
      'a UUID without dashes',
      'did:cheqd:testnet:c1685ca01f5b439c8eb85c0e85ab7cd0',
      '',
      'unique id should be one of: 16 bytes of decoded base58 string or UUID',
    ],
  ])('refuses %s', (_name, did, _field, message) => {
    const payload = validPayload(key, { id: did, controller: [], verificationMethod: [], authentication: [] })
    expect(validateCreateDid({ payload, signatures: [] })?.toString()).toBe(wrong('id', message))
  })
  it('refuses another namespace than the ledger has, in every DID of the message', () => {
    expect(judge({}, id, 'testnet')).toBe('valid')
    expect(judge({ alsoKnownAs: [] }, id, 'mainnet')).toContain('id: did namespace must be one of: mainnet')
  })
})

describe('rules of a DID document', () => {
  it('needs no authentication, and lets it name a key that does not exist', () => {
    expect(judge({ authentication: [] })).toBe('valid')
    expect(judge({ authentication: [url('nowhere')] }, id)).toBe('valid')
  })
  it.each<[string, keyof DidDocPayload]>([
    ['authentication', 'authentication'],
    ['capability_invocation', 'capabilityInvocation'],
    ['capability_delegation', 'capabilityDelegation'],
    ['key_agreement', 'keyAgreement'],
  ])('refuses in %s a duplicate, another DID, a path, a query and a missing fragment', (field, name) => {
    const say = (value: string[]): string => judge({ [name]: value }, id)
    expect(say([url('a'), url('b')])).toBe('valid')
    expect(say([url('a'), url('a')])).toBe(wrong(field, 'there should be no duplicates'))
    expect(say([`${newDidId()}#a`])).toBe(wrong(field, `(0: must have prefix: ${id}.)`))
    expect(say([`${id}/path#a`])).toBe(wrong(field, '(0: path must be empty.)'))
    expect(say([`${id}?a=b#a`])).toBe(wrong(field, '(0: query must be empty.)'))
    expect(say([id])).toBe(wrong(field, '(0: fragment is required.)'))
    expect(say([url('ü')])).toMatch(/did url fragmnt must match/)
  })
  it('refuses a controller twice, and one that is no DID', () => {
    expect(judge({ controller: [id, id] }, id)).toBe(wrong('controller', 'there should be no duplicates'))
    expect(judge({ controller: [id, 'x'] }, id)).toBe(
      wrong('controller', '(1: unable to split did into method, namespace and id.)'),
    )
  })
  it('takes any text as alsoKnownAs, but none twice', () => {
    expect(judge({ alsoKnownAs: ['no uri at all'] })).toBe('valid')
    expect(judge({ alsoKnownAs: ['a', 'a'] })).toBe(wrong('also_known_as', 'there should be no duplicates'))
  })
  it('does not judge the context', () => {
    expect(judge({ context: ['', 'anything', 'anything'] })).toBe('valid')
  })
  it('refuses an empty version id, and takes any other text', () => {
    expect(judge({ versionId: '' })).toBe(wrong('version_id', 'cannot be blank'))
    expect(judge({ versionId: 'no uuid' })).toBe('valid')
  })
})

describe('rules of assertionMethod', () => {
  const inline = (over: object): string =>
    JSON.stringify(
      JSON.stringify({ id: url('bbs'), type: 'Bls12381G2Key2020', controller: id, publicKeyBase58: 'x', ...over }),
    )
  const say = (...entries: string[]): string => judge({ assertionMethod: entries }, id)
  const notEither =
    'assertionMethod should be a valid DIDUrl or an Escaped JSON string with id, type and controller values'

  it('takes the id of a verification method of the document, and no other', () => {
    expect(say(url('key-1'))).toBe('valid')
    expect(say(url('key-2'))).toBe(
      wrong(
        'assertion_method',
        "(0: assertionMethod should be a valid key reference within the DID document's verification method.)",
      ),
    )
    expect(say(`${newDidId()}#key-1`)).toBe(wrong('assertion_method', `(0: ${notEither}.)`))
  })
  it('takes a quoted JSON text with a key of its own', () => {
    expect(say(inline({}))).toBe('valid')
  })
  it('refuses an inline key without controller, of another DID, or with a field that is a list', () => {
    expect(say(inline({ controller: undefined }))).toBe(
      wrong('assertion_method', '(0: (controller: cannot be blank.).)').replace('.).).).', '.).).).'),
    )
    expect(say(inline({ id: `${newDidId()}#bbs` }))).toContain(`(id: ${notEither}.)`)
    expect(say(inline({ extra: [] }))).toBe(wrong('assertion_method', '(0: field extra is not protobuf-supported.)'))
    expect(say('"no json"')).toBe(wrong('assertion_method', '(0: input should be a valid JSON string.)'))
  })
  it('refuses an inline key that is a verification method already', () => {
    const same = {
      id: url('key-1'),
      type: 'Ed25519VerificationKey2020',
      publicKeyBase58: undefined,
      publicKeyMultibase: multibaseOf(key),
    }
    expect(say(inline(same))).toBe(
      wrong('assertion_method', '(0: assertionMethod should be a unique inline key fragment definition.)'),
    )
  })
  it('refuses JSON that Go does not unquote, though JavaScript reads it', () => {
    expect(say(inline({}).replace('bbs', '\\/bbs'))).toBe(wrong('assertion_method', `(0: ${notEither}.)`))
  })
})

describe('rules of a verification method', () => {
  const method = {
    id: url('key-1'),
    verificationMethodType: 'Ed25519VerificationKey2020',
    controller: id,
    verificationMaterial: multibaseOf(key),
  }
  const say = (over: object): string => judge({ verificationMethod: [{ ...method, ...over }] }, id)

  it('refuses an id twice, an id of another DID, and an id without fragment', () => {
    expect(judge({ verificationMethod: [method, method] }, id)).toBe(
      wrong('verification_method', 'there are verification method duplicates'),
    )
    expect(say({ id: `${newDidId()}#key-1` })).toContain(`(0: (id: must have prefix: ${id}.).)`)
    expect(say({ id })).toContain('(0: (id: fragment is required.).)')
  })
  it('refuses a missing controller, an unknown type and a missing key', () => {
    expect(say({ controller: '' })).toContain('(0: (controller: cannot be blank.).)')
    expect(say({ verificationMethodType: 'Multikey' })).toContain('(0: (type: must be a valid value.).)')
    expect(say({ verificationMaterial: '' })).toContain('(0: (verification_material: cannot be blank.).)')
  })
  it('takes an Ed25519VerificationKey2020 of 32 bytes on the curve, and refuses 31 bytes, 33, and no point', () => {
    const of = (...bytes: number[]): string =>
      judgeKey('Ed25519VerificationKey2020', `z${base58.encode(Uint8Array.of(0xed, 1, ...bytes))}`)
    expect(of(...key.raw)).toBe('valid')
    expect(of(...key.raw.subarray(1))).toContain('ed25519: bad public key length: 31')
    expect(of(...key.raw, 0)).toContain('ed25519: bad public key length: 33')
    expect(of(2, ...new Array<number>(31).fill(0))).toContain('edwards25519: invalid point encoding')
  })
  it('refuses another multibase than base58btc', () => {
    expect(judgeKey('Ed25519VerificationKey2020', `f${Buffer.from(key.raw).toString('hex')}`)).toContain(
      'invalid encoding for Ed25519VerificationKey2020. expected: base58btc actual: base16',
    )
  })
  it('lets one wrong byte of the multicodec pass, as the chain does, but not two', () => {
    const of = (first: number, second: number): string =>
      judgeKey('Ed25519VerificationKey2020', `z${base58.encode(Uint8Array.of(first, second, ...key.raw))}`)
    expect(of(0x02, 0x01)).toBe('valid')
    expect(of(0x02, 0x00)).toContain(
      'invalid two-byte prefix for Ed25519VerificationKey2020. expected: 0xed01 actual: 0x0200',
    )
  })
  it('takes an Ed25519VerificationKey2018 of 32 bytes, and refuses 31', () => {
    expect(judgeKey('Ed25519VerificationKey2018', base58.encode(key.raw))).toBe('valid')
    expect(judgeKey('Ed25519VerificationKey2018', base58.encode(key.raw.subarray(1)))).toContain(
      'ed25519: bad public key length: 31',
    )
  })
  it('takes JWKs of RSA, EC on NIST curves and Ed25519, and refuses private keys, X25519, secp256k1 and no JWK', () => {
    const jwk = (key: { export(options: { format: 'jwk' }): object }): string =>
      judgeKey('JsonWebKey2020', JSON.stringify(key.export({ format: 'jwk' })))
    expect(jwk(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey)).toBe('valid')
    expect(jwk(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey)).toBe('valid')
    expect(jwk(generateKeyPairSync('ed25519').publicKey)).toBe('valid')
    expect(jwk(generateKeyPairSync('ed25519').privateKey)).toContain('unsupported jwk type: PrivateKey')
    expect(jwk(generateKeyPairSync('x25519').publicKey)).toContain('unsupported jwk type: PublicKey')
    expect(jwk(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey)).toContain("can't parse jwk")
    expect(judgeKey('JsonWebKey2020', '{}')).toContain('unsupported jwk type')
    expect(judgeKey('JsonWebKey2020', 'no json')).toContain("can't parse jwk: failed to parse key")
  })
})

describe('rules of a service', () => {
  const service = {
    id: url('site'),
    serviceType: 'LinkedDomains',
    serviceEndpoint: ['x'],
    recipientKeys: [],
    routingKeys: [],
    accept: [],
    priority: 0,
  }
  const say = (over: object): string => judge({ service: [{ ...service, ...over }] }, id)

  it('takes no endpoint and endpoints that are no URI, and refuses an empty one', () => {
    expect(say({})).toBe('valid')
    expect(say({ serviceEndpoint: [] })).toBe('valid')
    expect(say({ serviceEndpoint: ['x', ''] })).toBe(
      wrong('service', '(0: (service_endpoint: (1: cannot be blank.).).)'),
    )
  })
  it('takes a type of 255 bytes and refuses 256 and none', () => {
    expect(say({ serviceType: 'x'.repeat(255) })).toBe('valid')
    expect(say({ serviceType: 'x'.repeat(256) })).toContain('type: the length must be between 1 and 255')
    expect(say({ serviceType: '' })).toContain('type: cannot be blank')
  })
  it('refuses an id twice and an id of another DID', () => {
    expect(judge({ service: [service, service] }, id)).toBe(wrong('service', 'there are service duplicates'))
    expect(say({ id: `${newDidId()}#site` })).toContain(`id: must have prefix: ${id}`)
  })
})

describe('rules of signatures', () => {
  const info = { verificationMethodId: url('key-1'), signature }
  const other = { ...info, signature: new Uint8Array(64).fill(2) }
  const say = (
    validate: typeof validateCreateDid,
    ...signatures: { verificationMethodId: string; signature: Uint8Array }[]
  ) => validate({ payload: validPayload(key, { id }), signatures })?.toString() ?? 'valid'

  it('takes one signature of a key when a DID is created', () => {
    expect(say(validateCreateDid, info, other)).toBe('signatures: there are sign info records with the same ID.')
  })
  it('takes two of a key when a DID is updated, but not the same twice', () => {
    expect(say(validateUpdateDid, info, other)).toBe('valid')
    expect(say(validateUpdateDid, info, info)).toBe('signatures: there are full sign info duplicates.')
  })
  it('refuses a signature without bytes, without key, and of a key without fragment', () => {
    expect(say(validateCreateDid, { ...info, signature: new Uint8Array() })).toBe(
      'signatures: (0: (signature: cannot be blank.).).',
    )
    expect(say(validateCreateDid, { ...info, verificationMethodId: '' })).toBe(
      'signatures: (0: (verification_method_id: cannot be blank.).).',
    )
    expect(say(validateCreateDid, { ...info, verificationMethodId: id })).toBe(
      'signatures: (0: (verification_method_id: fragment is required.).).',
    )
  })
})

describe('rules of a deactivation', () => {
  const say = (payload: { id: string; versionId: string }): string =>
    validateDeactivateDid({ payload, signatures: [] })?.toString() ?? 'valid'
  it('asks for a version id that is a UUID', () => {
    expect(say({ id, versionId: 'c1685ca0-1f5b-439c-8eb8-5c0e85ab7cd0' })).toBe('valid')
    expect(say({ id, versionId: 'c1685ca0' })).toContain('version_id: uuid must be of length 36')
    expect(say({ id, versionId: 'g1685ca0-1f5b-439c-8eb8-5c0e85ab7cd0' })).toContain('version_id: invalid UUID format')
  })
})
