import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportGenesis } from '../src/genesis/export-genesis.js'
import { BlockLog } from '../src/store/block-log.js'
import { newChain, sendAny, signTx, type TxOverrides } from './support/tx.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dev-ledger-replay-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const fee = 50_000_000_000n
const balance = 1_000_000_000_000_000n

const open = async (maxGas: bigint) => {
  const made = await newChain({ maxGas }, 10)
  await made.chain.replay(BlockLog.open(join(folder, 'blocks.jsonl')))
  return made
}

// Only the first passes the ante handler in its block: the second is refused there, for what changed since its check.
it.each<[string, string, bigint, TxOverrides, number]>([
  ['whose payer could not pay the fee any more', String(balance - fee - 1n), 30_000_000n, {}, 5],
  // The first one fills its block, so the second comes into one that is too late for it.
  ['whose last height had passed', '1', 1_500_000n, { timeoutHeight: 2n }, 30],
])('a transaction in a block %s does not make the folder unreadable', async (_why, amount, maxGas, change, code) => {
  const { chain, alice, bob } = await open(maxGas)
  const sending = async (sequence: bigint, ncheq: string, over: TxOverrides) =>
    chain.broadcast(await signTx(chain, alice, [sendAny(alice.address, bob.address, ncheq)], { ...over, sequence }))
  const taken = [await sending(0n, amount, {}), await sending(1n, '2', change)]
  expect(taken.map(({ check }) => check.code)).toEqual([0, 0])
  const records = await Promise.all(taken.map(async ({ included }) => included))
  expect(records.map((record) => record?.result.code)).toEqual([0, code])
  const state = exportGenesis(chain.state, new Date(0))
  await chain.close()

  const again = await open(maxGas)
  expect(exportGenesis(again.chain.state, new Date(0))).toEqual(state)
  expect(again.chain.tip.height).toBe(chain.tip.height)
  expect(again.chain.find(records[1]!.hash)?.result).toMatchObject({ code, codespace: 'sdk' })
  await again.chain.close()
})
