import { World } from '@trustchains/test-kit'
import { MemoryOutboxStore } from '../src/index.js'
import { failureOf } from './support/failure-of.js'
import { diplomaTypes, issueChain } from './support/issue-chain.js'
import { bothStatuses, entriesOf } from './support/issue-with-status.js'
import { createOnWorld, makeAgent } from './support/make-agent.js'
import { diplomaOf } from './support/diploma.js'

/** A registry whose ledger can be stopped. */
async function registry() {
  const world = new World()
  const fault: { now?: Error } = {}
  const outbox = new MemoryOutboxStore()
  const made = makeAgent({
    world,
    issuer: { outbox },
    createResource: (args, on) => (fault.now === undefined ? createOnWorld(args, on) : Promise.reject(fault.now)),
  })
  const chain = await issueChain(made.agent, made.createDid)
  const accreditation = {
    kind: 'attest' as const,
    issuer: chain.certifier,
    subject: await made.createDid(),
    name: 'college',
    accreditedFor: [{ schemaId: chain.schemaId, types: diplomaTypes }],
    parentAccreditation: chain.toAccredit,
    rootAuthorization: chain.root,
  }
  const attestation = diplomaOf(chain)
  const counts = () => ({ signatures: made.signatures(), published: made.published() })
  return { ...made, chain, fault, outbox, accreditation, attestation, counts }
}
const noFunds = (): Error => new Error('insufficient funds')

describe('an accreditation that is asked for again without idempotencyKey', () => {
  it('is a new version, and says of which: the subject’s own name is no obstacle, and none stands beside the other', async () => {
    const { agent, accreditation } = await registry()
    const first = await agent.issueAccreditation(accreditation)
    const second = await agent.issueAccreditation(accreditation)
    expect(second.resource?.previousVersionId).toBe(first.resource?.resourceId)
    expect(second.didUrls.latest).toBe(first.didUrls.latest)
    const { total } = await agent.listAccreditations({ did: accreditation.issuer, subject: accreditation.subject })
    expect(total).toBe(1)
  })

  it('is the one that could not be published, where that is still kept', async () => {
    const { agent, accreditation, fault, published } = await registry()
    const before = published()
    fault.now = noFunds()
    const { publication } = await failureOf(agent.issueAccreditation(accreditation))
    delete fault.now
    const { didUrls } = await agent.issueAccreditation(accreditation)
    expect(didUrls.pinned).toBe(publication?.didUrl)
    expect(published()).toBe(before + 1)
  }, 30_000)
})

describe('a renewal that is asked for again without idempotencyKey', () => {
  it('of the version that was renewed is refused, since that one was replaced: nothing is signed', async () => {
    const { agent, accreditation, counts } = await registry()
    const { didUrls } = await agent.issueAccreditation(accreditation)
    const renewed = await agent.renewAccreditation({ didUrl: didUrls.pinned })
    const before = counts()
    const error = await failureOf(agent.renewAccreditation({ didUrl: didUrls.pinned }))
    expect(error.code).toBe('invalid_argument')
    expect(error.message).toContain(renewed.didUrls.pinned)
    expect(counts()).toEqual(before)
  })

  it('of the newest version says that it renewed the renewal', async () => {
    const { agent, accreditation } = await registry()
    const { didUrls } = await agent.issueAccreditation(accreditation)
    const first = await agent.renewAccreditation({ didUrl: didUrls.latest })
    expect(first.previous.didUrl).toBe(didUrls.pinned)
    const second = await agent.renewAccreditation({ didUrl: didUrls.latest })
    expect(second.previous.didUrl).toBe(first.didUrls.pinned)
    expect(second.resource?.previousVersionId).toBe(first.resource?.resourceId)
  })

  it('is the one that could not be published, where that is still kept', async () => {
    const { agent, accreditation, fault, published } = await registry()
    const { didUrls } = await agent.issueAccreditation(accreditation)
    const before = published()
    fault.now = noFunds()
    const { publication } = await failureOf(agent.renewAccreditation({ didUrl: didUrls.pinned }))
    expect(publication).toMatchObject({ state: 'absent', code: 'insufficient_funds', isKept: true })
    delete fault.now
    const again = await agent.renewAccreditation({ didUrl: didUrls.pinned })
    expect(again.didUrls.pinned).toBe(publication?.didUrl)
    expect(published()).toBe(before + 1)
  }, 30_000)

  it('in other words, while the first is not finished, is told of that one, and signs nothing', async () => {
    const { agent, accreditation, fault, published, signatures } = await registry()
    const { didUrls } = await agent.issueAccreditation(accreditation)
    const before = published()
    fault.now = noFunds()
    const { publication } = await failureOf(agent.renewAccreditation({ didUrl: didUrls.pinned }))
    delete fault.now
    const signed = signatures()
    const other = { didUrl: didUrls.pinned, validUntil: new Date(Date.now() + 86_400_000).toISOString() }
    const again = await failureOf(agent.renewAccreditation(other))
    expect(again.code).toBe('publication_pending')
    expect(again.message).toContain('resumePublications')
    expect(signatures()).toBe(signed)
    const { publications } = await agent.resumePublications({})
    expect(publications).toMatchObject([{ didUrl: publication?.didUrl, state: 'finished' }])
    expect(published()).toBe(before + 1)
  }, 30_000)
})

describe('an attestation', () => {
  it('takes no idempotencyKey, rather than leave whoever gives one to believe that it counts', async () => {
    const { agent, attestation, counts } = await registry()
    const before = counts()
    const keyed = { ...attestation, idempotencyKey: 'k' }
    const error = await failureOf(agent.issueAttestation(keyed))
    expect(error.message).toContain('idempotencyKey')
    expect(counts()).toEqual(before)
  })

  it('that is asked for again is another, with an id and statuses of its own, and revoking one leaves the other', async () => {
    const { agent, attestation } = await registry()
    const [first, second] = [
      await agent.issueAttestation({ ...attestation, status: bothStatuses }),
      await agent.issueAttestation({ ...attestation, status: bothStatuses }),
    ]
    expect(second.credential.id).not.toBe(first.credential.id)
    const entries = [first, second].flatMap(({ credential }) => entriesOf(credential).map(({ id }) => id))
    expect(new Set(entries).size).toBe(4)
    await agent.revokeAccreditation({ credentials: [first.credential] })
    expect(await agent.getStatus({ credential: first.credential })).toMatchObject({ status: 'revoked' })
    expect(await agent.getStatus({ credential: second.credential })).toMatchObject({ status: 'valid' })
  })

  it('that could not be signed leaves nothing that would be in the way of the next attempt', async () => {
    const { agent, attestation, outbox } = await registry()
    const before = (await outbox.list('publication/')).length
    const error = await failureOf(agent.issueAttestation({ ...attestation, keyRef: 'no such key' }))
    expect(error.code).toBe('invalid_argument')
    expect((await outbox.list('publication/')).length).toBe(before)
    expect((await agent.issueAttestation(attestation)).jwt).toBeDefined()
  })
})
