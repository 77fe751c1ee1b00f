import { chmod, lstat, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { outboxFailed } from './outbox-failed.js'

/**
 * Makes the folder of an outbox, readable by its owner alone. A folder that is there is taken only if no other user
 * can get at it: whoever could write to it could put a publication there, which this agent would then sign and publish.
 *
 * @throws TrustRegistryIssuerError `outbox_failed`
 */
export async function makePrivateFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw outboxFailed(`its folder ${path} can't be made`, cause)
  }
  const stat = await lstat(path).catch((cause: unknown) => {
    throw outboxFailed(`its folder ${path} can't be looked at`, cause)
  })
  if (!stat.isDirectory()) throw outboxFailed(`${path} is no folder (a symbolic link is not followed)`)
  // Windows has neither; there the folder is as private as the one that it stands in.
  if (process.getuid === undefined) return
  if (stat.uid !== process.getuid()) throw outboxFailed(`its folder ${path} belongs to another user`)
  if ((stat.mode & 0o077) !== 0) {
    throw outboxFailed(`its folder ${path} is open to other users; make it private: chmod 700 ${path}`)
  }
}

/** Whether an outbox was ever written there. */
export async function hasDatabase(path: string): Promise<boolean> {
  return lstat(join(path, dataFile)).then(
    () => true,
    () => false,
  )
}

/** Takes the rights of other users from the files, whatever the umask was. */
export async function makeFilesPrivate(path: string): Promise<void> {
  await Promise.all([dataFile, 'lock.mdb'].map((name) => chmod(join(path, name), 0o600)))
}

/** What LMDB calls its file in a folder. */
const dataFile = 'data.mdb'
