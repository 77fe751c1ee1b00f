// @ts-check
/**
 * Sums jest's `--json` reports and prints `N passed, N failed, N skipped` as the last line.
 *
 *   node tools/scripts/test-summary.mjs <report.json>...
 *
 * Exits with 1 where a test failed, a test file could not run, no test ran, or (with CI set) a test was skipped: a check
 * that is switched off must not look like one that passes. With WITHOUT_VECTORS=true, what was skipped for want of other
 * projects' test data is only told.
 */
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'

const inCi = !['', '0', 'false'].includes(process.env.CI ?? '')
const mayLackVectors = process.env.WITHOUT_VECTORS === 'true'
const paths = process.argv.slice(2)
const sum = { passed: 0, failed: 0, skipped: 0 }
/** @type {string[]} */
const faults = []
let withoutVectors = 0

for (const path of paths) {
  const name = basename(path, '.json')
  if (!existsSync(path)) {
    faults.push(`${name}: no report; the run did not end`)
    continue
  }
  /** @type {import('@jest/test-result').FormattedTestResults & { numTodoTests: number }} */
  const report = JSON.parse(readFileSync(path, 'utf8'))
  sum.passed += report.numPassedTests
  sum.failed += report.numFailedTests
  sum.skipped += report.numPendingTests + report.numTodoTests
  if (report.numTotalTests === 0) faults.push(`${name}: no tests ran`)
  if (report.numRuntimeErrorTestSuites > 0)
    faults.push(`${name}: ${report.numRuntimeErrorTestSuites} test files could not run`)
  if (!report.success && report.numFailedTests === 0) faults.push(`${name}: jest reports a failure`)
  for (const file of report.testResults) {
    for (const test of file.assertionResults) {
      if (test.status === 'failed') faults.push(`${name}: failed: ${test.fullName}`)
      if (inCi && ['pending', 'todo', 'skipped', 'disabled'].includes(test.status)) {
        if (mayLackVectors && test.fullName.includes('(skipped by WITHOUT_VECTORS: ')) withoutVectors += 1
        else faults.push(`${name}: skipped: ${test.fullName}`)
      }
    }
  }
}
if (paths.length === 0) faults.push('no reports were given')

for (const fault of faults) console.log(fault)
if (withoutVectors > 0)
  console.log(`${withoutVectors} tests were skipped, as WITHOUT_VECTORS asks: this was not the whole check`)
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
if (faults.length > 0) process.exitCode = 1
