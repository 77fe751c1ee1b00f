import { randomUUID } from 'node:crypto'
import { DirectSecp256k1HdWallet } from '@cosmjs/proto-signing'
import type { PublicationOutcome, ResourceToPublish } from '../src/index.js'
import { CheqdSdkPublisher } from '../src/publishing/cheqd-sdk/index.js'
import { failureOf } from './support/failure-of.js'
import { startFaultyNode } from './support/faulty-node.js'
import { payerVariable, startSdkLedger, type SdkLedger } from './support/sdk-ledger.js'

let world: SdkLedger

beforeAll(async () => {
  world = await startSdkLedger([{}, { keyType: 'Secp256r1' }, { deactivated: true }])
})

afterAll(() => world.ledger.close())

const many = (count: number, change: Partial<ResourceToPublish> = {}): ResourceToPublish[] =>
  Array.from({ length: count }, (_, index) => world.resource({ name: `r${String(index)}`, ...change }))

const statesOf = (outcomes: PublicationOutcome[]): string[] => outcomes.map(({ state }) => state)

/** How often the ledger has each of the resources: a resource twice would have been paid twice. */
async function timesPublished(resources: readonly ResourceToPublish[]): Promise<number[]> {
  const listed = await Promise.all(
    [...new Set(resources.map(({ did }) => did))].map((did) => world.reader.listResources(did)),
  )
  const ids = listed.flat().map(({ resourceId }) => resourceId)
  return resources.map(({ resourceId }) => ids.filter((id) => id === resourceId).length)
}

const once = (resources: readonly unknown[]): number[] => resources.map(() => 1)
const published = (resources: readonly unknown[]): string[] => resources.map(() => 'published')

/** A payer of its own, with so many ncheq. */
async function payerWith(ncheq?: bigint) {
  const wallet = await DirectSecp256k1HdWallet.generate(12, { prefix: 'cheqd' })
  const [account] = await wallet.getAccounts()
  await world.ledger.fund(account!.address, ncheq)
  return { wallet, address: account!.address }
}

async function balanceOf(address: string): Promise<bigint> {
  const { accounts = [] } = world.ledger.export()
  return Promise.resolve(BigInt(accounts.find((account) => account.address === address)?.ncheq ?? '0'))
}

describe('many resources', () => {
  it('are published once each, in far fewer transactions, as they were given', async () => {
    const resources = many(60)
    const before = world.ledger.height
    const heard: number[] = []
    const publisher = new CheqdSdkPublisher(world.options)
    const outcomes = await publisher.publishMany(resources, world.context, {
      onPublished: (_resource, index) => heard.push(index),
    })
    expect(statesOf(outcomes)).toEqual(published(resources))
    expect(await timesPublished(resources)).toEqual(once(resources))
    expect(heard.toSorted((a, b) => a - b)).toEqual(resources.map((_, index) => index))
    expect(world.ledger.height - before).toBeLessThanOrEqual(8)
    const { contentStream } = await world.reader.dereference(`${world.dids[0]}/resources/${resources[7]!.resourceId}`)
    expect(contentStream).toEqual(new Uint8Array(resources[7]!.data))
  })

  it('stay in the order given, since the newest of a name is what counts', async () => {
    const resources = many(40, { name: 'one name' })
    await new CheqdSdkPublisher(world.options).publishMany(resources, world.context)
    const ids = (await world.reader.listResources(world.dids[0]!, { name: 'one name' })).map(
      ({ resourceId, previousVersionId }) => [resourceId, previousVersionId],
    )
    const before = new Map(ids as [string, string | null][])
    expect(resources.slice(1).map(({ resourceId }) => before.get(resourceId))).toEqual(
      resources.slice(0, -1).map(({ resourceId }) => resourceId),
    )
  })

  it('cost what the ledger asks for each, and no more than that is offered for one', async () => {
    const { wallet, address } = await payerWith(1_000_000_000_000n)
    const resources = many(20)
    const publisher = new CheqdSdkPublisher({ ...world.options, payer: wallet })
    expect(statesOf(await publisher.publishMany(resources, world.context))).toEqual(published(resources))
    // 0.40 USD for JSON at 0.05 USD: 8 CHEQ each.
    expect(await balanceOf(address)).toBe(1_000_000_000_000n - 20n * 8_000_000_000n)
  })

  it('asked for one by one at the same time go into one transaction too', async () => {
    const publisher = new CheqdSdkPublisher(world.options)
    const resources = many(10)
    const before = world.ledger.height
    const results = await Promise.all(resources.map((resource) => publisher.publish(resource, world.context)))
    expect(results[3]).toEqual({ resourceURI: `${world.dids[0]}/resources/${resources[3]!.resourceId}` })
    expect(world.ledger.height - before).toBeLessThanOrEqual(2)
  })

  it('under a DID with a P-256 key are signed as the ledger verifies it: in DER, not as JOSE has it', async () => {
    const resources = many(12, { did: world.dids[1]! })
    const outcomes = await new CheqdSdkPublisher(world.options).publishMany(resources, world.context)
    expect(statesOf(outcomes)).toEqual(published(resources))
  })

  it('of two processes with one account are all published, once each', async () => {
    const [first, second] = [many(40), many(40)]
    const outcomes = await Promise.all(
      [first, second].map((resources) => new CheqdSdkPublisher(world.options).publishMany(resources, world.context)),
    )
    expect(statesOf(outcomes.flat())).toEqual(published([...first, ...second]))
    expect(await timesPublished([...first, ...second])).toEqual(once([...first, ...second]))
  })

  it('do not wait for a block before the next transaction is sent', async () => {
    // Blocks with room for many transactions of the size that the publisher makes.
    const slow = await startSdkLedger([{}], { blockTimeMs: 400, maxGas: 100_000_000, maxTxBytes: 4_000_000 })
    try {
      const resources = Array.from({ length: 60 }, () => slow.resource())
      const before = slow.ledger.height
      await new CheqdSdkPublisher(slow.options).publishMany(resources, slow.context)
      // One by one, they would be in at least five blocks.
      expect(slow.ledger.height - before).toBeLessThanOrEqual(3)
    } finally {
      await slow.ledger.close()
    }
  })
})

describe('one that the ledger refuses does not take with it those beside it', () => {
  it('where its DID is deactivated', async () => {
    const resources = many(9)
    resources.splice(4, 1, world.resource({ did: world.dids[2]! }))
    const outcomes = await new CheqdSdkPublisher(world.options).publishMany(resources, world.context)
    expect(statesOf(outcomes)).toEqual(published(resources).with(4, 'absent'))
    expect(outcomes[4]).toMatchObject({ code: 'refused', message: expect.stringContaining('1207') as string })
    expect(await timesPublished(resources)).toEqual(once(resources).with(4, 0))
  })

  it('where its id is taken: by itself it is published, by something else it is not', async () => {
    const [known, taken, ...rest] = many(9) as [ResourceToPublish, ResourceToPublish, ...ResourceToPublish[]]
    const publisher = new CheqdSdkPublisher(world.options)
    await publisher.publishMany([known, taken], world.context)
    const other = world.resource({ resourceId: taken.resourceId })
    const outcomes = await publisher.publishMany([...rest, other, known], world.context)
    expect(statesOf(outcomes)).toEqual([...published(rest), 'different', 'published'])
    expect(await timesPublished([known, taken, ...rest])).toEqual(once([known, taken, ...rest]))
  })

  it('where the agent has no key of its DID', async () => {
    const resources = many(5)
    resources.splice(2, 1, world.resource({ did: `did:cheqd:testnet:${randomUUID()}` }))
    const outcomes = await new CheqdSdkPublisher(world.options).publishMany(resources, world.context)
    expect(statesOf(outcomes)).toEqual(published(resources).with(2, 'absent'))
  })

  it('where it takes more gas than a transaction may have', async () => {
    const resources = many(6)
    resources.splice(3, 1, world.resource({ data: Buffer.from(JSON.stringify({ text: 'x'.repeat(60_000) })) }))
    const outcomes = await new CheqdSdkPublisher(world.options).publishMany(resources, world.context)
    expect(statesOf(outcomes)).toEqual(published(resources).with(3, 'absent'))
    expect(outcomes[3]).toMatchObject({ code: 'out_of_gas' })
  })

  it('where it is of another network', async () => {
    const publisher = new CheqdSdkPublisher(world.options)
    const resource = world.resource({ did: `did:cheqd:mainnet:${randomUUID()}` })
    const outcomes = await publisher.publishMany([resource, ...many(2)], world.context)
    expect(statesOf(outcomes)).toEqual(['absent', 'published', 'published'])
    expect(await failureOf(publisher.publish(resource, world.context))).toMatchObject({ code: 'invalid_argument' })
    expect(await failureOf(publisher.estimate(resource, world.context))).toMatchObject({ code: 'invalid_argument' })
  })
})

describe('a payer without enough CHEQ', () => {
  it('publishes what it can pay, and the rest is known not to be there', async () => {
    const { wallet } = await payerWith(120_000_000_000n)
    const resources = many(60)
    const publisher = new CheqdSdkPublisher({ ...world.options, payer: wallet })
    const outcomes = await publisher.publishMany(resources, world.context)
    const states = statesOf(outcomes)
    expect(states.filter((state) => state === 'published').length).toBeLessThanOrEqual(15)
    expect(outcomes.at(-1)).toMatchObject({ state: 'absent', code: 'insufficient_funds' })
    expect(await timesPublished(resources)).toEqual(states.map((state) => (state === 'published' ? 1 : 0)))
  })

  it('that the ledger has never heard of is told so', async () => {
    const wallet = await DirectSecp256k1HdWallet.generate(12, { prefix: 'cheqd' })
    const publisher = new CheqdSdkPublisher({ ...world.options, payer: wallet })
    const failure = await failureOf(publisher.publish(world.resource(), world.context))
    expect(failure).toMatchObject({
      code: 'invalid_setup',
      message: expect.stringContaining('send it tokens') as string,
    })
  })

  it('does not pay more than maxFee, whatever the node says', async () => {
    const publisher = new CheqdSdkPublisher({ ...world.options, maxFee: 1 })
    const failure = await failureOf(publisher.publish(world.resource(), world.context))
    expect(failure).toMatchObject({ code: 'invalid_setup', message: expect.stringContaining('maxFee') as string })
  })
})

describe('a bad way to the node', () => {
  const timeoutMs = 3000

  const through = async (
    fault: (method: string, count: number) => Awaited<ReturnType<Awaited<ReturnType<typeof startFaultyNode>>['fault']>>,
    resources: ResourceToPublish[],
    options: object = {},
  ): Promise<PublicationOutcome[]> => {
    const node = await startFaultyNode(world.ledger.urls.rpc)
    node.fault = fault
    try {
      const publisher = new CheqdSdkPublisher({ ...world.options, rpcUrl: node.url, ...options })
      return await publisher.publishMany(resources, world.context)
    } finally {
      await node.close()
    }
  }

  it('that loses every second answer to a transaction after it is committed neither loses nor doubles one', async () => {
    const resources = many(40)
    const fault = (method: string, count: number) =>
      method === 'broadcast_tx_sync' && count % 2 === 1 ? 'lose-answer' : 'pass'
    expect(statesOf(await through(fault, resources))).toEqual(published(resources))
    expect(await timesPublished(resources)).toEqual(once(resources))
  })

  it('that loses every third call of any kind neither loses nor doubles one', async () => {
    const resources = many(40)
    let calls = 0
    const fault = () => {
      calls += 1
      return calls % 3 === 0 ? ('lose' as const) : calls % 7 === 0 ? ('lose-answer' as const) : ('pass' as const)
    }
    expect(statesOf(await through(fault, resources))).toEqual(published(resources))
    expect(await timesPublished(resources)).toEqual(once(resources))
  })

  it('that takes a transaction and forgets it gets the very same once more', async () => {
    const resources = many(3)
    const fault = (method: string, count: number) =>
      method === 'broadcast_tx_sync' && count === 1
        ? { answer: { jsonrpc: '2.0', id: 1, result: { code: 0, codespace: '', log: '', hash: '' } } }
        : ('pass' as const)
    expect(statesOf(await through(fault, resources))).toEqual(published(resources))
    expect(await timesPublished(resources)).toEqual(once(resources))
  })

  it('that forgets a transaction whose number another process takes then: it is signed anew', async () => {
    const resources = many(3)
    const other = many(1)
    const node = await startFaultyNode(world.ledger.urls.rpc)
    node.fault = async (method, count) => {
      if (method !== 'broadcast_tx_sync' || count > 1) return 'pass'
      await new CheqdSdkPublisher(world.options).publishMany(other, world.context)
      return { answer: { jsonrpc: '2.0', id: 1, result: { code: 0, codespace: '', log: '', hash: '' } } }
    }
    try {
      const publisher = new CheqdSdkPublisher({ ...world.options, rpcUrl: node.url })
      expect(statesOf(await publisher.publishMany(resources, world.context))).toEqual(published(resources))
      expect(await timesPublished([...resources, ...other])).toEqual(once([...resources, ...other]))
    } finally {
      await node.close()
    }
  })

  it('whose transactions never get into a block leaves their outcome unknown, in bounded time', async () => {
    const resources = many(2)
    const fault = (method: string) =>
      method === 'broadcast_tx_sync'
        ? { answer: { jsonrpc: '2.0', id: 1, result: { code: 0, codespace: '', log: '', hash: '' } } }
        : ('pass' as const)
    const outcomes = await through(fault, resources, { timeoutMs })
    expect(statesOf(outcomes)).toEqual(['unknown', 'unknown'])
    expect(await timesPublished(resources)).toEqual([0, 0])
  })

  it('where the answer is lost for good, and what was sent is there: it is found, though the node shows no blocks', async () => {
    const resources = many(2)
    const fault = (method: string) =>
      method === 'broadcast_tx_sync'
        ? ('lose-answer' as const)
        : method === 'tx_search'
          ? { answer: '<html>' }
          : ('pass' as const)
    expect(statesOf(await through(fault, resources, { timeoutMs }))).toEqual(['published', 'published'])
    expect(await timesPublished(resources)).toEqual(once(resources))
  })

  it('that leads nowhere says that nothing was sent', async () => {
    const resources = many(2)
    const options = { ...world.options, rpcUrl: 'http://127.0.0.1:9', timeoutMs: 500 }
    const outcomes = await new CheqdSdkPublisher(options).publishMany(resources, world.context)
    expect(outcomes.map(({ state, code }) => [state, code])).toEqual([
      ['absent', 'unreachable'],
      ['absent', 'unreachable'],
    ])
  })

  it.each<[string, () => 'hang' | { answer: string | object }]>([
    ['hangs', () => 'hang'],
    ['answers HTML', () => ({ answer: '<html></html>' })],
    ['answers nothing', () => ({ answer: '' })],
    ['answers something else', () => ({ answer: { jsonrpc: '2.0', id: 1, result: { node_info: 7, response: [] } } })],
    ['answers 5 MB', () => ({ answer: 'x'.repeat(5 * 1024 * 1024) })],
  ])('to a node that %s ends in bounded time, as not sent', async (_name, fault) => {
    const outcomes = await through(fault, many(1), { timeoutMs: 700 })
    expect(statesOf(outcomes)).toEqual(['absent'])
  })

  it('to a node that hangs once it has a transaction leaves it unknown', async () => {
    const fault = (method: string, count: number) =>
      (method === 'broadcast_tx_sync' && count > 0) || method === 'tx_search' ? ('hang' as const) : ('pass' as const)
    const outcomes = await through(fault, many(1), { timeoutMs: 700 })
    expect(statesOf(outcomes)).toEqual(['unknown'])
  })
})

describe('a call that is aborted', () => {
  it('sends no more, and says of each resource what became of it', async () => {
    const controller = new AbortController()
    const resources = many(60)
    const publisher = new CheqdSdkPublisher({ ...world.options, maxInFlight: 1 })
    const outcomes = await publisher.publishMany(resources, world.context, {
      signal: controller.signal,
      onPublished: () => {
        controller.abort()
      },
    })
    const states = statesOf(outcomes)
    expect(outcomes.at(-1)).toMatchObject({ state: 'absent', code: 'aborted' })
    expect(states.filter((state) => state === 'published').length).toBeLessThan(60)
    expect(await timesPublished(resources)).toEqual(states.map((state) => (state === 'published' ? 1 : 0)))
  })

  it('beforehand sends nothing', async () => {
    const resources = many(3)
    const outcomes = await new CheqdSdkPublisher(world.options).publishMany(resources, world.context, {
      signal: AbortSignal.abort(),
    })
    expect(statesOf(outcomes)).toEqual(['absent', 'absent', 'absent'])
    expect(await timesPublished(resources)).toEqual([0, 0, 0])
  })

  it('by a listener that throws is not: the rest is published, and the caller hears of it', async () => {
    const resources = many(3)
    const publishing = new CheqdSdkPublisher(world.options).publishMany(resources, world.context, {
      onPublished: () => {
        throw new Error('the listener’s own')
      },
    })
    await expect(publishing).rejects.toThrow('the listener’s own')
    expect(await timesPublished(resources)).toEqual(once(resources))
  })
})

describe('the options', () => {
  const setupError = (options: object): string => {
    try {
      new CheqdSdkPublisher({ ...world.options, ...options })
    } catch (error) {
      return (error as Error).message
    }
    return 'accepted'
  }

  it.each<[string, object]>([
    ['rpcUrl', { rpcUrl: 'ftp://node.example' }],
    ['network', { network: 'localnet' }],
    ['payer', { payer: {} }],
    ['maxGas', { maxGas: 1 }],
    ['maxInFlight', { maxInFlight: 0 }],
    ['timeoutMs', { timeoutMs: Number.NaN }],
    ['mnemonic', { mnemonic: 'x' }],
  ])('%s that can’t be used is named when the publisher is made', (name, options) => {
    expect(setupError(options)).toContain(name)
  })

  it('a mnemonic in the place of a variable’s name is refused and not repeated, here nor later', async () => {
    const words = 'test test test test test test test test test test test junk'
    expect(setupError({ payer: { mnemonicFrom: words } })).not.toMatch(/junk|accepted/)
    process.env[payerVariable + '_BROKEN'] = `${words} junk`
    const payer = { mnemonicFrom: payerVariable + '_BROKEN' }
    const failure = await failureOf(
      new CheqdSdkPublisher({ ...world.options, payer }).publish(world.resource(), world.context),
    )
    expect(failure).toMatchObject({ code: 'invalid_setup', message: expect.stringContaining('_BROKEN') as string })
    expect(JSON.stringify([failure.message, failure.cause, failure.stack])).not.toContain('junk')
  })

  it('a node of another network than the publisher’s is found out before anything is sent', async () => {
    const options = { ...world.options, network: 'mainnet' as const }
    const resource = world.resource({ did: `did:cheqd:mainnet:${randomUUID()}` })
    const failure = await failureOf(new CheqdSdkPublisher(options).publish(resource, world.context))
    expect(failure).toMatchObject({ code: 'invalid_setup', message: expect.stringContaining('network') as string })
  })
})

it('the estimate of a resource’s gas lies above what the ledger uses, and not far above', async () => {
  const publisher = new CheqdSdkPublisher(world.options)
  for (const size of [10, 2000, 20_000]) {
    const data = Buffer.from(JSON.stringify({ text: 'x'.repeat(size) }))
    const resource = world.resource({ data, name: 'n'.repeat(64), type: 't'.repeat(64) })
    await publisher.publish(resource, world.context)
    const { gas, gasLimit } = await publisher.estimate(resource, world.context)
    const response = await fetch(`${world.ledger.urls.rpc}/tx_search?query="tx.height=${String(world.ledger.height)}"`)
    const { result } = (await response.json()) as { result: { txs: { tx_result: { gas_used: string } }[] } }
    const used = Number(result.txs[0]!.tx_result.gas_used)
    expect(gas).toBeGreaterThanOrEqual(used)
    expect(gas).toBeLessThan(used + 100_000)
    expect(gasLimit).toBe(2_000_000)
  }
})
