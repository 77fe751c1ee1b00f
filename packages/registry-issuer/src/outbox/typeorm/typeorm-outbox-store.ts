import type { DataSource, QueryRunner } from 'typeorm'
import { TrustRegistryIssuerError } from '../../trust-registry-issuer-error.js'
import type { OutboxChange, OutboxListOptions, OutboxRecord, OutboxStore } from '../../types/outbox-store.js'
import { checkChanges, checkKey, readListOptions } from '../check-outbox-use.js'
import { outboxFailed } from '../outbox-failed.js'
import { outboxEntity, type OutboxRow } from './outbox-entity.js'

/** Of PostgreSQL's advisory locks: one commit at a time. The first bytes of the SHA-256 of the table's name. */
const commitLock = 0x7c3f51

/**
 * The outbox in the PostgreSQL database of the agent, which many machines may share.
 *
 * Other databases are refused: what is committed must be on disk and seen by all processes, and this is tested with
 * PostgreSQL alone. sql.js in particular holds the database in memory and rewrites its whole file, so that two processes undo each
 * other's commits and a crash while it writes loses all.
 *
 * @example
 * ```ts
 * const dataSource = new DataSource({
 *   type: 'postgres',
 *   url: process.env.DATABASE_URL,
 *   entities: [...Entities, ...OutboxEntities],
 *   migrations: [...migrations, ...outboxMigrations],
 *   migrationsRun: true,
 * })
 * const plugin = new TrustRegistryIssuer({ outbox: new TypeOrmOutboxStore(dataSource) })
 * ```
 *
 * @public
 */
export class TypeOrmOutboxStore implements OutboxStore {
  readonly #dataSource: DataSource | Promise<DataSource>
  #ready: Promise<{ dataSource: DataSource; table: string }> | undefined

  /**
   * @param dataSource - the agent's DataSource, or its promise; it is initialized if it is not, and stays the agent's
   * @throws TrustRegistryIssuerError code `invalid_setup` where it is of another database
   */
  constructor(dataSource: DataSource | Promise<DataSource>) {
    if (!('then' in dataSource)) checkDatabase(dataSource)
    this.#dataSource = dataSource
  }

  async get(key: string): Promise<OutboxRecord | undefined> {
    checkKey(key)
    const [row] = await this.#read((table) => [
      `SELECT "key", "value", "revision" FROM ${table} WHERE "key" = $1`,
      [key],
    ])
    return row
  }

  async list(prefix: string, options?: OutboxListOptions): Promise<OutboxRecord[]> {
    const { after = '', limit } = readListOptions(prefix, options)
    // In the order of bytes, the keys with a prefix stand together: from the prefix on, and before its last byte plus one.
    const end =
      prefix === '' ? '\x7f' : `${prefix.slice(0, -1)}${String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1)}`
    return this.#read((table) => [
      `SELECT "key", "value", "revision" FROM ${table}
       WHERE "key" >= $1 AND "key" < $2 AND "key" > $3 ORDER BY "key" LIMIT $4`,
      [prefix, end, after, limit],
    ])
  }

  async commit(changes: OutboxChange[]): Promise<boolean> {
    checkChanges(changes)
    const { dataSource, table } = await this.#open()
    const runner = dataSource.createQueryRunner()
    try {
      await runner.startTransaction('READ COMMITTED')
      const done = await apply(changes, runner, table)
      if (done) await runner.commitTransaction()
      else await runner.rollbackTransaction()
      return done
    } catch (cause) {
      // A connection that is broken has rolled back by itself.
      await runner.rollbackTransaction().catch(() => undefined)
      throw outboxFailed('a commit failed', cause)
    } finally {
      await runner.release().catch(() => undefined)
    }
  }

  /** Does nothing: the DataSource is the agent's. */
  async close(): Promise<void> {
    return Promise.resolve()
  }

  async #read(query: (table: string) => [string, unknown[]]): Promise<OutboxRecord[]> {
    const { dataSource, table } = await this.#open()
    try {
      const rows: OutboxRow[] = await dataSource.query(...query(table))
      return rows.map(({ key, value, revision }) => ({ key, value, revision }))
    } catch (cause) {
      throw outboxFailed('it could not be read', cause)
    }
  }

  async #open(): Promise<{ dataSource: DataSource; table: string }> {
    this.#ready ??= this.#openOnce()
    try {
      return await this.#ready
    } catch (error) {
      // A database that is down is asked again the next time.
      this.#ready = undefined
      throw error
    }
  }

  async #openOnce(): Promise<{ dataSource: DataSource; table: string }> {
    let dataSource: DataSource
    try {
      dataSource = await this.#dataSource
      checkDatabase(dataSource)
      if (!dataSource.isInitialized) await dataSource.initialize()
    } catch (cause) {
      if (cause instanceof TrustRegistryIssuerError) throw cause
      throw outboxFailed('the DataSource could not be initialized', cause)
    }
    if (!dataSource.hasMetadata(outboxEntity)) {
      throw new TrustRegistryIssuerError(
        'invalid_setup',
        'the DataSource does not know the table of the outbox; add OutboxEntities to its entities and outboxMigrations ' +
          'to its migrations',
      )
    }
    const { tablePath } = dataSource.getMetadata(outboxEntity)
    return { dataSource, table: tablePath.split('.').map(quoted).join('.') }
  }
}

async function apply(changes: readonly OutboxChange[], runner: QueryRunner, table: string): Promise<boolean> {
  // On disk when it returns, also where the database is set up otherwise.
  await runner.query('SET LOCAL synchronous_commit = on')
  // One at a time, so that what is read here is what the changes are made on; released with the transaction, also when
  // the process or its connection ends.
  await runner.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [commitLock, table])
  const keys = changes.map(({ key }) => key)
  const rows = (await runner.query(`SELECT "key", "revision" FROM ${table} WHERE "key" = ANY($1)`, [keys])) as Pick<
    OutboxRow,
    'key' | 'revision'
  >[]
  const revisions = new Map(rows.map(({ key, revision }) => [key, revision]))
  if (changes.some(({ key, revision }) => (revisions.get(key) ?? 0) !== revision)) return false
  const removed = changes.filter(({ value }) => value === undefined).map(({ key }) => key)
  if (removed.length > 0) await runner.query(`DELETE FROM ${table} WHERE "key" = ANY($1)`, [removed])
  const written = changes.filter(({ value }) => value !== undefined)
  if (written.length > 0) {
    await runner.query(
      `INSERT INTO ${table} ("key", "value", "revision")
       SELECT * FROM unnest($1::varchar[], $2::text[], $3::integer[])
       ON CONFLICT ("key") DO UPDATE SET "value" = EXCLUDED."value", "revision" = EXCLUDED."revision"`,
      [written.map(({ key }) => key), written.map(({ value }) => value), written.map(({ revision }) => revision + 1)],
    )
  }
  return true
}

function checkDatabase({ options }: DataSource): void {
  if (options.type === 'postgres') return
  const why =
    options.type === 'sqljs'
      ? 'sql.js holds the database in memory and rewrites its whole file, so that a crash loses all and two processes undo ' +
        "each other's commits"
      : 'it is tested with PostgreSQL alone'
  throw new TrustRegistryIssuerError(
    'invalid_setup',
    `TypeOrmOutboxStore does not take a DataSource of type ${options.type}: ${why}; leave the option outbox out for a ` +
      'folder by LMDB',
  )
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
