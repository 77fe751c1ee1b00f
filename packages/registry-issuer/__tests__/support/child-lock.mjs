// Holds a lock until it is killed, or paused and told to go on: started by the test of locks.
import '../../../../tools/jest/register-sources.mjs'

const { LmdbOutboxStore } = await import('../../src/outbox/lmdb-outbox-store.ts')
const { withLock } = await import('../../src/outbox/with-lock.ts')
const [, , path, leaseMs, renewMs] = process.argv
const store = new LmdbOutboxStore({ path })
const say = (text) => process.stdout.write(`${text}\n`)
try {
  await withLock(
    store,
    'list',
    async (lock) => {
      say('held')
      await new Promise((resolve) => process.stdin.once('data', resolve))
      say(String(await lock.commit([{ key: 'written', value: '"by the child"', revision: 0 }])))
    },
    { leaseMs: Number(leaseMs), renewMs: Number(renewMs) },
  )
} catch (error) {
  say(error.code ?? String(error))
}
process.exit(0)
