import { randomUUID } from 'node:crypto'
import { LedgerView } from '../src/resolver/ledger-view.js'
import { ResolverAnswers } from '../src/resolver/resolver-answers.js'
import { createMessage, newKey, resourceMessage, validPayload, validResource } from './support/messages.js'
import { createDidAny, createResourceAny, newChain, signTx } from './support/tx.js'

/** A DID with so many resources that answers about it are kept. */
async function newLedger() {
  const { chain, alice } = await newChain()
  const answers = new ResolverAnswers(new LedgerView(chain, ['mainnet', 'testnet'], {}))
  const send = async (any: { typeUrl: string; value: Uint8Array }) => {
    const { included } = await chain.broadcast(await signTx(chain, alice, [any]))
    expect((await included)?.result.code).toBe(0)
  }
  const addDid = async () => {
    const key = newKey()
    const payload = validPayload(key)
    const method = [`${payload.id}#key-1`, key] as const
    await send(createDidAny(createMessage(payload, method)))
    const addResource = async (name: string) => {
      const resource = validResource(payload.id, { id: randomUUID(), name })
      await send(createResourceAny(resourceMessage(resource, method)))
      return resource
    }
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) await addResource(name)
    return { did: payload.id, addResource }
  }
  const get = (path: string, accept = '*/*') => {
    const { status, body } = answers.answer({ method: 'GET', rawUrl: `/1.0/identifiers/${path}`, accept })
    const text = Buffer.concat(body).toString()
    return { status, text, json: JSON.parse(text) as Resolution }
  }
  return { addDid, get }
}
interface Resolution {
  didDocument: { id: string }
  didResolutionMetadata: { retrieved: string }
  didDocumentMetadata?: Metadata
  contentMetadata?: Metadata
}
interface Metadata {
  linkedResourceMetadata: { resourceName: string }[]
}
const namesIn = ({ json }: { json: Resolution }): string =>
  (json.didDocumentMetadata ?? json.contentMetadata)!.linkedResourceMetadata
    .map(({ resourceName }) => resourceName)
    .sort()
    .join('')

describe('answers of the resolver that are kept', () => {
  it('show what was written after they were made, and what was written to other DIDs changes nothing', async () => {
    const { addDid, get } = await newLedger()
    const one = await addDid()
    const two = await addDid()
    expect(namesIn(get(one.did))).toBe('abcdefgh')
    await one.addResource('i')
    await two.addResource('z')
    expect([namesIn(get(one.did)), namesIn(get(two.did))]).toEqual(['abcdefghi', 'abcdefghz'])
    expect(namesIn(get(`${one.did}?resourceType=Type&resourceMetadata=true`, 'application/ld+json'))).toBe('abcdefghi')
    await one.addResource('j')
    expect(namesIn(get(`${one.did}?resourceType=Type&resourceMetadata=true`, 'application/ld+json'))).toBe('abcdefghij')
  })
  it('are the same as those made anew but for their time, which is that of each answer', async () => {
    const { addDid, get } = await newLedger()
    const { did } = await addDid()
    const first = get(did)
    const started = Date.now()
    let again = get(did)
    // The first answer of another second.
    while (again.json.didResolutionMetadata.retrieved === first.json.didResolutionMetadata.retrieved) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      again = get(did)
    }
    const { retrieved } = again.json.didResolutionMetadata
    expect(retrieved).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    expect(Date.parse(retrieved)).toBeGreaterThanOrEqual(Math.floor(started / 1000) * 1000)
    expect(again.text.replace(retrieved, '')).toBe(first.text.replace(first.json.didResolutionMetadata.retrieved, ''))
  })
  it('are told apart by what was asked for, also where the DID is followed by an escape', async () => {
    const { addDid, get } = await newLedger()
    const { did } = await addDid()
    expect(get(did).json.didDocument.id).toBe(did)
    expect(Object.keys(get(did, 'application/did+json').json)).toContain('id')
    const escaped = get(did.replace('testnet:', 'testnet%3A'))
    expect(escaped.json.didDocument.id).toBe(did)
    expect(get(`${did}%31`).status).toBe(400)
    expect(get(did.toUpperCase().replace('DID:CHEQD:TESTNET', 'did:cheqd:testnet')).status).toBe(200)
  })
})
