import { randomUUID } from 'node:crypto'
import { DirectSecp256k1HdWallet } from '@cosmjs/proto-signing'
import { SigningStargateClient, StargateClient } from '@cosmjs/stargate'
import { Comet38Client } from '@cosmjs/tendermint-rpc'
import { DevLedger } from '../src/index.js'
import { connectSdk, newDid } from './support/sdk.js'

let ledger: DevLedger
beforeAll(async () => {
  ledger = await DevLedger.start({ rpcPort: 0, grpcPort: 0, resolverPort: 0 })
})
afterAll(() => ledger.close())

const call = async (
  body: unknown,
): Promise<{
  status: number
  body: { result?: Record<string, unknown>; error?: { code: number; message: string; data: string } }
}> => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await fetch(ledger.urls.rpc, { method: 'POST', body: text })
  return { status: response.status, body: (await response.json()) as never }
}
const ask = (method: string, params: object = {}) => call({ jsonrpc: '2.0', id: 1, method, params })

describe('a plain cosmjs client', () => {
  it('sends coins, estimates gas, and reads balance, transaction and block', async () => {
    const wallet = await DirectSecp256k1HdWallet.fromMnemonic(ledger.faucetMnemonic, { prefix: 'cheqd' })
    const [account] = await wallet.getAccounts()
    const client = await SigningStargateClient.connectWithSigner(ledger.urls.rpc, wallet, {
      broadcastPollIntervalMs: 20,
    })
    const { address } = await ledger.createPayer()
    const before = BigInt((await client.getBalance(address, 'ncheq')).amount)
    const amount = [{ denom: 'ncheq', amount: '12345' }]
    const message = {
      typeUrl: '/cosmos.bank.v1beta1.MsgSend',
      value: { fromAddress: account!.address, toAddress: address, amount },
    }
    expect(await client.simulate(account!.address, [message], '')).toBeGreaterThan(1000)
    const fee = { amount: [{ denom: 'ncheq', amount: '1000000000' }], gas: '200000' }
    const sent = await client.sendTokens(account!.address, address, amount, fee, 'thanks')
    expect(sent.code).toBe(0)
    expect(BigInt((await client.getBalance(address, 'ncheq')).amount)).toBe(before + 12345n)
    const found = await client.getTx(sent.transactionHash)
    expect([found?.height, found?.code, found?.gasWanted]).toEqual([sent.height, 0, 200000n])
    const block = await client.getBlock(sent.height)
    expect([block.header.chainId, block.txs.length]).toEqual([ledger.chainId, 1])
    expect(await client.searchTx([{ key: 'transfer.recipient', value: address }])).toHaveLength(2)
    expect(await client.getChainId()).toBe('cheqd-testnet-dev')
    client.disconnect()
  })
  it('is told of an account that does not exist', async () => {
    const client = await StargateClient.connect(ledger.urls.rpc)
    expect(await client.getAccount('cheqd1xl5wccz667lk06ahama26pdqvrkz5aws6m0ztp')).toBeNull()
    client.disconnect()
  })
  it('reads every part of the node that cosmjs knows how to read', async () => {
    const client = await Comet38Client.connect(ledger.urls.rpc)
    await ledger.createPayer()
    const { syncInfo } = await client.status()
    expect(syncInfo.latestBlockHeight).toBe(ledger.height)
    expect((await client.block(1)).block.header.height).toBe(1)
    expect((await client.block()).block.lastCommit?.height).toBe(ledger.height - 1)
    expect((await client.blockResults(ledger.height)).results).toHaveLength(1)
    expect((await client.validators({})).total).toBe(1)
    expect((await client.commit(ledger.height)).header.height).toBe(ledger.height)
    expect((await client.genesis()).chainId).toBe(ledger.chainId)
    expect((await client.abciInfo()).lastBlockHeight).toBe(ledger.height)
    expect(await client.health()).toBeNull()
    client.disconnect()
  })
})

describe('the RPC', () => {
  it('answers broadcast_tx_commit with the result of the block', async () => {
    const { result } = (await ask('broadcast_tx_commit', { tx: Buffer.from('no transaction').toString('base64') })).body
    expect(result).toMatchObject({ check_tx: { code: 2, codespace: 'sdk' }, height: '0' })
  })
  it('answers queries of what does not exist with code 6, as BaseApp does', async () => {
    const { codecs } = await import('../src/proto/codecs.js')
    const query = async (path: string, bytes: Uint8Array) =>
      (
        (await ask('abci_query', { path, data: Buffer.from(bytes).toString('hex'), prove: false })).body.result as {
          response: { code: number; log: string }
        }
      ).response
    const id = `did:cheqd:testnet:${randomUUID()}`
    const collectionId = id.split(':')[3]!
    expect(await query('/cheqd.did.v2.Query/DidDoc', codecs.queryDidDoc.encode({ id }))).toMatchObject({
      code: 6,
      log: `${id}: not found: unknown request`,
    })
    expect(
      await query('/cheqd.resource.v2.Query/Resource', codecs.queryResource.encode({ collectionId, id: 'x' })),
    ).toMatchObject({
      code: 6,
      log: `${id}: DID Doc not found: unknown request`,
    })
    expect(
      await query('/cheqd.did.v2.Query/AllDidDocVersionsMetadata', codecs.queryDidVersions.encode({ id })),
    ).toMatchObject({ code: 0 })
    expect(await query('/no.such.Query/Path', new Uint8Array())).toMatchObject({ code: 6 })
    expect(await query('/cheqd.did.v2.Query/DidDoc', Buffer.from('ff', 'hex'))).toMatchObject({ code: 18 })
  })
  it('answers the same methods by GET', async () => {
    expect(await (await fetch(`${ledger.urls.rpc}/health`)).json()).toMatchObject({ result: {} })
    const status = (await (await fetch(`${ledger.urls.rpc}/status`)).json()) as {
      result: { node_info: { version: string } }
    }
    expect(status.result.node_info.version).toMatch(/^0\.38\./)
  })
  it.each([
    ['a body that is no JSON', '{', 500, -32700],
    ['an unknown method', { method: 'nope', id: 1 }, 200, -32601],
    ['a method of the prototype', { method: 'constructor', id: 1 }, 200, -32601],
    ['params that are a list', { method: 'status', params: [], id: 1 }, 200, -32602],
    ['data that is no hexadecimal', { method: 'abci_query', params: { path: '/x', data: 'zz' }, id: 1 }, 200, -32602],
    ['a query that it can’t read', { method: 'tx_search', params: { query: 'x > 1' }, id: 1 }, 200, -32602],
    ['a height that is not there', { method: 'block', params: { height: '99999' }, id: 1 }, 200, -32603],
    ['a number', 7, 200, -32600],
    ['a batch that is too long', Array.from({ length: 21 }, () => ({ method: 'health' })), 200, -32600],
  ])('says what is wrong with %s', async (_name, body, status, code) => {
    const answer = await call(body)
    expect([answer.status, answer.body.error?.code]).toEqual([status, code])
  })
  it('refuses a body over a million bytes', async () => {
    expect((await call('x'.repeat(1_000_001))).status).toBe(413)
  })
  it('answers a batch in its order', async () => {
    const response = await fetch(ledger.urls.rpc, {
      method: 'POST',
      body: JSON.stringify([
        { jsonrpc: '2.0', id: 'a', method: 'health' },
        { jsonrpc: '2.0', id: 'b', method: 'nope' },
      ]),
    })
    expect(((await response.json()) as { id: string }[]).map(({ id }) => id)).toEqual(['a', 'b'])
  })
})

describe('a ledger of the namespace mainnet', () => {
  it('takes DIDs from an SDK that believes to be on mainnet, and none of testnet', async () => {
    const mainnet = await DevLedger.start({ rpcPort: 0, grpcPort: 0, resolverPort: 0, namespace: 'mainnet' })
    const { sdk, payer } = await connectSdk(mainnet.urls.rpc, mainnet.faucetMnemonic)
    const did = newDid()
    const text = JSON.stringify(did).replaceAll(':testnet:', ':mainnet:')
    const run = (value: ReturnType<typeof newDid>) =>
      sdk.createDidDocTx(value.signInputs, value.document, payer, undefined, undefined, value.versionId, {})
    expect((await run(JSON.parse(text) as typeof did)).code).toBe(0)
    expect((await run(did)).code).toBe(1206)
    await mainnet.close()
  })
})
