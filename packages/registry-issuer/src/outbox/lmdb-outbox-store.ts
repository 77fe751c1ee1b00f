import type { RootDatabase } from 'lmdb'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { OutboxChange, OutboxListOptions, OutboxRecord, OutboxStore } from '../types/outbox-store.js'
import { checkChanges, checkKey, readListOptions } from './check-outbox-use.js'
import { hasDatabase, makeFilesPrivate, makePrivateFolder } from './lmdb-folder.js'
import { outboxFailed } from './outbox-failed.js'

/** Options of {@link LmdbOutboxStore}. */
export interface LmdbOutboxStoreOptions {
  /** Folder of its own, on a local disk (LMDB shares memory between processes, which network file systems can't). */
  path: string
  /** Bytes of keys and values that it may hold. What would go beyond is refused. Default 1 GiB. */
  maxBytes?: number
}

/** A commit that waits for its turn. */
interface Waiting {
  changes: OutboxChange[]
  resolve: (done: boolean) => void
  reject: (error: unknown) => void
}

/**
 * The outbox in a folder, by LMDB: safe against crashes, and shared by the processes of one machine.
 *
 * The folder is made when something is first written; until then there is nothing. It is open to its owner alone, since
 * it holds signed credentials that are not published yet. Commits that are asked for at once go to the disk together,
 * one flush for all; while it is written Node waits, usually some milliseconds.
 *
 * @public
 */
export class LmdbOutboxStore implements OutboxStore {
  readonly path: string
  readonly #maxBytes: number
  #database: Promise<RootDatabase<string, Key>> | undefined
  #waiting: Waiting[] = []
  #closed = false

  constructor({ path, maxBytes = 1024 ** 3 }: LmdbOutboxStoreOptions) {
    if (typeof path !== 'string' || path === '') {
      throw new TrustRegistryIssuerError('invalid_setup', 'outbox.path must be a folder')
    }
    if (!Number.isSafeInteger(maxBytes) || maxBytes < 1) {
      throw new TrustRegistryIssuerError('invalid_setup', 'outbox.maxBytes must be a whole number of bytes')
    }
    this.path = path
    this.#maxBytes = maxBytes
  }

  async get(key: string): Promise<OutboxRecord | undefined> {
    checkKey(key)
    const database = await this.#openForReading()
    if (database === undefined) return undefined
    return reading(database, () => recordOf(key, database.get(key)))
  }

  async list(prefix: string, options?: OutboxListOptions): Promise<OutboxRecord[]> {
    const { after, limit } = readListOptions(prefix, options)
    const database = await this.#openForReading()
    if (database === undefined) return []
    const fromAfter = after !== undefined && after >= prefix
    return reading(database, () => {
      const records: OutboxRecord[] = []
      // A space is the least of the printable characters; the number below is no string and comes before.
      const start = fromAfter ? after : prefix === '' ? ' ' : prefix
      for (const { key, value } of database.getRange({ start, exclusiveStart: fromAfter })) {
        if (records.length === limit || typeof key !== 'string' || !key.startsWith(prefix)) break
        const record = recordOf(key, value)
        if (record !== undefined) records.push(record)
      }
      return records
    })
  }

  async commit(changes: OutboxChange[]): Promise<boolean> {
    checkChanges(changes)
    if (this.#closed) throw outboxFailed('it is closed')
    const copies = changes.map((change) => ({ ...change }))
    return new Promise((resolve, reject) => {
      this.#waiting.push({ changes: copies, resolve, reject })
      if (this.#waiting.length === 1) setImmediate(() => void this.#write())
    })
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await this.#write()
    const database = await this.#database?.catch(() => undefined)
    await database?.close()
  }

  /** Makes all commits that wait, each against what those before it left, in one transaction. */
  async #write(): Promise<void> {
    if (this.#waiting.length === 0) return
    let database: RootDatabase<string, Key>
    try {
      database = await this.#open()
    } catch (error) {
      for (const { reject } of this.#waiting.splice(0)) reject(error)
      return
    }
    const group = this.#waiting.splice(0)
    const outcomes: (boolean | TrustRegistryIssuerError)[] = []
    try {
      // Without flags it is flushed before it returns. (lmdb's `transaction`, which would not make Node wait, never calls
      // back in the version in use: docs/adr/0011.)
      database.transactionSync(() => {
        for (const { changes } of group) outcomes.push(this.#apply(changes, database))
      })
    } catch (cause) {
      for (const { reject } of group) reject(outboxFailed('a commit failed', cause))
      return
    }
    group.forEach(({ resolve, reject }, index) => {
      const outcome = outcomes[index]
      if (typeof outcome === 'boolean') resolve(outcome)
      else reject(outcome)
    })
  }

  #apply(changes: OutboxChange[], database: RootDatabase<string, Key>): boolean | TrustRegistryIssuerError {
    const before = changes.map(({ key }) => database.get(key))
    if (changes.some(({ key, revision }, index) => (recordOf(key, before[index])?.revision ?? 0) !== revision)) {
      return false
    }
    const after = changes.map(({ value, revision }) => (value === undefined ? undefined : `${revision + 1}\n${value}`))
    const growth = changes.reduce(
      (sum, { key }, index) => sum + sizeOf(key, after[index]) - sizeOf(key, before[index]),
      0,
    )
    const held = Number(database.get(bytesKey) ?? 0) + growth
    if (growth > 0 && held > this.#maxBytes) return outboxFailed(`it would hold more than ${this.#maxBytes} bytes`)
    changes.forEach(({ key }, index) => {
      const text = after[index]
      if (text === undefined) database.removeSync(key)
      else database.putSync(key, text)
    })
    database.putSync(bytesKey, String(held))
    return true
  }

  /** Undefined where nothing was ever written, so that who only reads leaves nothing behind. */
  async #openForReading(): Promise<RootDatabase<string, Key> | undefined> {
    if (this.#database === undefined && !(await hasDatabase(this.path))) {
      if (this.#closed) throw outboxFailed('it is closed')
      return undefined
    }
    return this.#open()
  }

  async #open(): Promise<RootDatabase<string, Key>> {
    if (this.#closed && this.#waiting.length === 0) throw outboxFailed('it is closed')
    this.#database ??= this.#openOnce()
    try {
      return await this.#database
    } catch (error) {
      // A folder that is mended meanwhile is tried again.
      this.#database = undefined
      throw error
    }
  }

  async #openOnce(): Promise<RootDatabase<string, Key>> {
    await makePrivateFolder(this.path)
    try {
      // Here and not at the top: it brings a native library, which an agent that has its outbox elsewhere may lack.
      const { open } = await import('lmdb')
      // Each transaction is flushed before the next one begins, as LMDB itself does it.
      const database = open<string, Key>(this.path, { encoding: 'string', overlappingSync: false, noSubdir: false })
      await makeFilesPrivate(this.path)
      return database
    } catch (cause) {
      throw outboxFailed(`LMDB can't open ${this.path}`, cause)
    }
  }
}

/** Keys of records are strings; under the number stands how many bytes they take. */
type Key = string | number
const bytesKey = 0

function reading<T>(database: RootDatabase<string, Key>, read: () => T): T {
  try {
    // Otherwise a read may show what was there at the last one, and not what another process wrote since.
    database.resetReadTxn()
    return read()
  } catch (cause) {
    throw outboxFailed('it could not be read', cause)
  }
}

/** A record stands as its revision, a line feed and its value. */
function recordOf(key: string, text: string | undefined): OutboxRecord | undefined {
  if (text === undefined) return undefined
  const end = text.indexOf('\n')
  return { key, value: text.slice(end + 1), revision: Number(text.slice(0, end)) }
}

const sizeOf = (key: string, text: string | undefined): number =>
  text === undefined ? 0 : key.length + Buffer.byteLength(text)
