import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const program = join(import.meta.dirname, '../tools/scripts/test-summary.mjs')

interface Summary {
  status: number | null
  lines: string[]
}

/** Runs the summary on one report for each list of statuses. */
function summarize(reports: string[][], ci: string, withoutVectors = ''): Summary {
  const folder = mkdtempSync(join(tmpdir(), 'test-summary-'))
  try {
    const paths = reports.map((statuses, index) => {
      const path = join(folder, `run-${index}.json`)
      writeFileSync(path, JSON.stringify(jestReport(statuses)))
      return path
    })
    const env = { ...process.env, CI: ci, WITHOUT_VECTORS: withoutVectors }
    const { status, stdout } = spawnSync(process.execPath, [program, ...paths], { encoding: 'utf8', env })
    return { status, lines: stdout.trimEnd().split('\n') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function jestReport(statuses: string[]): object {
  const count = (...wanted: string[]): number => statuses.filter((status) => wanted.includes(status)).length
  return {
    success: count('failed') === 0,
    numTotalTests: statuses.length,
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numPendingTests: count('pending', 'vectors'),
    numTodoTests: count('todo'),
    numRuntimeErrorTestSuites: 0,
    testResults: [
      {
        assertionResults: statuses.map((status, index) =>
          status === 'vectors'
            ? { status: 'pending', fullName: `test ${index} (skipped by WITHOUT_VECTORS: needs them)` }
            : { status, fullName: `test ${index}` },
        ),
      },
    ],
  }
}

it('sums the runs in its last line', () => {
  expect(summarize([['passed', 'passed'], ['passed']], 'true')).toEqual({
    status: 0,
    lines: ['3 passed, 0 failed, 0 skipped'],
  })
})

it('fails where a test was switched off in CI, and names it', () => {
  expect(summarize([['passed', 'pending', 'todo']], 'true')).toEqual({
    status: 1,
    lines: ['run-0: skipped: test 1', 'run-0: skipped: test 2', '1 passed, 0 failed, 2 skipped'],
  })
})

it('lets who has no vectors run the checks without them, says so, and still fails where another test was switched off', () => {
  const told = '1 tests were skipped, as WITHOUT_VECTORS asks: this was not the whole check'
  const count = '1 passed, 0 failed, 1 skipped'
  const named = 'test 1 (skipped by WITHOUT_VECTORS: needs them)'
  expect(summarize([['passed', 'vectors']], 'true', 'true')).toEqual({ status: 0, lines: [told, count] })
  expect(summarize([['passed', 'vectors']], 'true')).toEqual({ status: 1, lines: [`run-0: skipped: ${named}`, count] })
  expect(summarize([['passed', 'pending']], 'true', 'true').status).toBe(1)
})

it('lets a person skip a test at their desk', () => {
  expect(summarize([['passed', 'pending']], '').status).toBe(0)
})

it('fails where a test failed', () => {
  expect(summarize([['passed'], ['failed']], '').status).toBe(1)
})

it('fails where a run had no tests, though another had', () => {
  expect(summarize([['passed'], []], 'true')).toEqual({
    status: 1,
    lines: ['run-1: no tests ran', '1 passed, 0 failed, 0 skipped'],
  })
})
