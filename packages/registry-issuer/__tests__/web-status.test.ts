import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { TrustChainReport } from '@trustchains/core'
import { describeWithPrograms } from '@trustchains/test-kit'
import type { VerifiableCredential } from '@veramo/core-types'
import type { ResourceDidUrls, StatusRequest } from '../src/index.js'
import { diplomaTypes, issueChain, type IssuedChain } from './support/issue-chain.js'
import { entriesOf } from './support/issue-with-status.js'
import { makeWebAgent, type WebAgent } from './support/web-agent.js'
import { FolderDidProvider, WebWorld } from './support/web-world.js'
import { diplomaOf } from './support/diploma.js'

describeWithPrograms(['openssl'], 'status lists of an issuer that publishes on a web server', () => {
  let world: WebWorld
  let agent: WebAgent
  let chain: IssuedChain
  /** Of one list, that was made for them. */
  let list: ResourceDidUrls

  beforeAll(async () => {
    world = await WebWorld.start()
    agent = makeWebAgent(new FolderDidProvider(world), world.resolve, world.publisher(), world.reader())
    const names = ['ministry', 'certifier', 'university']
    chain = await issueChain(agent as never, async () => (await agent.didManagerCreate({ alias: names.shift()! })).did)
    ;({ didUrls: list } = await agent.createStatusList({ issuer: chain.university, purpose: 'revocation' }))
  })

  afterAll(() => world.close())

  const diploma = async (status: StatusRequest[]): Promise<VerifiableCredential> => {
    const { credential } = await agent.issueAttestation(diplomaOf(chain, { status }))
    return credential
  }

  const ofList = (): StatusRequest[] => [{ purpose: 'revocation', list: list.latest }]

  /** A verifier that has seen nothing yet. */
  const stranger = (): WebAgent =>
    makeWebAgent(new FolderDidProvider(world), world.resolve, world.publisher(), world.reader())

  const verdict = async (credential: VerifiableCredential, by = stranger()): Promise<string> => {
    const { verdict, reasons }: TrustChainReport = await by.verifyTrustChain({
      credential,
      policy: { anchors: [{ did: chain.ministry }] },
      fresh: true,
    })
    return [verdict, ...reasons.slice(0, 1).map(({ id, code }) => `${id} ${code}`)].join(': ')
  }

  const statusOf = async (credential: VerifiableCredential): Promise<string> =>
    (await agent.getStatus({ credential })).status

  const fileOf = (didUrl: string): string =>
    world.fileOf(chain.university, `resources/${didUrl.split('/').at(-1) ?? ''}`)
  const index = (): string => world.fileOf(chain.university, 'resources/index.jwt')

  it('revoke one credential, which a verifier then refuses, and none beside it', async () => {
    const [revoked, kept] = [await diploma(ofList()), await diploma(ofList())]
    expect(entriesOf(revoked)[0].statusListCredential).toBe(list.latest)
    expect([await verdict(revoked), await verdict(kept)]).toEqual(['trusted', 'trusted'])
    const { changes, lists } = await agent.revokeAccreditation({ credentials: [revoked] })
    expect(changes).toMatchObject([{ previous: 'valid', status: 'revoked', changed: true }])
    expect(lists).toMatchObject([{ list: list.latest, entries: 1 }])
    expect([await statusOf(revoked), await statusOf(kept)]).toEqual(['revoked', 'valid'])
    expect([await verdict(revoked), await verdict(kept)]).toEqual(['untrusted: status revoked', 'trusted'])
  })

  it('suspend one until it is reinstated', async () => {
    const credential = await diploma([{ purpose: 'suspension' }])
    await agent.suspendAccreditation({ credentials: [credential] })
    expect(await verdict(credential)).toBe('untrusted: status suspended')
    await agent.reinstateAccreditation({ credentials: [credential] })
    expect(await verdict(credential)).toBe('trusted')
  })

  it('lose no change where many are made at the same time', async () => {
    const credentials = await Promise.all(Array.from({ length: 6 }, () => diploma(ofList())))
    const [kept, ...others] = credentials
    await Promise.all(others.map((credential) => agent.revokeAccreditation({ credentials: [credential] })))
    const states = await Promise.all(credentials.map(statusOf))
    expect(states).toEqual(['valid', ...others.map(() => 'revoked')])
    expect(await verdict(kept!)).toBe('trusted')
  })

  it('revoke an accreditation, and with it all that was issued under it', async () => {
    const { didUrls } = await agent.issueAccreditation({
      kind: 'attest',
      issuer: chain.certifier,
      subject: chain.university,
      name: 'faculty',
      accreditedFor: [{ schemaId: chain.schemaId, types: diplomaTypes }],
      parentAccreditation: chain.toAccredit,
      rootAuthorization: chain.root,
      status: [{ purpose: 'revocation' }],
    })
    const { credential } = await agent.issueAttestation({
      issuer: chain.university,
      subject: 'did:example:holder',
      types: diplomaTypes,
      claims: { degree: 'MSc' },
      schemaId: chain.schemaId,
      parentAccreditation: didUrls.pinned,
      rootAuthorization: chain.root,
    })
    expect(await verdict(credential)).toBe('trusted')
    await agent.revokeAccreditation({ credentials: [didUrls.pinned] })
    expect(await verdict(credential)).toBe('untrusted: status revoked')
    const { entries } = await agent.listAccreditations({ did: chain.certifier, status: 'revoked' })
    expect(entries.map(({ resource }) => resource.resourceName)).toEqual(['faculty'])
  })

  it('make nothing trusted where the server takes a list away, changes it or shows the one before', async () => {
    const credential = await diploma(ofList())
    const verifier = stranger()
    expect(await verdict(credential, verifier)).toBe('trusted')
    const old = readFileSync(index())
    const { lists } = await agent.revokeAccreditation({ credentials: [credential] })
    const file = fileOf(lists[0]?.resource?.resourceURI ?? '')
    const content = readFileSync(file)
    rmSync(file)
    expect(await verdict(credential)).toBe('indeterminate: status status_unavailable')
    writeFileSync(file, Buffer.concat([content, Buffer.from(' ')]))
    expect(await verdict(credential)).toMatch(/^(untrusted|indeterminate): status /)
    writeFileSync(file, content)
    const newest = readFileSync(index())
    // Who has seen the newer index takes no older one; who has not is told on whose word that rests (docs/adr/0013).
    expect(await verdict(credential, verifier)).toBe('untrusted: status revoked')
    writeFileSync(index(), old)
    expect(await verdict(credential, verifier)).toMatch(/^indeterminate: /)
    writeFileSync(index(), newest)
    expect(await verdict(credential, verifier)).toBe('untrusted: status revoked')
  })
})
