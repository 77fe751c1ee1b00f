// 100,000 mutated inputs through core and what reads for it, and a larger forest of random chains against its oracle.
// FUZZ_INPUTS, FUZZ_SEED and ORACLE_RUNS say which and how many; the usual tests run a few thousand of the same.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const env = { FUZZ_INPUTS: '100000', ORACLE_RUNS: '5000', ...process.env }
const args = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules', 'node_modules/jest/bin/jest.js']
const tests = [
  'packages/core/__tests__/fuzz',
  'packages/core/__tests__/oracle',
  'packages/core/__tests__/forest-properties',
  'packages/core/__tests__/properties',
  'packages/chain-verifier/__tests__/fuzz-collection',
  'packages/web-resources/__tests__/index-fuzz',
  'packages/web-resources/__tests__/reader-fuzz',
]
const child = spawn(process.execPath, [...args, '--testTimeout=7200000', ...tests], {
  cwd: fileURLToPath(new URL('../../', import.meta.url)),
  env,
  stdio: 'inherit',
})
child.on('exit', (code) => {
  process.exitCode = code ?? 1
})
