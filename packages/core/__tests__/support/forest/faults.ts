import { actors, domainTypes, ownTypes } from './forest.js'
import type { Forest, PlannedCredential, PlannedEntry, PlannedNode, PlannedWay } from './forest.js'
import type { Draw } from './draw.js'
import { codes, days } from './forest-values.js'

/** What a forger or a mistake does to a forest that hangs together. It may miss the chain that is judged. */
export type Fault = (forest: Forest, draw: Draw) => void

const anyNode = ({ nodes }: Forest, draw: Draw): PlannedNode => draw.of(nodes)
const anyCredential = (forest: Forest, draw: Draw): PlannedCredential =>
  typeof forest.leaf === 'number' || draw.chance(70) ? anyNode(forest, draw) : forest.leaf
function anyWay(forest: Forest, draw: Draw): PlannedWay | undefined {
  return typeof forest.leaf === 'number' || draw.chance(60) ? anyNode(forest, draw).way : draw.of(forest.leaf.ways)
}
const anyEntry = (forest: Forest, draw: Draw): PlannedEntry | undefined => {
  const { entries } = anyNode(forest, draw)
  return entries.length === 0 ? undefined : draw.of(entries)
}

/** Everything that may be wrong with a forest. */
export const faults: readonly Fault[] = [
  // Who signed it, and whom it names.
  (forest, draw) => {
    anyCredential(forest, draw).signer = draw.of(actors)
  },
  (forest, draw) => {
    const credential = anyCredential(forest, draw)
    credential.issuer = draw.of(actors)
    if (draw.chance(60)) credential.signer = credential.issuer
  },
  (forest, draw) => {
    anyNode(forest, draw).subject = draw.of(actors)
  },
  (forest, draw) => {
    forest.deactivated[draw.of(actors)] = draw.of([days.renewed, days.later])
  },
  // Where it stands.
  (forest, draw) => {
    const node = anyNode(forest, draw)
    if (node.kind !== 'root') node.kind = node.kind === 'attest' ? 'accredit' : 'attest'
  },
  (forest, draw) => {
    const way = anyWay(forest, draw)
    if (way !== undefined) way.parent = draw.number(forest.nodes.length - 1)
  },
  (forest, draw) => {
    const way = anyWay(forest, draw)
    if (way !== undefined) way.root = draw.number(forest.nodes.length - 1)
  },
  (forest, draw) => {
    const way = anyWay(forest, draw)
    if (way !== undefined) way.parent = forest.nodes.length
  },
  // What it covers.
  (forest, draw) => {
    const node = anyNode(forest, draw)
    node.entries = draw.chance(30) ? [] : node.entries.slice(1)
  },
  (forest, draw) => {
    const entry = anyEntry(forest, draw)
    if (entry !== undefined) entry.types = draw.some([...domainTypes, ownTypes.attest, ownTypes.accredit], 0)
  },
  (forest, draw) => {
    const entry = anyEntry(forest, draw)
    if (entry !== undefined) entry.types = [...entry.types, draw.of(domainTypes)]
  },
  (forest, draw) => {
    const entry = anyEntry(forest, draw)
    if (entry === undefined) return
    if (draw.chance(50)) delete entry.schema
    else entry.schema = draw.of(['Degree', 'Licence', 'Gone'])
  },
  (forest, draw) => {
    const entry = anyEntry(forest, draw)
    if (entry === undefined) return
    if (draw.chance(20)) entry.places = []
    else if (draw.chance(30)) delete entry.places
    else entry.places = draw.some(codes)
  },
  (forest, draw) => {
    const { leaf } = forest
    if (typeof leaf === 'number') return
    leaf.types = draw.chance(20) ? ['VerifiableCredential'] : [...leaf.types, draw.of(domainTypes)]
  },
  (forest, draw) => {
    const { leaf } = forest
    if (typeof leaf !== 'number') leaf.schema = draw.of(['Degree', 'Licence', 'Gone'])
  },
  (forest, draw) => {
    const { leaf } = forest
    if (typeof leaf !== 'number') leaf.claims = draw.some(['degree', 'licence', 'other'])
  },
  (forest, draw) => {
    anyNode(forest, draw).maxPathLength = draw.number(1)
  },
  // When it holds.
  (forest, draw) => {
    anyCredential(forest, draw).from = draw.of([...days.from, days.later])
  },
  (forest, draw) => {
    anyCredential(forest, draw).until = draw.of([...days.until, days.renewed])
  },
  (forest, draw) => {
    delete anyCredential(forest, draw).until
  },
  (forest, draw) => {
    anyCredential(forest, draw).status = draw.of(['revoked', 'suspended', 'unreachable'] as const)
  },
  // How it is published.
  (forest, draw) => {
    anyNode(forest, draw).host = draw.of(actors)
  },
  (forest, draw) => {
    anyNode(forest, draw).published = days.later
  },
  (forest, draw) => {
    anyNode(forest, draw).intact = false
  },
  (forest, draw) => {
    const node = anyNode(forest, draw)
    node.renewal = {
      published: draw.of([days.renewed, days.later]),
      signer: draw.chance(80) ? node.issuer : draw.of(actors),
      subject: draw.chance(80) ? node.subject : draw.of(actors),
      entries: draw.chance(30) ? [] : draw.some(node.entries.length > 0 ? node.entries : [{ types: ['Master'] }]),
      until: draw.of(days.until),
      ...(draw.chance(30) && { status: draw.of(['good', 'revoked'] as const) }),
    }
  },
  (forest, draw) => {
    const node = anyNode(forest, draw)
    if (draw.chance(50)) delete node.framework
    else node.framework = 'Three'
  },
  // What is asked.
  (forest, draw) => {
    if (draw.chance(20)) delete forest.policy.anchors
    else forest.policy.anchors = draw.chance(20) ? [] : [{ actor: draw.of(actors) }]
  },
]
