// @ts-check
/**
 * Writes the JSON Schema of every plugin's methods with Veramo's own generator (`veramo dev generate-plugin-schema`):
 * `src/plugin.schema.ts` in the package, which its class hands to the agent, and `plugin-schemas/<package>.schema.json`.
 * Beside them the schemas of files that methods read, as packages/core/evidence-bundle.schema.json.
 *
 *   node tools/scripts/generate-plugin-schemas.mjs [--check] [--root <folder>]
 *
 * A plugin package is one whose package.json has `veramo.pluginInterfaces`. With `--check` nothing is written, and stale
 * files make it exit with 1.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { format, resolveConfig } from 'prettier'

const repository = resolve(import.meta.dirname, '../..')
const { values: options } = parseArgs({ options: { check: { type: 'boolean' }, root: { type: 'string' } } })
const root = resolve(options.root ?? repository)
const jsonFolder = join(root, 'plugin-schemas')

/** @typedef {{ folder: string, short: string, interfaces: string[] }} PluginPackage */
/** @typedef {Record<string, { components: { schemas: Record<string, unknown>, methods: Record<string, unknown> } }>} Schemas */

/** @returns {PluginPackage[]} */
function findPluginPackages() {
  const packages = []
  for (const name of readdirSync(join(root, 'packages')).sort()) {
    const folder = join(root, 'packages', name)
    if (!existsSync(join(folder, 'package.json'))) continue
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const interfaces = Object.keys(manifest.veramo?.pluginInterfaces ?? {})
    if (interfaces.length > 0)
      packages.push({ folder, short: String(manifest.name).replace(/^@[^/]*\//, ''), interfaces })
  }
  return packages
}

/** @param {string} path @param {string} text */
const prettify = async (path, text) => format(text, { ...(await resolveConfig(path)), filepath: path })

/**
 * The annotation keeps the package's declarations small, and lets the class compile against the bootstrap file.
 * @param {PluginPackage} plugin @param {Schemas} schemas
 */
function typescriptText({ interfaces }, schemas) {
  return [
    '// Generated from the plugin interface by `npm run schemas`. Do not edit.',
    "import type { IAgentPluginSchema } from '@veramo/core-types'",
    '',
    `export const schema: Record<${interfaces.map((name) => `'${name}'`).join(' | ')}, IAgentPluginSchema> = ${JSON.stringify(schemas)}`,
  ].join('\n')
}

/** The class imports the file that is made from the build, so an empty one must stand before the first build.
 * @param {PluginPackage} plugin */
async function bootstrap(plugin) {
  const path = join(plugin.folder, 'src/plugin.schema.ts')
  if (existsSync(path)) return
  const empty = plugin.interfaces.map((name) => [name, { components: { schemas: {}, methods: {} } }])
  writeFileSync(path, await prettify(path, typescriptText(plugin, Object.fromEntries(empty))))
}

/** @param {string} command @param {string[]} args @param {string} cwd */
function run(command, args, cwd) {
  try {
    return execFileSync(process.execPath, [join(repository, 'node_modules', command), ...args], {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  } catch (cause) {
    const { stdout, stderr } = /** @type {{ stdout?: string, stderr?: string }} */ (cause)
    throw new Error(`${command} ${args.join(' ')} failed in ${relative(root, cwd)}:\n${stdout ?? ''}${stderr ?? ''}`, {
      cause,
    })
  }
}

/** Sorts the schemas and methods by name: the generator's order follows the compiler's, which a refactoring may change.
 * @param {Schemas} schemas @returns {Schemas} */
function sorted(schemas) {
  /** @param {Record<string, unknown>} record */
  const byName = (record) => Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { components }]) => [
      name,
      { components: { schemas: byName(components.schemas), methods: byName(components.methods) } },
    ]),
  )
}

/** What Veramo does not say clearly when a type can't be expressed: it writes an empty or dangling schema.
 * @param {PluginPackage} plugin @param {Schemas} schemas */
function assertComplete({ short, interfaces }, schemas) {
  for (const name of interfaces) {
    const components = schemas[name]?.components
    if (components === undefined || Object.keys(components.methods).length === 0) {
      throw new Error(`${short}: no method of ${name} was found; does src/index.ts export the interface?`)
    }
    for (const [, target] of JSON.stringify(components).matchAll(/"\$ref":"#\/components\/schemas\/([^"]*)"/g)) {
      if (target !== undefined && !(target in components.schemas)) {
        throw new Error(`${short}: ${name} refers to ${target}, which has no schema; give it a named, exported type`)
      }
    }
  }
}

/**
 * Veramo's type of a credential has one status, a credential may have several (VCDM 1.1 section 4.9, 2.0 section 4.10):
 * one to revoke and one to suspend it. An agent that validates would refuse them, as an argument and as a result.
 * @param {Schemas} schemas @returns {Schemas}
 */
function withSeveralStatuses(schemas) {
  const one = '{"$ref":"#/components/schemas/CredentialStatusReference"}'
  const oneOrMore = `"credentialStatus":{"anyOf":[${one},{"type":"array","items":${one}}]}`
  return JSON.parse(JSON.stringify(schemas).replaceAll(`"credentialStatus":${one}`, oneOrMore))
}

/** @param {PluginPackage} plugin @returns {Schemas} */
function generate(plugin) {
  const temporary = mkdtempSync(join(tmpdir(), 'plugin-schema-'))
  try {
    const output = join(temporary, 'schema.ts')
    const log = run('@veramo/cli/bin/veramo.js', ['dev', 'generate-plugin-schema', '-o', output], plugin.folder)
    if (!existsSync(output)) throw new Error(`${plugin.short}: no schema was generated:\n${log}`)
    const generated = JSON.parse(readFileSync(output, 'utf8').replace(/^export const schema = /, ''))
    const schemas = withSeveralStatuses(sorted(generated))
    assertComplete(plugin, schemas)
    return schemas
  } finally {
    rmSync(temporary, { recursive: true })
  }
}

/** Formats of files that a method reads, published as a JSON Schema of their own. */
const fileFormats = [
  {
    plugin: 'chain-verifier',
    type: 'Evidence',
    path: 'packages/core/evidence-bundle.schema.json',
    id: 'urn:trustchains:evidence-bundle:1',
    title: 'Evidence bundle of a trust chain, version 1',
  },
]

/** One type of a plugin's schema and all that it refers to, as a schema that stands alone.
 * @param {Schemas} schemas @param {typeof fileFormats[number]} format */
function fileSchema(schemas, { type, id, title }) {
  const all = Object.assign({}, ...Object.values(schemas).map(({ components }) => components.schemas))
  /** @type {Record<string, unknown>} */
  const definitions = {}
  /** @param {string} name @returns {unknown} */
  const include = (name) => {
    const text = JSON.stringify(all[name])
      .replaceAll('#/components/schemas/', '#/$defs/')
      .replaceAll(/\{@link\s+([^\s}]*)\s*\}/g, '$1')
    if (!(name in definitions)) {
      definitions[name] = JSON.parse(text)
      for (const [, target] of text.matchAll(/"\$ref":"#\/\$defs\/([^"]*)"/g)) if (target !== undefined) include(target)
    }
    return definitions[name]
  }
  include(type)
  const { [type]: main, ...others } = definitions
  const $defs = Object.fromEntries(Object.entries(others).sort(([a], [b]) => (a < b ? -1 : 1)))
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: id,
    title,
    .../** @type {object} */ (main),
    $defs,
  }
}

const plugins = findPluginPackages()
if (plugins.length === 0) throw new Error(`no package under ${join(root, 'packages')} has veramo.pluginInterfaces`)
for (const plugin of plugins) await bootstrap(plugin)
run('typescript/bin/tsc', ['-b', ...plugins.map(({ folder }) => folder)], root)

/** @type {Map<string, string>} */
const wanted = new Map()
for (const plugin of plugins) {
  const schemas = generate(plugin)
  const json = join(jsonFolder, `${plugin.short}.schema.json`)
  const typescript = join(plugin.folder, 'src/plugin.schema.ts')
  wanted.set(typescript, await prettify(typescript, typescriptText(plugin, schemas)))
  wanted.set(json, `${JSON.stringify(schemas, null, 2)}\n`)
  for (const fileFormat of fileFormats.filter((known) => known.plugin === plugin.short)) {
    const path = join(root, fileFormat.path)
    wanted.set(path, await prettify(path, JSON.stringify(fileSchema(schemas, fileFormat))))
  }
}

const stale = [...wanted].filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text)
const orphans = existsSync(jsonFolder)
  ? readdirSync(jsonFolder)
      .map((name) => join(jsonFolder, name))
      .filter((path) => path.endsWith('.schema.json') && !wanted.has(path))
  : []

if (options.check) {
  for (const [path] of stale) console.error(`stale: ${relative(root, path)}`)
  for (const path of orphans) console.error(`without a plugin: ${relative(root, path)}`)
  if (stale.length + orphans.length > 0) {
    console.error('Run `npm run schemas` and commit the result.')
    process.exitCode = 1
  } else {
    console.log(`${wanted.size} schema files of ${plugins.length} plugins are up to date`)
  }
} else {
  mkdirSync(jsonFolder, { recursive: true })
  for (const [path, text] of stale) writeFileSync(path, text)
  for (const path of orphans) rmSync(path)
  console.log(`${wanted.size} schema files, ${stale.length} written, ${orphans.length} removed`)
}
