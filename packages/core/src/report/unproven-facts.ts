import { plainMessage } from '../checks/plain-message.js'
import { formatTime, isFormatted, parseTime } from '../parse-time.js'
import type { DidDocumentEvidence, ResourceEvidence } from '../types/evidence.js'
import type { UnprovenFact, UnprovenFactKind } from '../types/report.js'

/** Characters of a DID or DID URL that are shown; longer ones are not read. */
const maxItemLength = 2048

interface Group extends Omit<UnprovenFact, 'items'> {
  items: Set<string>
}

/**
 * Notes what a judgement took from its evidence that no signature and no checksum proves, so that the report can say
 * on whose word it rests (design 03, Evidence).
 */
export class UnprovenFacts {
  // Few: what is read for one credential mostly comes from the same sources at the same time.
  private readonly groups: Group[] = []

  /** Notes a fact; a fact that is noted twice stands once. */
  note(what: UnprovenFactKind, item: DidDocumentEvidence | ResourceEvidence): void {
    this.noteOf(what, 'did' in item ? item.did : item.url, item)
  }

  /** Notes a fact about something by its name. */
  noteOf(what: UnprovenFactKind, name: string, { source, readAt }: { source: string; readAt: string }): void {
    for (const known of this.groups) {
      if (known.what === what && known.source === source && known.readAt === readAt) {
        known.items.add(name)
        return
      }
    }
    this.groups.push({ what, source, readAt, items: new Set([name]) })
  }

  /** Notes all that another has noted. */
  adopt({ groups }: UnprovenFacts): void {
    for (const { what, source, readAt, items } of groups) {
      const known = this.groups.find(
        (group) => group.what === what && group.source === source && group.readAt === readAt,
      )
      if (known === undefined) this.groups.push({ what, source, readAt, items: new Set(items) })
      else for (const item of items) known.items.add(item)
    }
  }

  /** What was noted, sorted, so that it does not depend on the order of the evidence. */
  list(): UnprovenFact[] {
    return this.groups
      .map(({ what, source, readAt, items }) => ({
        what,
        source: plainMessage(source),
        readAt: plainTime(readAt),
        items: items.size === 1 ? shown(items) : shown(items).sort(),
      }))
      .sort((a, b) => compare(a.what, b.what) || compare(a.source, b.source) || compare(a.readAt, b.readAt))
  }
}

const shown = (items: ReadonlySet<string>): string[] => Array.from(items, (item) => item.slice(0, maxItemLength))

/** Evidence may come from a stranger, and nothing depends on this time. */
function plainTime(text: string): string {
  const ms = parseTime(text)
  if (ms === undefined) return plainMessage(text.slice(0, 64))
  return isFormatted(text) ? text : formatTime(ms)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
