import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { loadavg, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { ClientJob, ClientResult } from './dev-ledger-client.js'
import { writeState, type StateSize } from './dev-ledger-state.js'

const run = promisify(execFile)

/** A figure of the development ledger, and what it may be at most. */
export interface LedgerRow {
  what: string
  value: number
  unit: 's' | 'MiB' | 'ms'
  atMost: number
  met: boolean
}

/** Figures of the development ledger with what they were measured under. */
export interface LedgerFigures {
  resources: number
  dids: number
  requestsPerSecond: number
  byKind: ClientResult['byKind']
  /** Load of the machine over the last minute: the figures mean little where others keep it busy. */
  loadAverage: number
  rows: LedgerRow[]
}

/** Measures loading, memory, and answers to 200 requests at a time, each in processes of their own. */
export async function measureDevLedger(small: boolean): Promise<LedgerFigures> {
  const size: StateSize = small ? { dids: 50, resourcesPerDid: 100 } : { dids: 1000, resourcesPerDid: 100 }
  const folder = mkdtempSync(join(tmpdir(), 'bench-dev-ledger-'))
  try {
    const state = join(folder, 'state.json')
    writeState(state, size)
    const imported = await startLedger('--import', state, '--data', join(folder, 'data'))
    await imported.end()
    const ledger = await startLedger('--data', join(folder, 'data'))
    // The first round is for the compiler; it is not counted.
    const job = { port: ledger.port, size, connections: 200, warmUp: 2000 }
    await askLedger({ ...job, requests: 2000, from: 0 })
    const requests = small ? 4000 : 25_000
    const before = ledger.cpuMs()
    const answers = await askLedger({ ...job, requests, from: 4000 })
    const cpuMs = (ledger.cpuMs() - before) / (job.warmUp + requests)
    const memory = Math.max(imported.peakMiB(), ledger.peakMiB())
    await ledger.end()
    const row = (what: string, value: number, unit: LedgerRow['unit'], atMost: number): LedgerRow => ({
      what,
      value,
      unit,
      atMost,
      met: value <= atMost,
    })
    return {
      resources: size.dids * size.resourcesPerDid,
      dids: size.dids,
      requestsPerSecond: answers.requestsPerSecond,
      byKind: answers.byKind,
      loadAverage: loadavg()[0] ?? Number.NaN,
      rows: [
        row('import of a genesis file until it answers', imported.seconds, 's', 20),
        row('start from its folder until it answers', ledger.seconds, 's', 20),
        row('memory, at most at any time', memory, 'MiB', 1024),
        // 200 requests at a time in 50 ms are 4,000 a second: a quarter of a millisecond of one core for each. Unlike the
        // times below, this says something on a machine that is busy with other things too.
        row('CPU time of the ledger for a request', cpuMs, 'ms', 0.25),
        row('p50 of 200 requests at a time', answers.p50, 'ms', 50),
        row('p99 of 200 requests at a time', answers.p99, 'ms', 50),
      ],
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function askLedger(job: ClientJob): Promise<ClientResult> {
  const client = fileURLToPath(new URL('./dev-ledger-client.js', import.meta.url))
  const { stdout } = await run(process.execPath, [client, JSON.stringify(job)])
  return JSON.parse(stdout) as ClientResult
}

interface RunningLedger {
  port: number
  /** From the start of the process until it answered. */
  seconds: number
  peakMiB: () => number
  cpuMs: () => number
  end: () => Promise<void>
}

async function startLedger(...args: string[]): Promise<RunningLedger> {
  const home = dirname(createRequire(import.meta.url).resolve('@trustchains/dev-ledger/package.json'))
  const ports = ['--rpc-port', '0', '--grpc-port', '0', '--resolver-port', '0']
  const started = performance.now()
  const child = spawn(process.execPath, [join(home, 'bin/cheqd-dev-ledger.js'), ...ports, '--json', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      resolve()
    }),
  )
  let peak = Number.NaN
  for await (const line of createInterface(child.stdout)) {
    const { resolver } = JSON.parse(line) as { resolver: string }
    return {
      port: Number(new URL(resolver).port),
      seconds: (performance.now() - started) / 1000,
      peakMiB: () => (peak = peakOf(child.pid) ?? peak),
      cpuMs: () => cpuOf(child.pid),
      end: () => {
        peak = peakOf(child.pid) ?? peak
        child.kill('SIGTERM')
        return ended
      },
    }
  }
  throw new Error('the ledger ended before it answered')
}

/** CPU time that a process has taken, user and system; only Linux tells, in hundredths of a second. */
function cpuOf(pid: number | undefined): number {
  try {
    const fields =
      readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
        .split(') ')[1]
        ?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return Number.NaN
  }
}

/** Most memory that a process ever had resident; only Linux tells. */
function peakOf(pid: number | undefined): number | undefined {
  try {
    const kib = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]
    return kib === undefined ? undefined : Math.round(Number(kib) / 1024)
  } catch {
    return undefined
  }
}
