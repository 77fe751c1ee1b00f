import type { Dereferencer } from '@trustchains/core'
import { MemoryOutboxStore, type PublicationOutcome, type ResourceToPublish } from '../src/index.js'
import { publishThroughOutbox, type PublishedItem } from '../src/outbox/publish-through-outbox.js'
import { CheqdSdkPublisher } from '../src/publishing/cheqd-sdk/index.js'
import { startFaultyNode, type Fault, type FaultyNode } from './support/faulty-node.js'
import { startSdkLedger, type SdkLedger } from './support/sdk-ledger.js'

let world: SdkLedger
let node: FaultyNode

beforeAll(async () => {
  world = await startSdkLedger()
})

beforeEach(async () => {
  node = await startFaultyNode(world.ledger.urls.rpc)
})

afterEach(() => node.close())
afterAll(() => world.ledger.close())

/** What a node says of a transaction. */
const says = (code: number, log: string, codespace = 'sdk'): Fault => ({
  answer: { jsonrpc: '2.0', id: 1, result: { code, codespace, log, hash: '' } },
})
const tooLowFee = says(13, 'insufficient fees; got: 1000ncheq required: 1100ncheq: insufficient fee')
const noFunds = says(5, 'spendable balance is smaller: insufficient funds')

const atBroadcast =
  (answer: (count: number) => Fault) =>
  (method: string, count: number): Fault =>
    method === 'broadcast_tx_sync' ? answer(count) : 'pass'

const publisher = (options: object = {}): CheqdSdkPublisher =>
  new CheqdSdkPublisher({ ...world.options, rpcUrl: node.url, ...options })

const publish = async (resource: ResourceToPublish, options: object = {}): Promise<PublicationOutcome | undefined> => {
  const [outcome] = await publisher(options).publishMany([resource], world.context)
  return outcome
}

const isOnLedger = async ({ did, resourceId }: ResourceToPublish): Promise<boolean> =>
  (await world.reader.listResources(did)).some((listed) => listed.resourceId === resourceId)

describe('a publication that is refused', () => {
  /** As a method of the plugin publishes, and again, with what is in the outbox. */
  function publishing({ data, ...resource }: ResourceToPublish, dereferencer: Dereferencer = world.reader) {
    const store = new MemoryOutboxStore()
    const estimate = { resourceBytes: 1, transactionBytes: 1, gas: 1, gasLimit: 1 }
    const plan = { resource, estimate, fingerprint: 'f', content: () => Promise.resolve({ data }) }
    const call = { issuer: resource.did, fingerprint: 'f', idempotencyKey: 'k', plan: () => Promise.resolve([plan]) }
    const kept = async (): Promise<number> => (await store.list('publication/')).length
    const run = async (): Promise<string> => {
      const ports = { store, publisher: publisher(), dereferencer }
      const [item] = await publishThroughOutbox(call, ports, world.context, Date.now())
      return stateOf(item)
    }
    return { run, kept }
  }

  const stateOf = (item: PublishedItem | undefined): string => {
    if (item === undefined || 'error' in item) return 'not taken'
    const { settlement } = item
    if (settlement.state === 'published') return settlement.state
    return `${settlement.state}: ${settlement.error.publication?.code ?? settlement.error.code}`
  }

  it.each([
    ['that its fee is below the least price of gas, which moves', tooLowFee, 'pending: insufficient_funds'],
    ['of the payer’s signature', says(4, 'signature verification failed: unauthorized'), 'pending: failed'],
    ['of its own', says(21, 'tx too large'), 'pending: failed'],
  ])('by a node’s check, for a reason %s, is kept: the ledger itself never saw it', async (_why, answer, expected) => {
    const { run, kept } = publishing(world.resource())
    node.fault = atBroadcast(() => answer)
    expect([await run(), await kept()]).toEqual([expected, 1])
    node.fault = () => 'pass'
    expect([await run(), await kept()]).toEqual(['published', 0])
  })

  it('since its id is taken, by an attempt of which node and resolver do not know yet, is kept until they do', async () => {
    const resource = world.resource()
    expect(await publish(resource)).toEqual({ state: 'published' })
    let isBehind = true
    const notFound = { contentStream: null, contentMetadata: {}, dereferencingMetadata: { error: 'notFound' } } as const
    const { run, kept } = publishing(resource, {
      dereference: (didUrl, options) =>
        isBehind ? Promise.resolve(notFound) : world.reader.dereference(didUrl, options),
    })
    node.fault = (method, _count, params) =>
      method === 'abci_query' && params?.path === '/cheqd.resource.v2.Query/ResourceMetadata'
        ? { answer: { jsonrpc: '2.0', id: 1, result: { response: { code: 38, codespace: 'sdk', log: 'not found' } } } }
        : 'pass'
    expect([await run(), await kept()]).toEqual(['pending: resource_exists', 1])
    isBehind = false
    expect([await run(), await kept()]).toEqual(['published', 0])
  }, 60_000)

  it.each([
    ['no funds', noFunds],
    ['a fee that is too low', tooLowFee],
    ['a reason of its own', says(4, 'unauthorized')],
  ])('for %s by a second node, when the first may have it, is not called absent: it may come', async (_why, answer) => {
    const resource = world.resource()
    node.fault = atBroadcast((count) => (count === 1 ? 'lose-answer' : answer))
    const outcome = await publish(resource, { timeoutMs: 5000 })
    expect(outcome?.state).toBe('published')
    expect(await isOnLedger(resource)).toBe(true)
  })

  it('by a second node, when the first one’s answer was lost for good, is unknown', async () => {
    node.fault = (method, count) => (method === 'broadcast_tx_sync' ? (count === 1 ? 'lose' : noFunds) : 'pass')
    expect(await publish(world.resource(), { timeoutMs: 1000 })).toMatchObject({ state: 'unknown', code: 'timeout' })
  })
})
