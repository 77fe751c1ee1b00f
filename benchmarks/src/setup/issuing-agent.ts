import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TrustChainVerifier } from '@trustchains/chain-verifier'
import { TrustRegistryIssuer, type ITrustRegistryIssuer } from '@trustchains/registry-issuer'
import { CheqdSdkPublisher } from '@trustchains/registry-issuer/cheqd-sdk'
import type { GenesisDid } from '@trustchains/dev-ledger'
import {
  createAgent,
  type IAgentContext,
  type IDIDManager,
  type IIdentifier,
  type IKeyManager,
  type TAgent,
} from '@veramo/core'
import { CredentialProviderJWT } from '@veramo/credential-jwt'
import { CredentialPlugin } from '@veramo/credential-w3c'
import { AbstractIdentifierProvider, DIDManager, MemoryDIDStore } from '@veramo/did-manager'
import { DIDResolverPlugin } from '@veramo/did-resolver'
import { KeyManager, MemoryKeyStore, MemoryPrivateKeyStore } from '@veramo/key-manager'
import { KeyManagementSystem } from '@veramo/kms-local'
import { createDereferencer, getResolver } from 'cheqd-did-resolver'
import { Resolver, type DIDResolver } from 'did-resolver'

export type IssuingAgent = TAgent<IKeyManager & IDIDManager & ITrustRegistryIssuer>

/** An agent that issues, with a DID that a ledger is to know from its first block on. */
export interface IssuingSetup {
  agent: IssuingAgent
  did: string
  genesisDid: GenesisDid
  publisher: CheqdSdkPublisher
}

/** Sets up an agent as an operator would, with the outbox on the disk and the publisher for many. */
export async function issuingAgent(rpcUrl: string, mnemonicFrom: string): Promise<IssuingSetup> {
  const provider = new GenesisProvider()
  const network = { testnet: { rpcUrl } }
  const sources = createDereferencer(network)
  const publisher = new CheqdSdkPublisher({ rpcUrl, network: 'testnet', payer: { mnemonicFrom } })
  const outbox = { path: mkdtempSync(join(tmpdir(), 'bench-outbox-')) }
  const agent = createAgent({
    plugins: [
      new KeyManager({
        store: new MemoryKeyStore(),
        kms: { local: new KeyManagementSystem(new MemoryPrivateKeyStore()) },
      }),
      new DIDManager({ store: new MemoryDIDStore(), defaultProvider: 'own', providers: { own: provider } }),
      new DIDResolverPlugin({ resolver: new Resolver(getResolver(network) as unknown as Record<string, DIDResolver>) }),
      new CredentialPlugin([new CredentialProviderJWT()]),
      new TrustChainVerifier({ sources }),
      new TrustRegistryIssuer({ publisher, sources, outbox }),
    ],
  }) as unknown as IssuingAgent
  const { did } = await agent.didManagerCreate({})
  return { agent, did, genesisDid: provider.dids[0] as GenesisDid, publisher }
}

class GenesisProvider extends AbstractIdentifierProvider {
  readonly dids: GenesisDid[] = []

  async createIdentifier(
    _args: { kms?: string; alias?: string; options?: object },
    context: IAgentContext<IKeyManager>,
  ): Promise<Omit<IIdentifier, 'provider'>> {
    const did = `did:cheqd:testnet:${randomUUID()}`
    const key = await context.agent.keyManagerCreate({ kms: 'local', type: 'Ed25519' })
    const id = `${did}#key-1`
    const x = Buffer.from(key.publicKeyHex, 'hex').toString('base64url')
    const document = {
      id: did,
      controller: [did],
      verificationMethod: [
        { id, controller: did, type: 'JsonWebKey2020', publicKeyJwk: { kty: 'OKP', crv: 'Ed25519', x } },
      ],
      authentication: [id],
      assertionMethod: [id],
    }
    this.dids.push({ did, versions: [{ versionId: randomUUID(), created: '2026-01-01T00:00:00Z', document }] })
    return { did, controllerKeyId: key.kid, keys: [key], services: [] }
  }

  updateIdentifier = (): Promise<never> => Promise.reject(new Error('not needed'))
  deleteIdentifier = (): Promise<boolean> => Promise.resolve(true)
  addKey = (): Promise<object> => Promise.resolve({})
  removeKey = (): Promise<object> => Promise.resolve({})
  addService = (): Promise<object> => Promise.resolve({})
  removeService = (): Promise<object> => Promise.resolve({})
}
