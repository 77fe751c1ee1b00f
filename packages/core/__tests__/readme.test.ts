import { readFileSync } from 'node:fs'
import { checkGuide } from '../src/index.js'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const section = readme.slice(readme.indexOf('## The checks'), readme.indexOf('## DNS'))

/** The codes in the last column of a check's row. */
function codesToldOf(id: string): string[] {
  const row = section.split('\n').find((line) => line.startsWith(`| \`${id}\` `))
  const cells = row?.split('|') ?? []
  return [...(cells.at(-2) ?? '').matchAll(/`(\w+)`/g)].map(([, code = '']) => code)
}

describe('the table of checks in the README', () => {
  it.each(Object.entries(checkGuide))(
    '%s: has every code that the check gives, or programs would miss one',
    (id, { codes }) => {
      expect(codesToldOf(id)).toEqual([...codes])
    },
  )
})
