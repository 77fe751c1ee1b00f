import { join } from 'node:path'
import { DevLedger } from '@trustchains/dev-ledger'
import { createDereferencer } from 'cheqd-did-resolver'
import { LmdbOutboxStore, type IssueAccreditationArgs } from '../src/index.js'
import { failureOf } from './support/failure-of.js'
import { diplomaTypes, issueChain, type IssuedChain } from './support/issue-chain.js'
import { makeLedgerAgent, type LedgerAgent } from './support/make-ledger-agent.js'
import { temporaryFolder } from './support/temporary-folder.js'

interface GeneratedDid {
  didDoc: { id: string }
  keys: object[]
  versionId: string
}

/** The schemas of the cheqd plugin's methods ask for a member `args`, which the methods do not read. */
async function createDid(agent: LedgerAgent): Promise<string> {
  const { didDoc, keys, versionId } = await agent.execute<object, GeneratedDid>('cheqdGenerateDidDoc', {
    args: {},
    verificationMethod: 'Ed25519VerificationKey2020',
    methodSpecificIdAlgo: 'uuid',
    network: 'testnet',
  })
  await agent.execute('cheqdCreateIdentifier', {
    args: {},
    kms: 'local',
    alias: didDoc.id,
    document: didDoc,
    keys,
    versionId,
  })
  return didDoc.id
}

// The provider waits 3 seconds for each transaction, so one chain serves all tests.
describe('on a ledger, with the unmodified cheqd provider', () => {
  let ledger: DevLedger
  let agent: LedgerAgent
  let chain: IssuedChain
  const outbox = join(temporaryFolder(), 'outbox')

  beforeAll(async () => {
    // The outbox is left at its default, as a user's would be; only not in the home of who runs the tests.
    process.env.TRUSTCHAINS_OUTBOX = outbox
    ledger = await DevLedger.start({ rpcPort: 0, grpcPort: 0, resolverPort: 0 })
    agent = makeLedgerAgent(ledger)
    chain = await issueChain(agent as never, () => createDid(agent))
  }, 120_000)

  afterAll(async () => {
    delete process.env.TRUSTCHAINS_OUTBOX
    await ledger.close()
  })

  it('the outbox is a folder of LMDB unless an agent is told otherwise, and is empty when all is published', async () => {
    const store = new LmdbOutboxStore({ path: outbox })
    expect((await store.list('lock/')).length).toBeGreaterThan(0)
    expect(await store.list('publication/')).toEqual([])
    await store.close()
  })

  const resourcesOf = async (did: string): Promise<string[]> => {
    const { listResources } = createDereferencer({ testnet: { resolverUrl: ledger.urls.resolver } })
    return (await listResources(did)).map(({ resourceName }) => resourceName)
  }

  const college = (change: Partial<IssueAccreditationArgs>): IssueAccreditationArgs => ({
    kind: 'attest',
    issuer: chain.certifier,
    subject: chain.university,
    name: 'college',
    accreditedFor: [{ schemaId: chain.schemaId, types: diplomaTypes }],
    parentAccreditation: chain.toAccredit,
    rootAuthorization: chain.root,
    ...change,
  })

  it('a chain is issued, published and trusted down to the attestation', async () => {
    const { credential } = await agent.issueAttestation({
      issuer: chain.university,
      subject: 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK',
      types: diplomaTypes,
      claims: { degree: 'MSc' },
      schemaId: chain.schemaId,
      parentAccreditation: chain.toAttest,
      rootAuthorization: chain.root,
    })
    const report = await agent.verifyTrustChain({
      credential,
      policy: { anchors: [{ did: chain.ministry, rootAuthorization: chain.root }], dialect: 'strict' },
    })
    expect(report.reasons).toEqual([])
    expect(report.verdict).toBe('trusted')
    expect(report.chain).toHaveLength(4)
  })

  it('what a verifier would refuse is not published', async () => {
    const before = { certifier: await resourcesOf(chain.certifier), university: await resourcesOf(chain.university) }
    const codes = async (change: Partial<IssueAccreditationArgs>): Promise<string[]> =>
      (await failureOf(agent.issueAccreditation(college(change)))).checks.map(({ code }) => code)
    expect(await codes({ accreditedFor: [{ schemaId: chain.schemaId, types: ['MedicalLicence'] }] })).toEqual([
      'scope_exceeded',
    ])
    expect(await codes({ issuer: chain.university, parentAccreditation: chain.toAttest })).toEqual([
      'role_not_permitted',
    ])
    expect(await codes({ validUntil: '2096-01-01T00:00:00Z' })).toEqual(['expired'])
    expect(await codes({ issuer: chain.university })).toEqual(['issuer_not_subject'])
    const unknown = chain.toAccredit.replace(/[^/]*$/, '00000000-0000-4000-8000-000000000000')
    expect(await codes({ parentAccreditation: unknown })).toContain('resource_not_found')
    expect(before.certifier).toEqual(['university'])
    expect({
      certifier: await resourcesOf(chain.certifier),
      university: await resourcesOf(chain.university),
    }).toEqual(before)
  })

  it('the accreditations are listed from the ledger', async () => {
    const { entries, total } = await agent.listAccreditations({ did: chain.ministry })
    expect(total).toBe(2)
    expect(entries.map(({ kind, subject, faults }) => ({ kind, subject, faults }))).toEqual([
      { kind: 'accredit', subject: chain.certifier, faults: [] },
      { kind: 'root', subject: chain.ministry, faults: [] },
    ])
    const { didUrls, resource } = await agent.getAccreditation({ didUrl: entries[0]!.didUrls.latest })
    expect(didUrls.pinned).toBe(chain.toAccredit)
    expect(resource.mediaType).toBe('application/json')
    const nobody = chain.ministry.replace(/[^:]*$/, '00000000-0000-4000-8000-000000000000')
    expect((await failureOf(agent.listAccreditations({ did: nobody }))).code).toBe('not_found')
  })

  it('the estimate of gas is no less than the ledger took, or a large resource would fail after signing', async () => {
    const schema = { type: 'object', description: 'x'.repeat(15_000) }
    const { estimate } = await agent.publishSchema({ issuer: chain.ministry, name: 'Large', schema })
    const height = (await rpc<NodeStatus>('status')).sync_info.latest_block_height
    const { txs_results: results } = await rpc<BlockResults>('block_results', { height })
    const used = Number(results[0]?.gas_used)
    expect(used).toBeLessThanOrEqual(estimate.gas)
    expect(used).toBeGreaterThan(estimate.gas * 0.8)
    const { block } = await rpc<Block>('block', { height })
    const bytes = Buffer.from(block.data.txs[0]!, 'base64').length
    expect(bytes).toBeLessThanOrEqual(estimate.transactionBytes)
    expect(bytes).toBeGreaterThan(estimate.transactionBytes * 0.9)
  })

  /** Asks the node as CometBFT's clients do. */
  const rpc = async <T>(method: string, params: object = {}): Promise<T> => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
    const response = await fetch(ledger.urls.rpc, { method: 'POST', body })
    return ((await response.json()) as { result: T }).result
  }
})

interface NodeStatus {
  sync_info: { latest_block_height: string }
}
interface BlockResults {
  txs_results: { gas_used: string }[]
}
interface Block {
  block: { data: { txs: string[] } }
}
