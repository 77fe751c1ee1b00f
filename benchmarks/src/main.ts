import { parseArgs } from 'node:util'
import { describeEnvironment } from './environment.js'
import { measureDevLedger } from './dev-ledger-rows.js'
import { printDevLedger } from './print-dev-ledger.js'
import { printResults } from './print-results.js'
import { sections } from './sections.js'

const { values } = parseArgs({
  options: {
    small: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    million: { type: 'boolean', default: false },
  },
})

const environment = describeEnvironment(values.small)
const isAsked = (name: string): boolean =>
  values.million
    ? name === 'million'
    : values.only === undefined
      ? name !== 'million' || values.small
      : values.only === name
const figures: Record<string, unknown> = {}
if (!values.json) console.log(environment)
for (const { name, title, measure } of sections) {
  if (!isAsked(name)) continue
  const results = await measure(values.small)
  figures[name] = results
  if (!values.json) printResults(title, results)
}
if (isAsked('dev-ledger')) {
  const ledger = await measureDevLedger(values.small)
  figures['dev-ledger'] = ledger
  if (!values.json) printDevLedger(ledger)
}
if (values.json) console.log(JSON.stringify({ environment, figures }, null, 2))
