import { gzipSync } from 'node:zlib'
import type { World } from '@trustchains/test-kit'
import { decodeListVersion } from '../src/status/list-versions.js'
import { putValue, valueAt, type ListBits } from '../src/status/bits.js'
import { issueChain } from './support/issue-chain.js'
import { entriesOf, issueDiploma } from './support/issue-with-status.js'
import { createOnWorld, makeAgent, type AgentParts } from './support/make-agent.js'

type CreateResource = NonNullable<AgentParts['createResource']>
type Payload = Parameters<CreateResource>[0]

const listType = 'BitstringStatusListCredential'

/** The bits of a list's newest version. */
function bitsOf(world: World, list: string): ListBits {
  const { contentStream, contentMetadata } = world.findResource(list)
  return decodeListVersion(list, contentMetadata as never, Buffer.from(contentStream ?? []).toString())
}

/** Another writer's version of a list: what it read, with its own entries set. */
function publishForeign(world: World, { network, payload }: Payload, read: ListBits, entries: number[]): void {
  const bits = { bits: read.bits.slice(), size: 1 }
  for (const index of entries) putValue(bits, index, 1)
  const issuer = `did:cheqd:${network}:${payload.collectionId}`
  const content = {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiableCredential', listType],
    issuer,
    credentialSubject: {
      type: 'BitstringStatusList',
      statusPurpose: payload.name.startsWith('revocation') ? 'revocation' : 'suspension',
      encodedList: `u${gzipSync(bits.bits).toString('base64url')}`,
    },
  }
  const id = crypto.randomUUID()
  const created = new Date().toISOString()
  world.publish({
    collection: issuer,
    id,
    name: payload.name,
    type: listType,
    created,
    content: JSON.stringify(content),
  })
}

/** A registry whose publications of lists another writer meets. */
async function registryMet(meet: (args: Payload, world: World, write: () => Promise<boolean>) => Promise<boolean>) {
  let isMet = false
  const createResource: CreateResource = (args, world) => {
    const write = (): Promise<boolean> => createOnWorld(args, world)
    return isMet && args.payload.resourceType === listType ? meet(args, world, write) : write()
  }
  const made = makeAgent({ createResource })
  const chain = await issueChain(made.agent, made.createDid)
  const start = (): void => {
    isMet = true
  }
  return { ...made, chain, start }
}

describe('another writer of the same list, who has the same DID but not the same store', () => {
  it('keeps what it published between our reading and our writing', async () => {
    let times = 0
    const { agent, chain, world, start } = await registryMet(async (args, on, write) => {
      const list = `did:cheqd:${args.network}:${args.payload.collectionId}?resourceName=${args.payload.name}&resourceType=${listType}`
      times += 1
      if (times === 1) publishForeign(on, args, bitsOf(on, list), [7, 131_071])
      return write()
    })
    const credential = await issueDiploma(agent, chain, [{ purpose: 'revocation' }])
    const [{ statusListCredential: list, statusListIndex }] = entriesOf(credential)
    start()
    const { changes } = await agent.revokeAccreditation({ credentials: [credential] })
    expect(changes).toMatchObject([{ status: 'revoked', changed: true }])
    const bits = bitsOf(world, list)
    expect([Number(statusListIndex), 7, 131_071].map((index) => valueAt(bits, index))).toEqual([1, 1, 1])
    expect(bits.bits.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)).toBe(3)
  })

  it('that had not seen our version does not take back what it changed', async () => {
    let times = 0
    const { agent, chain, world, start } = await registryMet(async (args, on, write) => {
      const list = `did:cheqd:${args.network}:${args.payload.collectionId}?resourceName=${args.payload.name}&resourceType=${listType}`
      const read = bitsOf(on, list)
      const done = await write()
      times += 1
      if (times === 1) publishForeign(on, args, read, [11])
      return done
    })
    const earlier = await issueDiploma(agent, chain, [{ purpose: 'suspension' }])
    const credential = await issueDiploma(agent, chain, [{ purpose: 'suspension' }])
    await agent.suspendAccreditation({ credentials: [earlier] })
    const [{ statusListCredential: list }] = entriesOf(credential)
    start()
    await agent.suspendAccreditation({ credentials: [credential] })
    const bits = bitsOf(world, list)
    const places = [earlier, credential].map((one) => Number(entriesOf(one)[0].statusListIndex))
    expect([...places, 11].map((index) => valueAt(bits, index))).toEqual([1, 1, 1])
  })

  it('that never stops ends in an error and not in a loop, and the change is kept for later', async () => {
    let isAt = true
    const { agent, chain, start, published } = await registryMet(async (args, on, write) => {
      const list = `did:cheqd:${args.network}:${args.payload.collectionId}?resourceName=${args.payload.name}&resourceType=${listType}`
      const read = bitsOf(on, list)
      const done = await write()
      if (isAt) publishForeign(on, args, read, [])
      return done
    })
    const credential = await issueDiploma(agent, chain, [{ purpose: 'revocation' }])
    start()
    const before = published()
    await expect(agent.revokeAccreditation({ credentials: [credential] })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('is kept'),
    })
    expect(published() - before).toBe(16)
    isAt = false
    const { publications } = await agent.resumePublications({})
    expect(publications).toMatchObject([{ state: 'finished', type: listType }])
    expect((await agent.getStatus({ credential })).status).toBe('revoked')
  })
})
