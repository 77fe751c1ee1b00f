import { domainTypes, ownTypes, schemas } from './forest.js'
import type { Forest, PlannedEntry, PlannedLeaf, PlannedNode, PlannedRenewal, PlannedWay } from './forest.js'

/**
 * Whether a credential is to be trusted, found out from the plan of the forest by the words of docs/rules.md: slow,
 * naive, and without a line of the code that it judges. It knows what was planned, not what was signed or published.
 */
export function isTrusted(forest: Forest): boolean {
  const { leaf } = forest
  if (typeof leaf === 'number') return isTrustedWay(forest, undefined)
  return leaf.ways.some((way) => isTrustedWay(forest, way))
}

/** A credential of a chain. `how` it was come by decides what of its publication counts. */
interface Link {
  credential: PlannedNode | PlannedLeaf
  node?: number
  how: 'handed over' | 'pinned' | 'named'
}

const isNode = (credential: PlannedNode | PlannedLeaf): credential is PlannedNode => 'kind' in credential
const ms = (time: string): number => Date.parse(time)
const minute = 60_000

function isTrustedWay(forest: Forest, way: PlannedWay | undefined): boolean {
  const chain = chainOf(forest, way)
  const root = chain?.at(-1)
  if (chain === undefined || root === undefined) return false
  if (!isAnchored(forest, root)) return false
  if (!chain.every((link) => isGoodInItself(forest, link))) return false
  if (!chain.every((link, index) => index === 0 || permits(forest, link, chain[index - 1] as Link))) return false
  if (!isWithinPlaces(forest, chain) || !isShortEnough(forest, chain)) return false
  const ways = chain.flatMap(({ credential }, index) => {
    if (index === 0) return way === undefined ? [] : [way]
    return isNode(credential) && credential.way !== undefined ? [credential.way] : []
  })
  const shown = chain[0]?.credential
  if (shown !== undefined && isNode(shown) && shown.way !== undefined) ways.push(shown.way)
  if (!ways.every(({ root: named }) => named === root.node)) return false
  return chain.every((_, index) => index === 0 || isStillGood(forest, chain, index))
}

/** Leaf first, root last; undefined where a way leads nowhere, or in a circle. */
function chainOf(forest: Forest, first: PlannedWay | undefined): Link[] | undefined {
  const { leaf, nodes } = forest
  const chain: Link[] = []
  let way = first
  if (typeof leaf === 'number') {
    const credential = nodes[leaf] as PlannedNode
    chain.push({ credential, node: leaf, how: 'handed over' })
    if (credential.kind === 'root') return chain
    way = credential.way
  } else chain.push({ credential: leaf, how: 'handed over' })
  while (way !== undefined) {
    const next: PlannedWay = way
    const node = nodes[next.parent]
    if (node === undefined || chain.some((link) => link.node === next.parent)) return undefined
    const credential = next.named ? newest(forest, node) : node
    if (credential === undefined) return undefined
    chain.push({ credential, node: next.parent, how: next.named ? 'named' : 'pinned' })
    if (credential.kind === 'root') return chain
    way = credential.way
  }
  return undefined
}

/** The version that was the newest at the time of evaluation. */
function newest({ at }: Forest, node: PlannedNode): PlannedNode | undefined {
  const { renewal } = node
  if (renewal !== undefined && ms(renewal.published) <= ms(at)) return renewed(node, renewal)
  return ms(node.published) <= ms(at) ? node : undefined
}

function renewed({ renewal: _, until: __, status: ___, ...node }: PlannedNode, renewal: PlannedRenewal): PlannedNode {
  return { ...node, ...renewal, intact: true }
}

/** Signed, in time, not revoked, its issuer's DID in use; and published as it should be. */
function isGoodInItself(forest: Forest, { credential, how }: Link): boolean {
  const { policy, at, deactivated } = forest
  const { issuer, signer, from, until, status, kid } = credential
  if (signer !== issuer) return false
  const end = deactivated[issuer]
  if (end !== undefined && ms(end) <= ms(at)) return false
  if (ms(at) < ms(from) - minute) return false
  if (until === undefined ? policy.expiry === 'required' : ms(at) > ms(until) + minute) return false
  if (until !== undefined && ms(until) < ms(from)) return false
  if (policy.status !== 'off') {
    if (status === undefined ? policy.status === 'required' : status !== 'good') return false
  }
  if (policy.dialect === 'strict' && !kid) return false
  if (!isNode(credential)) return isAttestation(credential) && hasGoodClaims(forest, credential)
  if (credential.kind === 'root' && !isFrameworkAccepted(forest, credential)) return false
  if (how === 'handed over') return true
  return credential.host === issuer && credential.intact && ms(credential.published) <= ms(at)
}

/** An accreditation's type asks for an accreditation's policy. */
const isAttestation = ({ types }: PlannedLeaf): boolean =>
  !types.some((type) => Object.values(ownTypes).includes(type as never))

/** A leaf satisfies the schema that it names. */
function hasGoodClaims({ policy }: Forest, { schema, claims }: PlannedLeaf): boolean {
  if (policy.schema === 'off' || schema === undefined) return true
  const asked = schemas[schema]
  return asked !== undefined && claims.includes(asked)
}

function isFrameworkAccepted({ policy: { frameworks } }: Forest, { framework }: PlannedNode): boolean {
  return framework !== undefined && (frameworks === undefined || frameworks.includes(framework))
}

function isAnchored({ policy: { anchors = [] } }: Forest, { credential, node, how }: Link): boolean {
  if (!isNode(credential) || credential.kind !== 'root') return false
  return anchors.some(
    ({ actor, root, framework }) =>
      actor === credential.issuer &&
      // A root that is handed over is no resource that an anchor could name.
      (root === undefined || (root === node && how !== 'handed over')) &&
      (framework === undefined || framework === credential.framework),
  )
}

/** Link, role and scope; and a leaf without schema satisfies one that it is covered by. */
function permits(forest: Forest, { credential: parent }: Link, { credential: child }: Link): boolean {
  if (!isNode(parent) || child.issuer !== parent.subject) return false
  if (isNode(child)) {
    if (child.kind === 'root' || parent.kind === 'attest' || child.entries.length === 0) return false
    return child.entries.every((entry) =>
      parent.entries.some((above) => lends(parent.entries, above, entry, child.kind)),
    )
  }
  if (parent.kind !== 'attest' || telling(child.types).length === 0) return false
  return parent.entries.some((entry) => covers(entry, child) && isSatisfied(forest, entry, child))
}

/** An entry lends what it permits to an entry of an accreditation that it covers, if that may be of its kind. */
const lends = (all: PlannedEntry[], above: PlannedEntry, entry: PlannedEntry, kind: PlannedNode['kind']): boolean =>
  covers(above, entry) && mayAccredit(all, above, kind)

/** A leaf that names no schema must satisfy the one of the entry that covers it. */
const isSatisfied = ({ policy }: Forest, { schema = '' }: PlannedEntry, leaf: PlannedLeaf): boolean =>
  leaf.schema !== undefined || policy.schema === 'off' || leaf.claims.includes(schemas[schema] ?? 'nothing has this')

const generic = ['VerifiableCredential', 'VerifiableAttestation']
const telling = (types: string[]): string[] => types.filter((type) => !generic.includes(type))

/** One single entry covers the schema and all types. A leaf may name no schema; an entry must. */
function covers(above: PlannedEntry, child: PlannedEntry | PlannedLeaf): boolean {
  const asked = telling(child.types)
  if (above.schema === undefined || asked.length === 0) return false
  const isLeaf = 'claims' in child
  if (child.schema === undefined ? !isLeaf : child.schema !== above.schema) return false
  return asked.every((type) => above.types.includes(type))
}

/** ADR 0005: whoever speaks of accrediting at all must name the child's own type. */
function mayAccredit(all: PlannedEntry[], covering: PlannedEntry, kind: PlannedNode['kind']): boolean {
  const isOwn = (type: string): boolean => !(domainTypes as readonly string[]).includes(type)
  if (!all.some(({ types }) => telling(types).some(isOwn))) return true
  if (covering.types.includes(ownTypes[kind])) return true
  // An entry that speaks of accrediting beside its domain answers for itself.
  if (telling(covering.types).some(isOwn) && !telling(covering.types).every(isOwn)) return false
  return all.some(({ types }) => telling(types).every(isOwn) && types.includes(ownTypes[kind]))
}

/** Places in which a code holds, itself first: a country holds its regions. */
const places: Record<string, string[]> = {
  FI: ['FI'],
  FIN: ['FI'],
  'FI-01': ['FI-01', 'FI'],
  DE: ['DE'],
  'DE-BY': ['DE-BY', 'DE'],
}
const everywhere = 'everywhere'
type Area = string[] | typeof everywhere
const within = (inner: string[], outer: Area): boolean =>
  outer === everywhere ||
  inner.every((code) => outer.some((other) => places[code]?.includes((places[other] ?? [])[0] ?? '')))

/** From the root down, entry by entry, within the one that covers: the areas in which each holds. */
function isWithinPlaces(forest: Forest, chain: Link[]): boolean {
  const { place } = forest.policy
  const hasLimits = chain.some(
    ({ credential }) => isNode(credential) && credential.entries.some((entry) => entry.places),
  )
  if (!hasLimits && place === undefined) return true
  let above: { entry: PlannedEntry; areas: Area[] }[] = []
  const areasOf = (isLender: (entry: PlannedEntry, all: PlannedEntry[]) => boolean): Area[] => {
    const all = above.map(({ entry }) => entry)
    const lenders = above.filter(({ entry }) => isLender(entry, all))
    return lenders.flatMap(({ areas }) => areas.filter((area) => area.length > 0))
  }
  for (const { credential } of chain.toReversed()) {
    if (!isNode(credential)) {
      const areas = areasOf((entry) => covers(entry, credential) && isSatisfied(forest, entry, credential))
      return isAskedPlaceIn(areas, place)
    }
    const { kind, entries } = credential
    const here = entries.map((entry) => ({
      entry,
      outer: kind === 'root' ? [everywhere as Area] : areasOf((lender, all) => lends(all, lender, entry, kind)),
    }))
    // An entry that holds where none above it does.
    if (here.some(({ entry, outer }) => entry.places && !outer.some((area) => within(entry.places ?? [], area))))
      return false
    above = here.map(({ entry, outer }) => ({ entry, areas: entry.places === undefined ? outer : [entry.places] }))
  }
  return isAskedPlaceIn(
    above.flatMap(({ areas }) => areas.filter((area) => area.length > 0)),
    place,
  )
}

const isAskedPlaceIn = (areas: Area[], place: string | undefined): boolean =>
  areas.length > 0 && (place === undefined || areas.some((area) => within([place], area)))

/** Accreditations in all; and below each that sets a bound, those to accredit. */
function isShortEnough({ policy: { maxPathLength = 10 } }: Forest, chain: Link[]): boolean {
  const kinds = chain.map(({ credential }) => (isNode(credential) ? credential.kind : 'attestation'))
  if (kinds.filter((kind) => kind === 'accredit' || kind === 'attest').length > maxPathLength) return false
  return chain.every(({ credential }, index) => {
    if (!isNode(credential) || credential.maxPathLength === undefined) return true
    return kinds.slice(0, index).filter((kind) => kind === 'accredit').length <= credential.maxPathLength
  })
}

/** A parent that is pinned, while a newer version exists: the newest must permit the child too. */
function isStillGood(forest: Forest, chain: Link[], index: number): boolean {
  const { credential, how, node } = chain[index] as Link
  const { superseded = 'recheck' } = forest.policy
  if (how !== 'pinned' || node === undefined || superseded === 'accept') return true
  const latest = newest(forest, credential as PlannedNode)
  if (latest === undefined) return false
  if (latest === credential) return true
  if (superseded === 'refuse') return false
  const link: Link = { credential: latest, node, how: 'named' }
  return (
    (latest.kind !== 'root' || isAnchored(forest, link)) &&
    isGoodInItself(forest, link) &&
    permits(forest, link, chain[index - 1] as Link) &&
    isWithinPlaces(forest, chain.with(index, link)) &&
    isShortEnough(forest, chain.with(index, link))
  )
}
