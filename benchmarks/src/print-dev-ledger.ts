import type { LedgerFigures } from './dev-ledger-rows.js'

/** Prints the figures of the development ledger. */
export function printDevLedger({ rows, byKind, ...under }: LedgerFigures): void {
  console.log('\nThe development ledger', under)
  console.table(
    rows.map(({ what, value, unit, atMost, met }) => ({
      what,
      value: `${value.toFixed(unit === 'MiB' ? 0 : 2)} ${unit}`,
      target: `≤ ${String(atMost)}`,
      met: met ? 'yes' : 'NO',
    })),
  )
  console.table(
    byKind.map(({ kind, p50, p99, bytes }) => ({ kind, 'p50 ms': p50.toFixed(1), 'p99 ms': p99.toFixed(1), bytes })),
  )
}
