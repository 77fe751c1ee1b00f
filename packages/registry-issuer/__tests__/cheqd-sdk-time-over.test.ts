import type { PublicationOutcome, ResourceToPublish } from '../src/index.js'
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
const says = (code: number, log: string): Fault => ({
  answer: { jsonrpc: '2.0', id: 1, result: { code, codespace: 'sdk', log, hash: '' } },
})
const full = says(20, 'mempool is full')
const taken = says(0, '')

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

describe('a publication whose time is over', () => {
  it('is given up where the node has no room for it all that time', async () => {
    const resources = [world.resource(), world.resource()]
    node.fault = atBroadcast(() => full)
    const outcomes = await publisher({ timeoutMs: 1500 }).publishMany(resources, world.context)
    expect(outcomes).toMatchObject(resources.map(() => ({ state: 'absent', code: 'timeout' })))
  })

  it('or that is aborted does not wait until the node has room', async () => {
    const abort = new AbortController()
    node.fault = atBroadcast((count) => {
      if (count === 3) abort.abort()
      return full
    })
    const outcomes = await publisher().publishMany([world.resource()], world.context, { signal: abort.signal })
    expect(outcomes).toMatchObject([{ state: 'absent', code: 'aborted' }])
  })

  it('is given up where block after block says that its number was used', async () => {
    node.fault = (method) => {
      if (method === 'broadcast_tx_sync') return taken
      if (method !== 'tx_search') return 'pass'
      const refused = { code: 32, codespace: 'sdk', log: 'account sequence mismatch' }
      return { answer: { jsonrpc: '2.0', id: 1, result: { txs: [{ height: '9', tx_result: refused }] } } }
    }
    expect(await publish(world.resource(), { timeoutMs: 1500 })).toMatchObject({ state: 'unknown', code: 'timeout' })
  })

  it('is given up where others take its number again and again', async () => {
    const seen: number[] = []
    node.fault = async (method) => {
      if (method !== 'broadcast_tx_sync') return 'pass'
      seen.push(1)
      await new CheqdSdkPublisher(world.options).publishMany([world.resource()], world.context)
      return taken
    }
    const outcome = await publish(world.resource(), { timeoutMs: 6000, pollMs: 5 })
    expect(outcome).toMatchObject({ state: 'unknown', code: 'timeout' })
    expect(seen.length).toBeGreaterThan(1)
  }, 40_000)
})
