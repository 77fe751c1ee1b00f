import { readdirSync } from 'node:fs'

/**
 * The tests of core that judge chains, as one file: for each mutant the sources are then loaded once, not once for
 * each of forty files. What judges no chain, or takes long by itself, is left out.
 */
const folder = new URL('../../packages/core/__tests__/', import.meta.url)
const leftOut = /^(?:decode-|schema-|key-|did-url|index|parse-|properties|oracle|fuzz|memo|check-guide|signature)/
// What fails soonest comes first.
const rank = (name: string): number => (name.startsWith('attacks-limits') ? 2 : name.startsWith('attack') ? 0 : 1)

// `MUTATION_TESTS=scope,catalogue` runs only the files with these in their names: quicker, while one check is looked at.
const asked = process.env.MUTATION_TESTS?.split(',') ?? ['']

const files = readdirSync(folder)
  .filter((name) => name.endsWith('.test.ts') && !leftOut.test(name) && asked.some((part) => name.includes(part)))
  .sort((a, b) => rank(a) - rank(b))
for (const name of files) await import(new URL(name, folder).href)
