import { randomUUID } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isMissing } from './is-missing.js'

/** Where a file of a folder is written before it takes its place: a name that few servers show, and that is no id. */
export const temporaryFile = (folder: string): string => join(folder, `.${randomUUID()}.tmp`)

const pattern = /^\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/

/**
 * Removes files of a folder that were begun and did not take their place: those of processes that died, and that of one
 * which was held up, which then can no longer put it in the place of what others have written since.
 */
export async function removeTemporaryFiles(folder: string): Promise<void> {
  let names: string[]
  try {
    names = await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return
    throw error
  }
  await Promise.all(names.filter((name) => pattern.test(name)).map((name) => rm(join(folder, name), { force: true })))
}
