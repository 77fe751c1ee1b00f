import { gzipSync } from 'node:zlib'
import type { CredentialPayload } from '@veramo/core-types'
import { failureOf } from './support/failure-of.js'
import { issueChain } from './support/issue-chain.js'
import { makeAgent } from './support/make-agent.js'

const listType = 'BitstringStatusListCredential'
const ago = (seconds: number): string => new Date(Date.now() - 1000 * seconds).toISOString()

/** A certifier that has accredited five universities with statuses, and keeps two lists. */
async function certifierWithLists() {
  // Veramo's schema of createVerifiableCredential knows of no list of statuses.
  const made = makeAgent({ schemaValidation: false })
  const { agent, world } = made
  const chain = await issueChain(agent, made.createDid)
  const issuer = chain.certifier
  const { proof: _, ...accreditation } = JSON.parse(
    Buffer.from(world.findResource(chain.toAttest).contentStream ?? []).toString(),
  ) as CredentialPayload
  const listUrl = (purpose: string): string => `${issuer}?resourceName=${purpose}&resourceType=${listType}`
  const publish = (name: string, type: string, created: string, content: object): void => {
    world.publish({
      collection: issuer,
      id: crypto.randomUUID(),
      name,
      type,
      created,
      content: JSON.stringify(content),
    })
  }
  const accredit = async (name: string, index: number, lists: string[]): Promise<void> => {
    const credentialStatus = lists.map((purpose) => ({
      id: `${listUrl(purpose)}#${String(index)}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: purpose === 'missing' ? 'suspension' : purpose,
      statusListIndex: String(index),
      statusListCredential: listUrl(purpose),
    }))
    const signed = await agent.createVerifiableCredential({
      // Veramo's type knows one status; its signing takes several, as the data model does.
      credential: {
        ...accreditation,
        id: `urn:uuid:${crypto.randomUUID()}`,
        credentialStatus,
      } as unknown as CredentialPayload,
      proofFormat: 'jwt',
    })
    publish(name, 'VerifiableAccreditationToAttest', ago(3000), signed)
  }
  const publishList = async (purpose: string, set: number[], created: string, signer = issuer): Promise<void> => {
    const bits = Buffer.alloc(16_384)
    for (const index of set) bits[index >> 3]! |= 0x80 >> (index & 7)
    const credential = {
      '@context': ['https://www.w3.org/2018/credentials/v1'],
      type: ['VerifiableCredential', listType],
      issuer: { id: signer },
      issuanceDate: '2026-01-01T00:00:00.000Z',
      credentialSubject: {
        id: `${listUrl(purpose)}#list`,
        type: 'BitstringStatusList',
        statusPurpose: purpose,
        encodedList: `u${gzipSync(bits).toString('base64url')}`,
      },
    }
    publish(purpose, listType, created, await agent.createVerifiableCredential({ credential, proofFormat: 'jwt' }))
  }
  await accredit('fine', 1, ['revocation', 'suspension'])
  await accredit('suspended', 2, ['revocation', 'suspension'])
  await accredit('revoked', 3, ['revocation', 'suspension'])
  await accredit('both', 4, ['suspension', 'revocation'])
  await accredit('listless', 5, ['revocation', 'missing'])
  await publishList('revocation', [3, 4], ago(2000))
  await publishList('suspension', [2, 4], ago(2000))
  const list = async (filter: object = {}): Promise<Record<string, string | undefined>> => {
    const { entries, total } = await agent.listAccreditations({ did: issuer, ...filter })
    expect(entries).toHaveLength(total)
    return Object.fromEntries(entries.map(({ resource, status }) => [resource.resourceName, status]))
  }
  return { made, chain, list, publishList, issuer }
}

describe('the status of what is listed', () => {
  it('is what a verifier reads in the signed lists; none that is missing passes for valid', async () => {
    const { list } = await certifierWithLists()
    expect(await list({ withStatus: true })).toEqual({
      fine: 'valid',
      suspended: 'suspended',
      revoked: 'revoked',
      both: 'revoked',
      listless: 'unknown',
      university: 'valid',
    })
    expect(Object.keys(await list({ status: 'valid' })).sort()).toEqual(['fine', 'university'])
    expect(await list({ status: 'revoked' })).toEqual({ revoked: 'revoked', both: 'revoked' })
    expect(await list({ status: 'suspended' })).toEqual({ suspended: 'suspended' })
    expect(await list({ status: 'unknown', withStatus: false })).toEqual({ listless: undefined })
  })

  it('is not read where nobody asks for it', async () => {
    const { made, list } = await certifierWithLists()
    made.world.calls.length = 0
    expect(Object.values(await list()).every((status) => status === undefined)).toBe(true)
    expect(made.world.calls.some(({ question }) => question.includes(listType))).toBe(false)
    // And once, however many name it.
    await list({ withStatus: true })
    const asked = made.world.calls.map(({ question }) => question).filter((question) => question.includes(listType))
    expect(asked).toHaveLength(3)
    expect(new Set(asked).size).toBe(3)
  })

  it('is that of the time asked for, so that an auditor sees what was in force then', async () => {
    const { list, publishList } = await certifierWithLists()
    await publishList('revocation', [1, 3, 4], ago(500))
    expect((await list({ withStatus: true })).fine).toBe('revoked')
    expect((await list({ withStatus: true, at: ago(1000) })).fine).toBe('valid')
    expect((await list({ status: 'revoked', at: ago(1000) })).fine).toBeUndefined()
  })

  it('is unknown, with the reason, where somebody else signed the list', async () => {
    const { made, chain, issuer, publishList } = await certifierWithLists()
    await publishList('revocation', [], ago(100), chain.ministry)
    const { entries } = await made.agent.listAccreditations({ did: issuer, status: 'unknown' })
    expect(entries.map(({ resource }) => resource.resourceName).sort()).toEqual(['fine', 'listless', 'revoked'])
    expect(entries.find(({ resource }) => resource.resourceName === 'revoked')?.statusReason).toContain('another DID')
  })

  it('can be asked for in a whole tree', async () => {
    const { chain, list } = await certifierWithLists()
    expect(await list({ did: chain.ministry, tree: true, status: 'suspended' })).toEqual({ suspended: 'suspended' })
  })

  it('of a kind that does not exist is refused', async () => {
    const { agent } = makeAgent({ schemaValidation: false })
    const error = await failureOf(
      agent.execute('listAccreditations', { did: 'did:cheqd:testnet:x', status: 'expired' }),
    )
    expect(error.message).toMatch(/^status /)
  })
})
