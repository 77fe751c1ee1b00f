import type { TrustChainReport, TrustPolicy } from '@trustchains/core'
import type { RenewAccreditationArgs } from '../src/index.js'
import { failureOf } from './support/failure-of.js'
import { bothStatuses, entriesOf } from './support/issue-with-status.js'
import { diplomaTypes, issueChain, type IssuedChain } from './support/issue-chain.js'
import { makeAgent, type MadeAgent } from './support/make-agent.js'

const accredit = 'VerifiableAccreditationToAccredit'
const attest = 'VerifiableAccreditationToAttest'
const named = (did: string, name: string, type: string): string =>
  `${did}?resourceName=${encodeURIComponent(name)}&resourceType=${type}`
const inDays = (days: number): string => new Date(Date.now() + 86_400_000 * days).toISOString()

interface Registry {
  made: MadeAgent
  chain: IssuedChain
  /** An accreditor below the certifier, whose accreditations name their parents without version. */
  branch: string
  office: string
  /** Without version. */
  branchNamed: string
  /** Pinned. */
  toBranch: string
  toOffice: string
  attestations: Record<'university' | 'office', string>
}

/** Ministry, certifier, university; beside it a branch with an office, four accreditations deep. */
async function register(): Promise<Registry> {
  const made = makeAgent()
  const { agent } = made
  const chain = await issueChain(agent, made.createDid)
  const [branch, office] = [await made.createDid(), await made.createDid()]
  const scope = { accreditedFor: [{ schemaId: chain.schemaId, types: diplomaTypes }], rootAuthorization: chain.root }
  const { didUrls } = await agent.issueAccreditation({
    kind: 'accredit',
    issuer: chain.certifier,
    subject: branch,
    name: 'branch',
    parentAccreditation: named(chain.ministry, 'Zertifizierer & Söhne #1', accredit),
    ...scope,
  })
  const toOffice = await agent.issueAccreditation({
    kind: 'attest',
    issuer: branch,
    subject: office,
    name: 'office',
    parentAccreditation: didUrls.latest,
    ...scope,
  })
  const diploma = async (issuer: string, parentAccreditation: string): Promise<string> => {
    const { jwt } = await agent.issueAttestation({
      issuer,
      subject: 'did:example:holder',
      types: diplomaTypes,
      claims: { degree: 'MSc' },
      schemaId: chain.schemaId,
      parentAccreditation,
      rootAuthorization: chain.root,
    })
    return jwt!
  }
  return {
    made,
    chain,
    branch,
    office,
    branchNamed: didUrls.latest,
    toBranch: didUrls.pinned,
    toOffice: toOffice.didUrls.pinned,
    attestations: {
      university: await diploma(chain.university, chain.toAttest),
      office: await diploma(office, toOffice.didUrls.latest),
    },
  }
}

const verify = (registry: Registry, leaf: object, policy: TrustPolicy = {}): Promise<TrustChainReport> =>
  registry.made.agent.verifyTrustChain({
    ...leaf,
    fresh: true,
    policy: { anchors: [{ did: registry.chain.ministry }], ...policy },
  })

const codes = ({ reasons }: TrustChainReport): string[] => reasons.map(({ id, code }) => `${id}/${code}`)

/** What everybody below is, under both models of validity. */
async function verdicts(registry: Registry, policy: TrustPolicy = {}): Promise<string[]> {
  const { attestations, chain, toBranch, toOffice } = registry
  const leaves = [
    { credential: attestations.university },
    { credential: attestations.office },
    { didUrl: chain.toAttest },
    { didUrl: toBranch },
    { didUrl: toOffice },
  ]
  return Promise.all(leaves.map(async (leaf) => (await verify(registry, leaf, policy)).verdict))
}

const all = (verdict: string): string[] => Array<string>(5).fill(verdict)

const renew = (registry: Registry, didUrl: string, change: Omit<RenewAccreditationArgs, 'didUrl'> = {}) =>
  registry.made.agent.renewAccreditation({ didUrl, ...change })

describe('a renewed accreditation', () => {
  it.each([
    ['the root authorization', (registry: Registry) => registry.chain.root],
    ['an accreditation that those below have pinned', (registry: Registry) => registry.chain.toAccredit],
    ['one that those below name without version', (registry: Registry) => registry.branchNamed],
    ['one to attest', (registry: Registry) => registry.chain.toAttest],
  ])('keeps all below it trusted, under both models of validity: %s', async (_, which) => {
    const registry = await register()
    const before = await registry.made.agent.getAccreditation({ didUrl: which(registry) })
    const renewed = await renew(registry, which(registry), { validUntil: inDays(364) })
    expect(renewed.warnings.filter((warning) => !warning.startsWith('it ends'))).toEqual([])
    expect(renewed.impact).toMatchObject({ uncovered: [], untrustedBefore: 0, complete: true })
    expect(await verdicts(registry)).toEqual(all('trusted'))
    expect(await verdicts(registry, { validity: 'chain' })).toEqual(all('trusted'))
    // A version of the same name, that the ledger links to the one before; both hold.
    expect(renewed.resource).toMatchObject({
      resourceName: before.resource.resourceName,
      resourceType: before.resource.resourceType,
      previousVersionId: before.resource.resourceId,
    })
    expect(renewed.previous).toEqual({ didUrl: before.didUrls.pinned, validUntil: before.validUntil })
    const after = await registry.made.agent.getAccreditation({ didUrl: before.didUrls.latest })
    expect(after).toMatchObject({ subject: before.subject, accreditedFor: before.accreditedFor, faults: [] })
    expect(after.resource.resourceId).not.toBe(before.resource.resourceId)
    for (const didUrl of [renewed.didUrls.pinned, before.didUrls.pinned]) {
      expect(codes(await verify(registry, { didUrl }))).toEqual([])
    }
  })

  it('renewed at every level one after the other, several times, keeps all trusted', async () => {
    const registry = await register()
    const { chain } = registry
    const urls = [
      named(chain.ministry, 'educationRoot', 'VerifiableAuthorizationForTrustChain'),
      named(chain.ministry, 'Zertifizierer & Söhne #1', accredit),
      registry.branchNamed,
      named(chain.certifier, 'university', attest),
    ]
    for (const didUrl of [...urls, ...urls.reverse()]) await renew(registry, didUrl)
    expect(await verdicts(registry)).toEqual(all('trusted'))
    expect(await verdicts(registry, { validity: 'chain' })).toEqual(all('trusted'))
  })

  it('ends no earlier than the version before, and has an end only if that had one', async () => {
    const { agent, createDid } = makeAgent({ issuer: { defaults: { validityDays: 10 } } })
    const issuer = await createDid()
    const root = async (name: string, end: object): Promise<string> => {
      const { didUrls } = await agent.issueRootAuthorization({
        issuer,
        name,
        accreditedFor: [{ schemaId: `${issuer}?resourceName=S&resourceType=T`, types: ['A'] }],
        trustFramework: 'https://example.org/governance',
        trustFrameworkId: 'Example',
        maxPathLength: 3,
        ...end,
      })
      return didUrls.latest
    }
    const endOf = async (didUrl: string, change: object = {}): Promise<unknown> =>
      (await agent.renewAccreditation({ didUrl, dryRun: true, ...change })).credential.expirationDate
    const far = '2036-01-01T00:00:00.000Z'
    expect(await endOf(await root('far', { validUntil: far }))).toBe(far)
    expect(await endOf(await root('endless', { noExpiry: true }))).toBeUndefined()
    const near = Date.parse(String(await endOf(await root('near', { validUntil: inDays(1) }))))
    expect(Math.abs(near - Date.now() - 10 * 86_400_000)).toBeLessThan(60_000)
    expect(
      await endOf(`${issuer}?resourceName=far&resourceType=VerifiableAuthorizationForTrustChain`, { noExpiry: true }),
    ).toBeUndefined()
    const { warnings, credential } = await agent.renewAccreditation({
      didUrl: `${issuer}?resourceName=far&resourceType=VerifiableAuthorizationForTrustChain`,
      validUntil: inDays(5),
      dryRun: true,
    })
    expect(warnings).toEqual([expect.stringContaining('before the version that it renews')])
    expect(credential.credentialSubject).toMatchObject({ maxPathLength: 3 })
  })
})

describe('a renewal that narrows', () => {
  it('names those below who lose their trust, before and after, with the codes that a verifier then gives', async () => {
    const registry = await register()
    const { chain, made } = registry
    const narrowed = {
      accreditedFor: [{ schemaId: chain.schemaId, types: ['VerifiableCredential', 'OtherCredential'] }],
      parentAccreditation: named(chain.ministry, 'educationRoot', 'VerifiableAuthorizationForTrustChain'),
    }
    // The certifier's accreditation may only say what the root says, so the root is widened first.
    await renew(registry, chain.root, {
      accreditedFor: [{ schemaId: chain.schemaId, types: [...diplomaTypes, 'OtherCredential'] }],
    })
    const [signed, published] = [made.signatures(), made.published()]
    const dry = await renew(registry, chain.toAccredit, { ...narrowed, dryRun: true })
    expect([made.signatures(), made.published()]).toEqual([signed, published])
    const expected = [
      {
        didUrl: chain.toAttest,
        kind: 'attest',
        issuer: chain.certifier,
        subject: chain.university,
        codes: ['superseded'],
      },
      {
        didUrl: registry.toBranch,
        kind: 'accredit',
        issuer: chain.certifier,
        subject: registry.branch,
        codes: ['scope_exceeded'],
      },
      {
        didUrl: registry.toOffice,
        kind: 'attest',
        issuer: registry.branch,
        subject: registry.office,
        codes: ['scope_exceeded'],
      },
    ]
    const told = dry.impact.uncovered.map(({ reasons, ...rest }) => ({
      ...rest,
      codes: reasons.map(({ code }) => code),
    }))
    expect(told.sort((a, b) => a.issuer.localeCompare(b.issuer) || a.kind.localeCompare(b.kind))).toEqual(
      expected.sort((a, b) => a.issuer.localeCompare(b.issuer) || a.kind.localeCompare(b.kind)),
    )
    expect(dry.warnings).toEqual([
      '3 of 3 accreditations below are trusted now and will not be any more: see impact.uncovered',
    ])
    expect(await verdicts(registry)).toEqual(all('trusted'))
    const renewed = await renew(registry, chain.toAccredit, narrowed)
    expect(renewed.impact.uncovered.map(({ didUrl }) => didUrl).sort()).toEqual(
      expected.map(({ didUrl }) => didUrl).sort(),
    )
    for (const { didUrl, codes: foretold } of expected) {
      expect((await verify(registry, { didUrl })).reasons.map(({ code }) => code)).toEqual(foretold)
    }
    // Under chain what was issued under the wider version stays.
    expect(await verdicts(registry, { validity: 'chain' })).toEqual(all('trusted'))
  })

  it('finds those who lose it though their own parent does not: by jurisdiction, by path length', async () => {
    const registry = await register()
    const { chain, made } = registry
    await made.agent.issueAccreditation({
      kind: 'attest',
      issuer: registry.branch,
      subject: registry.office,
      name: 'finnish office',
      accreditedFor: [{ schemaId: chain.schemaId, types: diplomaTypes, limitJurisdiction: ['FI'] }],
      parentAccreditation: registry.branchNamed,
      rootAuthorization: chain.root,
    })
    const german = await renew(registry, chain.toAccredit, {
      accreditedFor: [{ schemaId: chain.schemaId, types: diplomaTypes, limitJurisdiction: ['DE'] }],
      dryRun: true,
    })
    expect(german.impact.below).toBe(4)
    expect(german.impact.uncovered.map(({ issuer, reasons }) => [issuer, reasons.map(({ code }) => code)])).toEqual([
      [registry.branch, ['jurisdiction_exceeded']],
    ])
    const short = await renew(registry, chain.root, { maxPathLength: 1, dryRun: true })
    expect(short.impact.below).toBe(5)
    expect(short.impact.uncovered.map(({ issuer }) => issuer).sort()).toEqual(
      [chain.certifier, registry.branch, registry.branch].sort(),
    )
    expect(
      short.impact.uncovered.every(({ reasons }) => ['path_too_long', 'superseded'].includes(reasons[0]!.code)),
    ).toBe(true)
  })

  it('of one to attest says that attestations can’t be looked for', async () => {
    const registry = await register()
    const { warnings } = await renew(registry, registry.chain.toAttest, {
      accreditedFor: [{ schemaId: registry.chain.schemaId, types: ['DiplomaCredential'] }],
      dryRun: true,
    })
    expect(warnings).toEqual([expect.stringContaining('no ledger')])
  })

  it('says when not everything below could be looked at', async () => {
    const registry = await register()
    registry.made.world.addFault({ id: registry.toBranch, mode: 'throw' })
    const { impact, warnings } = await renew(registry, registry.chain.toAccredit, { dryRun: true })
    expect(impact.complete).toBe(false)
    expect(warnings).toContain('not everything below could be looked at')
  })
})

describe('a renewal is refused, and nothing signed,', () => {
  const refusalOf = async (
    registry: Registry,
    didUrl: string,
    change: Omit<RenewAccreditationArgs, 'didUrl'> = {},
  ): Promise<{ code: string; message: string; checks: string[] }> => {
    const signed = registry.made.signatures()
    const { code, message, checks } = await failureOf(renew(registry, didUrl, change))
    expect(registry.made.signatures()).toBe(signed)
    return { code, message, checks: checks.map(({ id, code: reason }) => `${id}/${reason}`) }
  }

  it('where it would begin later, since nothing would hold until then', async () => {
    const registry = await register()
    const { checks } = await refusalOf(registry, registry.chain.toAccredit, { validFrom: inDays(1) })
    expect(checks).toEqual(['validity/not_yet_valid'])
  })

  it('where it says more than what stands above', async () => {
    const registry = await register()
    const accreditedFor = [{ schemaId: registry.chain.schemaId, types: [...diplomaTypes, 'MedicalLicence'] }]
    expect((await refusalOf(registry, registry.chain.toAccredit, { accreditedFor })).checks).toEqual([
      'scope/scope_exceeded',
    ])
    expect(
      (await refusalOf(registry, registry.chain.toAccredit, { validUntil: '2090-01-01T00:00:00Z' })).checks,
    ).toEqual(['validity/expired'])
  })

  it('of a version that was replaced, or what the newer one took away would come back', async () => {
    const registry = await register()
    const { didUrls } = await renew(registry, registry.chain.toAccredit)
    const { code, message } = await refusalOf(registry, registry.chain.toAccredit)
    expect(code).toBe('invalid_argument')
    expect(message).toContain(didUrls.pinned)
  })

  it('of arguments that the kind does not have', async () => {
    const registry = await register()
    const { root, toAccredit, toAttest } = registry.chain
    expect((await refusalOf(registry, root, { rootAuthorization: root })).message).toMatch(/^rootAuthorization /)
    expect((await refusalOf(registry, toAccredit, { trustFrameworkId: 'Other' })).message).toMatch(/^trustFrameworkId /)
    expect((await refusalOf(registry, toAttest, { maxPathLength: 1 })).message).toMatch(/^maxPathLength /)
    expect((await refusalOf(registry, registry.chain.schemaId)).message).toMatch(/^didUrl /)
    expect((await refusalOf(registry, toAttest.replace(/[^/]*$/, '00000000-0000-4000-8000-000000000000'))).code).toBe(
      'not_found',
    )
  })

  it('of what stands there in another form than it should', async () => {
    const registry = await register()
    const { made, chain } = registry
    made.world.publish({
      collection: chain.certifier,
      id: '00000000-0000-4000-8000-000000000001',
      name: 'stolen',
      type: attest,
      created: new Date().toISOString(),
      content: made.world.findResource(chain.toAccredit).contentStream!,
    })
    const { code, message } = await refusalOf(registry, named(chain.certifier, 'stolen', attest))
    expect(code).toBe('invalid_argument')
    expect(message).toContain('another issuer')
  })
})

describe('the status of a renewed accreditation', () => {
  const revocable = async () => {
    const registry = await register()
    const { chain, made } = registry
    const { didUrls, credential } = await made.agent.issueAccreditation({
      kind: 'accredit',
      issuer: chain.certifier,
      subject: registry.branch,
      name: 'revocable',
      accreditedFor: [{ schemaId: chain.schemaId, types: diplomaTypes }],
      parentAccreditation: chain.toAccredit,
      rootAuthorization: chain.root,
      status: bothStatuses,
    })
    return { registry, agent: made.agent, didUrls, credential }
  }

  it('is that of the version before, so that revoking any version revokes all, for every verifier', async () => {
    const { registry, agent, didUrls, credential } = await revocable()
    const renewed = await renew(registry, didUrls.latest)
    expect(entriesOf(credential)).toHaveLength(2)
    expect(entriesOf(renewed.credential)).toEqual(entriesOf(credential))
    await agent.revokeAccreditation({ credentials: [didUrls.pinned] })
    for (const didUrl of [didUrls.pinned, renewed.didUrls.pinned, didUrls.latest]) {
      expect(codes(await verify(registry, { didUrl }, { superseded: 'accept' }))).toEqual(['status/revoked'])
    }
  })

  it('is its own where that is asked for', async () => {
    const { registry, agent, didUrls, credential } = await revocable()
    const renewed = await renew(registry, didUrls.latest, { status: [{ purpose: 'revocation' }] })
    const [entry, ...more] = entriesOf(renewed.credential)
    expect(more).toEqual([])
    expect(entriesOf(credential).map(({ id }) => id)).not.toContain(entry?.id)
    await agent.revokeAccreditation({ credentials: [didUrls.pinned] })
    expect((await verify(registry, { didUrl: didUrls.latest })).verdict).toBe('trusted')
  })

  it('must be neither revoked nor suspended, or a renewal would put it in force again', async () => {
    const { registry, agent, didUrls } = await revocable()
    const refusal = async (): Promise<string[]> =>
      (await failureOf(renew(registry, didUrls.latest))).checks.map(({ id, code }) => `${id}/${code}`)
    await agent.suspendAccreditation({ credentials: [didUrls.latest] })
    expect(await refusal()).toEqual(['status/suspended'])
    await agent.reinstateAccreditation({ credentials: [didUrls.latest] })
    expect((await renew(registry, didUrls.latest, { dryRun: true })).dryRun).toBe(true)
    await agent.revokeAccreditation({ credentials: [didUrls.latest] })
    expect(await refusal()).toEqual(['status/revoked'])
  })
})

describe('an accreditation under a new root', () => {
  it('is renewed with another parent and root, and those below who name the old root are told of', async () => {
    const registry = await register()
    const { agent } = registry.made
    const { chain } = registry
    const root = await agent.issueRootAuthorization({
      issuer: chain.ministry,
      name: 'newRoot',
      accreditedFor: [{ schemaId: chain.schemaId, types: diplomaTypes }],
      trustFramework: 'https://example.org/governance',
      trustFrameworkId: 'Example Education Framework',
    })
    const renewed = await renew(registry, chain.toAccredit, {
      parentAccreditation: root.didUrls.pinned,
      rootAuthorization: root.didUrls.pinned,
    })
    expect(renewed.impact.uncovered.map(({ didUrl, reasons }) => [didUrl, reasons[0]?.code]).sort()).toEqual(
      [
        [registry.toBranch, 'root_mismatch'],
        [registry.toOffice, 'root_mismatch'],
        [chain.toAttest, 'superseded'],
      ].sort(),
    )
    expect(codes(await verify(registry, { didUrl: chain.toAttest }))).toEqual(['resource/superseded'])
    expect(codes(await verify(registry, { didUrl: registry.toBranch }))).toEqual(['root-binding/root_mismatch'])
  })
})
