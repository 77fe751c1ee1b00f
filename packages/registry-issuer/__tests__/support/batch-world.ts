import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { chainTypes, type Dereferencer } from '@trustchains/core'
import type { TAgent } from '@veramo/core-types'
import { LmdbOutboxStore, type IssueAccreditationsArgs, type ITrustRegistryIssuer } from '../../src/index.js'
import { diplomaTypes, issueChain, type IssuedChain } from './issue-chain.js'
import type { KilledBatch } from './kill-processes.js'

/** A batch of an issuer of its own, whose status list is made by it too. */
export interface WorldBatch extends KilledBatch {
  issuer: string
  args: IssueAccreditationsArgs
}

/** What the agents of a test are made of, as JSON. */
export interface BatchSetup {
  /** DIDs that the agent manages. */
  issuers: { did: string }[]
  /** Folder of the outbox, which all share. */
  outbox: string
}

/** A registry, an agent that issues for all of its DIDs, and the outbox that it shares with processes which are killed. */
export class BatchWorld {
  readonly store: LmdbOutboxStore
  #made = 0

  private constructor(
    readonly agent: TAgent<ITrustRegistryIssuer>,
    readonly reader: Required<Dereferencer>,
    private readonly setup: BatchSetup,
    private readonly chain: IssuedChain,
  ) {
    this.store = new LmdbOutboxStore({ path: setup.outbox })
  }

  /** Issues what stands above the batches, in the name of the first three issuers; each of the others is for one batch. */
  static async start(
    agent: TAgent<ITrustRegistryIssuer>,
    reader: Required<Dereferencer>,
    setup: BatchSetup,
  ): Promise<BatchWorld> {
    const above = setup.issuers.slice(0, 3).map(({ did }) => did)
    const chain = await issueChain(agent as never, () => Promise.resolve(above.shift() ?? ''))
    return new BatchWorld(agent, reader, setup, chain)
  }

  /** The next batch: of an issuer that has published nothing yet. */
  async newBatch(size: number): Promise<WorldBatch> {
    const number = this.#made++
    const issuer = this.setup.issuers[3 + number]
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
    return { issuer: issuer.did, names, args, file: this.fileOf(`batch-${number}`, issuer.did, args) }
  }

  /** Writes what a process is told to issue, in the name of one of the issuers. */
  fileOf(name: string, issuer: string, batch: IssueAccreditationsArgs): string {
    const file = join(dirname(this.setup.outbox), `${name}.json`)
    const issuers = this.setup.issuers.filter(({ did }) => did === issuer)
    writeFileSync(file, JSON.stringify({ setup: { ...this.setup, issuers }, batch }))
    return file
  }

  /** Names of the accreditations of an issuer as anybody can read them, each as often as it is there, in order. */
  async published({ issuer }: { issuer: string }): Promise<string[]> {
    const resources = await this.reader.listResources(issuer)
    return resources
      .filter(({ resourceType }) => resourceType === chainTypes.attest)
      .map(({ resourceName }) => resourceName)
      .toSorted()
  }
}
