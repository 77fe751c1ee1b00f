import type { OutboxStore } from '../types/outbox-store.js'
import { isFree, lockKey } from './lock-state.js'

/** Records that are looked at together. */
const atOnce = 100

/**
 * Removes the locks of calls whose process has ended without giving them back. Each name is used once, so nobody asks for
 * them again, and a process that was merely held up finds that it has lost its lock.
 */
export async function forgetDeadCalls(store: OutboxStore): Promise<void> {
  let after: string | undefined
  for (;;) {
    const page = await store.list(lockKey('calls/'), { limit: atOnce, ...(after !== undefined && { after }) })
    for (const record of page) {
      if (isFree(record)) await store.commit([{ key: record.key, revision: record.revision }])
    }
    after = page.at(-1)?.key
    if (after === undefined) return
  }
}
