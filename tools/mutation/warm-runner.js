import { readdirSync } from 'node:fs'
import { register } from 'node:module'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import { LRUCache } from 'lru-cache'
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin'
import { determineHitLimitReached, DryRunStatus, TestStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner'
import { forgetBetweenRuns } from './forget-between-runs.js'
import { TestRegistry } from './test-registry.js'

/** What judges no chain, takes long by itself, draws random inputs, or can be run but once in a process. */
const leftOut =
  /^(?:decode-|schema-|key-|did-url|index|parse-|properties|forest-properties|oracle|fuzz|proof-fuzz|clock-timestamp)/

// `MUTATION_TESTS=scope,catalogue` runs only the files with these in their names: quicker, while one check is looked at.
const asked = process.env.MUTATION_TESTS?.split(',') ?? ['']

/**
 * Runs core's tests in a process that has them and the sources loaded, and switches from one mutant to the next: jest,
 * which loads all of it anew, takes a hundred times as long. For a mutant in what is evaluated while a module loads,
 * Stryker starts a process of its own.
 */
class WarmRunner {
  #registry = new TestRegistry()
  #runs = 0
  #isLoaded = false
  /** @type {Map<string, number>} Milliseconds that a test took. */
  #took = new Map()
  /** @type {Map<string, number>} How many mutants a test has killed. */
  #kills = new Map()
  /** What the mutated sources read and write. */
  #context = (globalThis.__stryker__ ??= {})

  capabilities() {
    return { reloadEnvironment: false }
  }

  init() {
    register('./load-sources.js', import.meta.url)
  }

  /** @param {import('@stryker-mutator/api/test-runner').DryRunOptions} options */
  async dryRun({ coverageAnalysis }) {
    await this.#load()
    const result = await this.#run({ hasCoverage: coverageAnalysis === 'perTest' })
    const mutantCoverage = JSON.parse(JSON.stringify(this.#context.mutantCoverage ?? { static: {}, perTest: {} }))
    // Again: a test that passes only once in a process would kill every mutant. What it covers is not counted.
    const again = await this.#run({})
    const failed = again.tests.filter(({ status }) => status === TestStatus.Failed)
    return failed.length > 0 ? { ...result, tests: failed } : { ...result, mutantCoverage }
  }

  /** @param {import('@stryker-mutator/api/test-runner').MutantRunOptions} options */
  async mutantRun({ activeMutant: { id }, mutantActivation, testFilter, disableBail, hitLimit }) {
    Object.assign(this.#context, { hitLimit, hitCount: hitLimit === undefined ? undefined : 0 })
    if (mutantActivation === 'static') this.#context.activeMutant = id
    try {
      const obstacle = await this.#load().then(() => undefined, String)
      if (obstacle !== undefined) return toMutantRunResult(notLoaded(obstacle))
      this.#context.activeMutant = id
      const result = await this.#run({ isEndedByFailure: !disableBail, only: testFilter && new Set(testFilter) })
      return toMutantRunResult(determineHitLimitReached(this.#context.hitCount, hitLimit) ?? result, disableBail)
    } finally {
      Object.assign(this.#context, { activeMutant: undefined, hitLimit: undefined, hitCount: undefined })
    }
  }

  /** What tests clear away after them they need for the next mutant still. */
  async dispose() {
    const groups = new Set(this.#registry.tests.flatMap((test) => test.groups))
    for (const { hooks } of groups) for (const hook of hooks.afterAll) await hook()
  }

  async #load() {
    if (this.#isLoaded) return
    const core = path.join(process.cwd(), 'packages/core')
    const { RecentMap } = await import(pathToFileURL(path.join(core, 'src/recent-map.ts')).href)
    for (const { prototype } of [RecentMap, LRUCache]) forgetBetweenRuns(prototype, () => this.#runs)
    this.#registry.install()
    const files = readdirSync(path.join(core, '__tests__')).filter(
      (name) => name.endsWith('.test.ts') && !leftOut.test(name) && asked.some((part) => name.includes(part)),
    )
    for (const name of files) await this.#registry.load(path.join(core, '__tests__', name))
    this.#isLoaded = true
  }

  /** Runs tests: those first that take little time for the mutants that they kill. */
  async #run({ only, isEndedByFailure = false, hasCoverage = false }) {
    this.#runs += 1
    const rank = ({ id }) => (this.#took.get(id) ?? 5) / (1 + (this.#kills.get(id) ?? 0))
    const chosen = this.#registry.tests.filter(({ id }) => only?.has(id) ?? true)
    const begun = new Set()
    const results = []
    for (const test of chosen.toSorted((a, b) => rank(a) - rank(b))) {
      const result = await this.#runTest(test, begun, hasCoverage)
      results.push(result)
      if (!isEndedByFailure || result.status !== TestStatus.Failed) continue
      this.#kills.set(test.id, (this.#kills.get(test.id) ?? 0) + 1)
      break
    }
    return { status: DryRunStatus.Complete, tests: results }
  }

  async #runTest({ id, file, body, groups }, begun, hasCoverage) {
    const result = { id, name: id, fileName: file, status: TestStatus.Success, timeSpentMs: 0 }
    const start = performance.now()
    try {
      for (const group of groups) {
        if (!begun.has(group)) for (const hook of group.hooks.beforeAll) await hook()
        begun.add(group)
      }
      if (hasCoverage) this.#context.currentTestId = id
      for (const { hooks } of groups) for (const hook of hooks.beforeEach) await hook()
      try {
        await body()
      } finally {
        for (const { hooks } of groups) for (const hook of hooks.afterEach) await hook()
      }
    } catch (error) {
      Object.assign(result, { status: TestStatus.Failed, failureMessage: String(error?.message ?? error) })
    } finally {
      this.#context.currentTestId = undefined
    }
    result.timeSpentMs = performance.now() - start
    if (!this.#took.has(id)) this.#took.set(id, result.timeSpentMs)
    return result
  }
}

/** Sources that can't be loaded: nobody could use them, nor fail to see it. */
const notLoaded = (failureMessage) => ({
  status: DryRunStatus.Complete,
  tests: [{ id: '', name: 'loading', timeSpentMs: 0, status: TestStatus.Failed, failureMessage }],
})

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'warm', WarmRunner)]
