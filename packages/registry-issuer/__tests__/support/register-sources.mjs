// Lets Node import the sources of this package: the tests that need a process of its own run them without building it.
import { createRequire, register } from 'node:module'

const swc = JSON.stringify(createRequire(import.meta.url).resolve('@swc/core'))
const hooks = `
import { createRequire } from 'node:module'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
const { transformSync } = createRequire('file:///')(${swc})
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
  const options = { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } }
  return { format: 'module', source: transformSync(source, options).code, shortCircuit: true }
}`
register(`data:text/javascript,${encodeURIComponent(hooks)}`)
