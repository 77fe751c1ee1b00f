import { TrustChainVerifier, type ITrustChainVerifier } from '@trustchains/chain-verifier'
import type { Dereferencer } from '@trustchains/core'
import { createAgent } from '@veramo/core'
import type { ICredentialPlugin, IDIDManager, IKeyManager, IResolver, TAgent } from '@veramo/core-types'
import { CredentialProviderJWT } from '@veramo/credential-jwt'
import { CredentialPlugin } from '@veramo/credential-w3c'
import { DIDManager, MemoryDIDStore, type AbstractIdentifierProvider } from '@veramo/did-manager'
import { DIDResolverPlugin } from '@veramo/did-resolver'
import { KeyManager, MemoryKeyStore, MemoryPrivateKeyStore } from '@veramo/key-manager'
import { KeyManagementSystem } from '@veramo/kms-local'
import type { DIDResolutionResult } from 'did-resolver'
import { MemoryOutboxStore } from '../../src/outbox/memory-outbox-store.js'
import {
  TrustRegistryIssuer,
  type ITrustRegistryIssuer,
  type OutboxStore,
  type ResourcePublisher,
} from '../../src/index.js'

/** Resolves the DIDs of a test. */
export type Resolve = (did: string) => Promise<DIDResolutionResult>

export type WebAgent = TAgent<
  IKeyManager & IDIDManager & IResolver & ICredentialPlugin & ITrustChainVerifier & ITrustRegistryIssuer
>

/** An agent with all that issuing and verifying takes. */
export function makeWebAgent(
  provider: AbstractIdentifierProvider,
  resolve: Resolve,
  publisher: ResourcePublisher,
  sources: Dereferencer,
  ledger?: AbstractIdentifierProvider,
  outbox: OutboxStore = new MemoryOutboxStore(),
): WebAgent {
  const providers = { own: provider, ...(ledger && { ledger }) }
  return createAgent({
    schemaValidation: true,
    plugins: [
      new KeyManager({
        store: new MemoryKeyStore(),
        kms: { local: new KeyManagementSystem(new MemoryPrivateKeyStore()) },
      }),
      new DIDManager({ store: new MemoryDIDStore(), defaultProvider: 'own', providers }),
      new DIDResolverPlugin({ resolver: { resolve } }),
      new CredentialPlugin([new CredentialProviderJWT()]),
      new TrustChainVerifier({ sources }),
      new TrustRegistryIssuer({ publisher, sources, outbox }),
    ],
  }) as unknown as WebAgent
}
