// The hooks of register-sources.mjs.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { transformSync } from '@swc/core'

const packages = new URL('../../packages/', import.meta.url)
const entries = { 'cheqd-sdk': 'publishing/cheqd-sdk/index', web: 'web/index' }
const options = { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } }

/** The file that stands for a specifier, as `moduleNameMapper` of jest.config.js has it. */
function sourceOf(specifier, parentURL) {
  const [, scoped, entry] = /^@trustchains\/([a-z-]+)(?:\/([a-z-]+))?$/.exec(specifier) ?? []
  const name = specifier === 'cheqd-did-resolver' ? specifier : scoped
  if (name !== undefined) return new URL(`${name}/src/${entry === undefined ? 'index' : entries[entry]}.ts`, packages)
  const isOwn = specifier.startsWith('.') && specifier.endsWith('.js')
  return isOwn ? new URL(specifier.replace(/\.js$/, '.ts'), parentURL) : undefined
}

/** @type {import('node:module').ResolveHook} */
export function resolve(specifier, context, next) {
  const source = sourceOf(specifier, context.parentURL)
  if (source?.protocol !== 'file:' || !existsSync(source)) return next(specifier, context)
  return { url: source.href, format: 'module', shortCircuit: true }
}

/** @type {import('node:module').LoadHook} */
export function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context)
  const { code } = transformSync(readFileSync(fileURLToPath(url), 'utf8'), options)
  return { format: 'module', source: code, shortCircuit: true }
}
