import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const folder = path.resolve(process.cwd(), '../shared/vectors/cheqd-resolver')

/**
 * Answers of the real resolver, which stand beside the project and not in it. Where they are absent the tests that need
 * them are named as left out, and in CI they fail.
 */
export const sharedVectors = {
  present: existsSync(path.join(folder, 'cases.shared.json')),
  read: (name: string): unknown => JSON.parse(readFileSync(path.join(folder, name), 'utf8')),
}

/** `it`, or a visible `it.skip` where the vectors are absent outside CI. */
export const itWithVectors: typeof it = sharedVectors.present || process.env.CI !== undefined ? it : it.skip
