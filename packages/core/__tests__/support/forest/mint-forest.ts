import { createKeyPair, evidenceFromWorld, World, type KeyPair } from '@trustchains/test-kit'
import type { Evidence, JsonObject, TrustPolicy } from '../../../src/index.js'
import { bitsOf, gzipped, listCredential, listUrl } from '../status-list.js'
import { actors, ownTypes, schemas } from './forest.js'
import type { Forest, PlannedCredential, PlannedNode, PlannedRenewal, PlannedWay } from './forest.js'

const begin = '2025-01-01T00:00:00Z'

/** An actor's DID. */
export const didOf = (actor: string): string =>
  `did:cheqd:testnet:0000000${String(actors.findIndex((name) => name === actor))}-0000-4000-8000-000000000000`

const pairs = new Map<string, KeyPair>()
function pairOf(actor: string): KeyPair {
  const pair = pairs.get(actor) ?? createKeyPair('EdDSA', `forest/${actor}`)
  pairs.set(actor, pair)
  return pair
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
function sign({ issuer, signer, kid }: Pick<PlannedCredential, 'issuer' | 'signer' | 'kid'>, claims: object): string {
  const header = { alg: 'EdDSA', typ: 'JWT', ...(kid && { kid: `${didOf(issuer)}#key-1` }) }
  const input = `${encode(header)}.${encode(claims)}`
  return `${input}.${pairOf(signer).sign(input)}`
}

const uuid = (group: number, number: number): string =>
  `${String(group).padStart(8, '0')}-0000-4000-8000-${String(number).padStart(12, '0')}`
const idOf = (node: number, version: 'first' | 'renewal'): string => uuid(version === 'first' ? 1 : 2, node)
const nameOf = (node: number): string => `node-${String(node)}`
const schemaUrl = (name: string): string => `${didOf('ada')}?resourceName=${name}&resourceType=JSONSchemaValidator2020`

/** A forest as a ledger has it: what a verifier is given. */
export interface MintedForest {
  evidence: Evidence
  policy: TrustPolicy
}

/** Signs and publishes what was planned, and collects the evidence about it as of another time where one is given. */
export function mintForest(forest: Forest, at = forest.at): MintedForest {
  const world = new World()
  for (const actor of actors)
    world.addDid({ did: didOf(actor), document: documentOf(actor), metadata: { created: begin } })
  for (const [actor, since] of Object.entries(forest.deactivated)) world.deactivateDid(didOf(actor), since)
  for (const [index, [name, claim]] of Object.entries(schemas).entries()) {
    world.publish({
      collection: didOf('ada'),
      id: uuid(3, index),
      name,
      type: 'JSONSchemaValidator2020',
      created: begin,
      content: JSON.stringify({ properties: { credentialSubject: { required: [claim] } } }),
    })
  }
  publishLists(forest, world)
  const tokens = forest.nodes.map((node, index) => publishNode(forest, world, node, index))
  const leaf = typeof forest.leaf === 'number' ? (tokens[forest.leaf] as string) : leafOf(forest)
  return { evidence: evidenceFromWorld(world, leaf, at), policy: policyOf(forest) }
}

function documentOf(actor: string): { id: string } & JsonObject {
  const did = didOf(actor)
  const id = `${did}#key-1`
  const method = { id, type: 'JsonWebKey2020', controller: did, publicKeyJwk: { ...pairOf(actor).publicJwk } }
  return { id: did, verificationMethod: [method], assertionMethod: [id], authentication: [id] }
}

function publishNode(forest: Forest, world: World, node: PlannedNode, index: number): string {
  const { renewal } = node
  const publishOne = (version: PlannedNode, which: 'first' | 'renewal'): string => {
    const credential = credentialOf(forest, version, index, which)
    const token = sign(node.signer === version.signer ? node : version, claimsOf(credential, version))
    world.publish({
      collection: didOf(node.host),
      id: idOf(index, which),
      name: nameOf(index),
      type: ownTypes[node.kind],
      created: version.published,
      content: JSON.stringify({ ...credential, proof: { type: 'JwtProof2020', jwt: token } }),
      ...(!version.intact && { checksum: '0'.repeat(64) }),
    })
    return token
  }
  const token = publishOne(node, 'first')
  if (renewal !== undefined) publishOne(renewedNode(node, renewal), 'renewal')
  return token
}

function renewedNode(node: PlannedNode, renewal: PlannedRenewal): PlannedNode {
  const { until: _, status: __, ...rest } = node
  return { ...rest, ...renewal, intact: true }
}

function credentialOf(forest: Forest, node: PlannedNode, index: number, which: 'first' | 'renewal'): JsonObject {
  const { kind, entries, maxPathLength, framework, way } = node
  return {
    ...datedCredential(node, ['VerifiableCredential', ownTypes[kind]], `urn:node:${String(index)}:${which}`),
    credentialSubject: {
      id: didOf(node.subject),
      accreditedFor: entries.map(({ schema, types, places }) => ({
        ...(schema !== undefined && { schemaId: schemaUrl(schema) }),
        types,
        ...(places !== undefined && { limitJurisdiction: places }),
      })),
      ...(maxPathLength !== undefined && { maxPathLength }),
    },
    termsOfUse:
      way === undefined
        ? { type: 'TrustFrameworkPolicy', ...(framework !== undefined && { trustFrameworkId: framework }) }
        : termsOf(forest, 'AccreditationPolicy', way),
    ...statusOf(node, index + (which === 'first' ? 0 : 100)),
  }
}

function datedCredential({ issuer, from, until }: PlannedCredential, type: string[], id: string): JsonObject {
  return {
    '@context': ['https://www.w3.org/2018/credentials/v1'],
    id,
    type,
    issuer: { id: didOf(issuer) },
    issuanceDate: from,
    ...(until !== undefined && { expirationDate: until }),
  }
}

function claimsOf(vc: JsonObject, { issuer, subject, from, until }: PlannedCredential): JsonObject {
  return {
    vc,
    iss: didOf(issuer),
    sub: didOf(subject),
    nbf: Date.parse(from) / 1000,
    ...(until !== undefined && { exp: Date.parse(until) / 1000 }),
  }
}

function leafOf(forest: Forest): string {
  const leaf = forest.leaf
  if (typeof leaf === 'number') throw new Error('the leaf is a node')
  const policies = leaf.ways.map((way) => termsOf(forest, 'AttestationPolicy', way))
  const [only, ...others] = policies
  const credential = {
    ...datedCredential(leaf, leaf.types, 'urn:leaf'),
    credentialSubject: { id: didOf(leaf.subject), ...Object.fromEntries(leaf.claims.map((claim) => [claim, 'yes'])) },
    ...(leaf.schema !== undefined && { credentialSchema: { id: schemaUrl(leaf.schema), type: 'JsonSchema' } }),
    termsOfUse: others.length === 0 ? (only as JsonObject) : policies,
    ...statusOf(leaf, leafPosition),
  }
  return sign(leaf, claimsOf(credential, leaf))
}

function termsOf({ nodes }: Forest, type: string, { parent, root, named }: PlannedWay): JsonObject {
  const urlOf = (index: number): string => {
    const node = nodes[index]
    const host = didOf(node?.host ?? 'ada')
    return named
      ? `${host}?resourceName=${nameOf(index)}&resourceType=${ownTypes[node?.kind ?? 'root']}`
      : `${host}/resources/${idOf(index, 'first')}`
  }
  return { type, parentAccreditation: urlOf(parent), rootAuthorization: urlOf(root) }
}

const leafPosition = 1000
const listNames = { revocation: 'revocations', suspension: 'suspensions', unreachable: 'gone' } as const

function statusOf({ issuer, status }: PlannedCredential, position: number): JsonObject {
  if (status === undefined) return {}
  const statusPurpose = status === 'suspended' ? 'suspension' : 'revocation'
  const name = listNames[status === 'unreachable' ? status : statusPurpose]
  const url = listUrl(didOf(issuer), 'BitstringStatusListCredential', name)
  return {
    credentialStatus: {
      id: `${url}#${String(position)}`,
      type: 'BitstringStatusListEntry',
      statusPurpose,
      statusListIndex: String(position),
      statusListCredential: url,
    },
  }
}

/** Compressing takes longer than all the rest. */
const encodedLists = new Map<string, string>()
function encodedList(positions: number[]): string {
  const key = positions.join()
  const encoded = encodedLists.get(key) ?? `u${gzipped(bitsOf(Object.fromEntries(positions.map((at) => [at, 1]))))}`
  encodedLists.set(key, encoded)
  return encoded
}

function publishLists({ nodes, leaf }: Forest, world: World): void {
  const all: [PlannedCredential, number][] = nodes.map((node, index) => [node, index])
  nodes.forEach((node, index) => {
    if (node.renewal !== undefined) all.push([renewedNode(node, node.renewal), index + 100])
  })
  if (typeof leaf !== 'number') all.push([leaf, leafPosition])
  for (const [order, actor] of actors.entries()) {
    const own = all.filter(([{ issuer, status }]) => issuer === actor && status !== undefined)
    for (const purpose of ['revocation', 'suspension'] as const) {
      const word = purpose === 'revocation' ? 'revoked' : 'suspended'
      const bad = own.filter(([{ status }]) => status === word).map(([, position]) => position)
      if (own.length === 0) continue
      const subject = { statusPurpose: purpose, encodedList: encodedList(bad) }
      const credential = listCredential(didOf(actor), Buffer.alloc(0), { validFrom: begin }, subject)
      const header = { alg: 'EdDSA', typ: 'vc+jwt', kid: `${didOf(actor)}#key-1` }
      const input = `${encode(header)}.${encode(credential)}`
      world.publish({
        collection: didOf(actor),
        id: uuid(purpose === 'revocation' ? 4 : 5, order),
        name: listNames[purpose],
        type: 'BitstringStatusListCredential',
        created: begin,
        content: `${input}.${pairOf(actor).sign(input)}`,
      })
    }
    const gone = listUrl(didOf(actor), 'BitstringStatusListCredential', listNames.unreachable)
    if (own.some(([{ status }]) => status === 'unreachable')) world.addFault({ id: gone, mode: 'throw' })
  }
}

function policyOf({ policy, nodes }: Forest): TrustPolicy {
  const { anchors, place, frameworks, ...rest } = policy
  return {
    ...rest,
    ...(place !== undefined && { jurisdiction: place }),
    ...(frameworks !== undefined && { trustFrameworks: frameworks }),
    ...(anchors !== undefined && {
      anchors: anchors.map(({ actor, root, framework }) => ({
        did: didOf(actor),
        ...(root !== undefined && {
          rootAuthorization: `${didOf(nodes[root]?.host ?? 'ada')}?resourceName=${nameOf(root)}&resourceType=${ownTypes.root}`,
        }),
        ...(framework !== undefined && { trustFrameworkId: framework }),
      })),
    }),
  }
}
