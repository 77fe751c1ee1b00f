// Writes the documents that are made from tables, or, with --check, says which of them are stale.
import { readFile, writeFile } from 'node:fs/promises'
import { format, resolveConfig } from 'prettier'
import { policyTable } from './policy-table.mjs'

const check = process.argv.includes('--check')
const root = new URL('../../', import.meta.url)

/** Each document, and how it is made. */
const documents = [
  { path: 'docs/toip-conformance.md', render: renderToip },
  { path: 'docs/verification.md', render: renderVerification },
  { path: 'docs/rules.md', render: renderRules },
]

const cell = (text) => text.replaceAll('|', '\\|')

async function renderToip() {
  const { rows } = JSON.parse(await readFile(new URL('docs/toip-conformance.json', root), 'utf8'))
  const files = (paths) => paths.map((path) => `[${path}](../${path})`).join('<br>')
  const tests = (list) => list.map(({ file, name }) => `[${cell(name)}](../${file})`).join('<br>')
  const lines = rows.map(
    ({ requirement, says, status, how, where, tests: list }) =>
      `| ${requirement} | ${cell(says)} | ${status} | ${cell(how)} | ${files(where)} | ${tests(list)} |`,
  )
  return [
    '# Conformance with the ToIP technology architecture',
    '',
    'How this suite meets the requirements of the ToIP Technology Architecture Specification, where, and by which test.',
    'A requirement that is not met says so. This page is made from `toip-conformance.json` by `npm run docs`; a test checks',
    'that every file and every test it names is there.',
    '',
    '| requirement | says | state | how | where | test |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
    '',
  ].join('\n')
}

async function renderVerification() {
  const { checkGuide, codeGuide, presentationGuide } = await importCore()
  const codeRows = (codes) =>
    codes.map((code) => {
      const { ends, means, remedy } = codeGuide[code]
      return `| \`${code}\` | ${ends} | ${cell(means)} | ${cell(remedy)} |`
    })
  const codeTable = (codes) => [
    '| code | ends as | means | what to do |',
    '| --- | --- | --- | --- |',
    ...codeRows(codes),
  ]
  const explained = [...Object.values(checkGuide), ...Object.values(presentationGuide)]
  const named = new Set(explained.flatMap(({ codes }) => codes))
  const common = Object.keys(codeGuide).filter((code) => !named.has(code))
  const sections = (guide, level) =>
    Object.entries(guide).flatMap(([id, { holds, stops, clause, codes }]) => [
      `${level} ${id}`,
      '',
      holds,
      '',
      `Without it: ${stops[0].toLowerCase()}${stops.slice(1)}`,
      '',
      `From: ${clause}.`,
      '',
      ...(codes.length > 0
        ? codeTable(codes)
        : ['Its code is that of the first reason in the report of the credential.']),
      '',
    ])
  const presentations = [
    '## Presentations',
    '',
    'The checks of a Verifiable Presentation itself; each credential in it has those above.',
    '',
    ...sections(presentationGuide, '###'),
  ]
  const introduction = await readFile(new URL('docs/parts/verification-introduction.md', root), 'utf8')
  return [introduction, ...codeTable(common), '', ...sections(checkGuide, '##'), ...presentations].join('\n')
}

/** Written by hand, but for the table of the policy's members, which stands between two marks. */
async function renderRules() {
  const text = await readFile(new URL('docs/rules.md', root), 'utf8')
  const { resolvePolicy } = await importCore()
  const plugin = JSON.parse(await readFile(new URL('plugin-schemas/chain-verifier.schema.json', root), 'utf8'))
  const { schemas } = plugin.ITrustChainVerifier.components
  const marks = /(<!-- policy: [^>]* -->)[^]*(<!-- \/policy -->)/
  if (!marks.test(text)) throw new Error('docs/rules.md has no place for the table of the policy')
  const table = policyTable(schemas, resolvePolicy).join('\n')
  return text.replace(marks, (_, begin, end) => `${begin}\n\n${table}\n\n${end}`)
}

const importCore = () =>
  import(new URL('packages/core/build/index.js', root).href).catch((/** @type {unknown} */ cause) => {
    throw new Error('core is not built: run npm run build', { cause })
  })

let stale = false
for (const { path, render } of documents) {
  const file = new URL(path, root)
  const options = await resolveConfig(file)
  const text = await format(await render(), { ...options, parser: 'markdown' })
  if (check) {
    const current = await readFile(file, 'utf8').catch(() => '')
    if (current !== text) {
      stale = true
      console.error(`${path} is stale: run npm run docs and commit it`)
    }
  } else await writeFile(file, text)
}
if (stale) process.exitCode = 1
