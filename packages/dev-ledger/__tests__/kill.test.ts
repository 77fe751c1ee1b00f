import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DevLedger } from '../src/index.js'
import { startChild } from './support/start-child.js'

/** Times that the ledger is killed: each costs a start of Node, so on a developer's machine it is fewer. */
const rounds = Number(process.env.DEV_LEDGER_KILLS ?? (process.env.CI === undefined ? 10 : 50))
describe('a ledger that is killed', () => {
  it(`has every acknowledged transaction again after ${rounds} times SIGKILL under load`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dev-ledger-kill-'))
    const address = (await DevLedger.start({ rpcPort: 0, grpcPort: 0, resolverPort: 0 }).then(async (ledger) => {
      const [first] = ledger.accounts
      await ledger.close()
      return first
    }))!
    const acknowledged: string[] = []
    for (let round = 0; round < rounds; round++) {
      const { ready, kill } = startChild(folder)
      const { faucet } = await ready
      const enough = acknowledged.length + 1 + (round % 5)
      const load = Array.from({ length: 4 }, async () => {
        for (;;) {
          const answer = await fetch(faucet, { method: 'POST', body: JSON.stringify({ address }) }).catch(
            () => undefined,
          )
          const text = await answer?.json().catch(() => undefined)
          if (text === undefined) return
          acknowledged.push((text as { txHash: string }).txHash)
        }
      })
      while (acknowledged.length < enough) await new Promise((resolve) => setTimeout(resolve, 1))
      await kill()
      await Promise.all(load)
    }
    const again = await DevLedger.start({ rpcPort: 0, grpcPort: 0, resolverPort: 0, data: folder })
    const lost: string[] = []
    for (const hash of acknowledged) {
      const answer = await fetch(`${again.urls.rpc}/tx?hash=0x${hash}`)
      if (((await answer.json()) as { error?: object }).error !== undefined) lost.push(hash)
    }
    await again.close()
    rmSync(folder, { recursive: true })
    expect(acknowledged.length).toBeGreaterThanOrEqual(rounds)
    expect(lost).toEqual([])
  }, 300_000)
})
