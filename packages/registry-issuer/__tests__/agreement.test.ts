import { validateChain, type JsonObject, type TrustChainReport } from '@trustchains/core'
import { evidenceFromWorld } from '@trustchains/test-kit'
import type { CredentialPayload } from '@veramo/core-types'
import fc from 'fast-check'
import { TrustRegistryIssuerError, type IssueAccreditationArgs } from '../src/index.js'
import { makeAgent, type MadeAgent } from './support/make-agent.js'

// `AGREEMENT_RUNS=2000` looks longer; a failure prints its seed.
const numRuns = Number(process.env.AGREEMENT_RUNS ?? 25)
const draftsPerForest = 8

const day = 86_400_000
const now = Math.floor(Date.now() / 1000) * 1000
const time = (ms: number): string => new Date(ms).toISOString()
/** Later than any validity that is drawn. */
const farFuture = now + 5000 * day
const types = {
  root: 'VerifiableAuthorizationForTrustChain',
  accredit: 'VerifiableAccreditationToAccredit',
  attest: 'VerifiableAccreditationToAttest',
} as const

/** What a published credential, or a draft, says. Actors and parents are places in lists. */
interface Statement {
  kind: keyof typeof types
  issuer: number
  subject: number
  parent: number
  /** Whether the parent is named with its version. */
  pinned: boolean
  root: number
  entries: { schema: number; types: readonly string[]; places?: string[] }[]
  maxPathLength?: number
  /** Days from now. */
  from: number
  /** Days from now; absent: no expiry. */
  until?: number | undefined
}

const actorCount = 4
const rootCount = 2
const nodeCount = 6

/** Mostly what covers much, so that whole chains hold, and something else often enough to break each rule. */
const entry = fc.record(
  {
    schema: fc.nat({ max: 8 }).map((drawn) => (drawn === 8 ? -1 : drawn === 7 ? 1 : 0)),
    types: fc.oneof(
      { weight: 5, arbitrary: fc.constant(['VerifiableCredential', 'A', 'B']) },
      { weight: 3, arbitrary: fc.constant(['A']) },
      { weight: 1, arbitrary: fc.subarray(['VerifiableCredential', 'A', 'B', 'C', types.accredit, types.attest]) },
    ),
    places: fc.subarray(['DE', 'DE-BY', 'FI', 'moon'], { minLength: 1 }),
  },
  { requiredKeys: ['schema', 'types'] },
)

const statement = (parents: number, froms: number[], untils: (number | undefined)[]): fc.Arbitrary<Statement> =>
  fc.record(
    {
      kind: fc.constantFrom('accredit', 'accredit', 'attest'),
      issuer: fc.nat({ max: actorCount - 1 }),
      subject: fc.nat({ max: actorCount - 1 }),
      parent: fc.nat({ max: parents - 1 }),
      pinned: fc.boolean(),
      root: fc.nat({ max: 9 }).map((drawn) => (drawn === 9 ? 1 : 0)),
      entries: fc.array(entry, { maxLength: 3 }),
      maxPathLength: fc.nat({ max: 3 }),
      from: fc.constantFrom(...froms),
      until: fc.constantFrom(...untils),
    },
    { requiredKeys: ['kind', 'issuer', 'subject', 'parent', 'pinned', 'root', 'entries', 'from', 'until'] },
  )

/** Most drafts are by whoever holds the parent, or nearly all would be refused for that alone. */
const seldom = fc.nat({ max: 11 }).map((drawn) => drawn === 0)

const forests = fc.record({
  nodes: fc.array(
    fc.record({ said: statement(nodeCount, [-90], [undefined, 20, 40, -3]), stray: seldom, replaces: seldom }),
    {
      minLength: nodeCount,
      maxLength: nodeCount,
    },
  ),
  drafts: fc.array(
    fc.record({
      said: statement(nodeCount + rootCount, [0, 0, -30, -120, 5, 30], [undefined, 10, 30, 60, -1]),
      stray: seldom,
    }),
    {
      minLength: draftsPerForest,
      maxLength: draftsPerForest,
    },
  ),
})

/** What is published, and who holds it. */
interface Node {
  pinned: string
  named: string
  name: string
  subject: number
  root: number
  kind: keyof typeof types
}

/** A ledger on which anybody has published anything, and one agent that has all their keys. */
class Forest {
  readonly nodes: Node[] = []
  #published = 0

  private constructor(
    readonly made: MadeAgent,
    readonly actors: string[],
  ) {}

  static async plant(): Promise<Forest> {
    const made = makeAgent()
    const actors: string[] = []
    for (let index = 0; index < actorCount; index++) {
      const did = await made.createDid()
      const { didDocument } = made.world.findDid(did)
      const versionId = crypto.randomUUID()
      made.world.addDid({ did, document: didDocument!, metadata: { created: time(now - 1000 * day), versionId } })
      actors.push(did)
    }
    const forest = new Forest(made, actors)
    for (let root = 0; root < rootCount; root++) {
      await forest.publish({
        kind: 'root',
        issuer: root,
        subject: root,
        parent: 0,
        pinned: true,
        root,
        entries: [
          { schema: 0, types: ['VerifiableCredential', 'A', 'B'] },
          { schema: 1, types: ['A'] },
        ],
        from: -100,
      })
    }
    return forest
  }

  schema(index: number): string {
    return `${this.actors[0]!}?resourceName=schema${String(index)}&resourceType=JSONSchemaValidator2020`
  }

  /** The parent and the root as a statement names them. */
  references({ parent, pinned, root }: Statement): { parentAccreditation: string; rootAuthorization: string } {
    const above = this.nodes[parent]!
    return { parentAccreditation: pinned ? above.pinned : above.named, rootAuthorization: this.nodes[root]!.pinned }
  }

  scopes({ entries }: Statement): IssueAccreditationArgs['accreditedFor'] {
    return entries.map(({ schema, types: allowed, places }) => ({
      ...(schema >= 0 && { schemaId: this.schema(schema) }),
      types: [...allowed],
      ...(places && { limitJurisdiction: places }),
    }))
  }

  /** The credential as this plugin would write it, whoever may or may not issue it. */
  credential(said: Statement, from: number): JsonObject {
    const { kind, issuer, subject, maxPathLength, until } = said
    const policy: JsonObject =
      kind === 'root'
        ? {
            type: 'TrustFrameworkPolicy',
            trustFramework: 'https://example.org/governance',
            trustFrameworkId: 'Example',
          }
        : { type: 'AccreditationPolicy', ...this.references(said) }
    return {
      '@context': ['https://www.w3.org/2018/credentials/v1'],
      id: `urn:uuid:${crypto.randomUUID()}`,
      type: ['VerifiableCredential', types[kind]],
      issuer: { id: this.actors[issuer]! },
      issuanceDate: time(from),
      ...(until !== undefined && { expirationDate: time(now + until * day) }),
      credentialSubject: {
        id: this.actors[subject]!,
        accreditedFor: this.scopes(said) as unknown as JsonObject[],
        ...(maxPathLength !== undefined && kind !== 'attest' && { maxPathLength }),
      },
      termsOfUse: policy,
    }
  }

  /** Signs without asking anybody. */
  async sign(credential: JsonObject): Promise<string> {
    const { id: issuer } = credential.issuer as { id: string }
    const { id: sub } = credential.credentialSubject as { id: string }
    const { proof } = await this.made.agent.createVerifiableCredential({
      credential: structuredClone({ ...credential, sub }) as unknown as CredentialPayload,
      proofFormat: 'jwt',
      header: { kid: `${issuer}#key-1` },
    })
    return (proof as { jwt: string }).jwt
  }

  async publish(said: Statement, replaced?: Node): Promise<Node> {
    const credential = this.credential(said, now + said.from * day)
    const jwt = await this.sign(credential)
    const did = this.actors[said.issuer]!
    const id = crypto.randomUUID()
    const name = replaced?.name ?? `node${String(this.nodes.length)}`
    this.#published += 1
    this.made.world.publish({
      collection: did,
      id,
      name,
      type: types[said.kind],
      created: time(now - 400 * day + 1000 * this.#published),
      content: JSON.stringify({ ...credential, proof: { type: 'JwtProof2020', jwt } }),
    })
    const node = {
      pinned: `${did}/resources/${id}`,
      named: `${did}?resourceName=${name}&resourceType=${types[said.kind]}`,
      name,
      subject: said.subject,
      root: said.root,
      kind: said.kind,
    }
    if (replaced === undefined) this.nodes.push(node)
    return node
  }

  verify(jwt: string, rootAuthorization: string, at: number): TrustChainReport {
    const did = rootAuthorization.slice(0, rootAuthorization.indexOf('/'))
    const evidence = evidenceFromWorld(this.made.world, jwt, time(at))
    return validateChain(evidence, { anchors: [{ did, rootAuthorization }] })
  }
}

/** A statement by whoever holds what it names as its parent, and under the same root. */
function honest(forest: Forest, said: Statement, stray: boolean): Statement {
  const parent = said.parent % forest.nodes.length
  const above = forest.nodes[parent]!
  return stray ? { ...said, parent } : { ...said, parent, issuer: above.subject, root: above.root }
}

const codesOf = (checks: TrustChainReport['reasons']): string[] =>
  [...new Set(checks.map(({ id, code }) => `${id}/${code}`))].sort()

/** What the issuer says in a dry run: the codes of its refusal, or none. */
async function issuerSays(forest: Forest, said: Statement, index: number): Promise<string[]> {
  const { kind, issuer, subject, maxPathLength, from, until } = said
  const args: IssueAccreditationArgs = {
    kind: kind === 'attest' ? 'attest' : 'accredit',
    issuer: forest.actors[issuer]!,
    subject: forest.actors[subject]!,
    name: `draft${String(index)}`,
    accreditedFor: forest.scopes(said),
    ...forest.references(said),
    ...(maxPathLength !== undefined && kind !== 'attest' && { maxPathLength }),
    validFrom: time(now + from * day),
    ...(until === undefined ? { noExpiry: true } : { validUntil: time(now + until * day) }),
    dryRun: true,
  }
  try {
    await forest.made.agent.issueAccreditation(args)
    return []
  } catch (error) {
    if (error instanceof TrustRegistryIssuerError && error.code === 'refused') return codesOf(error.checks)
    throw error
  }
}

/** What is asked of the verifier: now, and as its validity begins and ends. */
async function verifierSays(forest: Forest, said: Statement): Promise<{ now: string[]; within: string[] }> {
  const { rootAuthorization } = forest.references(said)
  const begin = now + said.from * day
  // What begins later is judged as if it began now, since the ledger's future is not known.
  const begun = await forest.sign(forest.credential(said, Math.min(begin, now)))
  const present = forest.verify(begun, rootAuthorization, now)
  const jwt = await forest.sign(forest.credential(said, begin))
  const end = said.until === undefined ? farFuture : now + said.until * day - 1000
  const within = [begin, end]
    .filter((at) => at >= begin)
    .flatMap((at) => forest.verify(jwt, rootAuthorization, at).reasons)
  return { now: codesOf(present.reasons), within: codesOf(within) }
}

/** What the issuer must say: all that is wrong now; if nothing is, some of what is wrong at another time of its validity. */
function expectedOf(issuer: string[], { now: present, within }: { now: string[]; within: string[] }): string[] {
  if (present.length > 0 || within.length === 0) return present
  return issuer.length > 0 && issuer.every((code) => within.includes(code)) ? issuer : within
}

it('the issuer refuses what a verifier would not trust, with its codes, and nothing else', async () => {
  const seen = new Map<string, number>()
  const count = (codes: string[]): void => {
    for (const code of codes.length === 0 ? ['accepted'] : codes) seen.set(code, (seen.get(code) ?? 0) + 1)
  }
  await fc.assert(
    fc.asyncProperty(forests, async ({ nodes, drafts }) => {
      const forest = await Forest.plant()
      for (const { said, stray, replaces } of nodes) {
        const fitting = honest(forest, said, stray)
        const published = await forest.publish(fitting)
        if (replaces) await forest.publish({ ...fitting, entries: fitting.entries.slice(1) }, published)
      }
      for (const [index, { said, stray }] of drafts.entries()) {
        const draft = honest(forest, said, stray)
        // An end before the begin is a malformed argument.
        if (draft.until !== undefined && draft.until <= draft.from) continue
        const issuer = await issuerSays(forest, draft, index)
        const verifier = await verifierSays(forest, draft)
        count(issuer)
        expect(issuer).toEqual(expectedOf(issuer, verifier))
      }
    }),
    { numRuns },
  )
  // Where one of these never came up, nothing was said of it.
  const needed = [
    'accepted',
    'scope/scope_exceeded',
    'scope/scope_empty',
    'role/role_not_permitted',
    'link/issuer_not_subject',
    'jurisdiction/jurisdiction_exceeded',
    'path-length/path_too_long',
    'root-binding/root_mismatch',
    'validity/expired',
    'validity/not_yet_valid',
    'resource/superseded',
  ]
  expect(needed.filter((code) => !seen.has(code))).toEqual([])
}, 600_000)
