import type { TrustChainReport, TrustPolicy } from '@trustchains/core'
import { DevLedger } from '@trustchains/dev-ledger'
import { MemoryOutboxStore } from '../src/index.js'
import { diplomaTypes, issueChain, type IssuedChain } from './support/issue-chain.js'
import { createLedgerDid, makeLedgerAgent, rotateLedgerKey, type LedgerAgent } from './support/make-ledger-agent.js'

// The cheqd provider waits 3 seconds for each transaction, so one story serves all tests, which go on from each other.
describe('on a ledger, when an accreditor rotates its key', () => {
  let ledger: DevLedger
  let agent: LedgerAgent
  let chain: IssuedChain
  /** Issued before: one names its accreditation with its version, one without. */
  let pinned: string
  let named: string
  let before: string[]
  const latest = (): string => `${chain.certifier}?resourceName=university&resourceType=VerifiableAccreditationToAttest`

  beforeAll(async () => {
    ledger = await DevLedger.start({ rpcPort: 0, grpcPort: 0, resolverPort: 0 })
    // Veramo 7.0.1's own schema of didManagerUpdate refuses the arrays of a DID document, so keys can't be rotated with it.
    agent = makeLedgerAgent(ledger, { schemaValidation: false, outbox: new MemoryOutboxStore() })
    chain = await issueChain(agent as never, () => createLedgerDid(agent))
    pinned = await diploma(chain.toAttest)
    named = await diploma(latest())
    before = await verdicts()
    await rotateLedgerKey(agent, chain.certifier)
  }, 240_000)

  afterAll(() => ledger.close())

  const diploma = async (parentAccreditation: string): Promise<string> => {
    const { jwt } = await agent.issueAttestation({
      issuer: chain.university,
      subject: 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK',
      types: diplomaTypes,
      claims: { degree: 'MSc' },
      schemaId: chain.schemaId,
      parentAccreditation,
      rootAuthorization: chain.root,
    })
    return jwt!
  }

  const verify = (credential: string, policy: TrustPolicy = {}): Promise<TrustChainReport> =>
    agent.verifyTrustChain({ credential, fresh: true, policy: { anchors: [{ did: chain.ministry }], ...policy } })

  /** Pinned and named under `chain`, then pinned and named under `shell`. */
  const verdicts = async (): Promise<string[]> => {
    const reports = [
      await verify(pinned, { validity: 'chain' }),
      await verify(named, { validity: 'chain' }),
      await verify(pinned),
      await verify(named),
    ]
    return reports.map(({ verdict }) => verdict)
  }

  const reasons = ({ reasons: found }: TrustChainReport): string[] =>
    found.map(({ id, code, link }) => `${id}/${code} at ${String(link)}`)

  it('what it had signed before stays trusted under validity chain; under shell the report names the link and the key', async () => {
    expect(before).toEqual(['trusted', 'trusted', 'trusted', 'trusted'])
    expect(await verdicts()).toEqual(['trusted', 'trusted', 'untrusted', 'untrusted'])
    expect(reasons(await verify(pinned))).toEqual(['signature/key_not_found at 1'])
    expect(reasons(await verify(named))).toEqual(['signature/key_not_found at 1'])
  })

  it('a renewal with the new key makes those trusted again under shell who name it without version', async () => {
    const renewed = await agent.renewAccreditation({ didUrl: latest() })
    expect(renewed.resource?.previousVersionId).toBe(chain.toAttest.slice(-36))
    expect(renewed.warnings).toEqual([])
    expect(await verdicts()).toEqual(['trusted', 'trusted', 'untrusted', 'trusted'])
    expect((await verify(await diploma(renewed.didUrls.pinned))).verdict).toBe('trusted')
  }, 60_000)

  it('an attestation whose own issuer has rotated is not trusted without proof of its age, since a thief could backdate it', async () => {
    await rotateLedgerKey(agent, chain.university)
    for (const validity of ['shell', 'chain'] as const) {
      const report = await verify(named, { validity })
      expect(report.verified).toBe(false)
      expect(report.reasons.map(({ id, link }) => `${id} at ${String(link)}`)).toEqual(['signature at 0'])
    }
    // With the new key it is issued anew, and trusted under both.
    named = await diploma(latest())
    expect((await verify(named)).verdict).toBe('trusted')
    expect((await verify(named, { validity: 'chain' })).verdict).toBe('trusted')
  }, 60_000)
})
