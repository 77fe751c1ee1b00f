import { DevLedger } from '@trustchains/dev-ledger'
import { runSupersession } from './run-supersession.js'

const ledger = await DevLedger.start({ rpcPort: 0, grpcPort: 0, resolverPort: 0 })
try {
  const figures = await runSupersession(ledger, (what) => {
    console.log(what)
  })
  console.log(JSON.stringify(figures, undefined, 2))
} finally {
  await ledger.close()
}
