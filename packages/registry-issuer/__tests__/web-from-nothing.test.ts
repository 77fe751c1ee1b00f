import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { describeWithPrograms } from '@trustchains/test-kit'
import { WebDIDProvider } from '@veramo/did-provider-web'
import { failureOf } from './support/failure-of.js'
import { makeWebAgent, type WebAgent } from './support/web-agent.js'
import { WebWorld } from './support/web-world.js'

// The steps of the README: from nothing to a registry under did:web.
describeWithPrograms(['openssl'], 'a did:web registry, made as the README says', () => {
  let world: WebWorld
  let agent: WebAgent

  beforeAll(async () => {
    world = await WebWorld.start()
    const provider = new WebDIDProvider({ defaultKms: 'local' })
    agent = makeWebAgent(provider, world.resolve, world.publisher(), world.reader())
  })

  afterAll(() => world.close())

  const createDid = (name: string) =>
    agent.didManagerCreate({ alias: world.did(name).slice('did:web:'.length), options: { keyType: 'Ed25519' } })

  const publish = (issuer: string) => agent.publishSchema({ issuer, name: 'TradeLicence', schema: { type: 'object' } })

  it('has no did.json before its operator writes one, so nothing is published under a DID that nobody can resolve', async () => {
    const { did } = await createDid('unwritten')
    expect(existsSync(world.fileOf(did, 'did.json'))).toBe(false)
    expect((await failureOf(publish(did))).code).toBe('refused')
    expect(existsSync(world.fileOf(did, 'resources'))).toBe(false)
  })

  it('publishes what a verifier trusts once the did.json of the README is there', async () => {
    const { did, keys } = await createDid('trades')
    const id = `${did}#key-1`
    const x = Buffer.from(keys[0]!.publicKeyHex, 'hex').toString('base64url')
    const document = {
      '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/suites/jws-2020/v1'],
      id: did,
      verificationMethod: [
        { id, type: 'JsonWebKey2020', controller: did, publicKeyJwk: { kty: 'OKP', crv: 'Ed25519', x } },
      ],
      authentication: [id],
      assertionMethod: [id],
    }
    const path = world.fileOf(did, 'did.json')
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, JSON.stringify(document))

    const { schemaId } = await publish(did)
    const { didUrls } = await agent.issueRootAuthorization({
      issuer: did,
      name: 'NationalTrades',
      accreditedFor: [{ schemaId, types: ['TradeLicence'] }],
      trustFramework: 'https://trades.example/governance',
      trustFrameworkId: 'National Trades Framework',
    })
    expect(existsSync(world.fileOf(did, `resources/${didUrls.pinned.slice(-36)}`))).toBe(true)
    expect(existsSync(world.fileOf(did, 'resources/index.jwt'))).toBe(true)
    const { verdict } = await agent.verifyTrustChain({ didUrl: didUrls.pinned, policy: { anchors: [{ did }] } })
    expect(verdict).toBe('trusted')
  })
})
