import { generateKeyPairSync, randomUUID } from 'node:crypto'
import type { Cheqd } from '@cheqd/did-provider-cheqd'
import { TrustChainVerifier, type ITrustChainVerifier } from '@trustchains/chain-verifier'
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
import {
  CheqdPublisher,
  LmdbOutboxStore,
  TrustRegistryIssuer,
  type ITrustRegistryIssuer,
  type ResourcePublisher,
} from '../../src/index.js'
import { CheqdSdkPublisher } from '../../src/publishing/cheqd-sdk/index.js'
import { NoProvider } from './no-provider.js'

/** A DID with one key, as JSON. */
export interface GenesisIssuer {
  did: string
  /** Seed and public key, in hex. */
  privateKeyHex: string
  /** For the ledger's genesis. */
  genesis: GenesisDid
}

/** All that an agent is made of, as JSON: the same one in a test and in processes that it starts. */
export interface IssuingSetup {
  /** URL of the node, which may be that of a faulty one before it. */
  rpc: string
  /** Of the resolver, which is not faulty. */
  resolver: string
  /** Environment variable with the mnemonic of the account that pays. */
  payerVariable: string
  issuers: GenesisIssuer[]
  /** Folder of the outbox, which all share. */
  outbox: string
  /** Milliseconds after which the publisher gives a transaction up. */
  timeoutMs: number
  /** The cheqd plugin of the agent, as by default, or the publisher on cheqd's SDK, which is quicker. Default `sdk`. */
  publisher?: 'plugin' | 'sdk'
  /** Whether estimates of gas are made small, so that what is too large gets as far as the ledger. */
  ignoresGas?: boolean
}

export type IssuingAgent = TAgent<
  IKeyManager & IDIDManager & IResolver & ICredentialPlugin & ITrustChainVerifier & ITrustRegistryIssuer
>

/** A DID with one key, for a ledger that knows it from its first block on. */
export function makeGenesisIssuer(): GenesisIssuer {
  const did = `did:cheqd:testnet:${randomUUID()}`
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  const kid = `${did}#key-1`
  const method = { id: kid, type: 'JsonWebKey2020', controller: did, publicKeyJwk: { kty: 'OKP', crv: 'Ed25519', x } }
  const relations = { authentication: [kid], assertionMethod: [kid] }
  const document = {
    '@context': ['https://www.w3.org/ns/did/v1'],
    id: did,
    controller: [did],
    verificationMethod: [method],
    ...relations,
  }
  return {
    did,
    privateKeyHex: Buffer.concat([Buffer.from(d, 'base64url'), Buffer.from(x, 'base64url')]).toString('hex'),
    genesis: { did, versions: [{ versionId: randomUUID(), created: '2026-01-01T00:00:00Z', document }] },
  }
}

/** An agent that manages the DIDs and publishes by cheqd's SDK. */
export async function makeIssuingAgent(setup: IssuingSetup): Promise<IssuingAgent> {
  const network = { testnet: { resolverUrl: setup.resolver } }
  const sources = createDereferencer(network)
  const publisher = publisherOf(setup)
  const agent = createAgent({
    plugins: [
      new KeyManager({
        store: new MemoryKeyStore(),
        kms: { local: new KeyManagementSystem(new MemoryPrivateKeyStore()) },
      }),
      new DIDManager({ store: new MemoryDIDStore(), defaultProvider: 'none', providers: { none: new NoProvider() } }),
      ...(setup.publisher === 'plugin' ? [await cheqdPlugin(setup)] : []),
      new DIDResolverPlugin({ resolver: new Resolver({ ...getResolver(network) }) }),
      new CredentialPlugin([new CredentialProviderJWT()]),
      new TrustChainVerifier({ sources }),
      new TrustRegistryIssuer({ sources, publisher, outbox: new LmdbOutboxStore({ path: setup.outbox }) }),
    ],
  }) as unknown as IssuingAgent
  for (const { did, privateKeyHex } of setup.issuers) {
    const kid = privateKeyHex.slice(64)
    const key = { kid, kms: 'local', type: 'Ed25519' as const, privateKeyHex }
    await agent.didManagerImport({ did, provider: 'none', controllerKeyId: kid, keys: [key] })
  }
  return agent
}

/** Loaded where it is asked for: it brings much, and processes that are started often wait for it. */
async function cheqdPlugin({ rpc, payerVariable }: IssuingSetup): Promise<Cheqd> {
  const { Cheqd, CheqdDIDProvider } = await import('@cheqd/did-provider-cheqd')
  const provider = new CheqdDIDProvider({
    defaultKms: 'local',
    networkType: 'testnet' as never,
    rpcUrl: rpc,
    cosmosPayerSeed: process.env[payerVariable] ?? '',
  })
  return new Cheqd({ providers: [provider] as never })
}

function publisherOf({ publisher, rpc, payerVariable, timeoutMs, ignoresGas }: IssuingSetup): ResourcePublisher {
  const made =
    publisher === 'plugin'
      ? new CheqdPublisher()
      : new CheqdSdkPublisher({
          rpcUrl: rpc,
          network: 'testnet',
          payer: { mnemonicFrom: payerVariable },
          pollMs: 20,
          timeoutMs,
        })
  if (ignoresGas !== true) return made
  const estimate = made.estimate.bind(made)
  return Object.assign(made, {
    estimate: async (...args: Parameters<ResourcePublisher['estimate']>) => ({ ...(await estimate(...args)), gas: 1 }),
  })
}
