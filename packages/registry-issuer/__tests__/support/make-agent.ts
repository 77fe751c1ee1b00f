import { World } from '@trustchains/test-kit'
import { TrustChainVerifier, type ITrustChainVerifier } from '@trustchains/chain-verifier'
import { createAgent } from '@veramo/core'
import type {
  IAgentPlugin,
  ICredentialPlugin,
  IDIDManager,
  IKeyManager,
  IPluginMethodMap,
  IResolver,
  TAgent,
} from '@veramo/core-types'
import { CredentialProviderJWT } from '@veramo/credential-jwt'
import { CredentialPlugin } from '@veramo/credential-w3c'
import { DIDManager, MemoryDIDStore } from '@veramo/did-manager'
import { DIDResolverPlugin } from '@veramo/did-resolver'
import { KeyManager, MemoryKeyStore, MemoryPrivateKeyStore } from '@veramo/key-manager'
import { KeyManagementSystem } from '@veramo/kms-local'
import { Resolver } from 'did-resolver'
import {
  MemoryOutboxStore,
  TrustRegistryIssuer,
  type ITrustRegistryIssuer,
  type TrustRegistryIssuerOptions,
} from '../../src/index.js'
import { WorldDidProvider, type WorldDidOptions } from './world-did-provider.js'

/** The cheqd plugin's method, on a world in memory. */
interface LedgerMethods extends IPluginMethodMap {
  cheqdCreateLinkedResource: (args: CreateResourceArgs) => Promise<boolean>
}

interface CreateResourceArgs {
  kms: string
  network: string
  payload: { collectionId: string; id: string; name: string; version: string; resourceType: string; data: string }
}

export type TestAgent = TAgent<
  IKeyManager & IDIDManager & IResolver & ICredentialPlugin & ITrustChainVerifier & ITrustRegistryIssuer & LedgerMethods
>

/** What a test leaves out of its agent, or puts in. */
export interface AgentParts {
  world?: World
  issuer?: TrustRegistryIssuerOptions
  without?: ('verifier' | 'ledger' | 'credentials')[]
  /** Default true. */
  schemaValidation?: boolean
  /** Stands in for the ledger's own method. */
  createResource?: (args: CreateResourceArgs, world: World) => Promise<boolean>
}

/** An agent and what a test needs to know of it. */
export interface MadeAgent {
  agent: TestAgent
  world: World
  createDid: (options?: WorldDidOptions) => Promise<string>
  /** Signatures made so far. */
  signatures: () => number
  /** Resources published so far. */
  published: () => number
}

/** A real agent with schema validation, whose keys, DIDs and ledger are in memory. */
export function makeAgent({
  world = new World(),
  issuer = {},
  without = [],
  schemaValidation = true,
  createResource,
}: AgentParts = {}): MadeAgent {
  const keys = new CountingKms(new MemoryPrivateKeyStore())
  const plugins: (IAgentPlugin | false)[] = [
    new KeyManager({ store: new MemoryKeyStore(), kms: { local: keys } }),
    new DIDManager({
      store: new MemoryDIDStore(),
      defaultProvider: 'world',
      providers: { world: new WorldDidProvider(world) },
    }),
    new DIDResolverPlugin({ resolver: new Resolver({ ...world.toResolver() }) }),
    !without.includes('credentials') && new CredentialPlugin([new CredentialProviderJWT()]),
    !without.includes('verifier') && new TrustChainVerifier({ sources: world.toDereferencer() }),
    !without.includes('ledger') && {
      methods: {
        cheqdCreateLinkedResource: (args: CreateResourceArgs) =>
          createResource === undefined ? createOnWorld(args, world) : createResource(args, world),
      },
    },
    new TrustRegistryIssuer({ sources: world.toDereferencer(), outbox: new MemoryOutboxStore(), ...issuer }),
  ]
  const agent = createAgent({
    schemaValidation,
    plugins: plugins.filter((plugin) => plugin !== false),
  }) as unknown as TestAgent
  const createDid = async (options: WorldDidOptions = {}): Promise<string> =>
    (await agent.didManagerCreate({ options })).did
  return {
    agent,
    world,
    createDid,
    signatures: () => keys.signatures,
    published: () => world.listAllResources().length,
  }
}

/** Counts what is signed: a refusal must come before. */
class CountingKms extends KeyManagementSystem {
  signatures = 0

  override sign(...args: Parameters<KeyManagementSystem['sign']>): Promise<string> {
    this.signatures += 1
    return super.sign(...args)
  }
}

/** Publishes as the ledger does. */
export function createOnWorld({ network, payload }: CreateResourceArgs, world: World): Promise<boolean> {
  world.publish({
    collection: `did:cheqd:${network}:${payload.collectionId}`,
    id: payload.id,
    name: payload.name,
    type: payload.resourceType,
    created: new Date().toISOString(),
    content: Buffer.from(payload.data, 'base64'),
  })
  return Promise.resolve(true)
}
