import { spawn } from 'node:child_process'
import { randomInt, randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { chainTypes } from '@trustchains/core'
import { DevLedger } from '@trustchains/dev-ledger'
import { createDereferencer } from 'cheqd-did-resolver'
import { LmdbOutboxStore, type IssueAccreditationsArgs, type OutboxStore } from '../src/index.js'
import { diplomaTypes, issueChain, type IssuedChain } from './support/issue-chain.js'
import { makeGenesisIssuer, makeIssuingAgent, type IssuingAgent, type IssuingSetup } from './support/issuing-agent.js'
import { temporaryFolder } from './support/temporary-folder.js'

/** Times that the process is killed: 200 in the nightly run. */
const kills = Number(process.env.ISSUER_KILLS ?? 4)
/** Accreditations of a batch: 500 in the nightly run. */
const batchSize = Number(process.env.ISSUER_KILL_BATCH ?? 50)

describe('a process that is killed while it issues a batch', () => {
  let ledger: DevLedger
  let agent: IssuingAgent
  let chain: IssuedChain
  let setup: IssuingSetup
  const folder = temporaryFolder()

  beforeAll(async () => {
    const issuers = [makeGenesisIssuer(), makeGenesisIssuer(), makeGenesisIssuer()]
    ledger = await DevLedger.start({
      rpcPort: 0,
      grpcPort: 0,
      resolverPort: 0,
      import: { dids: issuers.map(({ genesis }) => genesis) },
    })
    process.env.KILLED_PAYER = ledger.faucetMnemonic
    const { rpc, resolver } = ledger.urls
    setup = { rpc, resolver, payerVariable: 'KILLED_PAYER', issuers, outbox: join(folder, 'outbox'), timeoutMs: 30_000 }
    agent = await makeIssuingAgent(setup)
    const dids = issuers.map(({ did }) => did)
    chain = await issueChain(agent as never, async () => dids.shift() as string)
  })

  afterAll(() => ledger.close())

  const batchOf = (round: string): IssueAccreditationsArgs => ({
    idempotencyKey: round,
    accreditations: Array.from({ length: batchSize }, (_, index) => ({
      kind: 'attest',
      issuer: chain.certifier,
      subject: `did:web:school-${String(index)}.example`,
      name: `${round} ${String(index)}`,
      accreditedFor: [{ schemaId: chain.schemaId, types: diplomaTypes }],
      parentAccreditation: chain.toAccredit,
      rootAuthorization: chain.root,
      status: [{ purpose: 'revocation' }],
    })),
  })

  /** Names of a batch as the ledger has them, each as often as it has it. */
  const published = async (round: string): Promise<string[]> => {
    const { listResources } = createDereferencer({ testnet: { resolverUrl: setup.resolver } })
    return (await listResources(chain.certifier))
      .filter(
        ({ resourceName, resourceType }) => resourceType === chainTypes.attest && resourceName.startsWith(`${round} `),
      )
      .map(({ resourceName }) => resourceName)
      .sort()
  }

  /** Starts the batch in a process of its own. */
  const start = (batch: IssueAccreditationsArgs) => {
    const file = join(folder, 'batch.json')
    writeFileSync(file, JSON.stringify({ setup, batch }))
    const script = fileURLToPath(new URL('./support/child-issue.mjs', import.meta.url))
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    })
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    return { child, ended, line: async (): Promise<unknown> => (await lines.next()).value }
  }

  /** Waits until the batch is recorded, after which there is something to lose. */
  const recorded = async (store: OutboxStore): Promise<void> => {
    while ((await store.list('publication/', { limit: 1 })).length === 0) await sleep(2)
  }

  /** Milliseconds that the batch takes when nobody disturbs it: until it is recorded, and from then on. */
  const undisturbed = async (store: OutboxStore): Promise<{ checking: number; publishing: number }> => {
    const { line, ended } = start(batchOf('undisturbed'))
    expect(await line()).toBe('ready')
    const begun = performance.now()
    await recorded(store)
    const checking = performance.now() - begun
    expect(await line()).toBe('done 0')
    const publishing = performance.now() - begun - checking
    await ended
    return { checking, publishing }
  }

  it(
    `leaves nothing lost and nothing doubled after ${String(kills)} times SIGKILL, and an empty outbox`,
    async () => {
      const store = new LmdbOutboxStore({ path: setup.outbox })
      const { checking, publishing } = await undisturbed(store)
      const left: number[] = []
      for (let kill = 0; kill < kills; kill++) {
        const round = randomUUID().slice(0, 8)
        const batch = batchOf(round)
        const names = batch.accreditations.map(({ name }) => name).sort()
        const { child, line, ended } = start(batch)
        expect(await line()).toBe('ready')
        // At any moment at all, and every other time while there is something to lose.
        if (kill % 2 === 0) {
          await recorded(store)
          await sleep(randomInt(Math.ceil(publishing)))
        } else {
          await sleep(randomInt(Math.ceil(checking + publishing)))
        }
        child.kill('SIGKILL')
        await ended
        const wasRecorded = (await store.list('publication/')).length > 0
        const { publications } = await agent.resumePublications({})
        left.push(publications.length)
        expect(publications.filter(({ state }) => state !== 'finished' && state !== 'found')).toEqual([])
        const afterwards = await published(round)
        expect(afterwards).toEqual(wasRecorded || afterwards.length > 0 ? names : [])
        // Who asked for the batch asks again, since no answer came.
        const { failed } = await agent.issueAccreditations(batch)
        expect(failed).toBe(0)
        expect(await published(round)).toEqual(names)
        expect(await store.list('publication/')).toEqual([])
        expect(await store.list('lock/calls/')).toEqual([])
      }
      // Killed at different moments: the test would show nothing if it were always before the batch or after it.
      expect(Math.max(...left)).toBeGreaterThan(0)
      await expectEntriesOnce()
      await store.close()
    },
    kills * 60_000 + 120_000,
  )

  /** No two accreditations have the same place in a status list, or revoking one would revoke the other. */
  const expectEntriesOnce = async (): Promise<void> => {
    const seen = new Set<string>()
    let count = 0
    for (let page = 1; ; page++) {
      const { entries, total } = await agent.listAccreditations({ did: chain.certifier, page, pageSize: 100 })
      for (const { credential, faults } of entries) {
        expect(faults).toEqual([])
        const { id } = (credential?.credentialStatus ?? {}) as { id?: string }
        if (id === undefined) continue
        seen.add(id)
        count += 1
      }
      if (page * 100 >= total) break
    }
    expect(count).toBe((kills + 1) * batchSize)
    expect(seen.size).toBe(count)
  }
})
