/**
 * Mutation tests of core: is there a test that fails for every line of a check that is wrong? `npm run mutate`, or for
 * one file `npm run mutate -- --mutate packages/core/src/checks/check-scope.ts`. CI runs it by night. README.md here has
 * what was measured.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  plugins: ['./tools/mutation/warm-runner.js', './tools/mutation/ignore-messages.js'],
  ignorers: ['messages'],
  testRunner: 'warm',
  coverageAnalysis: 'perTest',
  mutate: ['packages/core/src/{checks,chain,status,jurisdiction}/**/*.ts', 'packages/core/src/judge-evidence.ts'],
  ignorePatterns: ['temp', 'build', 'coverage', 'reports', 'examples', 'benchmarks', 'packages/*/build'],
  reporters: ['clear-text', 'progress', 'json', 'html'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: 'temp/mutation/report.json' },
  htmlReporter: { fileName: 'temp/mutation/report.html' },
  tempDirName: 'temp/mutation/sandbox',
  incrementalFile: 'temp/mutation/incremental.json',
  thresholds: { high: 95, low: 92, break: 90 },
  // On a loaded machine a slow test must not count as one that hangs.
  timeoutMS: 60_000,
  dryRunTimeoutMinutes: 20,
}
