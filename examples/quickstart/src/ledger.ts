import { DevLedger } from '@trustchains/dev-ledger'
import { outFolder } from './settings.js'

/** The ledger that the demo writes to. */
export interface DemoLedger {
  rpc: string
  resolver: string
  /** Whether it was found running, or started for the demo alone. */
  found: boolean
  /** Ends it, if it was started for the demo. */
  close(): Promise<void>
}

const running = { rpc: 'http://127.0.0.1:26657', resolver: 'http://127.0.0.1:8080' }

/** The development ledger on its default ports where one runs (`npx cheqd-dev-ledger`), else one of the demo's own. */
export async function openLedger(): Promise<DemoLedger> {
  if (await isDevLedger(running.rpc)) return { ...running, found: true, close: () => Promise.resolve() }
  const ledger = await DevLedger.start({ rpcPort: 0, grpcPort: 0, resolverPort: 0, data: `${outFolder}/ledger` })
  return { rpc: ledger.urls.rpc, resolver: ledger.urls.resolver, found: false, close: () => ledger.close() }
}

async function isDevLedger(rpc: string): Promise<boolean> {
  try {
    const response = await fetch(`${rpc}/status`, { signal: AbortSignal.timeout(1000) })
    return (await response.text()).includes('cheqd-dev-ledger')
  } catch {
    return false
  }
}
