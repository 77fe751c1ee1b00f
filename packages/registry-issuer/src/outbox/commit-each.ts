import type { OutboxChange, OutboxStore } from '../types/outbox-store.js'

/**
 * Makes changes that are independent of each other, with one commit where all of them can be made. Where one can't, since its
 * record has changed, the others are made all the same.
 *
 * @param groups - at most 1,000 changes in all; those of a group are made together or not at all
 * @returns for each whether it was made
 */
export async function commitEach(groups: readonly OutboxChange[][], store: OutboxStore): Promise<boolean[]> {
  if (groups.length === 0) return []
  if (await store.commit(groups.flat())) return groups.map(() => true)
  if (groups.length === 1) return [false]
  return Promise.all(groups.map((changes) => store.commit(changes)))
}
