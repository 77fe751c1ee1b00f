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
function summarize(reports: string[][], ci: string): Summary {
  const folder = mkdtempSync(join(tmpdir(), 'test-summary-'))
  try {
    const paths = reports.map((statuses, index) => {
      const path = join(folder, `run-${index}.json`)
      writeFileSync(path, JSON.stringify(jestReport(statuses)))
      return path
    })
    const env = { ...process.env, CI: ci }
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
    numPendingTests: count('pending'),
    numTodoTests: count('todo'),
    numRuntimeErrorTestSuites: 0,
    testResults: [{ assertionResults: statuses.map((status, index) => ({ status, fullName: `test ${index}` })) }],
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
