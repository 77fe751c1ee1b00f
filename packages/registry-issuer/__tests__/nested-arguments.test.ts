import { failureOf } from './support/failure-of.js'
import { issueChain } from './support/issue-chain.js'
import { makeAgent } from './support/make-agent.js'
import { schoolsOf } from './support/schools.js'

/** Lists within one another. */
const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels))

describe('arguments that are nested without end', () => {
  it.each([20_000, 200])(
    'are refused by name where they have %i levels, and do not end in a fault of Node',
    async (levels) => {
      const { agent, createDid, signatures } = makeAgent({ schemaValidation: false })
      const chain = await issueChain(agent, createDid)
      const before = signatures()
      const deep = nested(levels) as never
      const [school] = schoolsOf(chain, 1)
      const calls: [string, () => Promise<unknown>][] = [
        [
          'schema',
          () => agent.publishSchema({ issuer: chain.ministry, name: 'S', schema: { type: 'object', enum: deep } }),
        ],
        ['accreditedFor', () => agent.issueAccreditation({ ...school!, accreditedFor: deep })],
        ['accreditations', () => agent.issueAccreditations({ accreditations: [{ ...school!, accreditedFor: deep }] })],
        [
          'claims',
          () => agent.issueAttestation({ ...attestation, issuer: chain.university, claims: { degree: deep } }),
        ],
      ]
      for (const [name, call] of calls) {
        const { code, message } = await failureOf(call())
        expect([code, message.split(/[ .[]/)[0]]).toEqual(['invalid_argument', name])
      }
      expect(signatures()).toBe(before)
    },
  )

  it('are refused where they go in a circle, or hold what JSON can not say', async () => {
    const { agent, createDid } = makeAgent({ schemaValidation: false })
    const issuer = await createDid()
    const circle: Record<string, unknown> = { type: 'object' }
    circle.not = circle
    for (const schema of [circle, { type: 'object', maxProperties: 1n }]) {
      const { code, message } = await failureOf(agent.publishSchema({ issuer, name: 'S', schema: schema as never }))
      expect([code, message.split(' ')[0]]).toEqual(['invalid_argument', 'schema'])
    }
  })
})

const url = 'did:cheqd:testnet:5efb9cd3-1c38-4a1f-9f0f-5d7c3f3bd0d0/resources/7b3ae4b8-7c3a-4c5c-8d54-6a52b2bfae21'
const attestation = {
  subject: 'did:example:holder',
  types: ['DiplomaCredential'],
  schemaId: url,
  parentAccreditation: url,
  rootAuthorization: url,
}
