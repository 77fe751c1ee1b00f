export { CreateTrustchainsOutbox1795305600000, outboxMigrations } from './create-outbox.js'
export { OutboxEntities } from './outbox-entity.js'
export type { OutboxRow } from './outbox-entity.js'
export { TypeOrmOutboxStore } from './typeorm-outbox-store.js'
