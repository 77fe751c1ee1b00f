import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

interface ConformanceRow {
  requirement: string
  status: 'met' | 'partly met' | 'not met'
  where: string[]
  tests: { file: string; name: string }[]
}

const root = fileURLToPath(new URL('../', import.meta.url))
const { rows } = JSON.parse(readFileSync(`${root}docs/toip-conformance.json`, 'utf8')) as { rows: ConformanceRow[] }

describe('the claims of conformance with the ToIP architecture', () => {
  it.each(rows.map((row) => [row.requirement, row] as const))(
    '%s: every file and every test it rests on is there',
    (_, { status, where, tests }) => {
      expect(['met', 'partly met', 'not met']).toContain(status)
      expect(where.filter((path) => !existsSync(`${root}${path}`))).toEqual([])
      const missing = tests.filter(({ file, name }) => !readFileSync(`${root}${file}`, 'utf8').includes(name))
      expect(missing).toEqual([])
      // What is claimed rests on code and on a test; what is not met claims nothing.
      expect({ where: where.length > 0, tests: tests.length > 0 }).toEqual({
        where: status !== 'not met',
        tests: status !== 'not met',
      })
    },
  )

  it('names every requirement of the specification, or a reader would take a gap for conformance', () => {
    const named = rows.map(({ requirement }) => requirement).join(', ')
    for (const group of ['A.1', 'A.2', 'A.3', 'A.4', 'L1.1', 'L2.1', 'L2.2', 'L2.8', 'L3.1', 'L4.1']) {
      expect(named).toContain(group)
    }
  })
})
