import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const folder = path.resolve(process.cwd(), '../shared/vectors/cheqd-resolver')

/** Answers of the real resolver, which stand beside the project and not in it. */
export const sharedVectors = {
  present: existsSync(path.join(folder, 'cases.shared.json')),
  read: (name: string): unknown => JSON.parse(readFileSync(path.join(folder, name), 'utf8')),
}

/** What is missing here of them. */
export const missingVectors = sharedVectors.present ? [] : ['the answers of the real resolver']
