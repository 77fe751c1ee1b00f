import { Table, type MigrationInterface, type QueryRunner } from 'typeorm'
import { outboxEntity } from './outbox-entity.js'

/** Makes the table of the outbox. */
export class CreateTrustchainsOutbox1795305600000 implements MigrationInterface {
  /** Stays the same when a bundler changes the name of the class. */
  name = 'CreateTrustchainsOutbox1795305600000'

  /** Makes the table, unless it is there. */
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        name: tablePath(queryRunner),
        columns: [
          { name: 'key', type: 'varchar', length: '512', isPrimary: true, collation: 'C' },
          { name: 'value', type: 'text' },
          { name: 'revision', type: 'integer' },
        ],
      }),
      true,
    )
  }

  /** Removes the table, and what is under way in it. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable(tablePath(queryRunner), true)
  }
}

/** With the schema and the prefix of the DataSource. */
const tablePath = (queryRunner: QueryRunner): string => queryRunner.connection.getMetadata(outboxEntity).tablePath

/** As `migrations` of `@veramo/data-store`: for the `migrations` of the DataSource. */
export const outboxMigrations: (typeof CreateTrustchainsOutbox1795305600000)[] = [CreateTrustchainsOutbox1795305600000]
