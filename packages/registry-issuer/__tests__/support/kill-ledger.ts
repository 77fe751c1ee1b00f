import { join } from 'node:path'
import { DevLedger } from '@trustchains/dev-ledger'
import { createDereferencer } from 'cheqd-did-resolver'
import { BatchWorld } from './batch-world.js'
import { makeGenesisIssuer, makeIssuingAgent } from './issuing-agent.js'

/**
 * A development ledger on which batches are issued by processes that are killed.
 *
 * @param folder - for the outbox and the batches
 * @param batches - most that are made
 */
export async function startKillLedger(
  folder: string,
  batches: number,
): Promise<{ world: BatchWorld; close: () => Promise<void> }> {
  const issuers = Array.from({ length: 3 + batches }, () => makeGenesisIssuer())
  const dids = issuers.map(({ genesis }) => genesis)
  const ledger = await DevLedger.start({ rpcPort: 0, grpcPort: 0, resolverPort: 0, import: { dids } })
  process.env.KILLED_PAYER = ledger.faucetMnemonic
  const { rpc, resolver } = ledger.urls
  const outbox = join(folder, 'outbox')
  const setup = { rpc, resolver, payerVariable: 'KILLED_PAYER', issuers, outbox, timeoutMs: 30_000 }
  const agent = await makeIssuingAgent(setup)
  const reader = createDereferencer({ testnet: { resolverUrl: resolver } })
  const world = await BatchWorld.start(agent, reader, setup)
  const close = async (): Promise<void> => {
    await world.store.close()
    await ledger.close()
  }
  return { world, close }
}
