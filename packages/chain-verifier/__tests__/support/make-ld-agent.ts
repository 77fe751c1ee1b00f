import type { MintedChain } from '@trustchains/test-kit'
import { createAgent } from '@veramo/core'
import type {
  ICredentialIssuer,
  ICredentialVerifier,
  IDIDManager,
  IKeyManager,
  IResolver,
  TAgent,
} from '@veramo/core-types'
import { CredentialPlugin } from '@veramo/credential-w3c'
import {
  CredentialProviderLD,
  LdDefaultContexts,
  VeramoEd25519Signature2018,
  VeramoEd25519Signature2020,
} from '@veramo/credential-ld'
import { DIDManager, MemoryDIDStore } from '@veramo/did-manager'
import { DIDResolverPlugin } from '@veramo/did-resolver'
import { KeyManager, MemoryKeyStore, MemoryPrivateKeyStore } from '@veramo/key-manager'
import { KeyManagementSystem } from '@veramo/kms-local'
import { Resolver } from 'did-resolver'
import { TrustChainVerifier, type ITrustChainVerifier, type TrustChainVerifierOptions } from '../../src/index.js'

export type LdAgent = TAgent<
  ICredentialIssuer & ICredentialVerifier & IDIDManager & IKeyManager & IResolver & ITrustChainVerifier
>

/** The context of the credentials here, and what it does not define. */
export const contextUrl = 'https://trustchains.example/contexts/v1'
const terms = (names: string[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, { '@id': `https://trustchains.example/terms#${name}` }]))
export const context = {
  '@context': {
    ...terms([
      'VerifiableAttestation',
      'DiplomaCredential',
      'AttestationPolicy',
      'JsonSchema',
      'degree',
      'parentAccreditation',
      'rootAuthorization',
    ]),
  },
}

/** A real Veramo agent with JSON-LD credentials, whose ledger is the world of a chain and whose contexts are its own. */
export function makeLdAgent(chain: MintedChain, options: TrustChainVerifierOptions = {}): LdAgent {
  const keys = new MemoryPrivateKeyStore()
  return createAgent({
    schemaValidation: true,
    plugins: [
      new KeyManager({ store: new MemoryKeyStore(), kms: { local: new KeyManagementSystem(keys) } }),
      new DIDManager({ store: new MemoryDIDStore(), defaultProvider: 'did:cheqd', providers: {} }),
      new DIDResolverPlugin({ resolver: new Resolver({ ...chain.world.toResolver() }) }),
      new CredentialPlugin([
        new CredentialProviderLD({
          contextMaps: [LdDefaultContexts, new Map([[contextUrl, context]]) as never],
          suites: [new VeramoEd25519Signature2018(), new VeramoEd25519Signature2020()],
        }),
      ]),
      new TrustChainVerifier({ sources: chain.world.toDereferencer(), ...options }),
    ],
  })
}

/** Has the agent sign a chain's leaf with a JSON-LD suite, by the key that its issuer has. */
export async function signLeaf(agent: LdAgent, chain: MintedChain): Promise<Record<string, unknown>> {
  const { credential, did, key } = chain.link('leaf')
  const { d } = key.pair.privateKey.export({ format: 'jwk' })
  const secret = Buffer.from(d as string, 'base64url')
  const publicKey = Buffer.from(key.pair.publicJwk.x, 'base64url')
  await agent.didManagerImport({
    did,
    provider: 'did:cheqd',
    keys: [
      {
        kms: 'local',
        type: 'Ed25519',
        kid: 'issuer',
        privateKeyHex: Buffer.concat([secret, publicKey]).toString('hex'),
      },
    ],
  })
  const { proof: _, ...draft } = credential
  const signed = await agent.createVerifiableCredential({
    credential: { ...draft, '@context': [...draft['@context'], contextUrl] } as never,
    proofFormat: 'lds',
    resolutionOptions: {},
  })
  return JSON.parse(JSON.stringify(signed)) as Record<string, unknown>
}
