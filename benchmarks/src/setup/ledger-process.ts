import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { GenesisFile } from '@trustchains/dev-ledger'

/**
 * A development ledger in a process of its own, as a node is.
 *
 * @param blockSeconds - between blocks; 0: a block for each transaction at once
 */
export async function startLedger(
  rpcPort: number,
  genesis: GenesisFile,
  blockSeconds = 0,
): Promise<{ stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-ledger-'))
  const file = join(folder, 'genesis.json')
  writeFileSync(file, JSON.stringify(genesis))
  const home = dirname(createRequire(import.meta.url).resolve('@trustchains/dev-ledger/package.json'))
  const ports = [
    '--rpc-port',
    String(rpcPort),
    '--grpc-port',
    '0',
    '--resolver-port',
    '0',
    '--block-time',
    String(blockSeconds),
  ]
  const child = spawn(
    process.execPath,
    [join(home, 'bin/cheqd-dev-ledger.js'), ...ports, '--json', '--import', file, '--data', join(folder, 'data')],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      resolve()
    })
  })
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true })
  }
  for await (const _line of createInterface(child.stdout)) return { stop }
  throw new Error('the ledger ended before it was ready')
}
