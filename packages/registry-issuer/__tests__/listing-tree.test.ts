import type { RegistryEntryPage } from '../src/index.js'
import { failureOf } from './support/failure-of.js'
import { diplomaTypes, issueChain, type IssuedChain } from './support/issue-chain.js'
import { makeAgent, type MadeAgent } from './support/make-agent.js'

const accredit = 'VerifiableAccreditationToAccredit'

/** The ministry, its certifier and the university, and below the certifier a branch with an office of its own. */
async function plant(): Promise<{ made: MadeAgent; chain: IssuedChain; branch: string; toBranch: string }> {
  const made = makeAgent()
  const chain = await issueChain(made.agent, made.createDid)
  const branch = await made.createDid()
  const scope = { accreditedFor: [{ schemaId: chain.schemaId, types: diplomaTypes }], rootAuthorization: chain.root }
  const { didUrls } = await made.agent.issueAccreditation({
    kind: 'accredit',
    issuer: chain.certifier,
    subject: branch,
    name: 'branch',
    parentAccreditation: chain.toAccredit,
    ...scope,
  })
  await made.agent.issueAccreditation({
    kind: 'attest',
    issuer: branch,
    subject: 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK',
    name: 'office',
    parentAccreditation: `${chain.certifier}?resourceName=branch&resourceType=${accredit}`,
    ...scope,
  })
  return { made, chain, branch, toBranch: didUrls.pinned }
}

const shape = ({ entries }: RegistryEntryPage): string[] =>
  entries.map(({ depth, resource }) => `${String(depth)} ${resource.resourceName}`)

describe('a tree', () => {
  let planted: Awaited<ReturnType<typeof plant>>
  beforeAll(async () => {
    planted = await plant()
  })

  const tree = (change: object = {}): Promise<RegistryEntryPage> =>
    planted.made.agent.listAccreditations({ did: planted.chain.ministry, tree: true, ...change })

  it('is all that stands below a DID, level by level, each entry saying what it stands below', async () => {
    const page = await tree()
    expect(shape(page)).toEqual([
      '0 educationRoot',
      '1 Zertifizierer & Söhne #1',
      expect.stringMatching(/^2 (branch|university)$/),
      expect.stringMatching(/^2 (branch|university)$/),
      '3 office',
    ])
    expect(page.total).toBe(5)
    expect(page).not.toHaveProperty('truncated')
    const { chain, toBranch } = planted
    const belows = Object.fromEntries(page.entries.map(({ resource, below }) => [resource.resourceName, below]))
    expect(belows).toEqual({
      educationRoot: undefined,
      'Zertifizierer & Söhne #1': chain.root,
      university: chain.toAccredit,
      branch: chain.toAccredit,
      office: toBranch,
    })
  })

  it('is filtered as a list is, without losing what stands below something that is filtered out', async () => {
    expect(shape(await tree({ kind: 'attest' })).sort()).toEqual(['2 university', '3 office'])
    expect(shape(await tree({ subject: planted.branch }))).toEqual(['2 branch'])
  })

  it('comes in pages with a right total', async () => {
    const pages = await Promise.all([1, 2, 3].map((page) => tree({ page, pageSize: 2 })))
    expect(pages.map(({ total }) => total)).toEqual([5, 5, 5])
    expect(pages.flatMap((page) => shape(page))).toEqual(shape(await tree()))
  })

  it('of an organisation in the middle is what stands below that', async () => {
    const page = await tree({ did: planted.chain.certifier })
    expect(shape(page).sort()).toEqual(['0 branch', '0 university', '1 office'])
  })

  it('says where it was cut', async () => {
    const page = await tree({ maxDepth: 1 })
    expect(shape(page)).toEqual(['0 educationRoot', '1 Zertifizierer & Söhne #1'])
    expect(page.truncated).toEqual({ total: 1, gaps: [{ reason: 'depth', did: planted.chain.certifier }] })
    const deeper = await tree({ maxDepth: 2 })
    expect(deeper.total).toBe(4)
    expect(deeper.truncated?.gaps).toEqual([{ reason: 'depth', did: planted.branch }])
    expect(await tree({ maxDepth: 3 })).not.toHaveProperty('truncated')
  })

  it('with a depth asks for a tree', async () => {
    expect((await failureOf(tree({ tree: false, maxDepth: 2 }))).message).toMatch(/^maxDepth /)
    expect((await failureOf(tree({ maxDepth: 33 }))).message).toMatch(/^maxDepth /)
  })
})

/** Publishes an accreditation as somebody else's software might, unsigned but well formed. */
function publishForeign(
  { world }: MadeAgent,
  fields: { issuer: string; subject: string; name: string; parent: string; root: string; schemaId: string },
): string {
  const { issuer, subject, name, parent, root, schemaId } = fields
  const id = crypto.randomUUID()
  const credential = {
    '@context': ['https://www.w3.org/2018/credentials/v1'],
    type: ['VerifiableCredential', accredit],
    issuer: { id: issuer },
    issuanceDate: '2026-01-01T00:00:00.000Z',
    credentialSubject: { id: subject, accreditedFor: [{ schemaId, types: diplomaTypes }] },
    termsOfUse: { type: 'AccreditationPolicy', parentAccreditation: parent, rootAuthorization: root },
  }
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const jwt = `${encode({ alg: 'EdDSA', typ: 'JWT', kid: `${issuer}#key-1` })}.${encode({ vc: credential, iss: issuer, sub: subject, nbf: 1_767_225_600 })}.${'A'.repeat(86)}`
  const created = new Date(Date.now() - 1000).toISOString()
  const content = JSON.stringify({ ...credential, proof: { type: 'JwtProof2020', jwt } })
  world.publish({ collection: issuer, id, name, type: accredit, created, content })
  return `${issuer}/resources/${id}`
}

describe('a tree that somebody has made hostile', () => {
  it('ends where accreditations go in circles', async () => {
    const { made, chain, branch } = await plant()
    const { root, schemaId } = chain
    const named = (did: string, name: string): string => `${did}?resourceName=${name}&resourceType=${accredit}`
    const back = (name: string, issuer: string, subject: string, parent: string): string =>
      publishForeign(made, { issuer, subject, name, parent, root, schemaId })
    // The branch accredits its certifier, who is above it; and two that name each other, one itself.
    back('back', branch, chain.certifier, named(chain.certifier, 'branch'))
    back('ouroboros', branch, branch, named(branch, 'ouroboros'))
    back('a', chain.ministry, chain.ministry, named(chain.ministry, 'b'))
    back('b', chain.ministry, chain.ministry, named(chain.ministry, 'a'))
    const page = await made.agent.listAccreditations({ did: chain.ministry, tree: true })
    const found = shape(page)
    expect(found.filter((name) => name.endsWith(' back'))).toEqual(['3 back'])
    expect(found.filter((name) => / [ab]$/.test(name)).sort()).toEqual(['0 a', '1 b'])
    expect(found.some((name) => name.includes('ouroboros'))).toBe(false)
    expect(new Set(page.entries.map(({ didUrls }) => didUrls.pinned)).size).toBe(page.total)
    expect(page).not.toHaveProperty('truncated')
  })

  it('has nothing in it that was not given to whoever published it, or names a parent elsewhere', async () => {
    const { made, chain, branch } = await plant()
    const { root, schemaId } = chain
    const stranger = await made.createDid()
    const honest = { root, schemaId }
    // The university holds no accreditation to accredit; the branch names one that was given to the certifier.
    publishForeign(made, {
      ...honest,
      issuer: chain.university,
      subject: stranger,
      name: 'cuckoo',
      parent: chain.toAttest,
    })
    publishForeign(made, { ...honest, issuer: branch, subject: stranger, name: 'borrowed', parent: chain.toAccredit })
    publishForeign(made, {
      ...honest,
      issuer: branch,
      subject: stranger,
      name: 'elsewhere',
      parent: `${stranger}/resources/${crypto.randomUUID()}`,
    })
    const { entries } = await made.agent.listAccreditations({ did: chain.ministry, tree: true })
    expect(entries.map(({ resource }) => resource.resourceName).sort()).toEqual(
      ['Zertifizierer & Söhne #1', 'branch', 'educationRoot', 'office', 'university'].sort(),
    )
  })

  it('shows what it can, and says what it could not list or read', async () => {
    const { made, chain, branch, toBranch } = await plant()
    made.world.addFault({ id: toBranch, mode: 'throw' })
    const page = await made.agent.listAccreditations({ did: chain.ministry, tree: true })
    expect(shape(page)).toContain('2 branch')
    expect(page.truncated?.gaps).toEqual([{ reason: 'unreadable', did: chain.certifier }])
    const second = await plant()
    second.made.world.addFault({ id: second.chain.certifier, mode: 'throw' })
    const cut = await second.made.agent.listAccreditations({ did: second.chain.ministry, tree: true })
    expect(shape(cut)).toEqual(['0 educationRoot', '1 Zertifizierer & Söhne #1'])
    expect(cut.truncated?.gaps).toEqual([{ reason: 'unlistable', did: second.chain.certifier }])
    expect(branch).toBeDefined()
  })

  it('keeps to the older version’s place when an accreditation is renewed, so that nothing falls out of it', async () => {
    const { made, chain } = await plant()
    await made.agent.issueAccreditation({
      kind: 'accredit',
      issuer: chain.ministry,
      subject: chain.certifier,
      name: 'Zertifizierer & Söhne #1',
      accreditedFor: [{ schemaId: chain.schemaId, types: diplomaTypes }],
      parentAccreditation: chain.root,
      rootAuthorization: chain.root,
    })
    // University and branch name the version before.
    expect((await made.agent.listAccreditations({ did: chain.ministry, tree: true })).total).toBe(5)
  })
})
