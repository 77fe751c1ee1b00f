import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { transformSync } from '@swc/core'

/** The hooks by which Node loads the TypeScript sources of the repository in the current folder, without a build. */

const root = process.cwd()
const ours = new RegExp(`^${pathToFileURL(path.join(root, 'packages')).href}/[^?]*\\.ts$`)
const cache = path.join(root, 'temp/transpiled')
mkdirSync(cache, { recursive: true })

/** As `moduleNameMapper` of jest.config.js has it. */
function replaced(specifier, parent) {
  const [, name] = /^@trustchains\/([a-z-]+)$/.exec(specifier) ?? []
  if (name !== undefined) return pathToFileURL(path.join(root, 'packages', name, 'src/index.ts')).href
  if (specifier === '@jest/globals') return new URL('jest-globals.js', import.meta.url).href
  if (specifier.startsWith('.') && specifier.endsWith('.js') && ours.test(parent ?? '')) {
    const url = new URL(specifier.replace(/\.js$/, '.ts'), parent)
    return existsSync(url) ? url.href : undefined
  }
  return undefined
}

/** @type {import('node:module').ResolveHook} */
export function resolve(specifier, context, next) {
  const url = replaced(specifier, context.parentURL)
  return url === undefined ? next(specifier, context) : { url, format: 'module', shortCircuit: true }
}

/** @type {import('node:module').LoadHook} */
export function load(url, context, next) {
  return ours.test(url) ? { source: transpiled(url), format: 'module', shortCircuit: true } : next(url, context)
}

// A process that is started for one mutant would spend most of its time on this.
function transpiled(url) {
  const kept = path.join(
    cache,
    Buffer.from(path.relative(root, fileURLToPath(url)))
      .toString('hex')
      .slice(-200),
  )
  if (existsSync(kept)) return readFileSync(kept, 'utf8')
  const filename = fileURLToPath(url)
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'es6' },
    sourceMaps: false,
  })
  writeFileSync(kept, code)
  return code
}
