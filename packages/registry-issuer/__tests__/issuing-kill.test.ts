import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readPublication } from '../src/outbox/publication-record.js'
import { compiledWorkspaces } from './support/compiled-workspaces.js'
import { expectWholeBatch } from './support/expect-whole-batch.js'
import { IssuingProcess } from './support/issuing-process.js'
import { KillLedger, type KillBatch } from './support/kill-ledger.js'
import { temporaryFolder } from './support/temporary-folder.js'

/** Times that a process is killed: 200 in the nightly run. */
const wantedKills = Number(process.env.ISSUER_KILLS ?? 5)
/** Accreditations of a batch: 500 in the nightly run. */
const batchSize = Number(process.env.ISSUER_KILL_BATCH ?? 50)
/** Kills that may be added where those that were wanted did not hit a batch in each of its phases. */
const moreKills = 20

/** How far a batch had come when its process was killed. */
const stages = [
  'not recorded',
  'recorded',
  'partly signed',
  'signed',
  'partly published',
  'published, not all noted',
  'done',
] as const
type Stage = (typeof stages)[number]

/** A process must have been killed in each, or the test would show little. */
const phases: readonly { name: string; stages: readonly Stage[] }[] = [
  { name: 'before it is recorded', stages: ['not recorded'] },
  { name: 'before the first is published', stages: ['recorded', 'partly signed', 'signed'] },
  { name: 'after the first is published', stages: ['partly published', 'published, not all noted'] },
]

describe('a process that is killed while it issues a batch', () => {
  let world: KillLedger
  let script: string
  let next: IssuingProcess
  /** Milliseconds that a batch takes when nobody disturbs it: until it is recorded, and from then on. */
  let usual = { checking: 0, publishing: 0 }
  const killedAt = new Map<Stage, number>(stages.map((stage) => [stage, 0]))
  let killedWhileResuming = 0

  beforeAll(async () => {
    script = join(compiledWorkspaces(temporaryFolder()), 'child-issue.js')
    world = await KillLedger.start(temporaryFolder(), wantedKills + moreKills + 1)
    next = IssuingProcess.start(script)
  })

  afterAll(async () => {
    await next.kill()
    await world.close()
  })

  /** A process that is ready to begin: another one loads its code meanwhile, which takes longer than a small batch. */
  const ready = async (): Promise<IssuingProcess> => {
    const one = next
    await one.said('ready')
    next = IssuingProcess.start(script)
    return one
  }

  const pending = async () => (await world.store.list('publication/')).map((found) => readPublication(found).record)

  const stageOf = async (batch: KillBatch): Promise<Stage> => {
    const records = await pending()
    const onLedger = (await world.published(batch)).length
    if (onLedger === batch.names.length) return records.length > 0 ? 'published, not all noted' : 'done'
    if (onLedger > 0) return 'partly published'
    const signed = records.filter(({ data }) => data !== undefined).length
    if (signed > 0) return signed === records.length ? 'signed' : 'partly signed'
    return records.length > 0 ? 'recorded' : 'not recorded'
  }

  const until = async (isSo: () => Promise<boolean>, issuing: IssuingProcess): Promise<void> => {
    while (!issuing.hasEnded && !(await isSo())) await sleep(5)
  }

  const killCount = (): number => [...killedAt.values()].reduce((sum, count) => sum + count, 0)
  const isHit = (phase: (typeof phases)[number]): boolean => phase.stages.some((stage) => killedAt.get(stage) !== 0)

  /** Milliseconds that the rest of a batch takes, as far as can be told. */
  const restOf = async (): Promise<number> => {
    const left = (await pending()).length
    const { checking, publishing } = usual
    return left === 0 ? checking + publishing : 100 + (publishing * left) / batchSize
  }

  /** Waits for the moment to kill: any moment of the rest of the batch; once each, one in a phase that was not hit yet. */
  const moment = async (issuing: IssuingProcess): Promise<void> => {
    const missed = phases.find((phase) => !isHit(phase))
    const before = (await pending()).length
    if (missed === phases[0] && before === 0) await sleep(randomInt(1 + Math.floor(usual.checking / 2)))
    else if (missed === phases[1]) await until(async () => (await pending()).length > 0, issuing)
    else if (missed === phases[2]) {
      // It leaves the outbox when the ledger shows it.
      await until(async () => (await pending()).length > 0, issuing)
      await until(async () => (await pending()).length < batchSize, issuing)
    } else await sleep(randomInt(Math.ceil(await restOf())))
  }

  /** Starts processes one after the other until one is through, and kills all others. */
  const carryThrough = async (batch: KillBatch): Promise<void> => {
    for (;;) {
      const issuing = await ready()
      const left = (await pending()).length
      issuing.begin(batch.file)
      if (killCount() < wantedKills || (!phases.every(isHit) && killCount() < wantedKills + moreKills)) {
        await Promise.race([moment(issuing), issuing.ended()])
        if (await issuing.kill()) {
          const stage = await stageOf(batch)
          killedAt.set(stage, (killedAt.get(stage) ?? 0) + 1)
          if (left > 0 && !issuing.lines.some((line) => line.startsWith('resumed'))) killedWhileResuming += 1
          continue
        }
      }
      await issuing.ended()
      const [, resumed, issued] = issuing.lines
      expect(resumed).toMatch(/^resumed \d+ \[\]$/)
      expect(issued).toBe('issued null')
      return
    }
  }

  /** How long it takes while nobody disturbs it. */
  const measure = async (batch: KillBatch): Promise<void> => {
    const issuing = await ready()
    const begun = performance.now()
    issuing.begin(batch.file)
    await until(async () => (await pending()).length > 0, issuing)
    const recorded = performance.now()
    expect(await issuing.said('issued')).toBe('issued null')
    usual = { checking: recorded - begun, publishing: performance.now() - recorded }
    await issuing.ended()
  }

  it(
    `leaves nothing lost and nothing doubled after ${wantedKills} times SIGKILL, and an empty outbox`,
    async () => {
      const undisturbed = await world.newBatch(batchSize)
      await measure(undisturbed)
      await expectWholeBatch(undisturbed, world)
      let batches = 0
      const begun = performance.now()
      while (killCount() < wantedKills || !phases.every(isHit)) {
        const batch = await world.newBatch(batchSize)
        await carryThrough(batch)
        await expectWholeBatch(batch, world)
        batches += 1
      }
      if (process.env.ISSUER_KILLS !== undefined) {
        const seconds = Math.round((performance.now() - begun) / 1000)
        const told = { kills: killCount(), batches, seconds, ...usual, killedWhileResuming }
        process.stderr.write(`${JSON.stringify({ ...told, killedAt: Object.fromEntries(killedAt) })}\n`)
      }
      expect(phases.filter((phase) => !isHit(phase))).toEqual([])
      expect(killedWhileResuming).toBeGreaterThan(0)
    },
    wantedKills * 60_000 + 240_000,
  )
})
