import { join } from 'node:path'
import type { BatchWorld, WorldBatch } from './support/batch-world.js'
import { compiledWorkspaces } from './support/compiled-workspaces.js'
import { expectWholeBatch } from './support/expect-whole-batch.js'
import { startKillLedger } from './support/kill-ledger.js'
import { KillProcesses, moreKills } from './support/kill-processes.js'
import { temporaryFolder } from './support/temporary-folder.js'

/** Times that a process is killed: 200 in the nightly run. */
const kills = Number(process.env.ISSUER_KILLS ?? 5)
/** Accreditations of a batch: 500 in the nightly run. */
const batchSize = Number(process.env.ISSUER_KILL_BATCH ?? 50)

/** In the nightly run one wants to know how far it is, and where the processes died. */
const tell = (line: string): void => {
  if (process.env.ISSUER_KILLS !== undefined) process.stderr.write(`${line}\n`)
}

describe('a process that is killed while it issues a batch', () => {
  let world: BatchWorld
  let close: () => Promise<void>
  let script: string

  beforeAll(async () => {
    script = join(compiledWorkspaces(temporaryFolder()), 'child-issue.js')
    ;({ world, close } = await startKillLedger(temporaryFolder(), kills + moreKills + 1))
  }, 600_000)

  afterAll(() => close())

  it(
    `leaves nothing lost and nothing doubled after ${kills} times SIGKILL, and an empty outbox`,
    async () => {
      const begun = performance.now()
      const run: KillProcesses<WorldBatch> = new KillProcesses({
        script,
        kills,
        store: world.store,
        newBatch: () => world.newBatch(batchSize),
        published: (batch) => world.published(batch),
        afterBatch: (batch) => expectWholeBatch(batch, world),
        onKill: (stage) => tell(`kill ${run.kills}: ${stage}`),
      })
      await run.run()
      const { batches, usual, killedWhileResuming, killedAt } = run
      const seconds = Math.round((performance.now() - begun) / 1000)
      tell(JSON.stringify({ ...Object.fromEntries(killedAt), killedWhileResuming, batches, seconds, usual }))
      expect(run.missed).toEqual([])
      expect(run.killedWhileResuming).toBeGreaterThan(0)
    },
    kills * 60_000 + 240_000,
  )
})
