import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { temporaryFile } from './temporary-file.js'

/**
 * Writes a file so that whoever reads it has the old content or the new one, whole, also after a crash: beside it under
 * another name, flushed to the disk, then renamed, and the folder flushed.
 *
 * @param check - asked when the file is about to take its place; where it rejects, the old content stays
 */
export async function writeFileWhole(
  path: string,
  content: Uint8Array | string,
  check: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true })
  const temporary = temporaryFile(folder)
  try {
    const file = await open(temporary, 'wx', 0o644)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await check()
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(folder)
}

async function syncFolder(path: string): Promise<void> {
  let folder
  try {
    folder = await open(path, 'r')
    await folder.sync()
  } catch (error) {
    // Windows opens no folders, and keeps the order of renames by itself.
    if (process.platform !== 'win32') throw error
  } finally {
    await folder?.close()
  }
}
