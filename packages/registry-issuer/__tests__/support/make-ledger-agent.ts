import { randomUUID } from 'node:crypto'
import { Cheqd, CheqdDIDProvider } from '@cheqd/did-provider-cheqd'
import { TrustChainVerifier, type ITrustChainVerifier } from '@trustchains/chain-verifier'
import type { DevLedger } from '@trustchains/dev-ledger'
import { createAgent } from '@veramo/core'
import type { ICredentialPlugin, IDIDManager, IKeyManager, IResolver, TAgent } from '@veramo/core-types'
import { CredentialProviderJWT } from '@veramo/credential-jwt'
import { CredentialPlugin } from '@veramo/credential-w3c'
import { DIDManager, MemoryDIDStore } from '@veramo/did-manager'
import { DIDResolverPlugin } from '@veramo/did-resolver'
import { KeyManager, MemoryKeyStore, MemoryPrivateKeyStore } from '@veramo/key-manager'
import { KeyManagementSystem } from '@veramo/kms-local'
import { createDereferencer, getResolver } from 'cheqd-did-resolver'
import { Resolver, type DIDDocument } from 'did-resolver'
import { TrustRegistryIssuer, type ITrustRegistryIssuer, type OutboxStore } from '../../src/index.js'

export type LedgerAgent = TAgent<
  IKeyManager & IDIDManager & IResolver & ICredentialPlugin & ITrustChainVerifier & ITrustRegistryIssuer
>

/** What a test may ask of its agent. */
interface LedgerAgentOptions {
  /** Default: true. */
  schemaValidation?: boolean
  /** Default: the plugin's. */
  outbox?: OutboxStore
}

/** An agent with the unmodified cheqd provider, as a user would set it up, whose keys are in memory. */
export function makeLedgerAgent(
  ledger: DevLedger,
  { schemaValidation = true, outbox }: LedgerAgentOptions = {},
): LedgerAgent {
  const provider = new CheqdDIDProvider({
    defaultKms: 'local',
    networkType: 'testnet' as never,
    rpcUrl: ledger.urls.rpc,
    cosmosPayerSeed: ledger.faucetMnemonic,
  })
  const network = { testnet: { resolverUrl: ledger.urls.resolver } }
  const sources = createDereferencer(network)
  return createAgent({
    schemaValidation,
    plugins: [
      new KeyManager({
        store: new MemoryKeyStore(),
        kms: { local: new KeyManagementSystem(new MemoryPrivateKeyStore()) },
      }),
      new DIDManager({
        store: new MemoryDIDStore(),
        defaultProvider: 'did:cheqd:testnet',
        providers: { 'did:cheqd:testnet': provider },
      }),
      new DIDResolverPlugin({ resolver: new Resolver({ ...getResolver(network) }) }),
      new CredentialPlugin([new CredentialProviderJWT()]),
      new Cheqd({ providers: [provider] as never }),
      new TrustChainVerifier({ sources }),
      new TrustRegistryIssuer({ sources, ...(outbox && { outbox }) }),
    ],
  }) as unknown as LedgerAgent
}

/** Creates a key and a DID on the ledger, which takes 3 seconds. */
export async function createLedgerDid(agent: LedgerAgent): Promise<string> {
  const did = `did:cheqd:testnet:${randomUUID()}`
  const document = await documentWithNewKey(agent, did, 'key-1')
  await agent.didManagerCreate({ provider: 'did:cheqd:testnet', kms: 'local', options: { document } })
  return did
}

/** Replaces the key in the DID document by a new one of the agent, signed for by both. */
export async function rotateLedgerKey(agent: LedgerAgent, did: string, fragment = 'key-2'): Promise<void> {
  const document = await documentWithNewKey(agent, did, fragment)
  await agent.didManagerUpdate({ did, document, options: { kms: 'local' } })
}

async function documentWithNewKey(agent: LedgerAgent, did: string, fragment: string): Promise<DIDDocument> {
  const { publicKeyHex } = await agent.keyManagerCreate({ kms: 'local', type: 'Ed25519' })
  const id = `${did}#${fragment}`
  const x = Buffer.from(publicKeyHex, 'hex').toString('base64url')
  return {
    id: did,
    controller: [did],
    verificationMethod: [
      { id, type: 'JsonWebKey2020', controller: did, publicKeyJwk: { kty: 'OKP', crv: 'Ed25519', x } },
    ],
    authentication: [id],
    assertionMethod: [id],
  }
}
