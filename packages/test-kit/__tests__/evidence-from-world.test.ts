import type { ResourceEvidence } from '@trustchains/core'
import { evidenceFromWorld, mintChain } from '../src/index.js'

const at = '2026-06-01T00:00:00Z'
const textOf = (item: ResourceEvidence | undefined): string => Buffer.from(item?.content ?? '', 'base64').toString()

it('has every accreditation of a chain under its pinned URL and its name, with the bytes of the ledger', () => {
  const chain = mintChain()
  const evidence = evidenceFromWorld(chain.world, chain.leaf, at)
  expect(evidence.leaf).toEqual({ credential: chain.leaf })
  for (const name of ['root', 'a1', 'a2']) {
    const { url, credential } = chain.link(name)
    for (const form of [url.pinned, url.latest]) {
      const item = evidence.resources.find((candidate) => candidate.url === form)
      expect(JSON.parse(textOf(item))).toEqual(credential)
      expect(item).toMatchObject({ asOf: at, metadata: chain.world.findResource(form).contentMetadata })
    }
  }
  expect(evidence.resources).toHaveLength(6)
})

it('keeps schemas and status lists apart from accreditations, as a collector does', () => {
  const chain = mintChain()
  const list = { collection: chain.did('root'), name: 'List', type: 'BitstringStatusListCredential' }
  chain.world.publish({ ...list, id: '00000000-0000-4000-8000-000000000001', created: at, content: '{}' })
  const evidence = evidenceFromWorld(chain.world, chain.leaf, at)
  expect(evidence.schemas.map(({ metadata }) => metadata?.resourceName)).toEqual(['DiplomaSchema', 'DiplomaSchema'])
  expect(evidence.statusLists.map(({ metadata }) => metadata?.resourceName)).toEqual(['List', 'List'])
})

it('says of a reference to nothing that it was not found, in the part that would have had it', () => {
  const chain = mintChain({
    tamper: {
      leaf: {
        payload: (p, { did }) => {
          p.termsOfUse.parentAccreditation = `${did('p1')}/resources/00000000-0000-4000-8000-000000000000`
          p.credentialSchema = { id: `${did('p1')}?resourceType=T&resourceName=Gone`, type: 'JsonSchema' }
          p.credentialStatus = { id: `${did('p2')}?resourceName=List&resourceType=T#7`, type: 'StatusList2021Entry' }
        },
      },
    },
  })
  const { resources, schemas, statusLists } = evidenceFromWorld(chain.world, chain.leaf, at)
  const error = expect.objectContaining({ code: 'notFound' }) as unknown
  const common = { source: 'world', readAt: at, asOf: at, error }
  expect(resources).toContainEqual({
    ...common,
    url: `${chain.did('p1')}/resources/00000000-0000-4000-8000-000000000000`,
  })
  expect(schemas).toContainEqual({ ...common, url: `${chain.did('p1')}?resourceName=Gone&resourceType=T` })
  expect(statusLists).toEqual([{ ...common, url: `${chain.did('p2')}?resourceName=List&resourceType=T` }])
})

it('finds what a leaf mentions whatever its form: JWT, JSON text or object', () => {
  const chain = mintChain({ tamper: { leaf: { payload: (p) => void (p.issuer.id = 'did:cheqd:testnet:nobody') } } })
  const { credential } = chain.link('leaf')
  for (const leaf of [chain.leaf, JSON.stringify(credential), credential]) {
    const [item] = evidenceFromWorld(chain.world, leaf, at).didDocuments.filter(({ did }) => did.endsWith('nobody'))
    expect(item).toMatchObject({ error: { code: 'notFound' }, asOf: at })
  }
})

it('follows what a proof says as well as the JSON around it, which may have been altered', () => {
  const gone = (number: number): string =>
    `did:cheqd:testnet:x/resources/00000000-0000-4000-8000-00000000000${String(number)}`
  const chain = mintChain({
    leafForm: 'json',
    tamper: {
      leaf: {
        payload: (p) => void (p.termsOfUse.parentAccreditation = gone(1)),
        document: (d) => void (d.termsOfUse.parentAccreditation = gone(2)),
      },
    },
  })
  const urls = evidenceFromWorld(chain.world, chain.leaf, at).resources.map(({ url }) => url)
  expect(urls).toEqual(expect.arrayContaining([gone(1), gone(2)]))
})

it('has the version of a name that was the newest then, and says by asOf that it holds for that time', () => {
  const chain = mintChain()
  chain.reissue('a2', { created: '2026-07-01T00:00:00Z' })
  const early = evidenceFromWorld(chain.world, chain.leaf, at).resources.find(
    ({ url }) => url === chain.url('a2').latest,
  )
  expect(early).toMatchObject({ asOf: at, readAt: '2026-07-01T00:00:00Z' })
  expect(early?.metadata?.resourceURI).toBe(chain.url('a2').pinned)
  const late = evidenceFromWorld(chain.world, chain.leaf, '2026-08-01T00:00:00Z')
  const newest = late.resources.find(({ url }) => url === chain.url('a2').latest)
  expect(newest?.metadata?.resourceURI).not.toBe(chain.url('a2').pinned)
})

it('has a DID document as of the time and the newest, so that a later deactivation is seen', () => {
  const chain = mintChain()
  chain.world.deactivateDid(chain.did('p1'), '2026-07-01T00:00:00Z')
  const items = evidenceFromWorld(chain.world, chain.leaf, at).didDocuments.filter(({ did }) => did === chain.did('p1'))
  expect(items.map(({ asOf, metadata }) => [asOf, metadata?.deactivated, metadata?.updated])).toEqual([
    [at, true, undefined],
    ['2026-07-01T00:00:00Z', true, '2026-07-01T00:00:00Z'],
  ])
})

it('says unreachable where the world has a fault, with no content beside it', () => {
  const chain = mintChain()
  chain.world.addFault({ id: chain.url('a1').pinned, mode: 'throw', only: 'resource' })
  chain.world.addFault({ id: chain.did('p2'), mode: 'hang', only: 'did' })
  const { resources, didDocuments } = evidenceFromWorld(chain.world, chain.leaf, at)
  const item = resources.find(({ url }) => url === chain.url('a1').pinned)
  expect(item).toEqual({
    url: chain.url('a1').pinned,
    source: 'world',
    readAt: at,
    asOf: at,
    error: { code: 'unreachable', message: expect.any(String) as unknown },
  })
  expect(didDocuments.find(({ did }) => did === chain.did('p2'))?.error?.code).toBe('unreachable')
  expect(didDocuments.find(({ did }) => did === chain.did('p1'))?.error).toBeUndefined()
})

it('takes the DID URL of a published leaf', () => {
  const chain = mintChain({ publishLeaf: true })
  const evidence = evidenceFromWorld(chain.world, chain.url('leaf').pinned, at)
  expect(evidence.leaf).toEqual({ url: chain.url('leaf').pinned })
  expect(evidence.resources.some(({ url }) => url === chain.url('leaf').pinned)).toBe(true)
})

it('is plain JSON', () => {
  const chain = mintChain()
  const evidence = evidenceFromWorld(chain.world, chain.leaf, at)
  expect(JSON.parse(JSON.stringify(evidence))).toEqual(evidence)
})
