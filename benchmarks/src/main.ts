import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
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

if (values.json) console.log(JSON.stringify({ environment, results }, null, 2))
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
}
