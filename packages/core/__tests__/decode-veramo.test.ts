import { createAgent } from '@veramo/core'
import type {
  CredentialPayload,
  ICredentialPlugin,
  IDIDManager,
  IKeyManager,
  IResolver,
  ProofFormat,
  VerifiableCredential,
} from '@veramo/core-types'
import { CredentialProviderJWT } from '@veramo/credential-jwt'
import { CredentialPlugin } from '@veramo/credential-w3c'
import { DIDManager, MemoryDIDStore } from '@veramo/did-manager'
import { KeyDIDProvider, getDidKeyResolver } from '@veramo/did-provider-key'
import { DIDResolverPlugin } from '@veramo/did-resolver'
import { KeyManager, MemoryKeyStore, MemoryPrivateKeyStore } from '@veramo/key-manager'
import { KeyManagementSystem } from '@veramo/kms-local'
import { Resolver } from 'did-resolver'
import { decodeCredential } from '../src/index.js'
import type { Dialect } from '../src/index.js'
import { accreditation, attestation, names, rootAuthorization } from './support/token.js'

const agent = createAgent<ICredentialPlugin & IDIDManager & IKeyManager & IResolver>({
  plugins: [
    new KeyManager({
      store: new MemoryKeyStore(),
      kms: { local: new KeyManagementSystem(new MemoryPrivateKeyStore()) },
    }),
    new DIDManager({
      store: new MemoryDIDStore(),
      defaultProvider: 'did:key',
      providers: { 'did:key': new KeyDIDProvider({ defaultKms: 'local' }) },
    }),
    new DIDResolverPlugin({ resolver: new Resolver(getDidKeyResolver()) }),
    new CredentialPlugin([new CredentialProviderJWT()]),
  ],
})

async function sign(credential: CredentialPayload, more: object = {}): Promise<VerifiableCredential> {
  return agent.createVerifiableCredential({ credential, proofFormat: 'jwt' as ProofFormat, ...more })
}

describe('what Veramo signs and shows: a form that it writes would be refused as tampered with', () => {
  let issuer = ''
  beforeAll(async () => {
    issuer = (await agent.didManagerCreate({ options: { keyType: 'Ed25519' } })).did
  })

  it.each([
    ['a root authorization', rootAuthorization, 'root'],
    ['an accreditation', accreditation, 'attest'],
    ['an attestation', attestation, 'attestation'],
  ] as const)('%s as JSON and as JWT', async (_name, make, kind) => {
    const credential = {
      ...make(),
      id: 'urn:uuid:11111111-1111-4111-8111-111111111111',
      issuer: { id: issuer },
      issuanceDate: '2026-01-01T00:00:00.000Z',
      expirationDate: '2027-01-01T00:00:00.000Z',
    }
    const signed = await sign(credential)
    for (const text of [JSON.stringify(signed), signed.proof.jwt as string]) {
      const decoded = decodeCredential(text)
      expect(decoded.faults).toEqual([])
      expect(decoded.credential).toMatchObject({ kind, issuer, subject: names.subject, conflicts: [] })
      const known: Dialect[] = decoded.credential?.jws?.header.kid === undefined ? ['missing-kid'] : []
      expect(decoded.credential?.dialects.filter((dialect) => dialect !== 'subject-only-in-sub')).toEqual(known)
    }
  })

  it.each([[true], [false]])('with its original fields removed: %s', async (removeOriginalFields) => {
    const credential = {
      ...attestation(),
      issuer: { id: issuer },
      issuanceDate: '2026-01-01T00:00:00.000Z',
      validUntil: '2027-01-01T00:00:00Z',
      credentialStatus: { id: 'urn:s', type: 'X' },
    }
    const signed = await sign(credential, { removeOriginalFields })
    for (const text of [JSON.stringify(signed), signed.proof.jwt as string]) {
      const decoded = decodeCredential(text)
      expect(decoded.faults).toEqual([])
      expect(decoded.credential?.status).toHaveLength(1)
      expect(decoded.credential?.notAfter.map(({ text }) => text)).toContain('2027-01-01T00:00:00Z')
    }
  })

  it('an issuance time with fractions of a second', async () => {
    const credential = { ...attestation(), issuer: { id: issuer }, issuanceDate: '2026-01-01T00:00:00.750Z' }
    const signed = await sign(credential)
    expect(decodeCredential(JSON.stringify(signed)).faults).toEqual([])
  })

  it('SECURITY finding b: the JSON changed and proof.type renamed, which Veramo takes for verified', async () => {
    const credential = { ...attestation(), issuer: { id: issuer }, issuanceDate: '2026-01-01T00:00:00.000Z' }
    const signed = await sign(credential)
    const tampered = {
      ...signed,
      credentialSubject: { ...signed.credentialSubject, degree: 'PhD' },
      proof: { ...signed.proof, type: 'Other' },
    }
    const verified = await agent.verifyCredential({ credential: tampered })
    expect(verified.verified).toBe(true)
    expect(decodeCredential(JSON.stringify(tampered)).faults).toMatchObject([{ code: 'payload_mismatch' }])
  })
})
