import { DevLedger, type DevLedgerOptions } from '@trustchains/dev-ledger'
import { createAgent } from '@veramo/core'
import type { IDIDManager, IKeyManager, IResolver, TAgent } from '@veramo/core-types'
import { DIDManager, MemoryDIDStore } from '@veramo/did-manager'
import { DIDResolverPlugin } from '@veramo/did-resolver'
import { KeyManager, MemoryKeyStore, MemoryPrivateKeyStore } from '@veramo/key-manager'
import { KeyManagementSystem } from '@veramo/kms-local'
import { createDereferencer, getResolver, type CheqdDereferencer } from 'cheqd-did-resolver'
import { Resolver } from 'did-resolver'
import { randomUUID } from 'node:crypto'
import type { ResourceToPublish, TrustRegistryIssuerContext } from '../../src/index.js'
import type { CheqdSdkPublisherOptions } from '../../src/publishing/cheqd-sdk/index.js'
import { GenesisDidProvider, type GenesisDidOptions } from './genesis-did-provider.js'

/** A ledger, an agent with DIDs on it, and what a test of a publisher needs. */
export interface SdkLedger {
  ledger: DevLedger
  dids: string[]
  context: TrustRegistryIssuerContext
  reader: CheqdDereferencer
  /** Options of a publisher whose payer the faucet's mnemonic is, quick to look for transactions. */
  options: CheqdSdkPublisherOptions
  resource: (change?: Partial<ResourceToPublish>) => ResourceToPublish
}

/** Name of the environment variable with the mnemonic of the payer. */
export const payerVariable = 'TEST_PAYER_MNEMONIC'

/** Starts a ledger that knows DIDs of an agent. */
export async function startSdkLedger(
  dids: readonly GenesisDidOptions[] = [{}],
  ledgerOptions: DevLedgerOptions = {},
): Promise<SdkLedger> {
  const provider = new GenesisDidProvider()
  let resolver = new Resolver({})
  const agent = createAgent({
    schemaValidation: true,
    plugins: [
      new KeyManager({
        store: new MemoryKeyStore(),
        kms: { local: new KeyManagementSystem(new MemoryPrivateKeyStore()) },
      }),
      new DIDManager({ store: new MemoryDIDStore(), defaultProvider: 'cheqd', providers: { cheqd: provider } }),
      new DIDResolverPlugin({ resolver: { resolve: (did: string) => resolver.resolve(did) } }),
    ],
  }) as unknown as TAgent<IKeyManager & IDIDManager & IResolver>
  const made: string[] = []
  for (const options of dids) made.push((await agent.didManagerCreate({ options })).did)
  const ledger = await DevLedger.start({
    rpcPort: 0,
    grpcPort: 0,
    resolverPort: 0,
    import: { dids: provider.dids },
    ...ledgerOptions,
  })
  const network = { testnet: { rpcUrl: ledger.urls.rpc } }
  resolver = new Resolver({ ...getResolver(network) })
  process.env[payerVariable] = ledger.faucetMnemonic
  return {
    ledger,
    dids: made,
    context: { agent } as never,
    reader: createDereferencer(network),
    options: { rpcUrl: ledger.urls.rpc, network: 'testnet', payer: { mnemonicFrom: payerVariable }, pollMs: 20 },
    resource: (change = {}) => ({
      did: made[0] ?? '',
      resourceId: randomUUID(),
      name: 'resource',
      version: '1',
      type: 'Test',
      data: Buffer.from(JSON.stringify({ text: 'x'.repeat(1500), id: randomUUID() })),
      mediaType: 'application/json',
      kms: 'local',
      ...change,
    }),
  }
}
