import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeWithPrograms } from '@trustchains/test-kit'
import type { BatchWorld, WorldBatch } from './support/batch-world.js'
import { compiledWorkspaces } from './support/compiled-workspaces.js'
import { expectWholeBatch } from './support/expect-whole-batch.js'
import { IssuingProcess } from './support/issuing-process.js'
import { KillProcesses, moreKills } from './support/kill-processes.js'
import { startKillWeb } from './support/kill-web.js'
import { temporaryFolder } from './support/temporary-folder.js'

import type { WebWorld } from './support/web-world.js'

/** Times that a process is killed: 200 in the nightly run. */
const kills = Number(process.env.WEB_KILLS ?? 6)
/** Accreditations of a batch. */
const batchSize = Number(process.env.WEB_KILL_BATCH ?? 20)

describeWithPrograms(['openssl'], 'processes that publish into the folder of a web server', () => {
  let world: BatchWorld
  let web: WebWorld
  let script: string

  beforeAll(async () => {
    script = join(compiledWorkspaces(temporaryFolder()), 'child-issue-web.js')
    ;({ world, web } = await startKillWeb(temporaryFolder(), kills + moreKills + 2))
  }, 600_000)

  afterAll(async () => {
    await world.store.close()
    await web.close()
  })

  const folderOf = ({ issuer }: { issuer: string }): string => web.fileOf(issuer, 'resources')

  /** What a reader must find at every moment, whatever process was killed: a signed index, and every file of it whole. */
  const expectReadable = async (batch: WorldBatch): Promise<void> => {
    if (!existsSync(join(folderOf(batch), 'index.jwt'))) return
    // It has seen what stood there before, and takes neither an older index nor another of the same number.
    const resources = await world.reader.listResources(batch.issuer)
    for (const { resourceId, checksum } of resources) {
      const content = readFileSync(join(folderOf(batch), resourceId))
      expect(createHash('sha256').update(content).digest('hex')).toBe(checksum)
    }
    const named = resources.map(({ resourceType, resourceName }) => `${resourceType} ${resourceName}`)
    expect(new Set(named).size).toBe(named.length)
  }

  /** What must stand there when a batch is whole: no file but those of the index. */
  const expectNothingElse = async (batch: WorldBatch): Promise<void> => {
    const ids = (await world.reader.listResources(batch.issuer)).map(({ resourceId }) => resourceId)
    expect(readdirSync(folderOf(batch)).toSorted()).toEqual([...ids, 'index.jwt'].toSorted())
  }

  it(
    `and are killed ${kills} times leave an index that verifies, whole files, and in the end nothing lost or doubled`,
    async () => {
      const run = new KillProcesses({
        script,
        kills,
        store: world.store,
        newBatch: () => world.newBatch(batchSize),
        published: async (batch) =>
          existsSync(join(folderOf(batch), 'index.jwt')) ? await world.published(batch) : [],
        afterKill: expectReadable,
        afterBatch: async (batch) => {
          await expectNothingElse(batch)
          await expectWholeBatch(batch, world)
        },
      })
      await run.run()
      expect(run.missed).toEqual([])
      expect(run.killedWhileResuming).toBeGreaterThan(0)
    },
    kills * 60_000 + 240_000,
  )

  it('of one DID at once lose nothing of one another, and readers see only what grows', async () => {
    const { issuer, args, names } = await world.newBatch(batchSize)
    const halves = [0, 1].map((half) => {
      const accreditations = args.accreditations.filter((_, index) => index % 2 === half)
      return world.fileOf(`half-${half}`, issuer, { idempotencyKey: `half ${half}`, accreditations })
    })
    const processes = halves.map(() => IssuingProcess.start(script))
    await Promise.all(processes.map((one) => one.said('ready')))
    processes.forEach((one, index) => {
      one.begin(halves[index] ?? '')
    })
    await Promise.all(processes.map((one) => one.ended()))
    expect(processes.map(({ lines }) => lines.at(-1))).toEqual(['issued null', 'issued null'])
    expect(await world.published({ issuer })).toEqual(names)
  })
})
