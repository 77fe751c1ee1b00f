import { gzipSync } from 'node:zlib'
import type { CredentialPayload } from '@veramo/core-types'
import { failureOf } from './support/failure-of.js'
import { diplomaTypes, issueChain } from './support/issue-chain.js'
import { makeAgent } from './support/make-agent.js'

const listType = 'BitstringStatusListCredential'

/** A university whose accreditation can be revoked by its certifier, and the diploma that it issues. */
async function revocableUniversity() {
  const { agent, world, createDid, signatures } = makeAgent()
  const chain = await issueChain(agent, createDid)
  const { contentStream } = world.findResource(chain.toAttest)
  const { proof: _, ...accreditation } = JSON.parse(Buffer.from(contentStream ?? []).toString()) as CredentialPayload
  const list = `${chain.certifier}?resourceName=list&resourceType=${listType}`
  const credential = {
    ...accreditation,
    credentialStatus: {
      id: `${list}#9`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '9',
      statusListCredential: list,
    },
  }
  const signed = await agent.createVerifiableCredential({ credential, proofFormat: 'jwt' })
  const publish = (number: number, name: string, type: string, content: object): string => {
    const id = `00000000-0000-4000-8000-00000000000${String(number)}`
    const created = new Date(Date.now() - 10_000 + 1000 * number).toISOString()
    world.publish({ collection: chain.certifier, id, name, type, created, content: JSON.stringify(content) })
    return `${chain.certifier}/resources/${id}`
  }
  const publishList = (number: number, revoked: boolean): void => {
    const bits = Buffer.alloc(16_384)
    if (revoked) bits[1] = 0b0100_0000
    const encodedList = `u${gzipSync(bits).toString('base64url')}`
    publish(number, 'list', listType, {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiableCredential', listType],
      issuer: chain.certifier,
      credentialSubject: { type: 'BitstringStatusList', statusPurpose: 'revocation', encodedList },
    })
  }
  const parentAccreditation = publish(0, 'revocable', 'VerifiableAccreditationToAttest', signed)
  const issueDiploma = () =>
    agent.issueAttestation({
      issuer: chain.university,
      subject: 'did:example:holder',
      types: diplomaTypes,
      claims: { degree: 'MSc' },
      schemaId: chain.schemaId,
      parentAccreditation,
      rootAuthorization: chain.root,
    })
  return { issueDiploma, publishList, signatures }
}

describe('an issuer whose own accreditation has a status', () => {
  it('may issue while it is not revoked, and no longer', async () => {
    const { issueDiploma, publishList, signatures } = await revocableUniversity()
    publishList(1, false)
    expect(await issueDiploma()).toHaveProperty('credential')
    publishList(2, true)
    const before = signatures()
    const error = await failureOf(issueDiploma())
    expect(error.checks.map(({ id, code, link }) => `${id}/${code} at ${String(link)}`)).toEqual([
      'status/revoked at 1',
    ])
    expect(signatures()).toBe(before)
  })

  it('may not issue where nobody knows whether it is revoked', async () => {
    const { issueDiploma } = await revocableUniversity()
    const error = await failureOf(issueDiploma())
    expect(error.checks.map(({ id, code }) => `${id}/${code}`)).toEqual(['status/status_unavailable'])
  })
})
