import { join } from 'node:path'
import { missingPostgres, startPostgres } from '@trustchains/test-kit'
import { DataSource } from 'typeorm'
import { LmdbOutboxStore, MemoryOutboxStore, type OutboxStore } from '../../src/index.js'
import { OutboxEntities, outboxMigrations, TypeOrmOutboxStore } from '../../src/outbox/typeorm/index.js'
import { temporaryFolder } from './temporary-folder.js'

/** A store that is under test. */
export interface OutboxUnderTest {
  /** Opens it: each time it is called another instance of the same store. */
  open(): Promise<OutboxStore>
}

/** One way to keep an outbox. */
export interface OutboxImplementation {
  name: string
  /** What it needs and is not installed. */
  missing: string[]
  /** What the implementation needs is started once; each test has a store of its own. */
  start(this: void): Promise<{ makeStore: () => Promise<OutboxUnderTest>; stop: () => Promise<void> }>
}

const nothing = (): Promise<void> => Promise.resolve()

/** Every implementation, for the conformance tests. */
export const outboxImplementations: OutboxImplementation[] = [
  {
    name: 'memory',
    missing: [],
    start: async () => ({
      makeStore: async () => {
        const store = new MemoryOutboxStore()
        return { open: async () => store }
      },
      stop: nothing,
    }),
  },
  {
    name: 'a folder, by LMDB',
    missing: [],
    start: async () => ({
      makeStore: async () => {
        const path = join(temporaryFolder(), 'outbox')
        return { open: async () => new LmdbOutboxStore({ path }) }
      },
      stop: nothing,
    }),
  },
  {
    name: 'PostgreSQL, by TypeORM',
    missing: missingPostgres(),
    start: async () => {
      const server = await startPostgres()
      const sources: DataSource[] = []
      const connect = async (schema: string): Promise<DataSource> => {
        const source = await postgresDataSource(server.host, schema).initialize()
        sources.push(source)
        return source
      }
      const admin = await connect('public')
      let count = 0
      return {
        makeStore: async () => {
          const schema = `store_${String(count++)}`
          await admin.query(`CREATE SCHEMA ${schema}`)
          await (await connect(schema)).runMigrations()
          return { open: async () => new TypeOrmOutboxStore(await connect(schema)) }
        },
        stop: async () => {
          await Promise.all(sources.map((source) => source.destroy()))
          await server.stop()
        },
      }
    },
  },
]

/** The DataSource of an agent, with a schema of its own. */
export function postgresDataSource(host: string, schema: string): DataSource {
  return new DataSource({
    type: 'postgres',
    host,
    username: 'postgres',
    database: 'postgres',
    schema,
    entities: OutboxEntities,
    migrations: outboxMigrations,
    extra: { max: 4 },
  })
}
