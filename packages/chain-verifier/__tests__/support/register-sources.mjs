// Lets Node import the sources of the workspaces: tests that need a process of its own run them without a build.
import { createRequire, register } from 'node:module'

const swc = JSON.stringify(createRequire(import.meta.url).resolve('@swc/core'))
const packages = JSON.stringify(new URL('../../../', import.meta.url).href)
const hooks = `
import { createRequire } from 'node:module'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
const { transformSync } = createRequire('file:///')(${swc})
export async function resolve(specifier, context, next) {
  const workspace = /^(?:@trustchains\\/(core|chain-verifier|test-kit)|(cheqd-did-resolver))$/.exec(specifier)
  if (workspace) return { url: ${packages} + (workspace[1] ?? workspace[2]) + '/src/index.ts', shortCircuit: true }
  if (specifier.startsWith('.') && specifier.endsWith('.js')) {
    const url = new URL(specifier.slice(0, -3) + '.ts', context.parentURL)
    if (existsSync(url)) return { url: url.href, shortCircuit: true }
  }
  return next(specifier, context)
}
export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context)
  const source = readFileSync(fileURLToPath(url), 'utf8')
  const options = { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } }
  return { format: 'module', source: transformSync(source, options).code, shortCircuit: true }
}`
register(`data:text/javascript,${encodeURIComponent(hooks)}`)
