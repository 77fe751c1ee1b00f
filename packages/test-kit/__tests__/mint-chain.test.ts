import { createHash, createPublicKey, verify } from 'node:crypto'
import type { JsonWebKey } from 'node:crypto'
import { base58 } from '@scure/base'
import type { VerificationMethod } from 'did-resolver'
import { mintChain, TestKitError } from '../src/index.js'
import type { KeyForm, MintedChain, MintOptions, World } from '../src/index.js'

const part = (token: string, index: number): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString()) as Record<string, unknown>

function keyOf({ publicKeyJwk, publicKeyBase58, publicKeyMultibase = '' }: VerificationMethod): JsonWebKey {
  if (publicKeyJwk !== undefined) return publicKeyJwk
  const raw =
    publicKeyBase58 === undefined ? base58.decode(publicKeyMultibase.slice(1)).slice(2) : base58.decode(publicKeyBase58)
  return { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(raw).toString('base64url') }
}

/** Whether a token verifies with a key that the DID document of its issuer has for assertions; by node:crypto alone. */
function verifies(world: World, did: string, token: string): boolean {
  const document = world.findDid(did).didDocument
  const [header, payload, signature = ''] = token.split('.')
  const input = Buffer.from(`${header}.${payload}`)
  const bytes = Buffer.from(signature, 'base64url')
  return (document?.verificationMethod ?? [])
    .filter(({ id }) => document?.assertionMethod?.includes(id))
    .some((method) => {
      const key = createPublicKey({ key: keyOf(method), format: 'jwk' })
      return key.asymmetricKeyType === 'ed25519'
        ? verify(null, input, key, bytes)
        : verify('sha256', input, { key, dsaEncoding: 'ieee-p1363' }, bytes)
    })
}

/** Walks from the leaf to the root by the DID URLs that the credentials name. */
function walk({ world, leaf, at }: MintedChain): string[] {
  const types: string[] = []
  let token = leaf.startsWith('{') ? (JSON.parse(leaf) as { proof: { jwt: string } }).proof.jwt : leaf
  for (;;) {
    const payload = part(token, 1)
    const credential = (payload.vc ?? payload) as MintedChain['links'][number]['credential']
    types.push(credential.type.at(-1) ?? '')
    expect(verifies(world, credential.issuer.id, token)).toBe(true)
    const parent = credential.termsOfUse.parentAccreditation
    if (parent === undefined) return types
    const { contentStream, contentMetadata } = world.findResource(parent, { versionTime: at })
    expect(contentMetadata.checksum).toBe(
      createHash('sha256')
        .update(contentStream ?? '')
        .digest('hex'),
    )
    const published = JSON.parse(Buffer.from(contentStream ?? []).toString()) as typeof credential
    expect(contentMetadata.resourceType).toBe(published.type.at(-1))
    expect(published.credentialSubject.id).toBe(credential.issuer.id)
    token = published.proof.jwt as string
  }
}

const [root, accredit, attest, leaf] = [
  'VerifiableAuthorizationForTrustChain',
  'VerifiableAccreditationToAccredit',
  'VerifiableAccreditationToAttest',
  'DiplomaCredential',
] as const

describe('an honest chain', () => {
  it.each<[string, MintOptions, string[]]>([
    ['by default', {}, [leaf, attest, accredit, root]],
    ['of depth 1', { depth: 1 }, [leaf, attest, root]],
    ['of depth 5', { depth: 5 }, [leaf, attest, accredit, accredit, accredit, accredit, root]],
    ['with ES256', { algorithm: 'ES256' }, [leaf, attest, accredit, root]],
    ['with ES256K', { algorithm: 'ES256K' }, [leaf, attest, accredit, root]],
    ['with an algorithm a link', { algorithm: { root: 'ES256', a1: 'ES256K' } }, [leaf, attest, accredit, root]],
    ['in VCDM 2.0', { dataModel: '2.0' }, [leaf, attest, accredit, root]],
    ['with a JSON leaf', { leafForm: 'json' }, [leaf, attest, accredit, root]],
    ['with named references', { reference: 'named' }, [leaf, attest, accredit, root]],
    ['with a delegated root', { delegatedRoot: true }, [leaf, attest, accredit, root]],
    ['with a self-accreditation', { depth: 3, subject: { a3: 'p2' } }, [leaf, attest, accredit, accredit, root]],
  ])('leads from its leaf to its root, each link verified by node:crypto: %s', (_name, options, types) => {
    expect(walk(mintChain(options))).toEqual(types)
  })

  it.each<KeyForm>(['JsonWebKey2020', 'Ed25519VerificationKey2018', 'Ed25519VerificationKey2020', 'Multikey'])(
    'verifies with keys shown as %s',
    (keyForm) => {
      const chain = mintChain({ keyForm })
      expect(chain.world.findDid(chain.did('p2')).didDocument?.verificationMethod?.[0]?.type).toBe(keyForm)
      expect(walk(chain)).toHaveLength(4)
    },
  )

  it('is the same for the same seed and options, whatever the algorithm', () => {
    const dump = (options: MintOptions): string => JSON.stringify(mintChain(options))
    for (const algorithm of ['EdDSA', 'ES256', 'ES256K'] as const) {
      expect(dump({ algorithm })).toBe(dump({ algorithm }))
    }
    expect(dump({ seed: 'other' })).not.toBe(dump({}))
  })

  it('with a delegated root is accredited by the delegate', () => {
    const chain = mintChain({ delegatedRoot: true })
    expect(chain.link('root').credential.credentialSubject.id).toBe(chain.did('p0'))
    expect(chain.links.map(({ did }) => did)).toEqual(['root', 'p0', 'p1', 'p2'].map((actor) => chain.did(actor)))
    expect(chain.did('p0')).not.toBe(chain.did('root'))
  })

  it('anchors its root, and names what it was told to', () => {
    const chain = mintChain({ jurisdiction: { a1: 'FIN' }, maxPathLength: { root: 1 }, policy: { schema: 'off' } })
    expect(chain.policy).toEqual({ anchors: [{ did: chain.did('root') }], schema: 'off' })
    expect(chain.link('root').credential.credentialSubject.maxPathLength).toBe(1)
    expect(chain.link('a1').credential.credentialSubject.accreditedFor?.[0]?.limitJurisdiction).toBe('FIN')
    expect(chain.link('a2').credential.credentialSubject.accreditedFor?.[0]).not.toHaveProperty('limitJurisdiction')
  })

  it('gives the JWT and the JSON form the same dates', () => {
    const { token, credential } = mintChain({ validUntil: { leaf: '2026-06-01T00:00:00Z' } }).link('leaf')
    expect(credential.expirationDate).toBe('2026-06-01T00:00:00Z')
    expect(part(token, 1)).toMatchObject({ exp: Date.UTC(2026, 5, 1) / 1000, nbf: Date.UTC(2026, 0, 10) / 1000 })
  })

  it('publishes its leaf only when told to', () => {
    const find = (options: MintOptions): unknown => {
      const chain = mintChain(options)
      return chain.world.findResource(chain.url('leaf').pinned).contentMetadata.resourceType
    }
    expect(find({})).toBeUndefined()
    expect(find({ publishLeaf: true })).toBe(leaf)
  })

  it('names no key when told not to', () => {
    expect(part(mintChain().leaf, 0)).toHaveProperty('kid')
    expect(part(mintChain({ kid: false }).leaf, 0)).not.toHaveProperty('kid')
  })
})

describe('tampering', () => {
  it('before signing leaves a good signature over the altered credential', () => {
    const chain = mintChain({ tamper: { a1: { payload: (p) => void (p.credentialSubject.accreditedFor = []) } } })
    const { did, token, credential } = chain.link('a1')
    expect(credential.credentialSubject.accreditedFor).toEqual([])
    expect((part(token, 1).vc as typeof credential).credentialSubject.accreditedFor).toEqual([])
    expect(verifies(chain.world, did, token)).toBe(true)
  })

  it('of the outer JSON leaves the token as it was', () => {
    const chain = mintChain({ tamper: { a1: { document: (d) => void (d.type = ['Other']) } } })
    expect(chain.link('a1').token).toBe(mintChain().link('a1').token)
    expect(chain.link('a1').credential.type).toEqual(['Other'])
  })

  it('of claims, header and token reaches the JWT alone', () => {
    const { token, credential } = mintChain({
      tamper: {
        a2: {
          claims: (c) => void (c.sub = 'did:example:other'),
          header: (h) => ({ ...h, alg: 'none' }),
          token: (signed) => signed.slice(0, signed.lastIndexOf('.') + 1),
        },
      },
    }).link('a2')
    expect(part(token, 0).alg).toBe('none')
    expect(part(token, 1).sub).toBe('did:example:other')
    expect(token.endsWith('.')).toBe(true)
    expect(credential.credentialSubject.id).not.toBe('did:example:other')
    expect(credential.proof.jwt).toBe(token)
  })

  it('deep within the claims leaves the JSON form as it was', () => {
    const { token, credential } = mintChain({
      tamper: { leaf: { claims: ({ vc }) => void Object.assign(vc?.credentialSubject ?? {}, { degree: 'PhD' }) } },
    }).link('leaf')
    expect(part(token, 1)).toMatchObject({ vc: { credentialSubject: { degree: 'PhD' } } })
    expect(credential.credentialSubject.degree).toBe('MSc')
  })

  it('with the key of a stranger gives a signature that is the stranger’s', () => {
    const { world, did, leaf: token } = mintChain({ tamper: { leaf: { signWith: 'mallory' } } })
    expect(verifies(world, did('p2'), token)).toBe(false)
    expect(verifies(world, did('mallory'), token)).toBe(true)
  })

  it('with a signature of one’s own puts it into the token', () => {
    const { leaf: token } = mintChain({
      tamper: { leaf: { sign: (input, { publicJwk }) => `${publicJwk.x}${input.length}` } },
    })
    expect(token.split('.')[2]).toMatch(/^[\w-]{43}\d+$/)
  })

  it('of the resource changes what the ledger says', () => {
    const chain = mintChain({
      tamper: {
        a1: { resource: (r, names) => void Object.assign(r, { collection: names.did('mallory'), checksum: '00' }) },
      },
    })
    expect(chain.world.findResource(chain.url('a1').pinned).dereferencingMetadata.error).toBe('notFound')
    const [, id] = chain.url('a1').pinned.split('/resources/')
    const hosted = chain.world.findResource(`${chain.did('mallory')}/resources/${id}`)
    expect(hosted.contentMetadata.checksum).toBe('00')
  })

  it('of a DID document reaches the issuer of the link', () => {
    const chain = mintChain({ tamper: { a2: { didDocument: (d) => void (d.document.assertionMethod = []) } } })
    expect(chain.world.findDid(chain.did('p1')).didDocument?.assertionMethod).toEqual([])
    expect(chain.world.findDid(chain.did('root')).didDocument?.assertionMethod).toHaveLength(1)
  })

  it('can make a credential that lacks everything', () => {
    const { leaf: token } = mintChain({ tamper: { leaf: { payload: () => ({}) as never } } })
    expect(part(token, 1)).toEqual({ vc: {} })
  })

  it('of a link that is not there is refused, so that no hostile test passes by a slip of the pen', () => {
    expect(() => mintChain({ tamper: { a3: {} } })).toThrow(TestKitError)
  })
})

it('reissues a link as a newer version of its name and type', () => {
  const chain = mintChain()
  const newer = chain.reissue('a2', { created: '2026-05-01T00:00:00Z', payload: (p) => void (p.id = 'urn:newer') })
  const asOf = (versionTime: string): string | undefined =>
    chain.world.findResource(chain.url('a2').latest, { versionTime }).contentMetadata.resourceURI
  expect(asOf('2026-04-30T00:00:00Z')).toBe(chain.url('a2').pinned)
  expect(asOf('2026-05-01T00:00:00Z')).toBe(newer.url.pinned)
  expect(verifies(chain.world, newer.did, newer.token)).toBe(true)
})
