import { actors, domainTypes, ownTypes } from './forest.js'
import type { Forest, PlannedCredential, PlannedEntry, PlannedLeaf, PlannedNode, PlannedWay } from './forest.js'
import type { Draw } from './draw.js'
import { faults } from './faults.js'
import { codes, days } from './forest-values.js'

/**
 * A forest: roots, accreditations that mostly narrow what stands above them, a leaf that mostly asks for what it may,
 * and up to two faults of those that a forger or a mistake would make.
 */
export function drawForest(draw: Draw, most = 2): Forest {
  const nodes: PlannedNode[] = []
  const count = 1 + draw.number(1)
  for (let index = 0; index < count; index += 1) nodes.push(drawRoot(draw))
  const accreditations = 1 + draw.number(5)
  for (let index = 0; index < accreditations; index += 1) nodes.push(drawAccreditation(draw, nodes))
  const last = nodes.at(-1) as PlannedNode
  if (!nodes.some(({ kind }) => kind === 'attest')) last.kind = 'attest'
  const leaf = draw.chance(8) ? draw.number(nodes.length - 1) : drawLeaf(draw, nodes)
  const forest: Forest = { nodes, leaf, deactivated: {}, policy: drawPolicy(draw, nodes), at: drawTime(draw) }
  if (draw.chance(80)) comply(forest)
  const wrong = draw.number(most)
  for (let index = 0; index < wrong; index += 1) draw.of(faults)(forest, draw)
  return forest
}

/** Whoever knows the policy gives what it asks for. */
function comply({ nodes, leaf, policy }: Forest): void {
  for (const credential of [
    ...nodes,
    ...nodes.flatMap(({ renewal }) => renewal ?? []),
    ...(typeof leaf === 'number' ? [] : [leaf]),
  ]) {
    if (policy.status === 'required') credential.status ??= 'good'
    if (policy.expiry === 'required') credential.until ??= days.until[2]
    if (policy.dialect === 'strict' && 'kid' in credential) credential.kid = true
  }
}

function drawTime(draw: Draw): string {
  if (!draw.chance(30)) return '2026-06-01T00:00:00Z'
  const bound = draw.of([...days.from, ...days.until, days.renewed])
  const seconds = draw.of([-3600, -61, -60, 0, 60, 61, 3600])
  // Around a publication the clocks' skew decides, which is not what is told apart here.
  const shift = bound === days.renewed ? Math.sign(seconds) * 3600 : seconds
  return new Date(Date.parse(bound) + shift * 1000).toISOString().replace('.000Z', 'Z')
}

function drawCredential(draw: Draw, issuer: string): PlannedCredential {
  const [usual] = days.from
  return {
    issuer,
    subject: draw.of(actors),
    signer: issuer,
    kid: draw.chance(80),
    from: draw.chance(15) ? draw.of(days.from) : usual,
    ...(draw.chance(90) && { until: draw.chance(20) ? draw.of(days.until) : days.until[2] }),
    ...(draw.chance(40) && { status: 'good' as const }),
  }
}

function drawRoot(draw: Draw): PlannedNode {
  const issuer = draw.of(actors)
  return {
    ...drawCredential(draw, issuer),
    ...(draw.chance(60) && { subject: issuer }),
    kind: 'root',
    host: issuer,
    published: days.published,
    intact: true,
    framework: draw.of(['One', 'Two']),
    entries: Array.from({ length: 1 + draw.number(2) }, () => ({
      schema: draw.of(['Degree', 'Licence']),
      types: typesOf(
        draw,
        draw.some(domainTypes),
        draw.chance(20) ? draw.some([ownTypes.accredit, ownTypes.attest]) : [],
      ),
      ...(draw.chance(25) && { places: draw.some(['FI', 'DE']) }),
    })),
    ...(draw.chance(15) && { maxPathLength: draw.number(3) }),
  }
}

const typesOf = (draw: Draw, ...types: string[][]): string[] => [
  ...(draw.chance(50) ? ['VerifiableCredential', 'VerifiableAttestation'] : []),
  ...types.flat(),
]

function drawAccreditation(draw: Draw, nodes: PlannedNode[]): PlannedNode {
  const candidates = nodes.flatMap(({ kind }, index) => (kind === 'attest' ? [] : [index]))
  // Half of them go deeper.
  const parent = draw.chance(50) ? (candidates.at(-1) as number) : draw.of(candidates)
  const above = nodes[parent] as PlannedNode
  const issuer = above.subject
  return {
    ...drawCredential(draw, issuer),
    kind: draw.chance(50) ? 'attest' : 'accredit',
    way: { parent, root: rootOf(nodes, parent), named: draw.chance(40) },
    host: issuer,
    published: days.published,
    intact: true,
    entries: draw.some(above.entries).map((entry) => narrowed(draw, entry)),
    ...(draw.chance(10) && { maxPathLength: draw.number(2) }),
    ...(draw.chance(15) && { renewal: drawRenewal(draw, above) }),
  }
}

function drawRenewal(draw: Draw, above: PlannedNode): NonNullable<PlannedNode['renewal']> {
  return {
    published: draw.chance(20) ? days.later : days.renewed,
    signer: above.subject,
    subject: draw.of(actors),
    entries: draw.some(above.entries).map((entry) => narrowed(draw, entry)),
    until: days.until[2],
  }
}

/** The root above a node. */
export function rootOf(nodes: readonly PlannedNode[], index: number): number {
  const way = nodes[index]?.way
  return way === undefined ? index : rootOf(nodes, way.parent)
}

function narrowed(draw: Draw, { schema, types, places }: PlannedEntry): PlannedEntry {
  const kept = draw.chance(70) ? types : draw.some(types)
  const fewer = places === undefined ? (draw.chance(15) ? draw.some(codes) : undefined) : narrowerPlaces(draw, places)
  return { ...(schema !== undefined && { schema }), types: kept, ...(fewer !== undefined && { places: fewer }) }
}

function narrowerPlaces(draw: Draw, places: string[]): string[] | undefined {
  if (draw.chance(40)) return undefined
  return places.map((code) => (draw.chance(30) && code === 'FI' ? draw.of(['FIN', 'FI-01']) : code))
}

function drawLeaf(draw: Draw, nodes: PlannedNode[]): PlannedLeaf {
  const attesting = nodes.flatMap(({ kind }, index) => (kind === 'attest' ? [index] : []))
  const first = attesting.length > 0 && draw.chance(96) ? draw.of(attesting) : draw.number(nodes.length - 1)
  const { subject, entries } = nodes[first] as PlannedNode
  const { schema, types } = draw.of(entries)
  const ways = [first, ...(draw.chance(25) ? [draw.number(nodes.length - 1), draw.number(nodes.length - 1)] : [])].map(
    (parent): PlannedWay => ({ parent, root: rootOf(nodes, parent), named: draw.chance(40) }),
  )
  const domain = types.filter((type) => (domainTypes as readonly string[]).includes(type))
  return {
    ...drawCredential(draw, subject),
    types: ['VerifiableCredential', ...(domain.length > 0 ? draw.some(domain) : [...types])],
    ...(schema !== undefined && draw.chance(70) && { schema }),
    claims: draw.chance(80) ? ['degree', 'licence'] : draw.some(['degree', 'licence']),
    ways: draw.chance(50) ? ways : ways.toReversed(),
  }
}

function drawPolicy(draw: Draw, nodes: PlannedNode[]): Forest['policy'] {
  const roots = nodes.flatMap((node, index) => (node.kind === 'root' ? [{ node, index }] : []))
  const anchors = draw.some(roots).map(({ node, index }) => ({
    actor: node.issuer,
    ...(draw.chance(25) && { root: index }),
    ...(draw.chance(20) && { framework: node.framework ?? 'One' }),
  }))
  const given = (percent: number, policy: Forest['policy']): Forest['policy'] => (draw.chance(percent) ? policy : {})
  return {
    anchors,
    ...given(15, { maxPathLength: draw.number(4) }),
    ...given(15, { place: draw.of(codes) }),
    ...given(15, { status: draw.of(['required', 'off', 'if-present'] as const) }),
    ...given(10, { expiry: draw.of(['required', 'if-present'] as const) }),
    ...given(10, { frameworks: draw.some(['One', 'Two', 'Three']) }),
    ...given(25, { superseded: draw.of(['recheck', 'accept', 'refuse'] as const) }),
    ...given(20, { schema: draw.of(['off', 'if-present', 'required'] as const) }),
    ...given(8, { dialect: 'strict' }),
  }
}
