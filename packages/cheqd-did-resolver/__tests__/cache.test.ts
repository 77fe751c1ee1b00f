import { setTimeout as sleep } from 'node:timers/promises'
import { Resolver } from 'did-resolver'
import { createDereferencer, getResolver, type CheqdCacheOptions } from '../src/index.js'
import { content, dereferencing, did, metadata, resolution, resourceUrl } from './support/canned.js'
import { sendJson, startLoopback, type Loopback } from './support/loopback.js'

const named = `${did}?resourceName=Demo&resourceType=String`

let server: Loopback
let deactivated = false
let bytes: Uint8Array
let failing = false
beforeEach(async () => {
  deactivated = false
  failing = false
  bytes = content
  server = await startLoopback(({ url }, response) => {
    if (failing) response.writeHead(500).end()
    else if (url.endsWith('resourceMetadata=true')) {
      sendJson(response, dereferencing({ linkedResourceMetadata: [metadata()] }))
    } else if (url.endsWith('/metadata')) sendJson(response, dereferencing(metadata()))
    else if (url.includes('resource')) response.end(bytes)
    else sendJson(response, resolution(deactivated ? { deactivated } : {}))
  })
})
afterEach(async () => {
  await server.close()
})

const cached = (cache: CheqdCacheOptions) => ({ testnet: { resolverUrl: server.url }, cache })
const hour = { latestMs: 3_600_000 }
const moment = { latestMs: 1 }

it('a resource named by its id is asked for once, however long ago', async () => {
  const { dereference } = createDereferencer(cached(moment))
  await dereference(resourceUrl)
  await sleep(20)
  expect((await dereference(resourceUrl)).contentStream).toEqual(content)
  expect(server.seen).toHaveLength(2)
})

it('what is kept does not claim that a resource still has no next version', async () => {
  const { dereference } = createDereferencer(cached(hour))
  expect((await dereference(resourceUrl)).contentMetadata.nextVersionId).toBeNull()
  expect((await dereference(resourceUrl)).contentMetadata).not.toHaveProperty('nextVersionId')
})

it('the newest version of a resource is kept for its time, then asked for again', async () => {
  const long = createDereferencer(cached(hour))
  await long.dereference(named)
  await long.dereference(named)
  expect(server.seen).toHaveLength(2)
  const short = createDereferencer(cached(moment))
  await short.dereference(named)
  await sleep(20)
  await short.dereference(named)
  expect(server.seen).toHaveLength(6)
})

it('a DID that is deactivated meanwhile is seen to be so, even where a version was named', async () => {
  const resolver = new Resolver({ ...getResolver(cached(moment)) })
  const url = `${did}?versionId=e5615fc2-6f13-42b1-989c-49576a574cef`
  expect((await resolver.resolve(url)).didDocumentMetadata.deactivated).toBeUndefined()
  deactivated = true
  await sleep(20)
  expect((await resolver.resolve(url)).didDocumentMetadata.deactivated).toBe(true)
})

it('a failure is not kept', async () => {
  const { dereference } = createDereferencer(cached(hour))
  failing = true
  expect((await dereference(resourceUrl)).dereferencingMetadata.error).toBe('internalError')
  failing = false
  expect((await dereference(resourceUrl)).contentStream).toEqual(content)
})

it('content of a wrong checksum is not kept', async () => {
  const { dereference } = createDereferencer(cached(hour))
  bytes = new TextEncoder().encode('forged')
  expect((await dereference(resourceUrl)).dereferencingMetadata.error).toBe('checksumMismatch')
  bytes = content
  expect((await dereference(resourceUrl)).dereferencingMetadata.error).toBeUndefined()
})

it('what a caller does to its answer does not reach the next one', async () => {
  const { dereference, listResources } = createDereferencer(cached(hour))
  const first = await dereference(resourceUrl)
  first.contentStream?.fill(0)
  Object.assign(first.contentMetadata, { checksum: 'x' })
  const second = await dereference(resourceUrl)
  second.contentStream?.fill(0)
  expect((await dereference(resourceUrl)).contentStream).toEqual(content)
  expect((await dereference(resourceUrl)).contentMetadata.checksum).toBe(metadata().checksum)
  ;(await listResources(did, { type: 'String' })).pop()
  expect(await listResources(did, { type: 'String' })).toHaveLength(1)
})

it('more than the cache may hold is not held', async () => {
  const { dereference } = createDereferencer(cached({ maxBytes: 100 }))
  await dereference(resourceUrl)
  await dereference(resourceUrl)
  expect(server.seen).toHaveLength(4)
})
