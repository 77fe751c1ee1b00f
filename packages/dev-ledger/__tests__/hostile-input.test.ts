import { createHash } from 'node:crypto'
import type { Signer } from '../src/accounts.js'
import type { Chain } from '../src/chain.js'
import { handleResolverRequest } from '../src/resolver/handle.js'
import { LedgerView } from '../src/resolver/ledger-view.js'
import { queryPaths, runQuery } from '../src/rpc/queries.js'
import { createMessage, newKey, resourceMessage, validPayload, validResource } from './support/messages.js'
import { createDidAny, createResourceAny, newChain, signTx } from './support/tx.js'

/** Inputs of each kind; the sum is what the ledger is held against. */
const rounds = Number(process.env.DEV_LEDGER_FUZZ ?? 2000)

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
    const source = numbers('transactions')
    const before = chain.tip.height
    for (let round = 0; round < rounds; round++) {
      const bytes = mutate(resource, () => source.next().value)
      if (Buffer.from(bytes).equals(resource)) continue
      const { check } = await chain.broadcast(bytes)
      expect([check.code, check.log]).not.toEqual([0, ''])
    }
    expect(chain.tip.height).toBe(before)
    expect((await chain.broadcast(resource)).check.code).toBe(0)
  }, 120_000)
  it(`${rounds} broken queries are answered or refused by code, and nothing else is thrown`, async () => {
    const source = numbers('queries')
    const next = (): number => source.next().value
    for (let round = 0; round < rounds; round++) {
      const path = queryPaths[next() % queryPaths.length] ?? ''
      const bytes = mutate(Buffer.concat([Buffer.from([10, did.length]), Buffer.from(did)]), next)
      const outcome = await runQuery(chain, path, bytes).then(
        () => 'answered',
        (error: unknown) => (error as Error).name,
      )
      expect(['answered', 'QueryRefusal']).toContain(outcome)
    }
  }, 120_000)
  it(`${rounds} broken URLs are answered with an error that is not the resolver's own fault`, () => {
    const source = numbers('urls')
    const next = (): number => source.next().value
    const view = new LedgerView(chain, ['mainnet', 'testnet'], {})
    const seeds = [
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
    for (let round = 0; round < rounds; round++) {
      const url = `/1.0/identifiers/${did}${seeds[next() % seeds.length]}`
      const rawUrl = Buffer.from(mutate(Buffer.from(url), next))
        .toString('latin1')
        .replace(/[^!-~]/g, '%')
      const { status, body } = handleResolverRequest(view, { method: 'GET', rawUrl, accept: '*/*' })
      // A malformed query is the one thing that the real resolver itself answers with 500.
      const malformedQuery = /\?.*(%(?![0-9a-fA-F]{2})|;)/.test(rawUrl)
      expect([200, 301, 303, 400, 404, 406, 501, ...(malformedQuery ? [500] : [])]).toContain(status)
      expect(body).toBeDefined()
    }
  }, 120_000)
})
