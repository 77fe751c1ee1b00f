import { plainMessage } from '../checks/plain-message.js'
import { formatTime, isFormatted, parseTime } from '../parse-time.js'
import { RecentMap } from '../recent-map.js'
import type { DidDocumentEvidence, ResourceEvidence } from '../types/evidence.js'
import type { UnprovenFact, UnprovenFactKind } from '../types/report.js'

/** Characters of a DID or DID URL that are shown; longer ones are not read. */
const maxItemLength = 2048

interface Group extends Omit<UnprovenFact, 'items'> {
  items: Set<string>
  /** Whether others have the same items: then they are copied before one is added. */
  areShared: boolean
  /** How a report writes source and time, once it has. */
  written?: Pick<UnprovenFact, 'source' | 'readAt'>
}

/**
 * Notes what a judgement took from its evidence that no signature and no checksum proves, so that the report can say
 * on whose word it rests (docs/rules.md, Evidence).
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
        addTo(known, name)
        return
      }
    }
    const items = new Set<string>()
    items.add(name)
    this.groups.push({ what, source, readAt, items, areShared: false })
  }

  /** Notes all that another has noted. */
  adopt({ groups }: UnprovenFacts): void {
    for (const group of groups) {
      const { what, source, readAt, items } = group
      const known = this.groups.find((one) => one.what === what && one.source === source && one.readAt === readAt)
      if (known === undefined) {
        group.areShared = true
        group.written ??= writtenOf(group)
        this.groups.push({ what, source, readAt, items, areShared: true, written: group.written })
      } else for (const item of items) addTo(known, item)
    }
  }

  /** What was noted, sorted, so that it does not depend on the order of the evidence. */
  list(): UnprovenFact[] {
    const facts: UnprovenFact[] = []
    for (const group of this.groups) {
      const { source, readAt } = group.written ?? writtenOf(group)
      facts.push({ what: group.what, source, readAt, items: shown(group.items) })
    }
    return facts.sort((a, b) => compare(a.what, b.what) || compare(a.source, b.source) || compare(a.readAt, b.readAt))
  }
}

function addTo(group: Group, item: string): void {
  if (group.areShared && !group.items.has(item)) {
    group.items = new Set(group.items)
    group.areShared = false
  }
  group.items.add(item)
}

const writtenOf = ({ source, readAt }: Group): Pick<UnprovenFact, 'source' | 'readAt'> => ({
  source: plainMessage(source),
  readAt: plainTime(readAt),
})

// Array.from goes through V8's runtime for each item.
function shown(items: ReadonlySet<string>): string[] {
  const list: string[] = []
  for (const item of items) list.push(item.length > maxItemLength ? item.slice(0, maxItemLength) : item)
  return list.length === 1 ? list : list.sort()
}

/** Evidence may come from a stranger, and nothing depends on this time. */
function plainTime(text: string): string {
  if (isFormatted(text) && parseTime(text) !== undefined) return text
  const known = times.get(text)
  if (known !== undefined) return known
  const ms = parseTime(text)
  const plain = ms === undefined ? plainMessage(text.slice(0, 64)) : formatTime(ms)
  if (text.length <= 64) times.set(text, plain)
  return plain
}

/** Times with milliseconds, as sources were read at: the same stand in every report by the same answers. */
const times = new RecentMap<string, string>(512)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
