import { parseJsonObject, readStatusList, statusListUrls } from '@trustchains/core'
import type { TrustChainReport } from '@trustchains/core'
import { MemoryOutboxStore, type OutboxStore } from '../src/index.js'
import { failureOf } from './support/failure-of.js'
import { diplomaTypes, issueChain } from './support/issue-chain.js'
import { bothStatuses, entriesOf, issueDiploma } from './support/issue-with-status.js'
import { makeAgent } from './support/make-agent.js'

async function registry() {
  const made = makeAgent()
  const chain = await issueChain(made.agent, made.createDid)
  const policy = { anchors: [{ did: chain.ministry, rootAuthorization: chain.root }] }
  return { ...made, chain, policy }
}

const failing = ({ reasons }: TrustChainReport): string[] => reasons.map(({ id, code }) => `${id}/${code}`)

describe('a credential with a status', () => {
  it('is trusted until it is suspended, again when it is reinstated, and never after it is revoked', async () => {
    const { agent, chain, policy } = await registry()
    const credential = await issueDiploma(agent, chain)
    const verify = async (): Promise<string[]> =>
      failing(await agent.verifyTrustChain({ credential, policy, fresh: true }))
    const credentials = [credential]
    expect(await verify()).toEqual([])
    expect(await agent.getStatus({ credential })).toMatchObject({
      status: 'valid',
      entries: [{ code: 'ok' }, { code: 'ok' }],
    })

    const suspended = await agent.suspendAccreditation({ credentials })
    expect(suspended.changes).toEqual([
      { credential: credential.id, previous: 'valid', status: 'suspended', changed: true },
    ])
    expect(await verify()).toEqual(['status/suspended'])
    expect((await agent.getStatus({ credential })).status).toBe('suspended')

    const reinstated = await agent.reinstateAccreditation({ credentials })
    expect(reinstated.changes).toMatchObject([{ previous: 'suspended', status: 'valid', changed: true }])
    expect(await verify()).toEqual([])

    const revoked = await agent.revokeAccreditation({ credentials })
    expect(revoked.changes).toMatchObject([{ previous: 'valid', status: 'revoked', changed: true }])
    expect(revoked.lists).toMatchObject([{ list: entriesOf(credential)[0].statusListCredential, entries: 1 }])
    expect(await verify()).toEqual(['status/revoked'])
    const again = await agent.revokeAccreditation({ credentials })
    expect(again).toEqual({
      dryRun: false,
      changes: [{ credential: credential.id, previous: 'revoked', status: 'revoked', changed: false }],
      lists: [],
    })
    expect((await failureOf(agent.reinstateAccreditation({ credentials }))).code).toBe('revoked')
    expect((await failureOf(agent.suspendAccreditation({ credentials }))).code).toBe('revoked')
    expect(await verify()).toEqual(['status/revoked'])
  })

  it('that is an accreditation takes with it what stands below, and only that', async () => {
    const { agent, chain, policy } = await registry()
    const issue = (name: string) =>
      agent.issueAccreditation({
        kind: 'attest',
        issuer: chain.certifier,
        subject: chain.university,
        name,
        accreditedFor: [{ schemaId: chain.schemaId, types: diplomaTypes }],
        parentAccreditation: chain.toAccredit,
        rootAuthorization: chain.root,
        status: [{ purpose: 'revocation' }],
      })
    const [bad, good] = [await issue('bad'), await issue('good')]
    const diploma = (parent: string) => issueDiploma(agent, { ...chain, toAttest: parent }, [])
    const [below, beside] = [await diploma(bad.didUrls.pinned), await diploma(good.didUrls.pinned)]
    const { changes } = await agent.revokeAccreditation({ credentials: [bad.didUrls.latest] })
    expect(changes).toEqual([{ credential: bad.didUrls.latest, previous: 'valid', status: 'revoked', changed: true }])
    const report = await agent.verifyTrustChain({ credential: below, policy, fresh: true })
    expect(report.reasons.map(({ code, link }) => ({ code, link }))).toEqual([{ code: 'revoked', link: 1 }])
    expect((await agent.verifyTrustChain({ credential: beside, policy, fresh: true })).verdict).toBe('trusted')
    expect(await agent.getStatus({ didUrl: bad.didUrls.pinned })).toMatchObject({ status: 'revoked' })
  })

  it('gets a place in a list that says nothing of when it was issued, and shares it with nobody', async () => {
    const { agent, chain } = await registry()
    const credentials = await Promise.all(Array.from({ length: 60 }, () => issueDiploma(agent, chain)))
    const places = credentials.flatMap(entriesOf)
    expect(new Set(places.map(({ id }) => id)).size).toBe(120)
    expect(new Set(places.map(({ statusListCredential }) => statusListCredential)).size).toBe(2)
    const indices = places.map(({ statusListIndex }) => Number(statusListIndex))
    // Sixty places in the first quarter only: once in 10^36.
    expect(Math.max(...indices)).toBeGreaterThan(131_072 / 4)
    expect(Math.max(...indices)).toBeLessThan(131_072)
    expect(indices).not.toEqual(indices.toSorted((a, b) => a - b))
  })

  it('is put in a list of the form that W3C says', async () => {
    const { agent, chain, world } = await registry()
    const credential = await issueDiploma(agent, chain, [{ purpose: 'revocation' }])
    expect(credential['@context']).toContain('https://www.w3.org/ns/credentials/status/v1')
    const [entry] = entriesOf(credential)
    expect(entry).toEqual({
      id: `${entry.statusListCredential}#${entry.statusListIndex}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: expect.stringMatching(/^\d{1,6}$/),
      statusListCredential: expect.stringMatching(
        new RegExp(
          `^${chain.university}\\?resourceName=revocation-[0-9a-f]{16}&resourceType=BitstringStatusListCredential$`,
        ),
      ),
    })
    expect(statusListUrls({ status: [entry as never] })).toEqual([entry.statusListCredential])
    const { contentStream } = world.findResource(entry.statusListCredential)
    const text = Buffer.from(contentStream ?? []).toString()
    const [header, payload] = text.split('.').map((part) => Buffer.from(part, 'base64url').toString())
    expect(JSON.parse(header ?? '')).toEqual({
      alg: 'EdDSA',
      typ: 'vc+jwt',
      cty: 'vc',
      kid: `${chain.university}#key-1`,
    })
    expect(JSON.parse(payload ?? '')).toEqual({
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      id: entry.statusListCredential,
      type: ['VerifiableCredential', 'BitstringStatusListCredential'],
      issuer: chain.university,
      validFrom: expect.any(String),
      credentialSubject: {
        id: `${entry.statusListCredential}#list`,
        type: 'BitstringStatusList',
        statusPurpose: 'revocation',
        ttl: 300_000,
        encodedList: expect.stringMatching(/^uH4sI/),
      },
    })
    expect(readStatusList(text).list).toMatchObject({
      form: 'bitstring',
      purposes: ['revocation'],
      issuer: chain.university,
    })
  })
})

describe('a change of status', () => {
  it('changes nothing in a dry run, and says what it would', async () => {
    const { agent, chain, published, signatures } = await registry()
    const credential = await issueDiploma(agent, chain)
    const before = { published: published(), signatures: signatures() }
    const { dryRun, changes, lists } = await agent.revokeAccreditation({ credentials: [credential], dryRun: true })
    expect(dryRun).toBe(true)
    expect(changes).toEqual([{ credential: credential.id, previous: 'valid', status: 'revoked', changed: true }])
    expect(lists).toMatchObject([{ entries: 1, estimate: { gasLimit: 1_000_000 } }])
    expect({ published: published(), signatures: signatures() }).toEqual(before)
    expect((await agent.getStatus({ credential })).status).toBe('valid')
  })

  it('of many credentials takes one transaction a list, and one that can not be changed does not stop the others', async () => {
    const { agent, chain, published } = await registry()
    const credentials = []
    for (let number = 0; number < 20; number += 1) credentials.push(await issueDiploma(agent, chain))
    const without = await issueDiploma(agent, chain, [])
    const before = published()
    const { changes } = await agent.revokeAccreditation({ credentials: [without, ...credentials] })
    expect(published() - before).toBe(1)
    expect(changes.map(({ status }) => status)).toEqual([undefined, ...credentials.map(() => 'revoked')])
    expect(changes[0]).toEqual({
      credential: without.id,
      changed: false,
      error: { code: 'no_status', message: expect.stringContaining('credentials[0]') },
    })
  })

  it('that many ask for at once loses none of them', async () => {
    const { agent, chain, published } = await registry()
    const credentials = await Promise.all(Array.from({ length: 40 }, () => issueDiploma(agent, chain)))
    const before = published()
    await Promise.all(credentials.map((credential) => agent.revokeAccreditation({ credentials: [credential] })))
    const statuses = await Promise.all(credentials.map((credential) => agent.getStatus({ credential })))
    expect(statuses.map(({ status }) => status)).toEqual(credentials.map(() => 'revoked'))
    // They share versions: one may begin with the first of them, the rest come together.
    expect(published() - before).toBeLessThanOrEqual(5)
  })

  it('is refused before signing where the credential is not of this agent, has no such status, or does not exist', async () => {
    const { agent, chain, signatures, published } = await registry()
    const other = await registry()
    const foreign = await issueDiploma(other.agent, other.chain)
    const revocable = await issueDiploma(agent, chain, [{ purpose: 'revocation' }])
    const before = { published: published(), signatures: signatures() }
    const codeOf = async (call: Promise<unknown>): Promise<string> => (await failureOf(call)).code
    expect(await codeOf(agent.revokeAccreditation({ credentials: [foreign] }))).toBe('not_issuer')
    expect(await codeOf(agent.suspendAccreditation({ credentials: [revocable] }))).toBe('no_status')
    expect(await codeOf(agent.revokeAccreditation({ credentials: [chain.toAttest] }))).toBe('no_status')
    const missing = `${chain.ministry}?resourceName=nothing&resourceType=VerifiableAccreditationToAttest`
    expect(await codeOf(agent.revokeAccreditation({ credentials: [missing] }))).toBe('not_found')
    expect(await codeOf(agent.revokeAccreditation({ credentials: ['nonsense'] }))).toBe('invalid_argument')
    expect(await codeOf(agent.revokeAccreditation({ credentials: [] }))).toBe('invalid_argument')
    expect({ published: published(), signatures: signatures() }).toEqual(before)
  })

  it('is refused for a credential that somebody made up to have the place of another revoked', async () => {
    const { agent, chain, signatures } = await registry()
    const victim = await issueDiploma(agent, chain)
    const jwt = String(victim.proof.jwt)
    const [header, payload, signature = ''] = jwt.split('.')
    const claims = parseJsonObject(Buffer.from(payload ?? '', 'base64url').toString())
    const forged = { ...(claims.ok ? claims.value : {}), jti: 'urn:uuid:00000000-0000-4000-8000-000000000001' }
    const token = `${header}.${Buffer.from(JSON.stringify(forged)).toString('base64url')}.${signature}`
    const before = signatures()
    expect((await failureOf(agent.revokeAccreditation({ credentials: [token] }))).code).toBe('not_issuer')
    expect(signatures()).toBe(before)
    expect((await agent.getStatus({ credential: victim })).status).toBe('valid')
  })
})

describe('the status at an earlier time', () => {
  it('is that of the list of then, for the issuer as for the verifier', async () => {
    const { agent, chain, policy } = await registry()
    const credential = await issueDiploma(agent, chain)
    const later = async (): Promise<string> => {
      await new Promise((resolve) => setTimeout(resolve, 1100))
      const at = new Date().toISOString()
      await new Promise((resolve) => setTimeout(resolve, 1100))
      return at
    }
    const before = await later()
    await agent.suspendAccreditation({ credentials: [credential] })
    const while_ = await later()
    await agent.revokeAccreditation({ credentials: [credential] })
    const statusAt = async (at: string): Promise<string> => (await agent.getStatus({ credential, at })).status
    expect(await statusAt(before)).toBe('valid')
    expect(await statusAt(while_)).toBe('suspended')
    expect((await agent.getStatus({ credential })).status).toBe('revoked')
    for (const validity of ['shell', 'chain'] as const) {
      const verdictAt = async (at: string): Promise<string> =>
        (await agent.verifyTrustChain({ credential, policy: { ...policy, validity }, at, fresh: true })).verdict
      expect(await verdictAt(before)).toBe('trusted')
      expect(await verdictAt(while_)).toBe('untrusted')
    }
  })
})

describe('a status list', () => {
  it('can be made with a name, and credentials are put in it when it is named', async () => {
    const { agent, chain, published } = await registry()
    const asked = { issuer: chain.university, purpose: 'revocation', name: 'diplomas 2026' } as const
    const planned = await agent.createStatusList({ ...asked, dryRun: true })
    expect(planned).toMatchObject({ dryRun: true, length: 131_072, capacity: 16_384 })
    const before = published()
    const { didUrls, resource } = await agent.createStatusList(asked)
    expect(published() - before).toBe(1)
    expect(resource?.resourceName).toBe('diplomas 2026')
    const credential = await issueDiploma(agent, chain, [{ purpose: 'revocation', list: didUrls.latest }])
    expect(entriesOf(credential)[0].statusListCredential).toBe(didUrls.latest)
    expect((await failureOf(agent.createStatusList(asked))).code).toBe('name_taken')
    const wrong = issueDiploma(agent, chain, [{ purpose: 'suspension', list: didUrls.latest }])
    expect((await failureOf(wrong)).message).toContain('of the purpose revocation')
  })

  it('whose store was lost gets no new entries, since nobody knows which are taken; but it can still be changed', async () => {
    let store: OutboxStore = new MemoryOutboxStore()
    const outbox: OutboxStore = {
      get: (key) => store.get(key),
      list: (prefix, options) => store.list(prefix, options),
      commit: (changes) => store.commit(changes),
      close: () => store.close(),
    }
    const { agent, createDid } = makeAgent({ issuer: { outbox } })
    const chain = await issueChain(agent, createDid)
    const purpose = 'revocation'
    const old = await issueDiploma(agent, chain, [{ purpose }])
    const list = entriesOf(old)[0].statusListCredential
    store = new MemoryOutboxStore()
    const named = await failureOf(issueDiploma(agent, chain, [{ purpose, list }]))
    expect(named.code).toBe('invalid_argument')
    const fresh = await issueDiploma(agent, chain, [{ purpose }])
    expect(entriesOf(fresh)[0].statusListCredential).not.toBe(list)
    const { changes } = await agent.revokeAccreditation({ credentials: [old] })
    expect(changes).toMatchObject([{ status: 'revoked', changed: true }])
    expect((await agent.getStatus({ credential: fresh })).status).toBe('valid')
  })

  it('can be signed anew without changing it', async () => {
    const { agent, chain, published } = await registry()
    const credential = await issueDiploma(agent, chain, bothStatuses)
    await agent.revokeAccreditation({ credentials: [credential] })
    const before = published()
    const list = entriesOf(credential)[0].statusListCredential
    const { resource } = await agent.renewStatusList({ list })
    expect(published() - before).toBe(1)
    expect(resource?.previousVersionId).toEqual(expect.any(String))
    expect((await agent.getStatus({ credential })).status).toBe('revoked')
  })
})
