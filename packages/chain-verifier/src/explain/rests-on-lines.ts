import type { TrustChainReport } from '@trustchains/core'
import { cleanName } from './clean-text.js'

/** Facts that are listed. */
const maxFacts = 16

/** On whose word a report rests: one line for each source and kind. */
export function restsOnLines({ restsOn = [] }: TrustChainReport): string[] {
  const lines = restsOn.slice(0, maxFacts).map(({ what, source, readAt, items }) => {
    const [first = ''] = items
    const others = items.length > 1 ? ` and ${String(items.length - 1)} more` : ''
    return `${cleanName(what, 32)} ${cleanName(first)}${others}: on the word of ${cleanName(source)}, read ${cleanName(readAt, 64)}`
  })
  return restsOn.length > maxFacts ? [...lines, `and ${String(restsOn.length - maxFacts)} more`] : lines
}
