import { findProgram } from './find-program.js'

/** As tools/scripts/test-summary.mjs has it. */
const isCi = !['', '0', 'false'].includes(process.env.CI ?? '')

/**
 * `describe` for tests that need something beside this repository. Where it is missing they are skipped, and the name says
 * for want of what; in CI, where all must be there, one test fails in their place.
 *
 * @param missing - what is missing here, in a user's words; empty: nothing is
 */
export function describeUnlessMissing(missing: readonly string[], name: string, body: () => void): void {
  const needs = `needs ${missing.join(', ')}`
  if (missing.length === 0) describe(name, body)
  else if (!isCi) describe.skip(`${name} (skipped: ${needs})`, body)
  else {
    describe(name, () => {
      it(`${needs}, which CI must have`, () => {
        throw new Error(`not here: ${missing.join(', ')}`)
      })
    })
  }
}

/**
 * {@link describeUnlessMissing}, for tests of other projects' test data, which is not part of this repository. Whoever does not have
 * it runs all the checks with WITHOUT_VECTORS=true: then these tests alone are skipped in CI too, and the summary names them.
 */
export function describeWithVectors(missing: readonly string[], name: string, body: () => void): void {
  if (missing.length === 0 || process.env.WITHOUT_VECTORS !== 'true') describeUnlessMissing(missing, name, body)
  else describe.skip(`${name} (skipped by WITHOUT_VECTORS: needs ${missing.join(', ')})`, body)
}

/** {@link describeUnlessMissing}, for tests that start these programs. */
export function describeWithPrograms(programs: readonly string[], name: string, body: () => void): void {
  const missing = programs.filter((program) => findProgram(program) === undefined)
  describeUnlessMissing(missing, name, body)
}
