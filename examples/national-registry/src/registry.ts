import { DevLedger } from '@trustchains/dev-ledger'
import { runRegistry, type RegistrySize } from './run-registry.js'

const full: RegistrySize = { taos: 3, issuers: 40, attestations: 2000 }
const small: RegistrySize = { taos: 3, issuers: 6, attestations: 60 }

const started = performance.now()
const seconds = (): string => `${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s`
const ledger = await DevLedger.start({ rpcPort: 0, grpcPort: 0, resolverPort: 0 })
try {
  const figures = await runRegistry(process.argv.includes('--small') ? small : full, ledger, (what) => {
    console.log(`${seconds()}  ${what}`)
  })
  console.log(JSON.stringify(figures, undefined, 2))
} finally {
  await ledger.close()
}
