import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transformSync } from '@swc/core'

const repository = fileURLToPath(new URL('../../../../', import.meta.url))
const workspaces = ['core', 'registry-issuer', 'chain-verifier', 'web-resources', 'cheqd-did-resolver']
const options = { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } } as const

/**
 * Compiles the sources of the workspaces and the support of this package's tests into a folder of its own, from which Node
 * starts them as they are: a process that is to be started often is ready in half the time that it takes with
 * `tools/jest/register-sources.mjs`. All of them run the same code, whatever is saved in the meantime.
 *
 * @returns the folder with the compiled support
 */
export function compiledWorkspaces(folder: string): string {
  const modules = join(folder, 'node_modules')
  mkdirSync(join(modules, '@trustchains'), { recursive: true })
  for (const name of readdirSync(join(repository, 'node_modules'))) {
    if (name === '@trustchains' || name === 'cheqd-did-resolver' || name.startsWith('.')) continue
    symlinkSync(join(repository, 'node_modules', name), join(modules, name))
  }
  for (const workspace of workspaces) {
    const from = join(repository, 'packages', workspace)
    const name = workspace === 'cheqd-did-resolver' ? workspace : `@trustchains/${workspace}`
    const to = join(modules, name)
    compile(join(from, 'src'), join(to, 'src'))
    writeFileSync(join(to, 'package.json'), JSON.stringify({ name, type: 'module', exports: './src/index.js' }))
    if (existsSync(join(from, 'node_modules'))) symlinkSync(join(from, 'node_modules'), join(to, 'node_modules'))
  }
  const support = join('registry-issuer', '__tests__', 'support')
  compile(join(repository, 'packages', support), join(modules, '@trustchains', support))
  return join(modules, '@trustchains', support)
}

function compile(from: string, to: string): void {
  for (const file of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue
    const target = join(to, file.replace(/\.ts$/, '.js'))
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, transformSync(readFileSync(join(from, file), 'utf8'), options).code)
  }
}
