import { Cheqd, CheqdDIDProvider } from '@cheqd/did-provider-cheqd'
import { CheqdNetwork } from '@cheqd/sdk'
import { TrustChainVerifier, type ITrustChainVerifier } from '@trustchains/chain-verifier'
import { faucetMnemonic } from '@trustchains/dev-ledger'
import { DnsAnchor, type DnsAnchorOptions, type IDnsAnchor } from '@trustchains/dns-anchor'
import { MemoryOutboxStore, TrustRegistryIssuer, type ITrustRegistryIssuer } from '@trustchains/registry-issuer'
import { createAgent } from '@veramo/core'
import type {
  ICredentialIssuer,
  ICredentialVerifier,
  IDIDManager,
  IKeyManager,
  IResolver,
  TAgent,
} from '@veramo/core-types'
import { CredentialProviderJWT } from '@veramo/credential-jwt'
import { CredentialPlugin } from '@veramo/credential-w3c'
import { DIDStore, Entities, KeyStore, migrations, PrivateKeyStore } from '@veramo/data-store'
import { DIDManager } from '@veramo/did-manager'
import { getDidKeyResolver, KeyDIDProvider } from '@veramo/did-provider-key'
import { DIDResolverPlugin } from '@veramo/did-resolver'
import { KeyManager } from '@veramo/key-manager'
import { KeyManagementSystem, SecretBox } from '@veramo/kms-local'
import { createDereferencer, getResolver } from 'cheqd-did-resolver'
import { Resolver } from 'did-resolver'
import { DataSource } from 'typeorm'
import { exampleSecretKey, outFolder } from './settings.js'

/** What an organisation's agent can do. */
export type PartyAgent = TAgent<
  IKeyManager &
    IDIDManager &
    IResolver &
    ICredentialIssuer &
    ICredentialVerifier &
    ITrustRegistryIssuer &
    ITrustChainVerifier &
    IDnsAnchor
>

/** An organisation, with an agent and keys of its own. */
export interface Party {
  agent: PartyAgent
  close(): Promise<void>
}

/**
 * An agent as an organisation would run it: the same plugins as in agent.yml, in code.
 *
 * @param name - names the file that holds the organisation's keys
 * @param ledger - URLs of the ledger's RPC and of its resolver
 * @param dns - which DNS it asks; default: that of this machine
 */
export async function createParty(
  name: string,
  ledger: { rpc: string; resolver: string },
  dns: DnsAnchorOptions = {},
): Promise<Party> {
  const database = await new DataSource({
    type: 'sqljs',
    location: `${outFolder}/${name}.sqlite`,
    autoSave: true,
    synchronize: false,
    migrationsRun: true,
    migrations,
    entities: Entities,
  }).initialize()
  const network = { testnet: { resolverUrl: ledger.resolver } }
  const sources = createDereferencer(network)
  const cheqd = new CheqdDIDProvider({
    defaultKms: 'local',
    networkType: CheqdNetwork.Testnet,
    rpcUrl: ledger.rpc,
    cosmosPayerSeed: faucetMnemonic,
  })
  const dnsAnchor = new DnsAnchor(dns)
  const agent = createAgent<PartyAgent>({
    schemaValidation: true,
    plugins: [
      new KeyManager({
        store: new KeyStore(database),
        kms: { local: new KeyManagementSystem(new PrivateKeyStore(database, new SecretBox(exampleSecretKey))) },
      }),
      new DIDManager({
        store: new DIDStore(database),
        defaultProvider: 'did:cheqd:testnet',
        providers: { 'did:cheqd:testnet': cheqd, 'did:key': new KeyDIDProvider({ defaultKms: 'local' }) },
      }),
      new DIDResolverPlugin({ resolver: new Resolver({ ...getResolver(network), ...getDidKeyResolver() }) }),
      new CredentialPlugin([new CredentialProviderJWT()]),
      new Cheqd({ providers: [cheqd] }),
      // The ledger of the demo ends with it, and so may what is under way. Leave `outbox` out for a folder that lasts.
      new TrustRegistryIssuer({ sources, outbox: new MemoryOutboxStore() }),
      new TrustChainVerifier({ sources }),
      dnsAnchor,
    ],
  })
  const close = async (): Promise<void> => {
    dnsAnchor.close()
    await database.destroy()
  }
  return { agent, close }
}
