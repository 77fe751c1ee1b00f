import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DirectSecp256k1HdWallet } from '@cosmjs/proto-signing'
import { DevLedger } from '@trustchains/dev-ledger'
import { createDereferencer } from 'cheqd-did-resolver'
import { LmdbOutboxStore } from '../src/index.js'
import { failureOf } from './support/failure-of.js'
import { startFaultyNode, type Fault, type FaultyNode } from './support/faulty-node.js'
import { diplomaSchema } from './support/issue-chain.js'
import { makeGenesisIssuer, makeIssuingAgent, type IssuingAgent, type IssuingSetup } from './support/issuing-agent.js'
import { temporaryFolder } from './support/temporary-folder.js'

/** The answer of a node to a transaction that it did not take. */
const verdict = (code: number, log: string) => ({
  answer: { jsonrpc: '2.0', id: -1, result: { code, codespace: 'sdk', data: '', log, hash: '00'.repeat(32) } },
})
const wrongSequence = verdict(32, 'account sequence mismatch, expected 7, got 5: incorrect account sequence')

// On a real development ledger, behind a node's RPC that fails as it is told.
describe.each(['sdk', 'plugin'] as const)('with the publisher %s, a schema that is published', (publisher) => {
  let ledger: DevLedger
  let node: FaultyNode
  let setup: IssuingSetup
  let agent: IssuingAgent
  let issuer: string

  beforeAll(async () => {
    const issuers = [makeGenesisIssuer()]
    issuer = issuers[0]!.did
    ledger = await DevLedger.start({
      rpcPort: 0,
      grpcPort: 0,
      resolverPort: 0,
      import: { dids: issuers.map(({ genesis }) => genesis) },
    })
    node = await startFaultyNode(ledger.urls.rpc)
    process.env.FAULTS_PAYER = ledger.faucetMnemonic
    setup = {
      rpc: node.url,
      resolver: ledger.urls.resolver,
      payerVariable: 'FAULTS_PAYER',
      issuers,
      outbox: join(temporaryFolder(), 'outbox'),
      timeoutMs: 1500,
      publisher,
    }
    agent = await makeIssuingAgent(setup)
  })

  afterEach(() => {
    node.fault = () => 'pass'
  })

  afterAll(async () => {
    await node.close()
    await ledger.close()
  })

  /** How often the ledger has a resource of this name. */
  const timesOnLedger = async (name: string): Promise<number> => {
    const { listResources } = createDereferencer({ testnet: { resolverUrl: ledger.urls.resolver } })
    return (await listResources(issuer)).filter(({ resourceName }) => resourceName === name).length
  }

  const held = async (): Promise<number> => {
    const store = new LmdbOutboxStore({ path: setup.outbox })
    return (await store.list('publication/')).length
  }

  const publish = (name: string, by = agent, schema: object = diplomaSchema) =>
    by.publishSchema({ issuer, name, schema: schema as typeof diplomaSchema })

  /** What every fault must come to in the end. */
  const expectOnce = async (name: string): Promise<void> => {
    expect({ onLedger: await timesOnLedger(name), held: await held() }).toEqual({ onLedger: 1, held: 0 })
  }

  it('while nobody answers is not lost: it is kept with the code unreachable, and finished when the node is back', async () => {
    const name = randomUUID()
    node.fault = () => 'lose'
    const error = await failureOf(publish(name))
    expect(error.code).toBe('publication_failed')
    expect(error.publication).toMatchObject({ state: 'absent', code: 'unreachable', isKept: true })
    expect(await timesOnLedger(name)).toBe(0)
    expect((await agent.resumePublications({})).publications).toMatchObject([{ state: 'pending', code: 'unreachable' }])
    node.fault = () => 'pass'
    expect((await agent.resumePublications({})).publications).toMatchObject([{ name, state: 'finished' }])
    await expectOnce(name)
  }, 90_000)

  it('by a node that takes its time is published once', async () => {
    const name = randomUUID()
    node.fault = async (): Promise<Fault> => {
      await sleep(300)
      return 'pass'
    }
    await publish(name)
    await expectOnce(name)
  }, 60_000)

  it('and whose answer is lost after the commit is a success, and not sent again under another id', async () => {
    const name = randomUUID()
    node.fault = (method) => (method === 'broadcast_tx_sync' ? 'lose-answer' : 'pass')
    await publish(name)
    await expectOnce(name)
  }, 60_000)

  it('with a sequence number that the node calls wrong is signed anew, and published once', async () => {
    const name = randomUUID()
    const before = node.calls.get('broadcast_tx_sync') ?? 0
    node.fault = (method, count) => (method === 'broadcast_tx_sync' && count === before + 1 ? wrongSequence : 'pass')
    await publish(name)
    expect(node.calls.get('broadcast_tx_sync')).toBeGreaterThan(before + 1)
    await expectOnce(name)
  }, 60_000)

  it('and of which nothing is heard after the broadcast is found on the ledger, and not doubled', async () => {
    const name = randomUUID()
    node.fault = (method) => (method === 'tx_search' || method === 'tx' ? 'lose' : 'pass')
    await publish(name)
    await expectOnce(name)
  }, 90_000)

  it('by a payer without funds is kept with the code insufficient_funds, and finished when there are some', async () => {
    const name = randomUUID()
    const wallet = await DirectSecp256k1HdWallet.generate(12, { prefix: 'cheqd' })
    const [account] = await wallet.getAccounts()
    await ledger.fund(account!.address, 1n)
    process.env.POOR_PAYER = wallet.mnemonic
    const poor = await makeIssuingAgent({ ...setup, rpc: ledger.urls.rpc, payerVariable: 'POOR_PAYER' })
    const error = await failureOf(publish(name, poor))
    expect(error.publication).toMatchObject({ state: 'absent', code: 'insufficient_funds', isKept: true })
    await ledger.fund(account!.address)
    expect((await poor.resumePublications({})).publications).toMatchObject([{ name, state: 'finished' }])
    await expectOnce(name)
  }, 90_000)

  it('that takes more gas than its transaction may have fails for good, with the code out_of_gas', async () => {
    const name = randomUUID()
    const bold = await makeIssuingAgent({ ...setup, rpc: ledger.urls.rpc, ignoresGas: true })
    const large = { ...diplomaSchema, description: 'x'.repeat(60_000) }
    const error = await failureOf(publish(name, bold, large))
    expect(error.publication).toMatchObject({ state: 'absent', code: 'out_of_gas', isKept: false })
    expect({ onLedger: await timesOnLedger(name), held: await held() }).toEqual({ onLedger: 0, held: 0 })
  }, 90_000)

  it('by two processes with one account at once is published once each, whatever sequence numbers they take', async () => {
    const other = await makeIssuingAgent({ ...setup, outbox: join(temporaryFolder(), 'outbox') })
    const names = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
    await Promise.all(names.map((name, index) => publish(name, index % 2 === 0 ? agent : other)))
    for (const name of names) await expectOnce(name)
  }, 90_000)
})
