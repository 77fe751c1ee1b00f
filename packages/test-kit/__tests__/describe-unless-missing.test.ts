import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../../..')
const fixture = 'packages/test-kit/__tests__/fixtures/needs-a-program.ts'

/** What Jest says of the fixture: each test by its full name. */
function runFixture(ci: string | undefined, withoutVectors = ''): Record<string, string> {
  const { CI: _ci, JEST_WORKER_ID: _id, ...environment } = process.env
  const jest = join(root, 'node_modules/jest/bin/jest.js')
  const options = ['--experimental-vm-modules', jest, '--json', '--testMatch', `<rootDir>/${fixture}`, '--runInBand']
  const { stdout } = spawnSync(process.execPath, options, {
    cwd: root,
    encoding: 'utf8',
    env: { ...environment, WITHOUT_VECTORS: withoutVectors, ...(ci !== undefined && { CI: ci }) },
  })
  const { testResults } = JSON.parse(stdout) as {
    testResults: { assertionResults: { fullName: string; status: string }[] }[]
  }
  return Object.fromEntries(
    testResults.flatMap(({ assertionResults }) => assertionResults.map(({ fullName, status }) => [fullName, status])),
  )
}

describe('tests that need a program that is not installed', () => {
  it.each([undefined, '', 'false'])('are skipped for a user, and say for want of what (CI=%s)', (ci) => {
    expect(runFixture(ci)).toEqual({
      'a server (skipped: needs no-such-program) answers': 'pending',
      'vectors (skipped: needs such vectors) hold': 'pending',
      'what needs nothing runs': 'passed',
    })
  })

  it('fail in CI, which would else be green without having run them', () => {
    expect(runFixture('true')).toEqual({
      'a server needs no-such-program, which CI must have': 'failed',
      'vectors needs such vectors, which CI must have': 'failed',
      'what needs nothing runs': 'passed',
    })
  })

  it('fail in CI also where it is told to do without vectors, which alone are skipped then', () => {
    expect(runFixture('true', 'true')).toEqual({
      'a server needs no-such-program, which CI must have': 'failed',
      'vectors (skipped by WITHOUT_VECTORS: needs such vectors) hold': 'pending',
      'what needs nothing runs': 'passed',
    })
  })
})
