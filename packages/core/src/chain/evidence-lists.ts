import type { DocumentKey } from '../checks/keys-of.js'
import type { DidDocumentEvidence, Evidence, ResourceEvidence } from '../types/evidence.js'
import type { JsonObject } from '../types/json.js'

let numbered = 0

/** The lists of evidence, by what they are about, with what depends on nothing but them. */
export class EvidenceLists {
  readonly resources: ReadonlyMap<string, ResourceEvidence[]>
  readonly schemas: ReadonlyMap<string, ResourceEvidence[]>
  readonly statusLists: ReadonlyMap<string, ResourceEvidence[]>
  readonly didDocuments: ReadonlyMap<string, DidDocumentEvidence[]>
  /** Times that were read, milliseconds since 1970. */
  readonly times = new Map<string, number>()
  /** Keys that were looked for last in a DID document. */
  readonly keys = new Map<JsonObject, { named: string | undefined; keys: readonly DocumentKey[] }>()
  /** Tells these lists from all others. */
  readonly number = (numbered += 1)

  constructor(evidence: Pick<Evidence, 'resources' | 'schemas' | 'statusLists' | 'didDocuments'>) {
    this.resources = groupBy(evidence.resources, (item) => item.url)
    this.schemas = groupBy(evidence.schemas, (item) => item.url)
    this.statusLists = groupBy(evidence.statusLists, (item) => item.url)
    this.didDocuments = groupBy(evidence.didDocuments, (item) => item.did)
  }
}

function groupBy<T>(items: T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const name = key(item)
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [item])
    else group.push(item)
  }
  return groups
}
