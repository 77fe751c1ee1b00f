import type { Result } from './measure/result.js'

/** Prints figures as a table, and below it what each side took. */
export function printResults(title: string, results: readonly Result[]): void {
  console.log(`\n${title}`)
  console.table(
    results.map(({ what, value, unit, median, spread, cpuRatio, bound, met }) => ({
      what,
      best: unit === 'times' ? value.toFixed(2) : `${value.toFixed(unit === 'levels too many' ? 0 : 1)} ${unit}`,
      median: median?.toFixed(2) ?? '',
      'p10–p90': spread?.map((part) => part.toFixed(2)).join('–') ?? '',
      CPU: cpuRatio?.toFixed(2) ?? '',
      target: bound === undefined ? '' : `${bound.at === 'most' ? '≤' : '≥'} ${String(bound.value)}`,
      met: met === undefined ? '' : met ? 'yes' : 'NO',
    })),
  )
  for (const { what, sides = [], note } of results) {
    const times = sides.map(
      ({ name, best, median, spread: [low, high] }) =>
        `${name} ${us(best)} (median ${us(median)}, ${us(low)}–${us(high)})`,
    )
    if (times.length > 0 || note !== undefined) console.log(`  ${what}`)
    for (const line of times) console.log(`      ${line}`)
    if (note !== undefined) console.log(`      ${note}`)
  }
}

const us = (value: number): string => `${value < 100 ? value.toFixed(1) : value.toFixed(0)} µs`
