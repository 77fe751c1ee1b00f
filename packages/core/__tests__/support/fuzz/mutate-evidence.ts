import { createHash } from 'node:crypto'
import type { Evidence, JsonObject, JsonValue, ResourceEvidence } from '../../../src/index.js'
import type { Draw } from '../forest/draw.js'
import { mutateCredential } from './mutate-credential.js'
import { mutateJson } from './mutate-json.js'
import { mutateText } from './mutate-text.js'

/** The lists of an evidence. */
export const lists = ['resources', 'schemas', 'statusLists', 'didDocuments'] as const
export type ListName = (typeof lists)[number]

/** What was changed, and where. */
export interface Mutation {
  evidence: Evidence
  /** `leaf`, `envelope` (the evidence’s own members), or an item of a list. */
  target: 'leaf' | 'envelope' | { list: ListName; index: number }
  /** Whether whoever changed the content changed the checksum with it. */
  checksumToo: boolean
}

/** Evidence as somebody may have changed it who is not its collector: a source, a holder, a stranger with a bundle. */
export function mutateEvidence(given: Evidence, draw: Draw, donors: readonly string[]): Mutation {
  const evidence = structuredClone(given)
  const roll = draw.number(99)
  if (roll < 25 && typeof evidence.leaf.credential === 'string') {
    evidence.leaf.credential = mutateCredential(evidence.leaf.credential, draw, donors)
    return { evidence, target: 'leaf', checksumToo: false }
  }
  if (roll < 32) return { evidence: mutateEnvelope(evidence, draw), target: 'envelope', checksumToo: false }
  const list = draw.of(lists.filter((name) => evidence[name].length > 0))
  const index = draw.number(evidence[list].length - 1)
  const checksumToo = draw.chance(60)
  const items = evidence[list] as unknown as JsonObject[]
  const item = items[index] as JsonObject
  if (list !== 'didDocuments' && typeof item.content === 'string' && draw.chance(70)) {
    changeContent(item as unknown as ResourceEvidence, checksumToo, draw, donors)
  } else if (draw.chance(70)) items[index] = withoutContent(item, (rest) => mutateJson(rest, draw, [...items]))
  else if (draw.chance(50)) items[index] = structuredClone(draw.of(items))
  else items.push(mutateJson(structuredClone(item), draw) as JsonObject)
  return { evidence, target: { list, index }, checksumToo }
}

/** Mutates an item's other members: its content is a text of its own. */
function withoutContent({ content, ...item }: JsonObject, mutate: (rest: JsonValue) => JsonValue): JsonObject {
  const changed = mutate(item) as JsonObject
  if (content !== undefined && typeof changed === 'object' && changed !== null && !Array.isArray(changed))
    changed.content = content
  return changed
}

function changeContent(item: ResourceEvidence, checksumToo: boolean, draw: Draw, donors: readonly string[]): void {
  const old = item.content ?? ''
  if (draw.chance(10)) {
    item.content = mutateText(old, draw)
    return
  }
  const bytes = Buffer.from(mutateCredential(Buffer.from(old, 'base64').toString(), draw, donors))
  item.content = bytes.toString('base64')
  if (checksumToo && typeof item.metadata === 'object' && item.metadata !== null) {
    item.metadata.checksum = createHash('sha256').update(bytes).digest('hex')
  }
}

/** The members of the evidence itself: its lists as wholes, its time, its leaf. */
function mutateEnvelope(evidence: Evidence, draw: Draw): Evidence {
  const { resources, schemas, statusLists, didDocuments, ...rest } = evidence
  const long = { resources, schemas, statusLists, didDocuments }
  const changed = mutateJson(rest as unknown as JsonValue, draw)
  if (draw.chance(70)) return { ...long, ...(changed as unknown as Evidence) }
  const [one, other] = [draw.of(lists), draw.of(lists)]
  switch (draw.number(3)) {
    case 0:
      return { ...evidence, [one]: long[other] }
    case 1:
      return { ...evidence, [one]: [] }
    case 2:
      return { ...evidence, [one]: [...long[one], ...structuredClone(long[one])] }
    default:
      return { ...evidence, [one]: mutateJson({ list: null, other: [] }, draw) }
  }
}
