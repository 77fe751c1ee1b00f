import { randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import { Client, credentials, logVerbosity, setLogVerbosity, status, type ServiceError } from '@grpc/grpc-js'
import { freePorts } from '@trustchains/test-kit'
import { BaseAccount } from 'cosmjs-types/cosmos/auth/v1beta1/auth.js'
import { QueryAccountRequest, QueryAccountResponse } from 'cosmjs-types/cosmos/auth/v1beta1/query.js'
import { QueryBalanceRequest, QueryBalanceResponse } from 'cosmjs-types/cosmos/bank/v1beta1/query.js'
import { GetNodeInfoResponse } from 'cosmjs-types/cosmos/base/tendermint/v1beta1/query.js'
import {
  BroadcastMode,
  BroadcastTxRequest,
  BroadcastTxResponse,
  GetTxRequest,
  GetTxResponse,
  SimulateRequest,
  SimulateResponse,
} from 'cosmjs-types/cosmos/tx/v1beta1/service.js'
import { deriveSigner, faucetMnemonic } from '../src/accounts.js'
import { DevLedger } from '../src/index.js'
import { codecs } from '../src/proto/codecs.js'
import { createMessage, newKey, resourceMessage, sha256, validPayload, validResource } from './support/messages.js'
import { createDidAny, createResourceAny, sendAny, signFor, type TxOverrides } from './support/tx.js'

let ledger: DevLedger
let client: Client
beforeAll(async () => {
  ledger = await DevLedger.start({ rpcPort: 0, grpcPort: 0, resolverPort: 0 })
  client = new Client(ledger.urls.grpc, credentials.createInsecure())
})
afterAll(async () => {
  client.close()
  await ledger.close()
})

/** A call as a generated client makes it. */
function ask(method: string, request: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(
      method,
      (bytes: Uint8Array) => Buffer.from(bytes),
      (bytes) => bytes,
      request,
      { deadline: Date.now() + 20_000 },
      (error, answer) => (error === null && answer !== undefined ? resolve(answer) : reject(error as ServiceError)),
    )
  })
}
const refusal = async (method: string, request: Uint8Array): Promise<[number, string]> =>
  ask(method, request).then(
    () => [0, 'answered'],
    (error: unknown) => [(error as ServiceError).code, (error as ServiceError).details],
  )
const didQuery = (method: string, request: Uint8Array) => ask(`/cheqd.did.v2.Query/${method}`, request)
const resourceQuery = (method: string, request: Uint8Array) => ask(`/cheqd.resource.v2.Query/${method}`, request)
const tx = (method: string, request: Uint8Array) => ask(`/cosmos.tx.v1beta1.Service/${method}`, request)

/** The account of the signer, as a client reads it before it signs. */
async function account(address: string): Promise<BaseAccount> {
  const answer = await ask('/cosmos.auth.v1beta1.Query/Account', QueryAccountRequest.encode({ address }).finish())
  return BaseAccount.decode(QueryAccountResponse.decode(answer).account?.value ?? new Uint8Array())
}

async function sign(messages: { typeUrl: string; value: Uint8Array }[], over: TxOverrides = {}) {
  const signer = await deriveSigner(faucetMnemonic, 0, 0)
  const { accountNumber, sequence } = await account(signer.address)
  return signFor({ chainId: ledger.chainId, accountNumber, sequence }, signer, messages, over)
}

async function broadcast(txBytes: Uint8Array, mode = BroadcastMode.BROADCAST_MODE_SYNC) {
  const answer = await tx('BroadcastTx', BroadcastTxRequest.encode({ txBytes, mode }).finish())
  return BroadcastTxResponse.decode(answer).txResponse!
}

/** Creates a DID with a resource over gRPC alone. */
async function createDid() {
  const key = newKey()
  const payload = validPayload(key)
  const method = [`${payload.id}#key-1`, key] as const
  const resource = validResource(payload.id, { data: Buffer.from('{"hello":"world"}') })
  for (const message of [
    createDidAny(createMessage(payload, method)),
    createResourceAny(resourceMessage(resource, method)),
  ])
    expect(await broadcast(await sign([message]))).toMatchObject({ code: 0, rawLog: '' })
  return { payload, resource }
}

describe('a gRPC client', () => {
  it('writes a DID with a resource, and reads them by the queries of resolvers', async () => {
    const { payload, resource } = await createDid()
    const { id, versionId } = payload
    const { collectionId } = resource
    const newest = codecs.queryDidDocResponse.decode(await didQuery('DidDoc', codecs.queryDidDoc.encode({ id })))
    expect(newest.value?.didDoc.verificationMethod).toEqual(payload.verificationMethod)
    const version = await didQuery('DidDocVersion', codecs.queryDidDocVersion.encode({ id, version: versionId }))
    expect(codecs.queryDidDocVersionResponse.decode(version).value).toEqual(newest.value)
    const versions = await didQuery('AllDidDocVersionsMetadata', codecs.queryDidVersions.encode({ id }))
    expect(codecs.queryDidVersionsResponse.decode(versions).versions).toEqual([newest.value?.metadata])
    const found = await resourceQuery('Resource', codecs.queryResource.encode({ collectionId, id: resource.id }))
    const { resource: read } = codecs.queryResourceResponse.decode(found)
    expect(Buffer.from(read?.resource.data ?? []).toString()).toBe('{"hello":"world"}')
    expect(read?.metadata).toMatchObject({ checksum: sha256(resource.data), mediaType: 'application/json' })
    const list = await resourceQuery('CollectionResources', codecs.queryCollection.encode({ collectionId }))
    expect(codecs.queryCollectionResponse.decode(list).resources).toEqual([read?.metadata])
  })
  it('estimates gas, sends coins, finds the transaction, and reads balance and account', async () => {
    const { address } = await ledger.createPayer()
    const [from] = ledger.accounts
    const balance = async () => {
      const request = QueryBalanceRequest.encode({ address, denom: 'ncheq' }).finish()
      return BigInt(
        QueryBalanceResponse.decode(await ask('/cosmos.bank.v1beta1.Query/Balance', request)).balance!.amount,
      )
    }
    const before = await balance()
    const txBytes = await sign([sendAny(from!, address, '12345')])
    const request = SimulateRequest.encode(SimulateRequest.fromPartial({ txBytes })).finish()
    const { gasInfo } = SimulateResponse.decode(await tx('Simulate', request))
    expect(gasInfo?.gasUsed).toBeGreaterThan(1000n)
    const sequence = (await account(from!)).sequence
    const { txhash } = await broadcast(txBytes)
    const found = GetTxResponse.decode(await tx('GetTx', GetTxRequest.encode({ hash: txhash }).finish()))
    expect(found.txResponse).toMatchObject({ code: 0, txhash, height: BigInt(ledger.height) })
    expect(await balance()).toBe(before + 12345n)
    expect((await account(from!)).sequence).toBe(sequence + 1n)
  })
  it('learns the chain id', async () => {
    const answer = await ask('/cosmos.base.tendermint.v1beta1.Service/GetNodeInfo', new Uint8Array())
    expect(GetNodeInfoResponse.decode(answer).defaultNodeInfo?.network).toBe('cheqd-testnet-dev')
  })
  it('gets the refusal of a broadcast as an answer, with the chain’s codespace, code and words', async () => {
    const [from] = ledger.accounts
    const message = sendAny(from!, from!, '1')
    expect(await broadcast(await sign([message], { sequence: 999n }))).toMatchObject({
      codespace: 'sdk',
      code: 32,
      rawLog: expect.stringMatching(/account sequence mismatch/),
    })
    const bytes = await sign([message])
    await broadcast(bytes)
    // A node answers for what it has seen by itself, without words.
    expect(await broadcast(bytes)).toMatchObject({ codespace: 'sdk', code: 19, rawLog: '' })
  })
  it('can broadcast without waiting for the check', async () => {
    const { height } = ledger
    const answer = await broadcast(
      await sign([sendAny(ledger.accounts[0]!, ledger.accounts[1]!, '1')]),
      BroadcastMode.BROADCAST_MODE_ASYNC,
    )
    expect(answer).toMatchObject({ code: 0, txhash: expect.stringMatching(/^[0-9A-F]{64}$/) })
    while (ledger.height === height) await new Promise((resolve) => setTimeout(resolve, 5))
  })
})

describe('a gRPC client is told by status code', () => {
  const id = `did:cheqd:testnet:${randomUUID()}`
  const collectionId = id.split(':')[3]!
  const stranger = 'cheqd1xl5wccz667lk06ahama26pdqvrkz5aws6m0ztp'
  it.each<[string, string, Uint8Array, number, string | RegExp]>([
    [
      'of a DID that does not exist, as the chain’s errors have no status of their own',
      '/cheqd.did.v2.Query/DidDoc',
      codecs.queryDidDoc.encode({ id }),
      status.UNKNOWN,
      `codespace sdk code 38: not found: ${id}`,
    ],
    [
      'of a version that does not exist',
      '/cheqd.did.v2.Query/DidDocVersion',
      codecs.queryDidDocVersion.encode({ id, version: randomUUID() }),
      status.UNKNOWN,
      'codespace sdk code 38: not found: diddoc version not found',
    ],
    [
      'of resources of a DID that does not exist',
      '/cheqd.resource.v2.Query/CollectionResources',
      codecs.queryCollection.encode({ collectionId }),
      status.UNKNOWN,
      `codespace cheqd code 1201: DID Doc not found: ${id}`,
    ],
    [
      'of an account that does not exist',
      '/cosmos.auth.v1beta1.Query/Account',
      QueryAccountRequest.encode({ address: stranger }).finish(),
      status.NOT_FOUND,
      `account ${stranger} not found`,
    ],
    [
      'of a transaction that does not exist',
      '/cosmos.tx.v1beta1.Service/GetTx',
      GetTxRequest.encode({ hash: 'AB' }).finish(),
      status.NOT_FOUND,
      'tx not found: AB',
    ],
    [
      'that a hash is missing',
      '/cosmos.tx.v1beta1.Service/GetTx',
      new Uint8Array(),
      status.INVALID_ARGUMENT,
      'tx hash cannot be empty',
    ],
    [
      'that a simulated transaction is none',
      '/cosmos.tx.v1beta1.Service/Simulate',
      SimulateRequest.encode(SimulateRequest.fromPartial({ txBytes: Buffer.from('no transaction') })).finish(),
      status.UNKNOWN,
      /tx parse error with gas used: '0'$/,
    ],
    [
      'of a mode of broadcast that is no more',
      '/cosmos.tx.v1beta1.Service/BroadcastTx',
      BroadcastTxRequest.encode({ txBytes: Buffer.from('x'), mode: BroadcastMode.BROADCAST_MODE_BLOCK }).finish(),
      status.UNKNOWN,
      /supported types: sync, async/,
    ],
    [
      'of a message that is no protobuf',
      '/cheqd.did.v2.Query/DidDoc',
      Buffer.from('ff', 'hex'),
      status.INTERNAL,
      /^grpc: error unmarshalling request: /,
    ],
    ['of a method that is not here', '/cheqd.did.v2.Query/Nope', new Uint8Array(), status.UNIMPLEMENTED, /Nope/],
    [
      'of a message that is too large',
      '/cheqd.did.v2.Query/DidDoc',
      new Uint8Array(10 * 1024 * 1024 + 1),
      status.RESOURCE_EXHAUSTED,
      /larger than max/,
    ],
  ])('%s', async (_name, method, request, code, details) => {
    const [gotCode, gotDetails] = await refusal(method, request)
    expect(gotCode).toBe(code)
    expect(gotDetails).toMatch(details)
  })
})

describe('the gRPC port', () => {
  it('names the option to change when it is in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => taken.once('listening', resolve))
    const { port } = taken.address() as { port: number }
    // The library would say on the console what the error says.
    setLogVerbosity(logVerbosity.NONE)
    await expect(DevLedger.start({ rpcPort: 0, grpcPort: port, resolverPort: 0 })).rejects.toMatchObject({
      code: 'port_in_use',
      message: `port ${port} on 127.0.0.1 is in use: end what uses it, or choose another grpcPort (0 for a free one)`,
    })
    setLogVerbosity(logVerbosity.ERROR)
    taken.close()
  })
  it('is free again when the ledger has ended, also while a client is connected', async () => {
    const [grpcPort] = await freePorts(1)
    const first = await DevLedger.start({ rpcPort: 0, grpcPort, resolverPort: 0 })
    const connected = new Client(first.urls.grpc, credentials.createInsecure())
    await new Promise((resolve) => connected.waitForReady(Date.now() + 10_000, resolve))
    await first.close()
    const second = await DevLedger.start({ rpcPort: 0, grpcPort, resolverPort: 0 })
    expect(second.urls.grpc).toBe(first.urls.grpc)
    connected.close()
    await second.close()
  })
})
