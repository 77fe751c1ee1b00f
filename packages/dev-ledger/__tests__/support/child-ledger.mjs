// A ledger in a process of its own, from the sources: started by the test that kills it.
import { createRequire, register } from 'node:module'

const require = createRequire(import.meta.url)
const hooks = `
import { createRequire } from 'node:module'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
const { transformSync } = createRequire('file:///')(${JSON.stringify(require.resolve('@swc/core'))})
export async function resolve(specifier, context, next) {
  if (specifier.startsWith('.') && specifier.endsWith('.js')) {
    const url = new URL(specifier.slice(0, -3) + '.ts', context.parentURL)
    if (existsSync(url)) return { url: url.href, shortCircuit: true }
  }
  return next(specifier, context)
}
export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context)
  const source = readFileSync(fileURLToPath(url), 'utf8')
  const { code } = transformSync(source, { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } })
  return { format: 'module', source: code, shortCircuit: true }
}`
register(`data:text/javascript,${encodeURIComponent(hooks)}`)
const { DevLedger } = await import('../../src/dev-ledger.ts')
const ledger = await DevLedger.start({ rpcPort: 0, resolverPort: 0, data: process.argv[2] })
process.stdout.write(`${JSON.stringify(ledger.urls)}\n`)
