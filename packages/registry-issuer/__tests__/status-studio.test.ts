import { gzipSync } from 'node:zlib'
import type { JsonObject } from '@trustchains/core'
import type { CredentialPayload, VerifiableCredential } from '@veramo/core-types'
import { failureOf } from './support/failure-of.js'
import { makeAgent } from './support/make-agent.js'

const resolver = 'https://resolver.cheqd.net/1.0/identifiers/'
const statusMessages = [
  { status: '0x0', message: 'valid' },
  { status: '0x1', message: 'revoked' },
  { status: '0x2', message: 'suspended' },
  { status: '0x3', message: 'unknown' },
]

/** An issuer with lists as cheqd Studio 3.16 makes them (did-provider-cheqd 4.8), and credentials that name them. */
async function studioIssuer() {
  const { agent, world, createDid, published } = makeAgent()
  const did = await createDid()
  const encodedList = (bytes: number): string => gzipSync(Buffer.alloc(bytes)).toString('base64url')
  const publish = (name: string, type: string, content: JsonObject): string => {
    const created = new Date(Date.now() - 60_000).toISOString()
    const id = crypto.randomUUID()
    world.publish({ collection: did, id, name, type, created, content: JSON.stringify(content) })
    return `${did}?resourceName=${name}&resourceType=${type}`
  }
  const bitstring = publish('studio', 'BitstringStatusListCredential', {
    bitstringStatusListCredential: {
      '@context': ['https://www.w3.org/2018/credentials/v1'],
      type: ['VerifiableCredential', 'BitstringStatusListCredential'],
      issuer: { id: did },
      issuanceDate: '2026-01-01T00:00:00.000Z',
      credentialSubject: {
        type: 'BitstringStatusList',
        statusPurpose: ['message'],
        encodedList: encodedList(32_768),
        ttl: 3_600_000,
      },
      proof: { type: 'JwtProof2020', jwt: 'eyJhbGciOiJFZERTQSJ9.e30.AAAA' },
    },
    metadata: { encrypted: false, encoding: 'base64url', length: 131_072, statusSize: 2, statusMessages },
  })
  const list2021 = (purpose: 'Revocation' | 'Suspension'): string =>
    publish('studio', `StatusList2021${purpose}`, {
      StatusList2021: {
        statusPurpose: purpose.toLowerCase(),
        encodedList: encodedList(16_384),
        validFrom: '2026-01-01T00:00:00.000Z',
      },
      metadata: { type: `StatusList2021${purpose}`, encrypted: false, encoding: 'base64url' },
    })
  const issue = async (credentialStatus: JsonObject): Promise<VerifiableCredential> =>
    agent.createVerifiableCredential({
      credential: {
        issuer: { id: did },
        type: ['VerifiableCredential', 'Example'],
        credentialSubject: { id: 'did:example:holder', degree: 'MSc' },
        credentialStatus: credentialStatus as never,
      } satisfies CredentialPayload,
      proofFormat: 'jwt',
    })
  const contentOf = (list: string): JsonObject =>
    JSON.parse(Buffer.from(world.findResource(list).contentStream ?? []).toString()) as JsonObject
  return { agent, did, bitstring, list2021, issue, contentOf, publish, published }
}

const bitstringEntry = (list: string, index: number): JsonObject => ({
  id: `${resolver}${list}#${String(index)}`,
  type: 'BitstringStatusListEntry',
  statusPurpose: 'message',
  statusListIndex: String(index),
  statusListCredential: `${resolver}${list}`,
  statusSize: 2,
  statusMessage: statusMessages,
})

const entry2021 = (list: string, statusPurpose: string, index: number): JsonObject => ({
  id: `${resolver}${list}#${String(index)}`,
  type: 'StatusList2021Entry',
  statusPurpose,
  statusListIndex: String(index),
})

describe('a status list that cheqd Studio made', () => {
  it('is read, changed and published again in the form that it has', async () => {
    const { agent, bitstring, issue, contentOf, published } = await studioIssuer()
    const [credential, other] = [
      await issue(bitstringEntry(bitstring, 65_675)),
      await issue(bitstringEntry(bitstring, 65_676)),
    ]
    const before = { content: contentOf(bitstring), published: published() }
    const status = async (one: VerifiableCredential): Promise<string> =>
      (await agent.getStatus({ credential: one })).status
    expect(await agent.getStatus({ credential })).toMatchObject({
      status: 'valid',
      entries: [{ unsigned: true, code: 'ok' }],
    })

    await agent.suspendAccreditation({ credentials: [credential] })
    expect(await status(credential)).toBe('suspended')
    await agent.reinstateAccreditation({ credentials: [credential] })
    expect(await status(credential)).toBe('valid')
    await agent.suspendAccreditation({ credentials: [credential] })
    const { changes } = await agent.revokeAccreditation({ credentials: [credential] })
    expect(changes).toMatchObject([{ previous: 'suspended', status: 'revoked', changed: true }])
    expect(await status(other)).toBe('valid')
    // Studio's own reinstate would make it valid again; here revoked is revoked, as W3C has it.
    expect((await failureOf(agent.reinstateAccreditation({ credentials: [credential] }))).code).toBe('revoked')

    const after = contentOf(bitstring)
    const encodedList = (content: JsonObject): string =>
      (content as { bitstringStatusListCredential: { credentialSubject: { encodedList: string } } })
        .bitstringStatusListCredential.credentialSubject.encodedList
    expect(encodedList(after)).toMatch(/^H4sI/)
    expect(JSON.stringify(after).replace(encodedList(after), '')).toBe(
      JSON.stringify(before.content).replace(encodedList(before.content), ''),
    )
    expect(published() - before.published).toBe(4)
  })

  it('of the older form is read, changed and published again likewise', async () => {
    const { agent, list2021, issue, contentOf } = await studioIssuer()
    const [revocation, suspension] = [list2021('Revocation'), list2021('Suspension')]
    const credential = await issue(entry2021(revocation, 'revocation', 94_567))
    const suspendable = await issue(entry2021(suspension, 'suspension', 5))
    expect((await failureOf(agent.suspendAccreditation({ credentials: [credential] }))).code).toBe('no_status')
    await agent.suspendAccreditation({ credentials: [suspendable] })
    expect((await agent.getStatus({ credential: suspendable })).status).toBe('suspended')
    await agent.reinstateAccreditation({ credentials: [suspendable] })
    expect((await agent.getStatus({ credential: suspendable })).status).toBe('valid')
    await agent.revokeAccreditation({ credentials: [credential] })
    expect(await agent.getStatus({ credential })).toMatchObject({ status: 'revoked', entries: [{ unsigned: true }] })
    expect(contentOf(revocation)).toMatchObject({
      StatusList2021: {
        statusPurpose: 'revocation',
        encodedList: expect.stringMatching(/^H4sI/),
        validFrom: '2026-01-01T00:00:00.000Z',
      },
      metadata: { type: 'StatusList2021Revocation', encrypted: false, encoding: 'base64url' },
    })
  })

  it('is not changed where it is encrypted or missing: nobody here knows what stands in it', async () => {
    const { agent, did, issue, publish, published } = await studioIssuer()
    const encrypted = publish('secret', 'BitstringStatusListCredential', {
      bitstringStatusListCredential: { type: ['VerifiableCredential', 'BitstringStatusListCredential'] },
      metadata: { encrypted: true, encoding: 'base64url' },
    })
    const missing = `${did}?resourceName=missing&resourceType=BitstringStatusListCredential`
    const before = published()
    const codeOf = async (list: string): Promise<string> => {
      const credential = await issue(bitstringEntry(list, 1))
      expect((await agent.getStatus({ credential })).status).toBe('unknown')
      return (await failureOf(agent.revokeAccreditation({ credentials: [credential] }))).code
    }
    expect(await codeOf(encrypted)).toBe('status_list_invalid')
    expect(await codeOf(missing)).toBe('not_found')
    expect(published()).toBe(before)
  })
})
