import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Files below a folder, by their path from the root; what is built or fetched is left out. */
function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory())
      return /^(?:node_modules|build|coverage|temp|fixtures|out)$/.test(entry.name) ? [] : filesBelow(path)
    return /\.(?:ts|mjs|js|md|json)$/.test(entry.name) ? [path] : []
  })
}

const files = ['packages', 'benchmarks', 'examples', 'tools/scripts', 'docs', 'plugin-schemas'].flatMap(filesBelow)

/** The headings of a page; `1. The records` counts as `The records`. */
const headingsOf = (page: string): string[] =>
  [...read(page).matchAll(/^#{2,} (.+)$/gm)].map(([, heading = '']) => heading.replace(/^\d+\. /, ''))

/** What is named after each `docs/<page>.md, `, a comment's line breaks taken out. */
const references = files.flatMap((file) => {
  const text = read(file).replaceAll(/\n\s*(?:\*|\/\/) ?/g, ' ')
  return [...text.matchAll(/docs\/(rules|verification|dns)\.md, ([A-Z`].{1,60}|[a-z-]{2,60}(?=[);]))/g)].map(
    ([, page = '', named = '']) => ({ file, page: `docs/${page}.md`, named }),
  )
})

const slugOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-')

describe('a reader of the code can open the rule that it keeps to', () => {
  it('the references are found at all', () => {
    expect(references.length).toBeGreaterThan(50)
  })

  it.each(['docs/rules.md', 'docs/verification.md', 'docs/dns.md'])(
    'what is said to stand in %s has a heading there',
    (page) => {
      const headings = headingsOf(page)
      const isHeading = (named: string): boolean =>
        headings.some((heading) => named.startsWith(heading) && !/^[\w-]/.test(named.slice(heading.length)))
      const astray = references.filter((reference) => reference.page === page && !isHeading(reference.named))
      expect(astray).toEqual([])
    },
  )

  it('links to a heading of the rules lead to one', () => {
    const slugs = headingsOf('docs/rules.md').map(slugOf)
    const links = [...files, 'README.md', 'SECURITY.md'].flatMap((file) =>
      [...read(file).matchAll(/rules\.md#([\w-]+)/g)].map(([, slug = '']) => ({ file, slug })),
    )
    const within = [...read('docs/rules.md').matchAll(/\]\(#([\w-]+)\)/g)].map(([, slug = '']) => ({
      file: 'docs/rules.md',
      slug,
    }))
    expect([...links, ...within].filter(({ slug }) => !slugs.includes(slug))).toEqual([])
  })
})
