import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chainTypes } from '@trustchains/core'
import { DevLedger } from '@trustchains/dev-ledger'
import { createDereferencer, type CheqdDereferencer } from 'cheqd-did-resolver'
import { LmdbOutboxStore, type IssueAccreditationsArgs } from '../../src/index.js'
import { diplomaTypes, issueChain, type IssuedChain } from './issue-chain.js'
import {
  makeGenesisIssuer,
  makeIssuingAgent,
  type GenesisIssuer,
  type IssuingAgent,
  type IssuingSetup,
} from './issuing-agent.js'

/** A batch of an issuer of its own, whose status list is made by it too, and the file that a process reads it from. */
export interface KillBatch {
  issuer: string
  names: string[]
  args: IssueAccreditationsArgs
  file: string
}

/** A ledger, an agent and the outbox that it shares with processes which are killed. */
export class KillLedger {
  #made = 0

  private constructor(
    readonly ledger: DevLedger,
    readonly agent: IssuingAgent,
    readonly store: LmdbOutboxStore,
    readonly reader: CheqdDereferencer,
    private readonly setup: IssuingSetup,
    private readonly chain: IssuedChain,
    private readonly issuers: readonly GenesisIssuer[],
  ) {}

  /** @param folder - for the outbox and the batches */
  static async start(folder: string, batches: number): Promise<KillLedger> {
    const issuers = Array.from({ length: 3 + batches }, () => makeGenesisIssuer())
    const dids = issuers.map(({ genesis }) => genesis)
    const ledger = await DevLedger.start({ rpcPort: 0, grpcPort: 0, resolverPort: 0, import: { dids } })
    process.env.KILLED_PAYER = ledger.faucetMnemonic
    const { rpc, resolver } = ledger.urls
    const outbox = join(folder, 'outbox')
    const setup = { rpc, resolver, payerVariable: 'KILLED_PAYER', issuers, outbox, timeoutMs: 30_000 }
    const agent = await makeIssuingAgent(setup)
    const above = issuers.slice(0, 3).map(({ did }) => did)
    const chain = await issueChain(agent as never, () => Promise.resolve(above.shift() ?? ''))
    const reader = createDereferencer({ testnet: { resolverUrl: resolver } })
    return new KillLedger(ledger, agent, new LmdbOutboxStore({ path: outbox }), reader, setup, chain, issuers)
  }

  /** The next batch: of an issuer that has published nothing yet. */
  async newBatch(size: number): Promise<KillBatch> {
    const number = this.#made++
    const issuer = this.issuers[3 + number]
    if (issuer === undefined) throw new Error('more batches than there are issuers for')
    const { root: rootAuthorization, schemaId, ministry } = this.chain
    const accreditedFor = [{ schemaId, types: diplomaTypes }]
    const { didUrls } = await this.agent.issueAccreditation({
      kind: 'accredit',
      issuer: ministry,
      subject: issuer.did,
      name: `certifier ${number}`,
      accreditedFor,
      parentAccreditation: rootAuthorization,
      rootAuthorization,
    })
    const names = Array.from({ length: size }, (_, index) => `school ${String(index).padStart(4, '0')}`)
    const args: IssueAccreditationsArgs = {
      idempotencyKey: `batch ${number}`,
      accreditations: names.map((name, index) => ({
        kind: 'attest',
        issuer: issuer.did,
        subject: `did:web:school-${index}.example`,
        name,
        accreditedFor,
        parentAccreditation: didUrls.pinned,
        rootAuthorization,
        status: [{ purpose: 'revocation' }],
      })),
    }
    const file = join(this.setup.outbox, '..', `batch-${number}.json`)
    writeFileSync(file, JSON.stringify({ setup: { ...this.setup, issuers: [issuer] }, batch: args }))
    return { issuer: issuer.did, names, args, file }
  }

  /** Names of the accreditations of a batch as the ledger has them, each as often as it has it, in order. */
  async published({ issuer }: KillBatch): Promise<string[]> {
    const resources = await this.reader.listResources(issuer)
    return resources
      .filter(({ resourceType }) => resourceType === chainTypes.attest)
      .map(({ resourceName }) => resourceName)
      .toSorted()
  }

  async close(): Promise<void> {
    await this.store.close()
    await this.ledger.close()
  }
}
