// @ts-check
/**
 * Checks what a stranger gets: packs every public package, lints the tarballs (publint, attw), installs them into an
 * empty project, type-checks an import of each, and runs `consumer/verify.mjs` there.
 *
 *   node tools/scripts/check-packages.mjs [--keep]
 *
 * The packages must have been built. `--keep` leaves the project for a look at it.
 */
import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const root = resolve(import.meta.dirname, '../..')
const consumer = join(import.meta.dirname, 'consumer')
const { values: options } = parseArgs({ options: { keep: { type: 'boolean' } } })

/** What the project installs beside our packages, at the versions that this repository uses. */
const companions = ['@veramo/core', '@veramo/did-resolver', 'did-resolver']

/** @param {string} path */
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

/** @param {string} title @param {string} command @param {string[]} args @param {string} cwd */
function run(title, command, args, cwd) {
  try {
    const output = execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
    console.log(`ok    ${title}`)
    return output
  } catch (cause) {
    const { stdout, stderr } = /** @type {{ stdout?: string, stderr?: string }} */ (cause)
    throw new Error(`${title} failed:\n${stdout ?? ''}${stderr ?? ''}`, { cause })
  }
}

/** @param {string} program @param {string[]} args @returns {[command: string, args: string[]]} */
const tool = (program, args) => [process.execPath, [join(root, 'node_modules', program), ...args]]

/** @returns {{ name: string, folder: string }[]} */
function findPublicPackages() {
  return readdirSync(join(root, 'packages'))
    .sort()
    .map((folder) => join(root, 'packages', folder))
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map((folder) => ({ folder, manifest: readJson(join(folder, 'package.json')) }))
    .filter(({ manifest }) => manifest.private !== true)
    .map(({ folder, manifest }) => ({ folder, name: String(manifest.name) }))
}

/** @param {{ name: string, folder: string }} entry @param {string} destination @returns {string} the tarball's path */
function pack({ name, folder }, destination) {
  const output = run(`pack ${name}`, 'npm', ['pack', '--json', '--pack-destination', destination], folder)
  const [{ filename, files }] = JSON.parse(output)
  /** @type {string[]} */
  const paths = files.map((/** @type {{ path: string }} */ file) => file.path)
  if (!paths.includes('build/index.js')) throw new Error(`${name}: build/index.js is not packed; run \`npm run build\``)
  const stray = paths.filter((path) => /(^|\/)(__tests__|temp)\/|\.tsbuildinfo$/.test(path))
  if (stray.length > 0) throw new Error(`${name}: packs what is not for users: ${stray.join(', ')}`)
  return join(destination, String(filename))
}

/** @param {string} name @param {string} tarball @returns {string[]} what is wrong with it */
function lint(name, tarball) {
  const attwFlags = ['--profile', 'esm-only', '--no-definitely-typed', '--no-emoji', '--no-color']
  /** @type {[title: string, command: [string, string[]]][]} */
  const linters = [
    [`publint ${name}`, tool('publint/src/cli.js', ['run', tarball, '--strict'])],
    [`attw ${name}`, tool('@arethetypeswrong/cli/dist/index.js', [tarball, ...attwFlags])],
  ]
  return linters.flatMap(([title, command]) => {
    try {
      run(title, ...command, root)
      return []
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)]
    }
  })
}

/** @param {string} project @param {string[]} tarballs */
function install(project, tarballs) {
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }))
  const wanted = companions.map(
    (name) => `${name}@${readJson(join(root, 'node_modules', name, 'package.json')).version}`,
  )
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline']
  run('install into an empty project', 'npm', ['install', ...flags, ...tarballs, ...wanted], project)
}

/** @param {string} project @param {string[]} names */
function checkTypes(project, names) {
  const imports = names.map((name, index) => `import * as package${index} from '${name}'`)
  const uses = names.map((_, index) => `package${index}`)
  writeFileSync(join(project, 'types.ts'), `${imports.join('\n')}\nconsole.log(${uses.join(', ')})\n`)
  const flags = '--noEmit --strict --skipLibCheck --target es2022 --module nodenext --lib es2023,dom'.split(' ')
  run('types resolve', ...tool('typescript/bin/tsc', [...flags, 'types.ts']), project)
}

/**
 * Writes a minted chain, and all that is needed to verify it, for the consumer to read.
 * @param {string} project
 */
async function writeChain(project) {
  const kit = await import(pathToFileURL(join(root, 'packages/test-kit/build/index.js')).href)
  const core = await import(pathToFileURL(join(root, 'packages/core/build/index.js')).href)
  const { world, leaf, at, policy } = kit.mintChain()
  const dids = world.listDids().map((/** @type {string} */ did) => [did, world.findDid(did)])
  const urls = world.listAllResources().flatMap((/** @type {Record<string, string>} */ metadata) => {
    const did = String(metadata.resourceURI).replace(/\/resources\/.*/, '')
    const { resourceName, resourceType } = metadata
    return [metadata.resourceURI, core.formatResourceReference({ form: 'named', did, resourceName, resourceType })]
  })
  const resources = urls.map((/** @type {string} */ url) => {
    const { contentStream, contentMetadata } = world.findResource(url)
    return [
      core.normalizeDidUrl(url),
      { bytes: Buffer.from(contentStream).toString('base64'), metadata: contentMetadata },
    ]
  })
  const chain = {
    credential: leaf,
    at,
    policy,
    dids: Object.fromEntries(dids),
    resources: Object.fromEntries(resources),
  }
  writeFileSync(join(project, 'chain.json'), JSON.stringify(chain))
}

const temporary = mkdtempSync(join(tmpdir(), 'check-packages-'))
try {
  const packages = findPublicPackages()
  const tarballs = packages.map((entry) => pack(entry, temporary))
  const faults = packages.flatMap(({ name }, index) => lint(name, String(tarballs[index])))
  const project = join(temporary, 'consumer')
  install(project, tarballs)
  checkTypes(
    project,
    packages.map(({ name }) => name),
  )
  await writeChain(project)
  for (const name of readdirSync(consumer)) copyFileSync(join(consumer, name), join(project, name))
  console.log(run('verify a chain from the packages', process.execPath, ['verify.mjs'], project).trim())
  if (faults.length > 0) throw new Error(faults.join('\n'))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  if (options.keep) console.log(`kept: ${temporary}`)
  else rmSync(temporary, { recursive: true, force: true })
}
