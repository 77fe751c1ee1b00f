import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'expect'
import { bind } from 'jest-each'

/**
 * A test with what stands around it.
 * @typedef {{ id: string, file: string, body: () => unknown, groups: Group[] }} Test
 * @typedef {Record<'beforeAll' | 'beforeEach' | 'afterEach' | 'afterAll', (() => unknown)[]>} Hooks
 * @typedef {{ name: string, hooks: Hooks }} Group
 */

/** Collects the tests that files declare by jest's globals. */
export class TestRegistry {
  /** @type {Test[]} */
  tests = []
  #file = ''
  /** @type {Group[]} */
  #groups = []
  #ids = new Set()

  /** Sets jest's globals, of which core's tests use these. */
  install() {
    const it = Object.assign(this.#declare.bind(this), { each: bind(this.#declare.bind(this), false) })
    const describe = Object.assign(this.#group.bind(this), { each: bind(this.#group.bind(this), false) })
    const hook = (when) => (body) => this.#groups.at(-1).hooks[when].push(body)
    Object.assign(globalThis, { it, test: it, describe, expect })
    for (const when of Object.keys(groupOf('').hooks)) globalThis[when] = hook(when)
  }

  /** Loads a file of tests. */
  async load(file) {
    this.#file = file
    this.#groups = [groupOf(path.basename(file, '.test.ts'))]
    await import(pathToFileURL(file).href)
  }

  #group(name, body) {
    this.#groups.push(groupOf(name))
    body()
    this.#groups.pop()
  }

  #declare(name, body) {
    let id = [...this.#groups.map((group) => group.name), name].join(' › ')
    while (this.#ids.has(id)) id += ', again'
    this.#ids.add(id)
    this.tests.push({ id, file: this.#file, body, groups: [...this.#groups] })
  }
}

/** @returns {Group} */
const groupOf = (name) => ({ name, hooks: { beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] } })
