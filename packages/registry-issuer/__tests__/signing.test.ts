import { decodeCredential } from '@trustchains/core'
import type { ManagedKeyInfo } from '@veramo/core-types'
import { signedStandIn } from '../src/signing/signed-stand-in.js'
import { failureOf } from './support/failure-of.js'
import { issueChain } from './support/issue-chain.js'
import { makeAgent, type MadeAgent, type TestAgent } from './support/make-agent.js'
import { diplomaOf } from './support/diploma.js'

const rootArgs = (issuer: string, name = 'root') => ({
  issuer,
  name,
  accreditedFor: [
    { schemaId: `${issuer}?resourceName=S&resourceType=JSONSchemaValidator2020`, types: ['DiplomaCredential'] },
  ],
  trustFramework: 'https://example.org/governance',
  trustFrameworkId: 'Example Framework',
})

const headerOf = (jwt: string): unknown => decodeCredential(jwt).credential?.jws?.header

describe('what is signed', () => {
  it('is exactly the canonical form, in the order of the examples, so that people and programs find their way', async () => {
    const { agent, createDid } = makeAgent()
    const issuer = await createDid()
    const subject = await createDid()
    const { credential, didUrls } = await agent.issueRootAuthorization({
      ...rootArgs(issuer),
      subject,
      validFrom: '2026-01-01T00:00:00.9Z',
      validUntil: '2096-01-01T02:00:00+02:00',
      maxPathLength: 2,
    })
    const uuid = didUrls.pinned.slice(-36)
    expect(Object.keys(credential)).toEqual([
      '@context',
      'id',
      'type',
      'issuer',
      'issuanceDate',
      'expirationDate',
      'credentialSubject',
      'termsOfUse',
      'proof',
    ])
    const { proof, ...claims } = credential
    expect(claims).toEqual({
      '@context': ['https://www.w3.org/2018/credentials/v1'],
      id: `urn:uuid:${uuid}`,
      type: ['VerifiableCredential', 'VerifiableAuthorizationForTrustChain'],
      issuer: { id: issuer },
      issuanceDate: '2026-01-01T00:00:00.000Z',
      expirationDate: '2096-01-01T00:00:00.000Z',
      credentialSubject: { id: subject, accreditedFor: rootArgs(issuer).accreditedFor, maxPathLength: 2 },
      termsOfUse: {
        type: 'TrustFrameworkPolicy',
        trustFramework: 'https://example.org/governance',
        trustFrameworkId: 'Example Framework',
      },
    })
    expect(proof).toEqual({ type: 'JwtProof2020', jwt: expect.any(String) })
    const payload = decodeCredential(proof.jwt as string).credential?.jws?.payload
    expect(payload).toMatchObject({ iss: issuer, sub: subject, jti: `urn:uuid:${uuid}`, nbf: 1767225600 })
    expect(payload).not.toHaveProperty('iat')
  })

  it("verifies in Veramo's own verifyCredential too, or other software would refuse it", async () => {
    const { agent, createDid } = makeAgent()
    const { credential } = await agent.issueRootAuthorization(rootArgs(await createDid()))
    const { verified, error } = await agent.verifyCredential({ credential, resolutionOptions: {} })
    expect(error).toBeUndefined()
    expect(verified).toBe(true)
  })

  it.each([
    ['Ed25519', 'EdDSA'],
    ['Secp256r1', 'ES256'],
    ['Secp256k1', 'ES256K'],
  ] as const)('names its %s key in kid, so that a verifier need not guess', async (keyType, alg) => {
    const { agent, createDid } = makeAgent()
    const issuer = await createDid({ keyType })
    const { credential, didUrls } = await agent.issueRootAuthorization(rootArgs(issuer))
    expect(headerOf(credential.proof.jwt as string)).toEqual({ alg, typ: 'JWT', kid: `${issuer}#key-1` })
    const report = await agent.verifyTrustChain({ didUrl: didUrls.pinned, policy: { anchors: [{ did: issuer }] } })
    expect(report.verdict).toBe('trusted')
  })

  it('is signed with an authentication key where there is no other, as in DIDs of cheqd Studio', async () => {
    const { agent, createDid } = makeAgent()
    const issuer = await createDid({ purposes: ['authentication'] })
    const { credential } = await agent.issueRootAuthorization(rootArgs(issuer))
    expect(headerOf(credential.proof.jwt as string)).toMatchObject({ kid: `${issuer}#key-1` })
  })

  it('is as long as was estimated, or the gas would be estimated wrong', async () => {
    const { agent, createDid } = makeAgent()
    const issuer = await createDid()
    const { credential, estimate } = await agent.issueRootAuthorization(rootArgs(issuer))
    expect(estimate.resourceBytes).toBe(Buffer.byteLength(JSON.stringify(credential)))
    const { proof: _proof, ...draft } = credential
    const key = { keyRef: '', kid: `${issuer}#key-1`, alg: 'EdDSA', kms: 'local' } as const
    expect(signedStandIn(draft, key)).toHaveLength(estimate.resourceBytes)
  })
})

describe('the key', () => {
  /** A DID with two keys in its document, and a third in the agent only. */
  async function issuerWithKeys(made: MadeAgent) {
    const { agent, world } = made
    const issuer = await made.createDid()
    const [second, stranger] = [await addKey(agent, issuer), await addKey(agent, issuer)]
    world.updateDid(issuer, anHourAgo(), (document) => ({
      ...document,
      verificationMethod: [...document.verificationMethod!, methodOf(issuer, second)],
      assertionMethod: [`${issuer}#key-1`, `${issuer}#key-2`],
    }))
    return { issuer, second, stranger }
  }

  async function addKey(agent: TestAgent, did: string): Promise<ManagedKeyInfo> {
    const key = await agent.keyManagerCreate({ kms: 'local', type: 'Ed25519' })
    await agent.didManagerAddKey({ did, key })
    return key
  }

  const methodOf = (did: string, { publicKeyHex }: ManagedKeyInfo) => ({
    id: `${did}#key-2`,
    type: 'JsonWebKey2020',
    controller: did,
    publicKeyJwk: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKeyHex, 'hex').toString('base64url') },
  })

  const anHourAgo = (): string => new Date(Date.now() - 3_600_000).toISOString()

  it('is the new one after a rotation, though the agent still has the old one', async () => {
    const made = makeAgent()
    const issuer = await made.createDid()
    const second = await addKey(made.agent, issuer)
    made.world.updateDid(issuer, anHourAgo(), (document) => ({
      ...document,
      verificationMethod: [methodOf(issuer, second)],
      assertionMethod: [`${issuer}#key-2`],
      authentication: [`${issuer}#key-2`],
    }))
    const { credential, didUrls } = await made.agent.issueRootAuthorization(rootArgs(issuer))
    expect(headerOf(credential.proof.jwt as string)).toMatchObject({ kid: `${issuer}#key-2` })
    const policy = { anchors: [{ did: issuer }] }
    expect((await made.agent.verifyTrustChain({ didUrl: didUrls.pinned, policy })).verdict).toBe('trusted')
  })

  it('is the one asked for by keyRef or kid', async () => {
    const made = makeAgent()
    const { agent } = made
    const { issuer, second } = await issuerWithKeys(made)
    for (const wanted of [{ keyRef: second.kid }, { kid: `${issuer}#key-2` }, { kid: '#key-2' }]) {
      const { credential } = await agent.issueRootAuthorization({ ...rootArgs(issuer), ...wanted })
      expect(headerOf(credential.proof.jwt as string)).toMatchObject({ kid: `${issuer}#key-2` })
    }
    const { credential } = await agent.issueRootAuthorization(rootArgs(issuer))
    expect(headerOf(credential.proof.jwt as string)).toMatchObject({ kid: `${issuer}#key-1` })
  })

  it('is refused where the DID document does not list it: nobody could verify what it signs', async () => {
    const made = makeAgent()
    const { agent } = made
    const { issuer, stranger } = await issuerWithKeys(made)
    const before = made.signatures()
    const wrong = [{ keyRef: stranger.kid }, { keyRef: 'nonsense' }, { kid: `${issuer}#key-9` }]
    for (const wanted of wrong) {
      const error = await failureOf(agent.issueRootAuthorization({ ...rootArgs(issuer), ...wanted }))
      expect(error.code).toBe('invalid_argument')
      expect(error.message).toMatch(/^(keyRef|kid) names/)
    }
    expect(made.signatures()).toBe(before)
  })

  it('is missing where the document names none for assertions, and the error says so', async () => {
    const { agent, createDid } = makeAgent()
    const issuer = await createDid({ purposes: [] })
    const error = await failureOf(agent.issueRootAuthorization(rootArgs(issuer)))
    expect(error.code).toBe('invalid_setup')
    expect(error.message).toContain('assertionMethod or authentication')
  })
})

describe('an attestation', () => {
  it('keeps its claims to the letter, and is handed out, not published', async () => {
    const { agent, createDid, published } = makeAgent()
    const chain = await issueChain(agent, createDid)
    const before = published()
    const claims = { degree: 'MSc', note: 'Grüße 🎓', nested: { list: [1, -0.5, true, null, { a: [] }] } }
    const { credential, jwt } = await agent.issueAttestation({
      issuer: chain.university,
      subject: 'did:example:holder',
      types: ['DiplomaCredential'],
      claims,
      contexts: ['https://example.org/diploma/v1'],
      schemaId: chain.schemaId,
      parentAccreditation: chain.toAttest,
      rootAuthorization: chain.root,
    })
    expect(credential.credentialSubject).toEqual({ id: 'did:example:holder', ...claims })
    expect(credential.type).toEqual(['VerifiableCredential', 'DiplomaCredential'])
    expect(credential['@context']).toEqual(['https://www.w3.org/2018/credentials/v1', 'https://example.org/diploma/v1'])
    expect(credential.credentialSchema).toEqual({ id: chain.schemaId, type: 'JsonSchema' })
    expect(credential.termsOfUse).toEqual({
      type: 'AttestationPolicy',
      parentAccreditation: chain.toAttest,
      rootAuthorization: chain.root,
    })
    expect(credential).not.toHaveProperty('expirationDate')
    expect(credential.proof.jwt).toBe(jwt)
    expect(published()).toBe(before)
  })

  it('can outlast the accreditation of its issuer, as a diploma does', async () => {
    const { agent, createDid } = makeAgent()
    const chain = await issueChain(agent, createDid)
    const { credential } = await agent.issueAttestation(diplomaOf(chain, { validUntil: '2096-01-01T00:00:00Z' }))
    expect(credential.expirationDate).toBe('2096-01-01T00:00:00.000Z')
  })
})
