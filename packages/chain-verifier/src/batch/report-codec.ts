import type { TrustChainReport } from '@trustchains/core'
import { copyValue, sameValue } from './same-value.js'

/**
 * Reports on their way between threads. Nearly all of a report is what the report before it says too, as the chains of
 * a batch share their accreditations: it is sent once.
 */
export interface EncodedReports {
  /** Parts of reports, each once. */
  parts: unknown[]
  /** For each report its length here, then where its parts stand in `parts`; see {@link encodeReports}. */
  places: Uint32Array
}

/** The lists of a report of which each member is a part of its own. */
const lists = ['chain', 'checks', 'restsOn'] as const
const absent = 0xffffffff

/** Packs reports, in order. */
export function encodeReports(reports: readonly TrustChainReport[]): EncodedReports {
  const parts: unknown[] = []
  const places: number[] = []
  const last = { head: absent, chain: [] as number[], checks: [] as number[], restsOn: [] as number[] }
  const placeOf = (value: unknown, known: number | undefined): number =>
    known !== undefined && known !== absent && sameValue(parts[known], value) ? known : parts.push(value) - 1
  for (const report of reports) {
    const { chain: _chain, checks, restsOn: _restsOn, reasons, ...head } = report
    last.head = placeOf(head, last.head)
    places.push(last.head)
    for (const name of lists) {
      const list = report[name]
      places.push(list?.length ?? absent)
      list?.forEach((value, index) => {
        const place = placeOf(value, last[name][index])
        last[name][index] = place
        places.push(place)
      })
    }
    // A reason is one of the checks.
    places.push(reasons.length, ...reasons.map((reason) => checks.indexOf(reason)))
  }
  return { parts, places: Uint32Array.from(places) }
}

/** Unpacks reports: each its reader's own, sharing nothing with the others. */
export function decodeReports({ parts, places }: EncodedReports, count: number): TrustChainReport[] {
  let at = 0
  const next = (): number => places[at++] ?? absent
  const part = (): unknown => copyValue(parts[next()])
  return Array.from({ length: count }, () => {
    const head = part() as Omit<TrustChainReport, 'chain' | 'checks' | 'restsOn' | 'reasons'>
    const [chain, checks, restsOn] = lists.map(() => {
      const length = next()
      return length === absent ? undefined : Array.from({ length }, part)
    }) as [TrustChainReport['chain'], TrustChainReport['checks'], TrustChainReport['restsOn']]
    const reasons = Array.from({ length: next() }, () => checks[next()]).flatMap((reason) => reason ?? [])
    return { ...head, chain, checks, reasons, ...(restsOn !== undefined && { restsOn }) }
  })
}
