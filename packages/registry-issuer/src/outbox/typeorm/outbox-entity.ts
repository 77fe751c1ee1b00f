import { EntitySchema, EntitySchemaOptions } from 'typeorm'

/** A row of the outbox. */
export interface OutboxRow {
  key: string
  value: string
  revision: number
}

const options = Object.assign(new EntitySchemaOptions<OutboxRow>(), {
  name: 'TrustchainsOutbox',
  tableName: 'trustchains_outbox',
  columns: {
    // Keys are ordered by code unit, whatever the language of the database is.
    key: { type: 'varchar', length: 512, primary: true, collation: 'C' },
    value: { type: 'text' },
    revision: { type: 'integer' },
  },
} satisfies Partial<EntitySchemaOptions<OutboxRow>>)

/** The table of the outbox, for the `entities` of the agent's DataSource. */
export const outboxEntity = new EntitySchema<OutboxRow>(options)

/** As `Entities` of `@veramo/data-store`: what the DataSource must know for the outbox. */
export const OutboxEntities: EntitySchema<OutboxRow>[] = [outboxEntity]
