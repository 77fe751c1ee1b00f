import type { LedgerNode, TxVerdict } from './ledger-node.js'
import type { QueuedResource } from './queued-resource.js'
import { different, refusalOf } from './refusal.js'
import { resourcePresence } from './resource-presence.js'

/** Times that a resource alone in its transaction is tried, since what it was refused for may have been out of date. */
const maxRefusals = 2

/**
 * What is to be sent again of a transaction that was refused. It is all or nothing, so one bad message takes the others
 * with it: it is halved until it is known which. A refused transaction costs no fee (baseapp reverts it with its messages).
 */
export async function takeApart(
  items: readonly QueuedResource[],
  verdict: TxVerdict,
  node: LedgerNode,
): Promise<QueuedResource[]> {
  const kind = refusalOf(verdict)
  // The signature may be that of a key that was rotated meanwhile.
  if (kind !== 'out_of_gas') for (const item of items) delete item.message
  const missing = await settlePresent(items, node)
  if (items.length > 1) {
    for (const item of missing) item.maxGroup = Math.max(1, Math.ceil(missing.length / 2))
    return missing
  }
  return missing.filter((item) => {
    item.refusals += 1
    item.needsAllGas ||= kind === 'out_of_gas'
    item.maxGroup = 1
    if (item.refusals < maxRefusals) return true
    const { code, codespace, log } = verdict
    item.settle({
      // Its id is taken, most likely by an earlier attempt of its own that this node does not show yet.
      state: kind === 'resource_exists' ? 'unknown' : 'absent',
      code: kind,
      message: `the ledger refused it (${codespace} ${String(code)}): ${log}`,
    })
    return false
  })
}

/**
 * Settles what is on the ledger, and gives the rest: what is not there, and what the node does not say. To send that once
 * more does no harm, since an id is taken only once.
 */
export async function settlePresent(items: readonly QueuedResource[], node: LedgerNode): Promise<QueuedResource[]> {
  const found = await Promise.all(items.map(async (item) => ({ item, presence: await resourcePresence(item, node) })))
  return found.flatMap(({ item, presence }) => {
    if (presence === 'same') item.settle({ state: 'published' })
    else if (presence === 'different') item.settle(different)
    else return [item]
    return []
  })
}

/** As {@link settlePresent}; also settles what was first sent longer than `timeoutMs` ago, so that all comes to an end. */
export async function stillToSend(
  items: readonly QueuedResource[],
  node: LedgerNode,
  timeoutMs: number,
): Promise<QueuedResource[]> {
  const missing = await settlePresent(items, node)
  const limit = performance.now() - timeoutMs
  const isInTime = ({ firstSentAt = Infinity }: QueuedResource): boolean => firstSentAt >= limit
  const message = 'others used the account so much that no transaction with it had its sequence number in a block'
  for (const item of missing) if (!isInTime(item)) item.settle({ state: 'unknown', code: 'timeout', message })
  return missing.filter(isInTime)
}
