import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

interface ConformanceRow {
  requirement: string
  status: 'met' | 'partly met' | 'not met'
  where: string[]
  tests: { file: string; name: string }[]
}

/** The numbered requirements of the ToIP Technology Architecture Specification: how many each layer has. */
const requirementCounts: readonly [layer: string, count: number][] = [
  ['A', 4],
  ['L1', 1],
  ['L2', 18],
  ['L3', 3],
  ['L4', 3],
]

/** `L2.1, L2.9 to L2.11` is `L2.1`, `L2.9`, `L2.10` and `L2.11`. */
function expandRequirements(text: string): string[] {
  return text.split(', ').flatMap((part) => {
    const [, layer, first, lastLayer, last] = /^([A-Z]\d?)\.(\d+)(?: to ([A-Z]\d?)\.(\d+))?$/.exec(part) ?? []
    if (layer === undefined || first === undefined || (lastLayer ?? layer) !== layer) {
      throw new Error(`${part} names no requirement, nor a range of one layer`)
    }
    const from = Number(first)
    return numbersOf(layer, from, last === undefined ? from : Number(last))
  })
}

const numbersOf = (layer: string, first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => `${layer}.${String(first + index)}`)

/** Whether a test of just this name stands in a file. */
const hasTest = (source: string, name: string): boolean =>
  ["'", '"', '`'].some((quote) => source.includes(`${quote}${name}${quote}`))

const root = fileURLToPath(new URL('../', import.meta.url))
const { rows } = JSON.parse(readFileSync(`${root}docs/toip-conformance.json`, 'utf8')) as { rows: ConformanceRow[] }

describe('the claims of conformance with the ToIP architecture', () => {
  it.each(rows.map((row) => [row.requirement, row] as const))(
    '%s: every file and every test it rests on is there',
    (_, { status, where, tests }) => {
      expect(['met', 'partly met', 'not met']).toContain(status)
      expect(where.filter((path) => !existsSync(`${root}${path}`))).toEqual([])
      const missing = tests.filter(({ file, name }) => !hasTest(readFileSync(`${root}${file}`, 'utf8'), name))
      expect(missing).toEqual([])
      // What is claimed rests on code and on a test; what is not met claims nothing.
      expect({ where: where.length > 0, tests: tests.length > 0 }).toEqual({
        where: status !== 'not met',
        tests: status !== 'not met',
      })
    },
  )

  it('name every requirement of the specification once, or a reader would take a gap for conformance', () => {
    const named = rows.flatMap(({ requirement }) => expandRequirements(requirement))
    const all = requirementCounts.flatMap(([layer, count]) => numbersOf(layer, 1, count))
    expect([...named].sort()).toEqual([...all].sort())
  })
})
