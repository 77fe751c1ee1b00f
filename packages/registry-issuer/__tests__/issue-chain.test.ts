import { decodeCredential } from '@trustchains/core'
import { failureOf } from './support/failure-of.js'
import { diplomaTypes, issueChain } from './support/issue-chain.js'
import { makeAgent } from './support/make-agent.js'

describe('a chain issued in one agent', () => {
  it('is trusted from the attestation to the root, or nobody could use it', async () => {
    const { agent, createDid } = makeAgent()
    const chain = await issueChain(agent, createDid)
    const { credential, jwt } = await agent.issueAttestation({
      issuer: chain.university,
      subject: 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK',
      types: diplomaTypes,
      claims: { degree: 'MSc' },
      schemaId: chain.schemaId,
      parentAccreditation: chain.toAttest,
      rootAuthorization: chain.root,
    })
    const policy = { anchors: [{ did: chain.ministry }] }
    for (const form of [credential, jwt!, JSON.stringify(credential)]) {
      const report = await agent.verifyTrustChain({ credential: form, policy })
      expect(report.reasons).toEqual([])
      expect(report.verdict).toBe('trusted')
      expect(report.chain.map(({ role }) => role)).toEqual(['holder', 'trusted-issuer', 'TAO', 'rTAO'])
    }
  })

  it('has no dialect and no fault in what stands on the ledger, so strict verifiers take it', async () => {
    const { agent, world, createDid } = makeAgent()
    const chain = await issueChain(agent, createDid)
    for (const didUrl of [chain.root, chain.toAccredit, chain.toAttest]) {
      const { contentStream } = world.findResource(didUrl)
      const { credential, faults } = decodeCredential(Buffer.from(contentStream!).toString())
      expect(faults).toEqual([])
      expect(credential?.dialects).toEqual([])
      expect(credential?.jws?.header).toEqual({ alg: 'EdDSA', typ: 'JWT', kid: `${credential!.issuer}#key-1` })
    }
    const report = await agent.verifyTrustChain({
      didUrl: chain.toAttest,
      policy: { anchors: [{ did: chain.ministry }], dialect: 'strict' },
    })
    expect(report.verdict).toBe('trusted')
  })

  it('can start at an authority that acts for the root, as ministries delegate', async () => {
    const { agent, createDid } = makeAgent()
    const [state, ministry, school] = [await createDid(), await createDid(), await createDid()]
    const accreditedFor = [{ schemaId: `${state}?resourceName=S&resourceType=T`, types: ['DiplomaCredential'] }]
    const root = await agent.issueRootAuthorization({
      issuer: state,
      subject: ministry,
      name: 'delegatedRoot',
      accreditedFor,
      trustFramework: 'https://example.org/governance',
      trustFrameworkId: 'Example',
    })
    const references = { parentAccreditation: root.didUrls.latest, rootAuthorization: root.didUrls.pinned }
    const school1 = { kind: 'attest' as const, subject: school, name: 'school', accreditedFor, ...references }
    const { didUrls } = await agent.issueAccreditation({ ...school1, issuer: ministry })
    const policy = { anchors: [{ did: state }] }
    expect((await agent.verifyTrustChain({ didUrl: didUrls.pinned, policy })).verdict).toBe('trusted')
    const error = await failureOf(agent.issueAccreditation({ ...school1, issuer: state }))
    expect(error.checks.map(({ code }) => code)).toEqual(['issuer_not_subject'])
  })

  it('can be limited to a jurisdiction, which verifiers judge', async () => {
    const { agent, createDid } = makeAgent()
    const chain = await issueChain(agent, createDid)
    const limitJurisdiction = ['https://publications.europa.eu/resource/authority/atu/FIN']
    const { credential } = await agent.issueAccreditation({
      kind: 'attest',
      issuer: chain.certifier,
      subject: chain.university,
      name: 'finland',
      accreditedFor: [{ schemaId: chain.schemaId, types: diplomaTypes, limitJurisdiction }],
      parentAccreditation: chain.toAccredit,
      rootAuthorization: chain.root,
    })
    expect(credential.credentialSubject.accreditedFor).toEqual([
      { schemaId: chain.schemaId, types: diplomaTypes, limitJurisdiction },
    ])
  })
})
