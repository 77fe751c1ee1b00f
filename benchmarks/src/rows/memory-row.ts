import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { MemoMemory } from '../memo-memory.js'
import { meets, type Result } from '../measure/result.js'

const run = promisify(execFile)
const bound = { at: 'most', value: 1024 } as const

/** Memory of a memo that remembers so many accreditations, and of one with its default bounds that was shown as many. */
export async function measureMemory(accreditations: number): Promise<Result[]> {
  // A memo keeps at least half of what it may.
  const [all, bounded] = await Promise.all([measure(accreditations, 2 * accreditations), measure(accreditations)])
  const count = accreditations.toLocaleString('en')
  return [
    resultOf(`memory of a process that remembers ${count} accreditations`, all),
    resultOf(`the same of a memo with its default bounds, shown as many`, bounded),
  ]
}

async function measure(count: number, maxSignatures?: number): Promise<MemoMemory> {
  const script = fileURLToPath(new URL('../memo-memory.js', import.meta.url))
  const bounds = maxSignatures === undefined ? [] : [String(maxSignatures)]
  const { stdout } = await run(process.execPath, [script, String(count), ...bounds])
  return JSON.parse(stdout) as MemoMemory
}

function resultOf(what: string, { before, after, firstKnown }: MemoMemory): Result {
  return {
    what,
    value: after.rss,
    unit: 'MiB',
    bound,
    met: meets(after.rss, bound) === true,
    note:
      `heap ${after.heap.toFixed(0)} MiB (before ${before.heap.toFixed(0)}), resident ${after.rss.toFixed(0)} MiB ` +
      `(before ${before.rss.toFixed(0)}); of the first 1,000 the signatures of ${String(firstKnown)} are still known`,
  }
}
