import { gzipSync } from 'node:zlib'
import type { Evidence, TrustChainReport, TrustPolicy } from '@trustchains/core'
import { mintChain, type CredentialDraft, type MintedChain, type MintOptions } from '@trustchains/test-kit'
import { makeAgent, type AgentParts } from './support/make-agent.js'

const listUrl = (did: string): string => `${did}?resourceName=list&resourceType=BitstringStatusListCredential`
const entry = (list: string): object => ({
  id: `https://resolver.cheqd.net/1.0/identifiers/${list}#9`,
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: '9',
  statusListCredential: list,
})

/** Gives a link a status; by default kept in its issuer's list. */
const withStatus =
  (issuer: string, urlOf = listUrl) =>
  (draft: CredentialDraft, { did }: Pick<MintedChain, 'did'>): void => {
    draft.credentialStatus = entry(urlOf(did(issuer)))
  }

const tamper: MintOptions['tamper'] = {
  root: { payload: withStatus('root') },
  a1: { payload: withStatus('root') },
  a2: { payload: withStatus('p1') },
  leaf: { payload: withStatus('p2') },
}

/** Publishes a version of an issuer's list, unsigned: under the issuer's own DID the ledger vouches for it. */
function publishList(
  chain: MintedChain,
  actor: string,
  { created = '2026-01-10T00:00:00Z', revoked = false } = {},
): void {
  const issuer = chain.did(actor)
  const bits = Buffer.alloc(16_384)
  if (revoked) bits[1] = 0b0100_0000
  const content = {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer,
    credentialSubject: {
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: `u${gzipSync(bits).toString('base64url')}`,
    },
  }
  chain.world.publish({
    collection: issuer,
    id: `00000000-0000-4000-8000-${created.replace(/\D/g, '').slice(2)}`,
    name: 'list',
    type: 'BitstringStatusListCredential',
    created,
    content: JSON.stringify(content),
  })
}

function chainWithLists(options: MintOptions = {}): MintedChain {
  const chain = mintChain({ tamper, ...options })
  for (const actor of ['root', 'p1', 'p2']) publishList(chain, actor)
  return chain
}

const collect = (chain: MintedChain, policy: TrustPolicy = {}, at = chain.at): Promise<Evidence> =>
  makeAgent(chain.world).collectTrustChainEvidence({ credential: chain.leaf, policy, at })
const verify = (chain: MintedChain, parts: AgentParts = {}, at = chain.at): Promise<TrustChainReport> =>
  makeAgent(chain.world, parts).verifyTrustChain({ credential: chain.leaf, policy: chain.policy, at })
const codes = ({ reasons }: TrustChainReport): string[] => reasons.map(({ code, link }) => `${code} ${String(link)}`)

describe('The status lists of a chain', () => {
  it('are in the evidence, each once, and what they say is judged', async () => {
    const chain = chainWithLists()
    const { statusLists } = await collect(chain)
    expect(statusLists.map(({ url }) => url)).toEqual(
      ['root', 'p1', 'p2'].map((actor) => listUrl(chain.did(actor))).sort(),
    )
    expect(new Set(chain.world.calls.map(({ kind, question }) => `${kind} ${question}`)).size).toBe(
      chain.world.calls.length,
    )
    expect((await verify(chain)).verdict).toBe('trusted')
  })

  it.each([
    ['root', ['revoked 2', 'revoked 3']],
    ['p1', ['revoked 1']],
    ['p2', ['revoked 0']],
  ])('refuse whom %s has revoked', async (actor, reasons) => {
    const chain = chainWithLists()
    publishList(chain, actor, { created: '2026-04-01T00:00:00Z', revoked: true })
    const report = await verify(chain)
    expect([report.verdict, codes(report)]).toEqual(['untrusted', reasons])
  })

  it('are those of the time of evaluation', async () => {
    const chain = chainWithLists()
    publishList(chain, 'p1', { created: '2026-04-01T00:00:00Z', revoked: true })
    expect((await verify(chain, {}, '2026-03-01T00:00:00Z')).verdict).toBe('trusted')
  })

  it('are read in the newest version, where a credential pins an old one', async () => {
    const pinned = (did: string): string => `${did}/resources/00000000-0000-4000-8000-260110000000`
    const chain = chainWithLists({ tamper: { leaf: { payload: withStatus('p2', pinned) } } })
    expect((await verify(chain)).verdict).toBe('trusted')
    publishList(chain, 'p2', { created: '2026-04-01T00:00:00Z', revoked: true })
    expect(codes(await verify(chain))).toEqual(['revoked 0'])
  })

  it('of a renewed parent are read too', async () => {
    const chain = chainWithLists({ tamper: {} })
    chain.reissue('a2', { created: '2026-04-01T00:00:00Z', payload: withStatus('p1') })
    expect((await verify(chain)).verdict).toBe('trusted')
    publishList(chain, 'p1', { created: '2026-04-01T00:00:01Z', revoked: true })
    expect(codes(await verify(chain))).toEqual(['superseded 1'])
  })

  it('are not read where the policy looks at no status', async () => {
    const chain = chainWithLists()
    expect((await collect(chain, { status: 'off' })).statusLists).toEqual([])
    expect(chain.world.calls.filter(({ question }) => question.includes('StatusList'))).toEqual([])
  })

  it.each([1, 2, 5])(
    'cost no round trip more: a chain of %i accreditations takes two more than they',
    async (depth) => {
      const links = ['root', ...Array.from({ length: depth }, (_, index) => `a${String(index + 1)}`), 'leaf']
      const issuerOf = (position: number): string => (position < 2 ? 'root' : `p${String(position - 1)}`)
      const statuses = links.map((link, position) => [link, { payload: withStatus(issuerOf(position)) }] as const)
      const chain = mintChain({ depth, tamper: Object.fromEntries(statuses) })
      for (const actor of new Set(links.map((_, position) => issuerOf(position)))) publishList(chain, actor)
      for (let number = 1; number <= depth; number += 1) {
        chain.reissue(`a${String(number)}`, { created: '2026-04-01T00:00:00Z', payload: withStatus(issuerOf(number)) })
      }
      chain.world.latencyMs = 3
      const { statusLists } = await collect(chain)
      expect(statusLists).toHaveLength(depth + 1)
      expect(chain.world.roundTrips).toBeLessThanOrEqual(depth + 2)
      expect((await verify(chain)).verdict).toBe('trusted')
    },
  )
})

describe('A status list that can’t be had', () => {
  it('leaves it open where the ledger does not answer', async () => {
    const chain = chainWithLists()
    chain.world.addFault({ id: listUrl(chain.did('p1')), mode: 'throw' })
    const report = await verify(chain)
    expect([report.verdict, codes(report)]).toEqual(['indeterminate', ['status_unavailable 1']])
  })

  it('leaves it open where the ledger hangs, by the deadline', async () => {
    const chain = chainWithLists()
    chain.world.addFault({ id: listUrl(chain.did('p1')), mode: 'hang' })
    const report = await verify(chain, { limits: { deadlineMs: 200 } })
    expect([report.verdict, codes(report)]).toEqual(['indeterminate', ['limit_exceeded 1', 'limit_exceeded null']])
  })

  it('refuses where there is none', async () => {
    const report = await verify(mintChain({ tamper }))
    expect(report.verdict).toBe('untrusted')
    expect(codes(report)).toEqual([0, 1, 2, 3].map((link) => `status_unavailable ${String(link)}`))
  })

  it('refuses where it is under the DID of someone else, and reads that DID’s document for the report', async () => {
    const chain = chainWithLists({ tamper: { leaf: { payload: withStatus('mallory') } } })
    publishList(chain, 'mallory')
    const { didDocuments } = await collect(chain)
    expect(didDocuments.map(({ did }) => did)).toContain(chain.did('mallory'))
    expect(codes(await verify(chain))).toEqual(['status_list_invalid 0'])
  })

  it('is not asked for on the web', async () => {
    const chain = mintChain({ tamper: { leaf: { payload: withStatus('p2', () => 'https://example.org/list') } } })
    const { statusLists } = await collect(chain)
    expect(statusLists).toMatchObject([{ url: 'https://example.org/list', error: { code: 'invalid' } }])
    expect(chain.world.calls.map(({ question }) => question)).not.toContain('https://example.org/list')
    const report = await verify(chain)
    expect([report.verdict, codes(report)]).toEqual(['indeterminate', ['status_unavailable 0']])
  })

  it('counts among the requests and bytes of the call', async () => {
    const chain = chainWithLists()
    await verify(chain)
    const requests = chain.world.calls.length
    expect(codes(await verify(chain, { limits: { maxFetches: requests - 1 } }))).toContain('limit_exceeded null')
    expect((await verify(chain, { limits: { maxFetches: requests } })).verdict).toBe('trusted')
  })
})
