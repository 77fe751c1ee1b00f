import { setTimeout as sleep } from 'node:timers/promises'

/** A transaction in a block, as far as the benchmark reads it. */
interface RpcTx {
  tx: string
  height: string
  tx_result: { events: { type: string; attributes: { key: string; value: string }[] }[] }
}

/** Transactions of a ledger. */
export interface LedgerTransactions {
  /** In base64, in order. */
  txs: string[]
  /** Blocks that hold them. */
  blocks: number
  /** Of all of them, ncheq. */
  fees: bigint
  /** Most messages of one of them. */
  mostMessages: number
}

/** Milliseconds between looks whether a transaction is in a block. */
const pollMs = 20

/** The transactions of all blocks but for the first so many. */
export async function readTransactions(url: string, after = 0): Promise<LedgerTransactions> {
  const { sync_info: info } = await call<{ sync_info: { latest_block_height: string } }>(url, 'status', {})
  const found: RpcTx[] = []
  for (let height = 2; height <= Number(info.latest_block_height); height += 1) {
    const query = `tx.height=${String(height)}`
    found.push(...(await call<{ txs: RpcTx[] }>(url, 'tx_search', { query, per_page: '100' })).txs)
  }
  const counted = found.slice(after)
  const eventsOf = ({ tx_result: { events } }: RpcTx, wanted: string): RpcTx['tx_result']['events'] =>
    events.filter(({ type }) => type === wanted)
  const fees = counted
    .flatMap((tx) => eventsOf(tx, 'tx'))
    .flatMap(({ attributes }) => attributes.filter(({ key }) => key === 'fee'))
    .reduce((sum, { value }) => sum + BigInt(value.replace('ncheq', '')), 0n)
  return {
    txs: counted.map(({ tx }) => tx),
    blocks: new Set(counted.map(({ height }) => height)).size,
    fees,
    mostMessages: Math.max(0, ...counted.map((tx) => eventsOf(tx, 'message').length)),
  }
}

/** Hands transactions in, one after the other without waiting for blocks, and waits until the last is in one. */
export async function handIn(url: string, txs: readonly string[]): Promise<void> {
  let last = ''
  for (const tx of txs) {
    const { code, hash } = await call<{ code: number; hash: string }>(url, 'broadcast_tx_sync', { tx })
    if (code !== 0) throw new Error(`the ledger refused a transaction: ${String(code)}`)
    last = hash
  }
  const query = `tx.hash='${last}'`
  while (last !== '' && (await call<{ txs: unknown[] }>(url, 'tx_search', { query })).txs.length === 0)
    await sleep(pollMs)
}

async function call<T>(url: string, method: string, params: object): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  })
  const { result, error } = (await response.json()) as { result?: T; error?: { message: string } }
  if (result === undefined) throw new Error(`${method}: ${error?.message ?? ''}`)
  return result
}
