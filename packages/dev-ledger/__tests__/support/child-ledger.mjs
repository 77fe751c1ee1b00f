// A ledger in a process of its own: started by the test that kills it.
import '../../../../tools/jest/register-sources.mjs'

const { DevLedger } = await import('../../src/dev-ledger.ts')
const ledger = await DevLedger.start({ rpcPort: 0, grpcPort: 0, resolverPort: 0, data: process.argv[2] })
process.stdout.write(`${JSON.stringify(ledger.urls)}\n`)
