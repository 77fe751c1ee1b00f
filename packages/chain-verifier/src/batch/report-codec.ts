import type { ChainLink, CheckResult, TrustChainReport, UnprovenFact } from '@trustchains/core'
import { copyCheck, sameCheck } from './check-codec.js'
import { copyValue, sameValue } from './same-value.js'

type Head = Omit<TrustChainReport, 'chain' | 'checks' | 'restsOn' | 'reasons'>

/**
 * Reports on their way between threads. Nearly all of a report is what the report before it says too, as the chains of
 * a batch share their accreditations: it is sent once.
 */
export interface EncodedReports {
  heads: Head[]
  chain: ChainLink[]
  checks: CheckResult[]
  restsOn: UnprovenFact[]
  /** For each report: where its head stands; of each list its length, and where its members stand; see the code. */
  places: Uint32Array
}

const absent = 0xffffffff

/** Packs reports, in order. */
export function encodeReports(reports: readonly TrustChainReport[]): EncodedReports {
  const places: number[] = []
  const heads = new Table<Head>(sameValue)
  const links = new Table<ChainLink>(sameValue)
  const results = new Table<CheckResult>(sameCheck)
  const facts = new Table<UnprovenFact>(sameValue)
  for (const report of reports) {
    const { chain, checks, restsOn, reasons, ...head } = report
    heads.add([head], places)
    links.add(chain, places)
    results.add(checks, places)
    facts.add(restsOn, places)
    // A reason is one of the checks.
    places.push(reasons.length)
    for (const reason of reasons) places.push(checks.indexOf(reason))
  }
  return {
    heads: heads.values,
    chain: links.values,
    checks: results.values,
    restsOn: facts.values,
    places: Uint32Array.from(places),
  }
}

/** Values, each once; one is looked for where the list before it had its like. */
class Table<T> {
  readonly values: T[] = []
  readonly #last: number[] = []

  constructor(readonly same: (a: T, b: T) => boolean) {}

  /** Adds a list: its length and the place of each member. */
  add(list: readonly T[] | undefined, places: number[]): void {
    places.push(list?.length ?? absent)
    if (list === undefined) return
    for (const [index, value] of list.entries()) {
      const last = this.#last[index]
      const known = last === undefined ? undefined : this.values[last]
      if (last !== undefined && known !== undefined && this.same(known, value)) {
        places.push(last)
        continue
      }
      const place = this.values.push(value) - 1
      this.#last[index] = place
      places.push(place)
    }
  }
}

/** Unpacks reports: each its reader's own, sharing nothing with the others. */
export function decodeReports(
  { heads, chain, checks, restsOn, places }: EncodedReports,
  count: number,
): TrustChainReport[] {
  let at = 0
  const next = (): number => places[at++] ?? absent
  const list = <T>(values: T[], copy: (value: T) => T): T[] | undefined => {
    const length = next()
    if (length === absent) return undefined
    const members: T[] = []
    for (let index = 0; index < length; index += 1) {
      const value = values[next()]
      if (value !== undefined) members.push(copy(value))
    }
    return members
  }
  const decode = (): TrustChainReport => {
    const [head] = list(heads, copyValue) ?? []
    const links = list(chain, copyValue) ?? []
    const results = list(checks, copyCheck) ?? []
    const facts = list(restsOn, copyValue)
    const reasons = list(results, (reason) => reason) ?? []
    if (head === undefined) throw new Error('a report has no head')
    return wholeReport(head, links, results, reasons, facts)
  }
  return Array.from({ length: count }, decode)
}

// Members are set one by one: V8 gives an object that begins with a spread a hidden class of its own, and all that reads
// it is slow then.
function wholeReport(
  head: Head,
  chain: ChainLink[],
  checks: CheckResult[],
  reasons: CheckResult[],
  restsOn: UnprovenFact[] | undefined,
): TrustChainReport {
  const report: Partial<TrustChainReport> = head
  report.chain = chain
  report.checks = checks
  report.reasons = reasons
  if (restsOn !== undefined) report.restsOn = restsOn
  return report as TrustChainReport
}
