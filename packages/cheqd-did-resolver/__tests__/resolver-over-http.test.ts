import { Resolver } from 'did-resolver'
import { getResolver, type CheqdResolverOptions } from '../src/index.js'
import { did, resolution, resolverError, uuid } from './support/canned.js'
import { sendJson, startLoopback, type Loopback } from './support/loopback.js'

let server: Loopback
beforeEach(async () => {
  server = await startLoopback()
})
afterEach(async () => {
  await server.close()
})

function resolve(didUrl: string, options: object = {}, network: CheqdResolverOptions = {}) {
  const registry = getResolver({ testnet: { resolverUrl: server.url }, retryDelayMs: 1, ...network })
  return new Resolver({ ...registry }).resolve(didUrl, options)
}

const answer = (value: unknown, status = 200, type?: string) => {
  server.use((_request, response) => {
    sendJson(response, value, status, type)
  })
}

describe('a DID is resolved', () => {
  it('with its metadata: a deactivated DID is seen to be so', async () => {
    answer(resolution({ deactivated: true }))
    const result = await resolve(did)
    expect(result.didDocument?.id).toBe(did)
    expect(result.didDocumentMetadata).toMatchObject({ deactivated: true, created: '2023-01-25T11:58:10Z' })
    expect(result.didResolutionMetadata).toEqual({ contentType: 'application/did+ld+json' })
    expect(server.seen).toMatchObject([
      { url: `/1.0/identifiers/${did}`, accept: 'application/ld+json;profile="https://w3id.org/did-resolution"' },
    ])
  })

  it('although its UUID was written in upper case', async () => {
    answer(resolution({}, { id: did.replace(uuid, uuid.toUpperCase()) }))
    const result = await resolve(did.replace(uuid, uuid.toUpperCase()))
    expect(result.didResolutionMetadata.error).toBeUndefined()
    expect(server.seen[0]?.url).toContain(did)
  })

  it('in the version asked for, by resolution options or by DID URL', async () => {
    const versionId = 'e5615fc2-6f13-42b1-989c-49576a574cef'
    answer(resolution())
    await resolve(did, { versionId })
    await resolve(`${did}?versionId=${versionId}`)
    await resolve(did, { versionTime: '2024-01-31T14:00:00.5+02:00' })
    await resolve(`${did}?versionTime=2024-01-31T12:00:00Z`)
    const byTime = '?versionTime=2024-01-31T12%3A00%3A00Z'
    expect(server.seen.map(({ url }) => url.replace(`/1.0/identifiers/${did}`, ''))).toEqual([
      `?versionId=${versionId}`,
      `?versionId=${versionId}`,
      byTime,
      byTime,
    ])
  })

  it('with its resources where they are asked for, and without them otherwise', async () => {
    answer(resolution({ linkedResourceMetadata: [] }))
    expect((await resolve(did)).didDocumentMetadata).not.toHaveProperty('linkedResourceMetadata')
    const { didDocumentMetadata } = await resolve(did, { resourceMetadata: true })
    expect(didDocumentMetadata).toMatchObject({ linkedResourceMetadata: [] })
  })

  it('as plain JSON where that is asked for', async () => {
    answer(resolution())
    const result = await resolve(did, { accept: 'application/did+json' })
    expect(result.didDocument).toEqual({ id: did })
    expect(result.didResolutionMetadata.contentType).toBe('application/did+json')
  })

  it('under the id it has now, where it is a legacy one', async () => {
    const now = 'did:cheqd:testnet:CpeMubv5yw63jXyrgRRsxR'
    answer(resolution({}, { id: now }))
    const result = await resolve('did:cheqd:testnet:zHqbcXb3irKRCMst')
    expect(result.didDocument?.id).toBe(now)
    expect(result.didDocumentMetadata.canonicalId).toBe(now)
  })

  it('with the spelling of capabilityDelegation and the null that resolvers write put right', async () => {
    const fragment = `${did}#key-1`
    answer(resolution({}, { capability_delegation: [fragment], assertionMethod: [null, fragment] }))
    expect((await resolve(did)).didDocument).toEqual({
      '@context': ['https://www.w3.org/ns/did/v1'],
      id: did,
      capabilityDelegation: [fragment],
      assertionMethod: [fragment],
    })
  })
})

describe('a DID is not resolved where', () => {
  it.each([
    ['notFound', 404],
    ['invalidDid', 400],
    ['representationNotSupported', 406],
    ['methodNotSupported', 501],
    ['internalError', 500],
  ])('the resolver says %s: that is the error', async (error, status) => {
    answer({ didResolutionMetadata: { error }, didDocumentMetadata: {} }, status)
    const result = await resolve(did)
    expect(result).toMatchObject({ didDocument: null, didResolutionMetadata: { error } })
    expect(server.seen).toHaveLength(1)
  })

  it.each<[string, object, RegExp]>([
    ['the document is that of another DID', resolution({}, { id: did.replace('c1685ca0', 'd1685ca0') }), /another DID/],
    ['there is no document', { ...resolution(), didDocument: null }, /no DID document/],
    ['there is no metadata', { ...resolution(), didDocumentMetadata: undefined }, /metadata/],
    ['it is a bare document, which hides deactivation', { id: did }, /deactivated/],
    ['deactivated is not a boolean', resolution({ deactivated: 'yes' }), /deactivated/],
    ['created is no time', resolution({ created: 'yesterday' }), /created/],
  ])('%s', async (_what, value, message) => {
    answer(value)
    const result = await resolve(did)
    expect(result).toMatchObject({ didDocument: null, didResolutionMetadata: { error: 'internalError' } })
    expect(result.didResolutionMetadata.message).toMatch(message)
  })

  it('a version later than the time asked is answered: a rotated key must not pass for an old one', async () => {
    answer(resolution({ updated: '2024-06-01T00:00:00Z' }))
    const result = await resolve(did, { versionTime: '2024-05-31T23:59:59Z' })
    expect(result.didResolutionMetadata).toMatchObject({ error: 'internalError' })
  })

  it('another version than the one asked is answered', async () => {
    answer(resolution())
    const result = await resolve(did, { versionId: '00000000-6f13-42b1-989c-49576a574cef' })
    expect(result.didResolutionMetadata).toMatchObject({ error: 'internalError' })
  })

  it.each<[string, string, object, string]>([
    ['a path', `${did}/resources/${uuid}`, {}, 'invalidDidUrl'],
    ['a query for a resource', `${did}?resourceName=a&resourceType=b`, {}, 'invalidDidUrl'],
    ['an unknown parameter', `${did}?hl=en`, {}, 'invalidDidUrl'],
    ['an empty parameter', `${did}?versionId=`, {}, 'invalidDidUrl'],
    ['a time that is none', `${did}?versionTime=now`, {}, 'invalidDidUrl'],
    ['an option that is no time', did, { versionTime: 5 }, 'invalidDidUrl'],
    ['an option that is no id', did, { versionId: '1' }, 'invalidDidUrl'],
    ['two different versions', `${did}?versionTime=2024-01-01`, { versionTime: '2024-01-02' }, 'invalidDidUrl'],
    ['an unknown representation', did, { accept: 'application/did+cbor' }, 'representationNotSupported'],
    ['a transformation', `${did}?transformKeys=JsonWebKey2020`, {}, 'representationNotSupported'],
    ['an unknown network', did.replace('testnet', 'devnet'), {}, 'invalidDid'],
  ])('the question has %s; nobody is bothered', async (_what, didUrl, options, error) => {
    const result = await resolve(didUrl, options)
    expect(result.didResolutionMetadata.error).toBe(error)
    expect(server.seen).toHaveLength(0)
  })

  it('its network is not configured: the message says what to do, and no other source is asked', async () => {
    const result = await resolve(did.replace('testnet', 'mainnet'))
    expect(result.didResolutionMetadata.error).toBe('internalError')
    expect(result.didResolutionMetadata.message).toContain('mainnet: { resolverUrl } or { rpcUrl }')
    expect(server.seen).toHaveLength(0)
  })

  it('an error of dereferencing comes where one of resolution is due', async () => {
    answer(resolverError('notFound'), 404)
    expect((await resolve(did)).didResolutionMetadata.error).toBe('notFound')
  })
})
