import { createHash } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Signer } from '../src/accounts.js'
import type { Chain } from '../src/chain.js'
import { LedgerView } from '../src/resolver/ledger-view.js'
import { ResolverAnswers } from '../src/resolver/resolver-answers.js'
import { queryPaths, runQuery } from '../src/rpc/queries.js'
import { QueryRefusal } from '../src/rpc/query-refusal.js'
import { rpcMethods } from '../src/rpc/methods.js'
import { buildRpcServer } from '../src/rpc/rpc-server.js'
import { createMessage, newKey, resourceMessage, validPayload, validResource } from './support/messages.js'
import { createDidAny, createResourceAny, newChain, signTx } from './support/tx.js'

/** Inputs of each of four kinds: 50,000 in all. */
const rounds = Number(process.env.DEV_LEDGER_FUZZ ?? 12_500)

/** Numbers that are the same in every run, so that what fails once fails again. */
function* numbers(seed: string): Generator<number, never> {
  for (let index = 0; ; index++) {
    const hash = createHash('sha256').update(`${seed} ${index}`).digest()
    for (let offset = 0; offset < 32; offset += 4) yield hash.readUInt32BE(offset)
  }
}

/** Changes, cuts out or doubles some bytes. */
function mutate(bytes: Uint8Array, next: () => number): Uint8Array {
  const result = [...bytes]
  for (let count = (next() % 4) + 1; count > 0; count--) {
    const at = next() % Math.max(result.length, 1)
    const how = next() % 4
    if (how === 0) result[at] = next() % 256
    else if (how === 1) result.splice(at, next() % 20)
    else if (how === 2) result.splice(at, 0, ...result.slice(at, at + (next() % 20)))
    else result[at] = (result[at] ?? 0) ^ (1 << (next() % 8))
  }
  return Uint8Array.from(result)
}

/** Memory in use when all that can be collected has been, MiB. */
function usedMiB(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  return process.memoryUsage().heapUsed / 2 ** 20
}

/** Does something with many inputs, and sees to it that nothing of them stays in memory. */
async function withFlatMemory(seed: string, once: (next: () => number) => unknown): Promise<void> {
  const source = numbers(seed)
  const next = (): number => source.next().value
  for (let round = 0; round < rounds / 2; round++) await once(next)
  const before = usedMiB()
  for (let round = 0; round < rounds / 2; round++) await once(next)
  expect(usedMiB() - before).toBeLessThan(8)
}

let chain: Chain
let alice: Signer
let did: string
let resource: Uint8Array
beforeAll(async () => {
  ;({ chain, alice } = await newChain())
  const key = newKey()
  const payload = validPayload(key)
  did = payload.id
  const method = `${did}#key-1`
  await chain.broadcast(await signTx(chain, alice, [createDidAny(createMessage(payload, [method, key]))]))
  resource = await signTx(chain, alice, [createResourceAny(resourceMessage(validResource(did), [method, key]))])
})

describe('what strangers send', () => {
  it(`${rounds} broken transactions are refused, and none of them changes anything`, async () => {
    const before = chain.tip.height
    const taken: string[] = []
    await withFlatMemory('transactions', async (next) => {
      const bytes = mutate(resource, next)
      if (Buffer.from(bytes).equals(resource)) return
      const { check } = await chain.broadcast(bytes)
      if (check.code === 0 || check.log === '') taken.push(Buffer.from(bytes).toString('hex'))
    })
    expect(taken).toEqual([])
    expect(chain.tip.height).toBe(before)
    expect((await chain.broadcast(resource)).check.code).toBe(0)
  }, 240_000)
  it(`${rounds} broken queries are answered or refused by code, and nothing in them is taken for what it is not`, async () => {
    const surprises: string[] = []
    await withFlatMemory('queries', async (next) => {
      const path = queryPaths[next() % queryPaths.length] ?? ''
      const bytes = mutate(Buffer.concat([Buffer.from([10, did.length]), Buffer.from(did)]), next)
      try {
        await runQuery(chain, path, bytes)
      } catch (error) {
        const known = error instanceof QueryRefusal && !(error.cause instanceof TypeError)
        if (!known) surprises.push(`${path} ${Buffer.from(bytes).toString('hex')} ${String(error)}`)
      }
    })
    expect(surprises).toEqual([])
  }, 240_000)
  it(`${rounds} broken calls of the RPC are answered by JSON-RPC, and none is the ledger’s own fault`, async () => {
    const faults: string[] = []
    const server = buildRpcServer(chain, (line) => {
      if (line.includes('fault')) faults.push(line)
    })
    await server.listen({ host: '127.0.0.1', port: 0 })
    const { port } = server.server.address() as { port: number }
    const params = {
      path: '/cheqd.did.v2.Query/DidDoc',
      data: Buffer.from(did).toString('hex'),
      tx: Buffer.from(resource).toString('base64'),
      hash: '',
      query: "tx.hash='00' AND message.action='/cosmos.bank.v1beta1.MsgSend'",
      height: '1',
      page: '1',
      per_page: '30',
    }
    const surprises: string[] = []
    await withFlatMemory('calls', async (next) => {
      const method = rpcMethods[next() % rpcMethods.length]
      const call = Buffer.from(JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }))
      const payload = Buffer.from(mutate(call, next))
      const answer = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: payload })
      const text = await answer.text()
      // A body that is no JSON is what a node itself answers with 500.
      if (answer.status !== (isJson(payload.toString()) ? 200 : 500) || !isJson(text))
        surprises.push(`${payload.toString('latin1')} ${answer.status} ${text}`)
    })
    await server.close()
    expect([surprises, faults]).toEqual([[], []])
  }, 240_000)
  it(`${rounds} broken URLs are answered with an error that is not the resolver’s own fault`, async () => {
    const answers = new ResolverAnswers(new LedgerView(chain, ['mainnet', 'testnet'], {}))
    const ends = [
      '',
      '/versions',
      '/metadata',
      '/version/x/metadata',
      '/resources/x',
      '?versionTime=2020-01-01',
      '?resourceName=a&resourceType=b',
      '%23key-1',
      '?service=a&relativeRef=/b',
    ]
    const surprises: string[] = []
    await withFlatMemory('urls', (next) => {
      const url = `/1.0/identifiers/${did}${ends[next() % ends.length]}`
      const rawUrl = Buffer.from(mutate(Buffer.from(url), next))
        .toString('latin1')
        .replace(/[^!-~]/g, '%')
      const { status, fault } = answers.answer({ method: 'GET', rawUrl, accept: '*/*' })
      // A malformed query is the one thing that the real resolver itself answers with 500.
      const malformedQuery = /\?.*(%(?![0-9a-fA-F]{2})|;)/.test(rawUrl)
      const expected = [200, 301, 303, 400, 404, 406, 501, ...(malformedQuery ? [500] : [])].includes(status)
      if (!expected || (status === 500) !== (fault !== undefined)) surprises.push(`${rawUrl} ${status}`)
    })
    expect(surprises).toEqual([])
  }, 240_000)
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
