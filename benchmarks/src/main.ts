import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { measureDevLedger } from './dev-ledger-rows.js'
import { measureRatio, type RatioResult } from './ratio.js'
import { validateChainRows } from './validate-chain-rows.js'

const { values } = parseArgs({
  options: { small: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
})
const effort = values.small ? { rounds: 1, timeMs: 100 } : { rounds: 7, timeMs: 500 }

const environment = {
  node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  small: values.small,
}

const rows = (['EdDSA', 'ES256', 'ES256K'] as const).flatMap(validateChainRows)
const results: RatioResult[] = []
for (const row of rows) results.push(await measureRatio(row, effort))
const ledger = await measureDevLedger(values.small)

if (values.json) console.log(JSON.stringify({ environment, results, ledger }, null, 2))
else {
  console.log(environment)
  console.table(
    results.map(({ what, subjectUs, peerUs, ratio, spread, atMost, met }) => ({
      what,
      µs: subjectUs.toFixed(1),
      'peer µs': peerUs.toFixed(1),
      ratio: ratio.toFixed(2),
      spread: spread.map((value) => value.toFixed(2)).join('–'),
      'at most': atMost,
      met: met ? 'yes' : 'no',
    })),
  )
  const { rows: ledgerRows, byKind, ...under } = ledger
  console.log('development ledger', under)
  console.table(
    ledgerRows.map(({ what, value, unit, atMost, met }) => ({
      what,
      value: `${value.toFixed(unit === 'MiB' ? 0 : 2)} ${unit}`,
      'at most': atMost,
      met: met ? 'yes' : 'no',
    })),
  )
  console.table(
    byKind.map(({ kind, p50, p99, bytes }) => ({ kind, 'p50 ms': p50.toFixed(1), 'p99 ms': p99.toFixed(1), bytes })),
  )
}
