import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DevLedger } from '../src/index.js'

/** Times that the ledger is killed. */
const rounds = Number(process.env.DEV_LEDGER_KILLS ?? 50)
const child = fileURLToPath(new URL('./support/child-ledger.mjs', import.meta.url))

interface Child {
  faucet: string
  kill(this: void): Promise<void>
}

/** A ledger in a process of its own, which runs the sources through the same transformer as the tests. */
function startChild(folder: string): Promise<Child> {
  const process_ = spawn(process.execPath, [child, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => process_.once('exit', () => resolve()))
  return new Promise((resolve, reject) => {
    process_.once('exit', (code) => reject(new Error(`the ledger ended with ${code}`)))
    process_.stdout.once('data', (line: Buffer) => {
      const { faucet } = JSON.parse(line.toString()) as { faucet: string }
      resolve({
        faucet,
        kill: () => {
          process_.kill('SIGKILL')
          return ended
        },
      })
    })
  })
}

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
      const { faucet, kill } = await startChild(folder)
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
