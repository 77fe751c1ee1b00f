import { describeUnlessMissing, missingPostgres, startPostgres, type PostgresServer } from '@trustchains/test-kit'
import { DataSource } from 'typeorm'
import { OutboxEntities, outboxMigrations, TypeOrmOutboxStore } from '../src/outbox/typeorm/index.js'
import { failureOf } from './support/failure-of.js'
import { postgresDataSource } from './support/outbox-implementations.js'

describe('a database that is not PostgreSQL', () => {
  it('is refused with the reason: sql.js would lose all when it crashes', () => {
    const make = (): unknown => new TypeOrmOutboxStore(new DataSource({ type: 'sqljs', entities: OutboxEntities }))
    expect(make).toThrow(/sql\.js .*rewrites its whole file/)
  })

  it('is refused also when the agent gives it as a promise', async () => {
    const store = new TypeOrmOutboxStore(Promise.resolve(new DataSource({ type: 'sqljs' })))
    const error = await failureOf(store.get('a'))
    expect(error.code).toBe('invalid_setup')
    expect(error.message).toContain('sqljs')
  })
})

describeUnlessMissing(missingPostgres(), 'an outbox in the database of an agent', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.stop())

  it('has its table from the migration, beside those of others, with the prefix of the DataSource', async () => {
    const source = await new DataSource({
      type: 'postgres',
      host: server.host,
      username: 'postgres',
      database: 'postgres',
      entityPrefix: 'agent_',
      entities: OutboxEntities,
      migrations: outboxMigrations,
      migrationsRun: true,
    }).initialize()
    const store = new TypeOrmOutboxStore(source)
    expect(await store.commit([{ key: 'a', value: '1', revision: 0 }])).toBe(true)
    expect(await source.query('SELECT "key" FROM agent_trustchains_outbox')).toEqual([{ key: 'a' }])
    await source.undoLastMigration()
    expect((await failureOf(store.get('a'))).code).toBe('outbox_failed')
    await source.destroy()
  })

  it('is told of a DataSource that does not know the table, and what to add', async () => {
    const source = new DataSource({ type: 'postgres', host: server.host, username: 'postgres', database: 'postgres' })
    const error = await failureOf(new TypeOrmOutboxStore(source).get('a'))
    expect(error.code).toBe('invalid_setup')
    expect(error.message).toContain('OutboxEntities')
    await source.destroy()
  })

  it('names no value in its errors when the database goes away, and works again when it is back', async () => {
    const source = await postgresDataSource(server.host, 'public').initialize()
    await source.runMigrations()
    const store = new TypeOrmOutboxStore(source)
    await store.commit([{ key: 'a', value: '"before"', revision: 0 }])
    const [{ pid }] = await source.query('SELECT pg_backend_pid() AS pid')
    await source.query('SELECT pg_terminate_backend($1)', [pid]).catch(() => undefined)
    const results = await Promise.allSettled(
      ['b', 'c', 'd'].map((key) => store.commit([{ key, value: '"eyJsecret"', revision: 0 }])),
    )
    for (const result of results) {
      if (result.status === 'rejected') expectNoValue(result.reason as Error)
    }
    expect((await store.get('a'))?.value).toBe('"before"')
    await source.destroy()
  })

  const expectNoValue = (error: Error): void => {
    expect(error.message).not.toContain('eyJ')
  }
})
