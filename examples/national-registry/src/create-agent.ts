import { Cheqd, CheqdDIDProvider } from '@cheqd/did-provider-cheqd'
import { CheqdNetwork } from '@cheqd/sdk'
import { TrustChainVerifier } from '@trustchains/chain-verifier'
import type { DevLedger } from '@trustchains/dev-ledger'
import { MemoryOutboxStore, TrustRegistryIssuer } from '@trustchains/registry-issuer'
import { CheqdSdkPublisher } from '@trustchains/registry-issuer/cheqd-sdk'
import { createAgent as createVeramoAgent } from '@veramo/core'
import { CredentialProviderJWT } from '@veramo/credential-jwt'
import { CredentialPlugin } from '@veramo/credential-w3c'
import { DIDManager, MemoryDIDStore } from '@veramo/did-manager'
import { DIDResolverPlugin } from '@veramo/did-resolver'
import { KeyManager, MemoryKeyStore, MemoryPrivateKeyStore } from '@veramo/key-manager'
import { KeyManagementSystem } from '@veramo/kms-local'
import { createDereferencer, getResolver } from 'cheqd-did-resolver'
import { Resolver } from 'did-resolver'
import type { RegistryAgent } from './registry-agent.js'

let payers = 0

/**
 * An organisation's agent, with an account of its own that pays, so that organisations don't wait for each other. Keys and
 * outbox are in memory, since the ledger ends with the example: an operator keeps both on disk, as docs/operating.md has it.
 */
export async function createAgent(ledger: DevLedger): Promise<RegistryAgent> {
  const payer = await ledger.createPayer()
  payers += 1
  const mnemonicFrom = `EXAMPLE_PAYER_${String(payers)}`
  process.env[mnemonicFrom] = payer.mnemonic
  const network = { testnet: { resolverUrl: ledger.urls.resolver } }
  const sources = createDereferencer(network)
  const cheqd = new CheqdDIDProvider({
    defaultKms: 'local',
    networkType: CheqdNetwork.Testnet,
    rpcUrl: ledger.urls.rpc,
    cosmosPayerSeed: payer.mnemonic,
  })
  const publisher = new CheqdSdkPublisher({
    rpcUrl: ledger.urls.rpc,
    network: 'testnet',
    payer: { mnemonicFrom },
    pollMs: 50,
  })
  return createVeramoAgent<RegistryAgent>({
    plugins: [
      new KeyManager({
        store: new MemoryKeyStore(),
        kms: { local: new KeyManagementSystem(new MemoryPrivateKeyStore()) },
      }),
      new DIDManager({
        store: new MemoryDIDStore(),
        defaultProvider: 'did:cheqd:testnet',
        providers: { 'did:cheqd:testnet': cheqd },
      }),
      new DIDResolverPlugin({ resolver: new Resolver({ ...getResolver(network) }) }),
      new CredentialPlugin([new CredentialProviderJWT()]),
      new Cheqd({ providers: [cheqd] }),
      new TrustRegistryIssuer({ publisher, sources, outbox: new MemoryOutboxStore() }),
      new TrustChainVerifier({ sources }),
    ],
  })
}
