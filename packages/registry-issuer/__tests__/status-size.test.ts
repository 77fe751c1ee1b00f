import fc from 'fast-check'
import { estimatePublication } from '../src/publishing/publication-estimate.js'
import { DevLedger } from '@trustchains/dev-ledger'
import { join } from 'node:path'
import { LmdbOutboxStore } from '../src/index.js'
import { putValue } from '../src/status/bits.js'
import { capacityOf } from '../src/status/create-list.js'
import { listReference, readListReference } from '../src/status/list-reference.js'
import { decodeListVersion, listVersions } from '../src/status/list-versions.js'
import { addPending } from '../src/status/pending-changes.js'
import { unsignedListJwt } from '../src/status/sign-list.js'
import { newList, nextVersion } from '../src/status/write-list.js'
import { newGenesisIssuer, processAgent, type ProcessAgent, type ProcessSetup } from './support/process-agent.js'
import { temporaryFolder } from './support/temporary-folder.js'
import { createDereferencer } from 'cheqd-did-resolver'

/** Places of a full list, chosen at random over the whole of it, without one twice. */
function places(length: number, seed: number): number[] {
  const capacity = capacityOf(length)
  const chosen = new Set<number>()
  // A generator of its own (mulberry32), so that a failing list can be made again.
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  while (chosen.size < capacity) chosen.add(Math.floor(next() * length))
  return [...chosen]
}

describe('a status list of which every entry that can be assigned is revoked', () => {
  it('fits the gas of a transaction, wherever its entries are, or the last of them could never be revoked', () => {
    const did = `did:cheqd:mainnet:${crypto.randomUUID()}`
    const key = { keyRef: 'key', kid: `${did}#${'k'.repeat(64)}`, alg: 'EdDSA', kms: 'local' } as const
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(131_072, 262_144, 524_288, 1_048_576), (seed, length) => {
        const reference = listReference(did, 'ü'.repeat(32))
        const empty = newList({ reference, purpose: 'revocation', length, ttl: 86_400_000, now: Date.now() })
        const version = decodeListVersion(reference.url, {} as never, JSON.stringify(empty))
        const signed = { ...version, list: { ...version.list, jws: { payload: empty } as never } }
        for (const place of places(length, seed)) putValue(signed, place, 1)
        const { credential } = nextVersion(reference, signed, signed, Date.now())
        const bytes = Buffer.byteLength(unsignedListJwt(credential ?? {}, key))
        const nameBytes = 36 + 36 + 64 + reference.type.length
        const { gas, gasLimit } = estimatePublication('mainnet', bytes, nameBytes)
        // Room for what the estimate does not know of.
        return gas <= gasLimit * 0.95
      }),
      { numRuns: 24 },
    )
  })
})

describe('on a ledger', () => {
  let ledger: DevLedger
  let setup: ProcessSetup
  let agent: ProcessAgent

  beforeAll(async () => {
    const issuer = newGenesisIssuer()
    ledger = await DevLedger.start({ rpcPort: 0, grpcPort: 0, resolverPort: 0, import: { dids: [issuer.genesis] } })
    setup = { ...issuer, ...ledger.urls, mnemonic: ledger.faucetMnemonic, outbox: join(temporaryFolder(), 'outbox') }
    agent = await processAgent(setup)
  }, 120_000)

  afterAll(() => ledger.close())

  it('a list is taken with all its entries revoked, in one transaction', async () => {
    const { didUrls } = await agent.createStatusList({ issuer: setup.did, purpose: 'revocation' })
    const store = new LmdbOutboxStore({ path: setup.outbox })
    const reference = readListReference(didUrls.latest)
    const changes = places(131_072, Date.now()).map((index) => ({
      list: didUrls.latest,
      index,
      value: 1,
      purpose: 'revocation',
    }))
    await addPending(store, changes, Date.now())
    await store.close()
    const { publications } = await agent.resumePublications({})
    expect(publications).toMatchObject([{ state: 'finished' }])
    const sources = createDereferencer({ testnet: { resolverUrl: setup.resolver } })
    expect(await listVersions(reference as never, sources)).toHaveLength(2)
    const { contentStream } = await sources.dereference(didUrls.latest)
    const { bits } = decodeListVersion(didUrls.latest, {} as never, Buffer.from(contentStream ?? []).toString())
    expect(bits.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)).toBe(capacityOf(131_072))
  }, 120_000)
})
