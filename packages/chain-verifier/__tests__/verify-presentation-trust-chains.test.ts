import { mintChain, mintPresentation } from '@trustchains/test-kit'
import type { MintedChain } from '@trustchains/test-kit'
import { validatePresentation } from '@trustchains/core'
import type { PresentationEvidence, PresentationReport } from '@trustchains/core'
import { createAgent } from '@veramo/core'
import type { ICredentialIssuer, IDIDManager, IKeyManager, IResolver, ProofFormat } from '@veramo/core-types'
import { CredentialProviderJWT } from '@veramo/credential-jwt'
import { CredentialPlugin } from '@veramo/credential-w3c'
import { DIDManager, MemoryDIDStore } from '@veramo/did-manager'
import { getDidKeyResolver, KeyDIDProvider } from '@veramo/did-provider-key'
import { DIDResolverPlugin } from '@veramo/did-resolver'
import { KeyManager, MemoryKeyStore, MemoryPrivateKeyStore } from '@veramo/key-manager'
import { KeyManagementSystem } from '@veramo/kms-local'
import { Resolver } from 'did-resolver'
import { TrustChainVerifier, TrustChainVerifierError, type ITrustChainVerifier } from '../src/index.js'
import { makeAgent } from './support/make-agent.js'

const outcome = ({ verdict, reasons: [first] }: PresentationReport): string =>
  first === undefined ? verdict : `${verdict}: ${first.id} ${first.code} ${String(first.credential ?? 'presentation')}`
const request = { challenge: 'n-0S6_WzA2Mj', domain: 'https://verifier.example' }

describe('a presentation, verified by an agent', () => {
  it.each(['jwt', 'json', 'vp+jwt', 'enveloped', 'data-integrity'] as const)('%s', async (form) => {
    const chain = mintChain({ dataModel: form === 'jwt' || form === 'json' ? '1.1' : '2.0' })
    const text = mintPresentation(chain, { form, ...request })
    const agent = makeAgent(chain.world, { policy: chain.policy })
    const report = await agent.verifyPresentationTrustChains({ presentation: text, at: chain.at, ...request })
    expect(outcome(report)).toBe('trusted')
    expect(report).toMatchObject({ verified: true, holder: chain.did('holder') })
    expect(report.credentials[0]?.chain).toHaveLength(4)
    if (!text.startsWith('{')) return
    const asObject = JSON.parse(text) as object
    expect(await agent.verifyPresentationTrustChains({ presentation: asObject, at: chain.at, ...request })).toEqual(
      report,
    )
  })

  it('hands over its evidence, with which the same report is reached offline', async () => {
    const chain = mintChain()
    const presentation = mintPresentation(chain, request)
    const agent = makeAgent(chain.world, { policy: chain.policy })
    const args = { presentation, at: chain.at, ...request }
    const { evidence, ...report } = await agent.verifyPresentationTrustChains({ ...args, includeEvidence: true })
    expect(report).toEqual(await agent.verifyPresentationTrustChains(args))
    const saved = JSON.parse(JSON.stringify(evidence)) as PresentationEvidence
    expect(validatePresentation(saved, request, chain.policy)).toEqual(report)
  })

  it('reads what its credentials share only once', async () => {
    const chain = mintChain()
    const single = mintPresentation(chain)
    const many = mintPresentation(chain, { credentials: Array<string>(8).fill(chain.leaf) })
    const agent = makeAgent(chain.world, { policy: chain.policy })
    const calls = async (presentation: string): Promise<number> => {
      chain.world.resetCalls()
      const report = await agent.verifyPresentationTrustChains({ presentation, at: chain.at, fresh: true })
      expect(report.verdict).toBe('trusted')
      return chain.world.calls.length
    }
    expect(await calls(many)).toBe(await calls(single))
  })

  it('does not ask for the keys of whoever is named by a broken presentation', async () => {
    const chain = mintChain()
    const agent = makeAgent(chain.world, { policy: chain.policy })
    const report = await agent.verifyPresentationTrustChains({ presentation: 'not.a.presentation', at: chain.at })
    expect(outcome(report)).toBe('untrusted: format malformed presentation')
    expect(chain.world.calls).toEqual([])
  })

  it('ends by the deadline where a DID resolver hangs, undecided', async () => {
    const chain = mintChain()
    const presentation = mintPresentation(chain)
    const agent = makeAgent(chain.world, {
      policy: { ...chain.policy, limits: { deadlineMs: 100 } },
      resolveDid: () => new Promise(() => undefined),
    })
    const report = await agent.verifyPresentationTrustChains({ presentation, at: chain.at })
    expect(report.verdict).toBe('indeterminate')
    expect(report.reasons[0]).toMatchObject({ id: 'did-state', code: 'limit_exceeded' })
  })
})

describe('misuse is thrown, naming the argument', () => {
  const chain = mintChain()
  const agent = makeAgent(chain.world)
  const presentation = chain.leaf
  it.each<[string, object, RegExp]>([
    ['an empty challenge', { presentation, challenge: '' }, /challenge/],
    ['an endless domain', { presentation, domain: 'x'.repeat(3000) }, /domain/],
    ['a time without offset', { presentation, at: '2026-06-01T00:00:00' }, /at must be/],
    ['a misspelt argument', { presentation, nonce: 'x' }, /"nonce" is not known/],
    ['a policy with a misspelt member', { presentation, policy: { anchor: [] } }, /anchor/],
  ])('%s', async (_name, args, message) => {
    const call = agent.verifyPresentationTrustChains(args as never)
    await expect(call).rejects.toThrow(TrustChainVerifierError)
    await expect(call).rejects.toThrow(message)
  })
})

describe('what Veramo presents', () => {
  async function present(chain: MintedChain, holder: string): Promise<Record<string, unknown>> {
    const presentation = await wallet.createVerifiablePresentation({
      presentation: { holder, verifiableCredential: [chain.leaf], verifier: [request.domain] },
      challenge: request.challenge,
      domain: request.domain,
      proofFormat: 'jwt' as ProofFormat,
    })
    return JSON.parse(JSON.stringify(presentation)) as Record<string, unknown>
  }
  const wallet = createAgent<ICredentialIssuer & IDIDManager & IKeyManager & IResolver>({
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

  it('is read as it writes it, JSON and JWT, and not when its JSON is changed', async () => {
    const { did } = await wallet.didManagerCreate({ options: { keyType: 'Ed25519' } })
    const at = new Date().toISOString()
    const chain = mintChain({
      at,
      validUntil: '2099-01-01T00:00:00Z',
      tamper: { leaf: { payload: (draft) => void (draft.credentialSubject.id = did) } },
    })
    const verifier = createAgent<IResolver & ITrustChainVerifier>({
      schemaValidation: true,
      plugins: [
        new DIDResolverPlugin({ resolver: new Resolver({ ...getDidKeyResolver(), ...chain.world.toResolver() }) }),
        new TrustChainVerifier({ sources: chain.world.toDereferencer(), policy: chain.policy }),
      ],
    })
    const presentation = await present(chain, did)
    const proof = presentation.proof as { jwt: string }
    for (const shown of [presentation, proof.jwt]) {
      expect(outcome(await verifier.verifyPresentationTrustChains({ presentation: shown, ...request }))).toBe('trusted')
    }
    const other = { ...presentation, proof: { ...proof, type: 'DataIntegrityProof' }, holder: chain.did('mallory') }
    expect(outcome(await verifier.verifyPresentationTrustChains({ presentation: other, ...request }))).toBe(
      'untrusted: format payload_mismatch presentation',
    )
  })
})
