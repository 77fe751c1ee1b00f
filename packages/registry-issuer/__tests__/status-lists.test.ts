import { join } from 'node:path'
import { jest } from '@jest/globals'
import { LmdbOutboxStore, MemoryOutboxStore, type OutboxStore } from '../src/index.js'
import { assignEntry } from '../src/status/assign-entry.js'
import { putValue } from '../src/status/bits.js'
import { listRecordKey, writeNewList, type ListRecord } from '../src/status/list-record.js'
import { failureOf } from './support/failure-of.js'
import { issueChain } from './support/issue-chain.js'
import { bothStatuses, entriesOf, issueDiploma } from './support/issue-with-status.js'
import { makeAgent } from './support/make-agent.js'
import { temporaryFolder } from './support/temporary-folder.js'

async function registry() {
  const outbox = new MemoryOutboxStore()
  const made = makeAgent({ issuer: { outbox } })
  const chain = await issueChain(made.agent, made.createDid)
  return { ...made, chain, outbox }
}

/** Writes into the store that so many entries of a list are assigned. */
async function fill(store: OutboxStore, list: string, assigned: number): Promise<void> {
  const record = await store.get(listRecordKey(list))
  const known = JSON.parse(record?.value ?? '{}') as ListRecord
  const change = {
    key: listRecordKey(list),
    value: JSON.stringify({ ...known, assigned }),
    revision: record?.revision ?? 0,
  }
  expect(await store.commit([change])).toBe(true)
}

const purpose = 'revocation'

describe('the entries of a status list', () => {
  const list: ListRecord = {
    url: 'did:example:issuer?resourceName=list&resourceType=BitstringStatusListCredential',
    did: 'did:example:issuer',
    name: 'list',
    purpose,
    length: 131_072,
    assigned: 0,
  }
  const ledger = { bits: new Uint8Array(16_384), size: 1 }

  it('are given to one each, also where two processes assign them from one store at the same time', async () => {
    const path = join(temporaryFolder(), 'outbox')
    // Each has its own view of the files, as another process has.
    const stores = [new LmdbOutboxStore({ path }), new LmdbOutboxStore({ path })]
    await writeNewList(stores[0] as OutboxStore, list)
    const assigned = await Promise.all(
      Array.from({ length: 200 }, (_, index) => assignEntry(stores[index % 2] as OutboxStore, list.url, ledger)),
    )
    expect(new Set(assigned).size).toBe(200)
    const record = await stores[1]?.get(listRecordKey(list.url))
    expect(JSON.parse(record?.value ?? '{}')).toMatchObject({ assigned: 200 })
    await Promise.all(stores.map((store) => store.close()))
  })

  it('lie anywhere in the list, so that a place says nothing of when a credential was issued', async () => {
    const store = new MemoryOutboxStore()
    await writeNewList(store, list)
    const places: number[] = []
    for (let number = 0; number < 4000; number += 1) places.push(Number(await assignEntry(store, list.url, ledger)))
    // Of 16 equal parts each has 250 on average; with a deviation of 15, six of them are a chance of one in 10^8.
    const parts = Array.from(
      { length: 16 },
      (_, part) => places.filter((place) => Math.floor(place / 8192) === part).length,
    )
    expect(Math.min(...parts)).toBeGreaterThan(250 - 6 * 15.3)
    expect(Math.max(...parts)).toBeLessThan(250 + 6 * 15.3)
    const isLater = places.filter((place, index) => place > (places[index - 1] ?? 0)).length
    expect(Math.abs(isLater - 2000)).toBeLessThan(200)
  })

  it('are never those that the ledger shows as taken', async () => {
    const store = new MemoryOutboxStore()
    await writeNewList(store, list)
    const taken = { bits: new Uint8Array(16_384).fill(0xff), size: 1 }
    for (const free of [5, 70_000, 131_071]) putValue(taken, free, 0)
    const places = new Set<number | undefined>()
    // Three are free among 131,072, and a call looks at 200 of them: most find none, and none finds another.
    for (let number = 0; number < 300; number += 1) {
      places.add(await assignEntry(store, list.url, taken).catch(() => undefined))
    }
    for (const place of places) expect([5, 70_000, 131_071, undefined]).toContain(place)
  })
})

describe('a status list that is full', () => {
  it('is followed by another, and what stands in it can still be revoked', async () => {
    const { agent, chain, outbox } = await registry()
    const first = await issueDiploma(agent, chain, [{ purpose }])
    const [{ statusListCredential: list }] = entriesOf(first)
    await fill(outbox, list, 16_383)
    const last = await issueDiploma(agent, chain, [{ purpose }])
    expect(entriesOf(last)[0].statusListCredential).toBe(list)
    const following = await Promise.all([1, 2, 3].map(() => issueDiploma(agent, chain, [{ purpose }])))
    const lists = new Set(following.map((credential) => entriesOf(credential)[0].statusListCredential))
    expect(lists.size).toBe(1)
    expect(lists).not.toContain(list)
    const full = await failureOf(issueDiploma(agent, chain, [{ purpose, list }]))
    expect(full.code).toBe('status_list_full')
    const { changes } = await agent.revokeAccreditation({ credentials: [first, last, ...following] })
    expect(changes.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'revoked'))
  })

  it('is left also where the store is an old copy that knows less than the ledger shows', async () => {
    const { agent, chain, outbox } = await registry()
    const credential = await issueDiploma(agent, chain, [{ purpose }])
    const [{ statusListCredential: list }] = entriesOf(credential)
    await agent.revokeAccreditation({ credentials: [credential] })
    await fill(outbox, list, 0)
    // A look at the list is good for a minute.
    const { now } = Date
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + 61_000)
    try {
      const next = await issueDiploma(agent, chain, [{ purpose }])
      expect(entriesOf(next)[0].statusListCredential).not.toBe(list)
      const named = await failureOf(issueDiploma(agent, chain, [{ purpose, list }]))
      expect(named.code).toBe('status_list_full')
    } finally {
      clock.mockRestore()
    }
  })
})

describe('a status list by keys of other kinds', () => {
  it.each(['Secp256k1', 'Secp256r1'] as const)('is taken by verifiers when a %s key signed it', async (keyType) => {
    const { agent, createDid, world } = makeAgent()
    const issuer = await createDid({ keyType })
    const { didUrls } = await agent.createStatusList({ issuer, purpose: 'suspension' })
    const { contentStream } = world.findResource(didUrls.latest)
    const [header] = Buffer.from(contentStream ?? [])
      .toString()
      .split('.')
    expect(JSON.parse(Buffer.from(header ?? '', 'base64url').toString())).toMatchObject({
      alg: keyType === 'Secp256k1' ? 'ES256K' : 'ES256',
    })
    const { resource } = await agent.renewStatusList({ list: didUrls.latest })
    expect(resource?.resourceId).not.toBe(didUrls.pinned.split('/').at(-1))
  })
})

describe('a status list whose key was rotated', () => {
  it('is signed anew by the next change, and credentials of the old key can still be revoked', async () => {
    const { agent, chain, world } = await registry()
    const credential = await issueDiploma(agent, chain, bothStatuses)
    const key = await agent.keyManagerCreate({ kms: 'local', type: 'Ed25519' })
    await agent.didManagerAddKey({ did: chain.university, key })
    const x = Buffer.from(key.publicKeyHex, 'hex').toString('base64url')
    const kid = `${chain.university}#key-2`
    await new Promise((resolve) => setTimeout(resolve, 1100))
    world.updateDid(chain.university, new Date().toISOString(), (document) => ({
      ...document,
      verificationMethod: [
        {
          id: kid,
          type: 'JsonWebKey2020',
          controller: chain.university,
          publicKeyJwk: { kty: 'OKP', crv: 'Ed25519', x },
        },
      ],
      assertionMethod: [kid],
      authentication: [kid],
    }))
    // What the old key signed is nobody's word any more.
    expect(await agent.getStatus({ credential })).toMatchObject({
      status: 'unknown',
      entries: [{ code: 'status_list_invalid' }, {}],
    })
    const [revocation, suspension] = entriesOf(credential)
    await agent.renewStatusList({ list: suspension?.statusListCredential ?? '' })
    const { changes } = await agent.revokeAccreditation({ credentials: [credential] })
    expect(changes).toMatchObject([{ previous: 'unknown', status: 'revoked', changed: true }])
    const { contentStream } = world.findResource(revocation.statusListCredential)
    const [header] = Buffer.from(contentStream ?? [])
      .toString()
      .split('.')
    expect(JSON.parse(Buffer.from(header ?? '', 'base64url').toString())).toMatchObject({ kid })
  })
})
