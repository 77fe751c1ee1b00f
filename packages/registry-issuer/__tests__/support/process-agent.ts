import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { Cheqd, CheqdDIDProvider } from '@cheqd/did-provider-cheqd'
import type { GenesisDid } from '@trustchains/dev-ledger'
import { createAgent } from '@veramo/core'
import type { ICredentialPlugin, IDIDManager, IKeyManager, IResolver, TAgent } from '@veramo/core-types'
import { CredentialProviderJWT } from '@veramo/credential-jwt'
import { CredentialPlugin } from '@veramo/credential-w3c'
import { DIDManager, MemoryDIDStore } from '@veramo/did-manager'
import { DIDResolverPlugin } from '@veramo/did-resolver'
import { KeyManager, MemoryKeyStore, MemoryPrivateKeyStore } from '@veramo/key-manager'
import { KeyManagementSystem } from '@veramo/kms-local'
import { createDereferencer, getResolver } from 'cheqd-did-resolver'
import { Resolver } from 'did-resolver'
import { LmdbOutboxStore, TrustRegistryIssuer, type ITrustRegistryIssuer } from '../../src/index.js'

/** All that an agent is made of, as JSON: the same one in a test and in processes that it starts. */
export interface ProcessSetup {
  /** URLs of a development ledger. */
  rpc: string
  resolver: string
  /** Of the account that pays. */
  mnemonic: string
  did: string
  /** Of the DID's key: seed and public key, in hex. */
  privateKeyHex: string
  /** Folder of the outbox store, which all share. */
  outbox: string
  /** For the ledger's genesis. */
  genesis: GenesisDid
}

export type ProcessAgent = TAgent<IKeyManager & IDIDManager & IResolver & ICredentialPlugin & ITrustRegistryIssuer>

/** A DID with one key, for a ledger that knows it from its first block on. */
export function newGenesisIssuer(): Pick<ProcessSetup, 'did' | 'privateKeyHex' | 'genesis'> {
  const did = `did:cheqd:testnet:${randomUUID()}`
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  const kid = `${did}#key-1`
  const method = { id: kid, type: 'JsonWebKey2020', controller: did, publicKeyJwk: { kty: 'OKP', crv: 'Ed25519', x } }
  const document = {
    '@context': ['https://www.w3.org/ns/did/v1'],
    id: did,
    controller: [did],
    verificationMethod: [method],
    authentication: [kid],
    assertionMethod: [kid],
  }
  return {
    did,
    privateKeyHex: Buffer.concat([Buffer.from(d, 'base64url'), Buffer.from(x, 'base64url')]).toString('hex'),
    genesis: { did, versions: [{ versionId: randomUUID(), created: '2026-01-01T00:00:00Z', document }] },
  }
}

/**
 * An agent with the unmodified cheqd provider, that manages the DID.
 *
 * @param schemaValidation - the cheqd plugin's own calls of the agent do not pass it
 */
export async function processAgent(
  { rpc, resolver, mnemonic, did, privateKeyHex, outbox }: ProcessSetup,
  schemaValidation = true,
): Promise<ProcessAgent> {
  const provider = new CheqdDIDProvider({
    defaultKms: 'local',
    networkType: 'testnet' as never,
    rpcUrl: rpc,
    cosmosPayerSeed: mnemonic,
  })
  const network = { testnet: { resolverUrl: resolver } }
  const agent = createAgent({
    schemaValidation,
    plugins: [
      new KeyManager({
        store: new MemoryKeyStore(),
        kms: { local: new KeyManagementSystem(new MemoryPrivateKeyStore()) },
      }),
      new DIDManager({ store: new MemoryDIDStore(), defaultProvider: 'cheqd', providers: { cheqd: provider } }),
      new DIDResolverPlugin({ resolver: new Resolver({ ...getResolver(network) }) }),
      new CredentialPlugin([new CredentialProviderJWT()]),
      new Cheqd({ providers: [provider] as never }),
      new TrustRegistryIssuer({
        sources: createDereferencer(network),
        outbox: new LmdbOutboxStore({ path: outbox }),
      }),
    ],
  }) as unknown as ProcessAgent
  // The cheqd provider looks for keys under the name that the key manager gives to those that it makes.
  const kid = privateKeyHex.slice(64)
  const key = { kid, kms: 'local', type: 'Ed25519' as const, privateKeyHex }
  await agent.didManagerImport({ did, provider: 'cheqd', controllerKeyId: kid, keys: [key] })
  return agent
}
