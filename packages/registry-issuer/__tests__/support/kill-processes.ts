import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { OutboxStore } from '../../src/index.js'
import { readPublication } from '../../src/outbox/publication-record.js'
import { IssuingProcess } from './issuing-process.js'

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
export type Stage = (typeof stages)[number]

/** A process must be killed in each, or it would show little. */
const phases: readonly { name: string; stages: readonly Stage[] }[] = [
  { name: 'before the batch is recorded', stages: ['not recorded'] },
  { name: 'before the first is published', stages: ['recorded', 'partly signed', 'signed'] },
  { name: 'after the first is published', stages: ['partly published', 'published, not all noted'] },
]

/** Kills that may be added where those that were wanted did not hit a batch in each of its phases. */
export const moreKills = 20

/** What a process is asked to issue, and how that is looked at. */
export interface KilledBatch {
  /** Names that are to be published, in order. */
  names: string[]
  /** What the process is told: the file with its setup and its batch. */
  file: string
}

/** What is killed, and what must hold. */
export interface KillOptions<Batch extends KilledBatch> {
  /** Of the processes, which resume and then issue their batch. */
  script: string
  /** Times that a process is killed. */
  kills: number
  /** The outbox that all share. */
  store: OutboxStore
  newBatch: () => Promise<Batch>
  /** Names of a batch that anybody can read now, each as often as it is there, in order. */
  published: (batch: Batch) => Promise<string[]>
  /** What must hold whenever a process was killed. */
  afterKill?: (batch: Batch) => Promise<void>
  /** Hears of each kill. */
  onKill?: (stage: Stage) => void
  /** What must hold when a batch has come to its end. */
  afterBatch: (batch: Batch) => Promise<void>
}

/** How far a batch has come: publications in the outbox, those of them that are signed, and what anybody can read. */
interface Progress {
  left: number
  signed: number
  published: number
}

/** Milliseconds that a process takes to make its agent. */
const startMs = 100

/** Kills processes at random moments of batches, which are carried on by the next process until they are whole. */
export class KillProcesses<Batch extends KilledBatch> {
  readonly killedAt = new Map<Stage, number>(stages.map((stage) => [stage, 0]))
  /** Of all kills those that hit a process while it finished what another had begun. */
  killedWhileResuming = 0
  batches = 0
  /** Milliseconds that a batch takes when nobody disturbs it: until it is recorded, and from then on. */
  usual = { checking: 0, publishing: 0 }
  readonly #options: KillOptions<Batch>
  #next: IssuingProcess
  /** Processes killed one after the other before any of them had got anywhere. */
  #fruitless = 0

  constructor(options: KillOptions<Batch>) {
    this.#options = options
    this.#next = IssuingProcess.start(options.script)
  }

  /** Phases of a batch in which no process was killed. */
  get missed(): string[] {
    return phases.filter((phase) => !this.#isHit(phase)).map(({ name }) => name)
  }

  get kills(): number {
    return [...this.killedAt.values()].reduce((sum, count) => sum + count, 0)
  }

  async run(): Promise<void> {
    const { kills, newBatch, afterBatch } = this.#options
    try {
      const undisturbed = await newBatch()
      await this.#measure(undisturbed)
      await afterBatch(undisturbed)
      while (this.kills < kills || (this.missed.length > 0 && this.kills < kills + moreKills)) {
        const batch = await newBatch()
        await this.#carryThrough(batch)
        await afterBatch(batch)
        this.batches += 1
      }
    } finally {
      await this.#next.kill()
    }
  }

  /** Starts processes one after the other until one is through, and kills all others. */
  async #carryThrough(batch: Batch): Promise<void> {
    const { kills, afterKill, onKill } = this.#options
    for (;;) {
      const issuing = await this.#ready()
      const before = await this.#progressOf(batch)
      issuing.begin(batch.file)
      if (this.kills < kills || (this.missed.length > 0 && this.kills < kills + moreKills)) {
        await Promise.race([this.#moment(issuing, batch, before.left), issuing.ended()])
        if (await issuing.kill()) {
          const after = await this.#progressOf(batch)
          const stage = stageOf(batch, after)
          this.killedAt.set(stage, (this.killedAt.get(stage) ?? 0) + 1)
          if (before.left > 0 && !issuing.lines.some((line) => line.startsWith('resumed')))
            this.killedWhileResuming += 1
          this.#fruitless = JSON.stringify(after) === JSON.stringify(before) ? this.#fruitless + 1 : 0
          onKill?.(stage)
          await afterKill?.(batch)
          continue
        }
      }
      await issuing.ended()
      expectThrough(issuing)
      this.#fruitless = 0
      return
    }
  }

  async #measure(batch: Batch): Promise<void> {
    const issuing = await this.#ready()
    const begun = performance.now()
    issuing.begin(batch.file)
    await until(async () => (await this.#pending()).length > 0, issuing)
    const recorded = performance.now()
    await issuing.said('issued')
    this.usual = { checking: recorded - begun, publishing: performance.now() - recorded }
    await issuing.ended()
    expectThrough(issuing)
  }

  /** Waits for the moment to kill: any moment of the rest of the batch; once each, one in a phase that was not hit yet. */
  async #moment(issuing: IssuingProcess, batch: Batch, left: number): Promise<void> {
    const missed = phases.find((phase) => !this.#isHit(phase))
    const { checking, publishing } = this.usual
    if (missed === phases[0] && left === 0) await sleep(randomInt(1 + Math.floor(checking / 2)))
    else if (missed === phases[1]) await until(async () => (await this.#pending()).length > 0, issuing)
    else if (missed === phases[2]) {
      await until(async () => (await this.#options.published(batch)).length > 0, issuing)
    } else {
      const rest = left === 0 ? checking + publishing : (publishing * left) / batch.names.length
      // Where the machine is busy a process may be long about it: some must get on, or all would die at one place.
      await sleep(randomInt(Math.ceil((startMs + rest) * 2 ** this.#fruitless)))
    }
  }

  /** A process that is ready to begin: another one loads its code meanwhile, which takes longer than a small batch. */
  async #ready(): Promise<IssuingProcess> {
    const one = this.#next
    await one.said('ready')
    this.#next = IssuingProcess.start(this.#options.script)
    return one
  }

  async #pending() {
    return (await this.#options.store.list('publication/')).map((found) => readPublication(found).record)
  }

  async #progressOf(batch: Batch): Promise<Progress> {
    const records = await this.#pending()
    const signed = records.filter(({ data }) => data !== undefined).length
    return { left: records.length, signed, published: (await this.#options.published(batch)).length }
  }

  #isHit(phase: (typeof phases)[number]): boolean {
    return phase.stages.some((stage) => this.killedAt.get(stage) !== 0)
  }
}

function stageOf({ names }: KilledBatch, { left, signed, published }: Progress): Stage {
  if (published === names.length) return left > 0 ? 'published, not all noted' : 'done'
  if (published > 0) return 'partly published'
  if (signed > 0) return signed === left ? 'signed' : 'partly signed'
  return left > 0 ? 'recorded' : 'not recorded'
}

/** It has finished all that others had begun, and was told of no failure of its own. */
function expectThrough({ lines: [, resumed, issued] }: IssuingProcess): void {
  expect(resumed).toMatch(/^resumed \d+ \[\]$/)
  expect(issued).toBe('issued null')
}

async function until(isSo: () => Promise<boolean>, issuing: IssuingProcess): Promise<void> {
  while (!issuing.hasEnded && !(await isSo())) await sleep(5)
}
