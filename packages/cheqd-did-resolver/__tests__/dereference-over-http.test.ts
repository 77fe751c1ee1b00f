import { createDereferencer, type CheqdResolverOptions } from '../src/index.js'
import {
  content,
  dereferencing,
  did,
  metadata,
  resolverError,
  resourceId,
  resourceUrl,
  sha256,
} from './support/canned.js'
import { sendJson, startLoopback, type Loopback } from './support/loopback.js'

const named = `${did}?resourceName=Demo&resourceType=String`
const otherId = '11111111-1f5b-439c-8eb8-5c0e85ab7cd0'
const otherContent = new TextEncoder().encode('{"newer":true}')
const encode = (text: string) => new TextEncoder().encode(text)

let server: Loopback
/** What the resolver has, by path and query without the DID. */
let answers: Record<string, Uint8Array | object>
beforeEach(async () => {
  answers = {}
  server = await startLoopback(({ url }, response) => {
    const answer = answers[url.replace(`/1.0/identifiers/${did}`, '')]
    if (answer instanceof Uint8Array) response.writeHead(200, { 'content-type': 'application/json' }).end(answer)
    else if (answer !== undefined) sendJson(response, answer)
    else sendJson(response, resolverError('notFound'), 404)
  })
})
afterEach(async () => {
  await server.close()
})

function dereferencer(options: CheqdResolverOptions = {}) {
  return createDereferencer({ testnet: { resolverUrl: server.url }, retryDelayMs: 1, ...options })
}

/** A resource under its id. */
function has(bytes: Uint8Array, fields = metadata()): void {
  answers[`/resources/${fields.resourceId}`] = bytes
  answers[`/resources/${fields.resourceId}/metadata`] = dereferencing(fields)
}

/** What the resolver answers to the query by name. */
function hasNewest(bytes: Uint8Array, list: object[]): void {
  answers['?resourceName=Demo&resourceType=String'] = bytes
  answers['?resourceName=Demo&resourceType=String&resourceMetadata=true'] = dereferencing({
    linkedResourceMetadata: list,
  })
}

describe('a resource is asked for in such a way that', () => {
  it('its bytes come as they are on the ledger, with metadata, in two requests at the same time', async () => {
    const held: (() => void)[] = []
    server.use(({ url }, response) => {
      // Neither is answered before both have come.
      held.push(() => {
        if (url.endsWith('/metadata')) sendJson(response, dereferencing(metadata()))
        else response.end(content)
      })
      if (held.length === 2) held.forEach((answer) => answer())
    })
    expect(await dereferencer().dereference(resourceUrl)).toEqual({
      contentStream: content,
      contentMetadata: metadata(),
      dereferencingMetadata: { contentType: 'application/json' },
    })
    // With a profile, the resolver writes JSON anew.
    expect(new Map(server.seen.map(({ url, accept }) => [url.endsWith('/metadata'), accept]))).toEqual(
      new Map([
        [false, '*/*'],
        [true, 'application/ld+json;profile="https://w3id.org/did-url-dereferencing"'],
      ]),
    )
  })

  it('the newest of a name and type takes two requests too', async () => {
    hasNewest(content, [metadata()])
    expect((await dereferencer().dereference(named)).contentStream).toEqual(content)
    expect(server.seen).toHaveLength(2)
  })
})

describe('content that is not what the ledger says', () => {
  it.each([
    ['by id', resourceUrl],
    ['by name and type', named],
  ])('is marked, and shown with the checksum that it misses (%s)', async (_how, didUrl) => {
    const forged = encode('forged')
    has(forged)
    hasNewest(forged, [metadata()])
    const answer = await dereferencer().dereference(didUrl)
    expect(answer.dereferencingMetadata).toMatchObject({ error: 'checksumMismatch' })
    expect(answer.contentStream).toEqual(forged)
    expect(answer.contentMetadata.checksum).toBe(sha256(content))
  })

  it('is not marked where that was switched off', async () => {
    has(encode('forged'))
    const { dereferencingMetadata } = await dereferencer({ verifyChecksum: false }).dereference(resourceUrl)
    expect(dereferencingMetadata.error).toBeUndefined()
  })

  it.each<[string, object]>([
    ['is of another DID', { resourceCollectionId: otherId }],
    ['is of another resource', { resourceId: otherId }],
    ['has no checksum', { checksum: '' }],
    ['has no time', { created: null }],
    ['has a number for a name', { resourceName: 5 }],
  ])('is not given at all where its metadata %s', async (_what, fields) => {
    answers[`/resources/${resourceId}`] = content
    answers[`/resources/${resourceId}/metadata`] = dereferencing({ ...metadata(), ...fields })
    const { contentStream, dereferencingMetadata } = await dereferencer().dereference(resourceUrl)
    expect([contentStream, dereferencingMetadata.error]).toEqual([null, 'internalError'])
  })

  it('is not given where the list holds resources of other names only', async () => {
    hasNewest(content, [metadata({ resourceName: 'Demonstration' })])
    expect((await dereferencer().dereference(named)).dereferencingMetadata.error).toBe('notFound')
  })
})

describe('a new version that comes between the two requests', () => {
  const older = metadata({ nextVersionId: otherId })
  const newer = metadata({
    resourceId: otherId,
    resourceURI: `${did}/resources/${otherId}`,
    checksum: sha256(otherContent),
    previousVersionId: resourceId,
  })

  it.each([
    ['the content is older than the list', content, [newer, older], otherContent],
    ['the content is newer than the list', otherContent, [metadata()], content],
  ])('does not mix with the one before: %s', async (_what, bytes, list, expected) => {
    has(content)
    has(otherContent, newer)
    hasNewest(bytes, list)
    const answer = await dereferencer().dereference(named)
    expect(answer.dereferencingMetadata.error).toBeUndefined()
    expect(answer.contentStream).toEqual(expected)
    expect(answer.contentMetadata.checksum).toBe(sha256(expected))
  })

  it('is read although the content was not there yet', async () => {
    has(otherContent, newer)
    hasNewest(otherContent, [newer])
    delete answers['?resourceName=Demo&resourceType=String']
    expect((await dereferencer().dereference(named)).contentStream).toEqual(otherContent)
  })
})

describe('callers that ask the same at the same time', () => {
  it('share one request, and none can change the bytes of another', async () => {
    has(content)
    const { dereference } = dereferencer()
    const all = await Promise.all(Array.from({ length: 20 }, async () => dereference(resourceUrl)))
    expect(server.seen).toHaveLength(2)
    all[0]?.contentStream?.fill(0)
    expect(all[1]?.contentStream).toEqual(content)
  })

  it('do not share it where that is switched off', async () => {
    has(content)
    const { dereference } = dereferencer({ coalesce: false })
    await Promise.all([dereference(resourceUrl), dereference(resourceUrl)])
    expect(server.seen).toHaveLength(4)
  })

  it('get what there is then, not an answer of before', async () => {
    has(content)
    const { dereference } = dereferencer()
    await dereference(resourceUrl)
    has(otherContent, metadata({ checksum: sha256(otherContent) }))
    expect((await dereference(resourceUrl)).contentStream).toEqual(otherContent)
  })
})

describe('a list that can not be had', () => {
  it.each<[string, object]>([
    ['is no list', { linkedResourceMetadata: {} }],
    ['holds something else', { linkedResourceMetadata: ['x'] }],
  ])('is an error, not an empty list: it %s', async (_what, list) => {
    answers['?resourceType=String&resourceMetadata=true'] = dereferencing(list)
    const { listResources } = dereferencer()
    await expect(listResources(did, { type: 'String' })).rejects.toMatchObject({ code: 'internalError' })
  })

  it('is larger than the limit', async () => {
    const list = Array.from({ length: 100 }, () => metadata())
    answers['?resourceType=String&resourceMetadata=true'] = dereferencing({ linkedResourceMetadata: list })
    const { listResources } = dereferencer({ maxDocumentBytes: 10_000 })
    await expect(listResources(did, { type: 'String' })).rejects.toMatchObject({ code: 'contentTooLarge' })
  })
})
