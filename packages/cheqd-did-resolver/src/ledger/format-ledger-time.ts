import { formatSeconds } from '../did/version-time.js'

// Go's zero time, 0001-01-01: what the ledger stores for "never".
const zeroTime = -62_135_596_800

/** A block time as the resolver shows it: RFC 3339, cut to whole seconds; undefined where there is none. */
export function formatLedgerTime(time: Date | undefined): string | undefined {
  if (time === undefined) return undefined
  const seconds = Math.floor(time.getTime() / 1000)
  return seconds === zeroTime ? undefined : formatSeconds(seconds)
}
