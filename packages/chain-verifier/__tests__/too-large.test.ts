import { defaultLimits } from '@trustchains/core'
import { mintChain } from '@trustchains/test-kit'
import { resourceQuestion } from '../src/cache/question.js'
import { askSource } from '../src/collect/ask-source.js'
import { CallLimits } from '../src/collect/call-limits.js'
import { makeAgent, withLimits } from './support/make-agent.js'

const limitsOf = (limits: { maxResourceBytes: number; maxTotalBytes: number }): CallLimits =>
  new CallLimits({ ...defaultLimits, ...limits })
const url = 'did:cheqd:testnet:00000000-0000-4000-8000-000000000001/resources/00000000-0000-4000-9000-000000000001'
const reference = { form: 'pinned', did: url.split('/')[0] ?? '', resourceId: url.split('/')[2] ?? '' } as const

/** What is said of an answer that is larger than what was asked for, after others have taken some bytes meanwhile. */
async function saidOf(limits: CallLimits, taken = 0): Promise<unknown> {
  const answer = await askSource(resourceQuestion(url, { ...reference, url }), undefined, limits, () => {
    limits.takeBytes(taken)
    return Promise.resolve({ error: 'tooLarge' as const })
  })
  return [answer, limits.hits.map(({ limit }) => limit)]
}

describe('An answer that is too large', () => {
  it('is too large by the limit that it was asked with, whatever others took meanwhile', async () => {
    const resource = { code: 'limit', message: 'it is larger than maxResourceBytes (100 bytes)' }
    expect(await saidOf(limitsOf({ maxResourceBytes: 100, maxTotalBytes: 150 }), 80)).toEqual([
      { error: resource },
      ['maxResourceBytes'],
    ])
    const limits = limitsOf({ maxResourceBytes: 100, maxTotalBytes: 150 })
    limits.takeBytes(80)
    const total = { code: 'limit', message: 'all answers together are larger than maxTotalBytes (150 bytes)' }
    expect(await saidOf(limits)).toEqual([{ error: total }, ['maxTotalBytes']])
  })

  it('is too large by no limit of the policy where that allows more than is ever asked for', async () => {
    const huge = 2 ** 40
    const error = { code: 'limit', message: 'it is larger than what is read at most (1073741824 bytes)' }
    expect(await saidOf(limitsOf({ maxResourceBytes: huge, maxTotalBytes: huge }))).toEqual([{ error }, []])
  })

  it('of a DID resolver is too large by the resolver’s own limit: whoever raised the policy’s would wonder', async () => {
    const chain = mintChain()
    const message = 'https://resolver.example answered with more than 4194304 bytes'
    const agent = makeAgent(chain.world, {
      resolveDid: () =>
        Promise.resolve({
          didDocument: null,
          didDocumentMetadata: {},
          didResolutionMetadata: { error: 'contentTooLarge', message },
        }),
    })
    const policy = withLimits(chain.policy, { maxResourceBytes: 2 ** 29, maxTotalBytes: 2 ** 29 })
    const { didDocuments, limitsHit } = await agent.collectTrustChainEvidence({ credential: chain.leaf, policy })
    expect([...new Set(didDocuments.map(({ error }) => error?.message))]).toEqual([`contentTooLarge: ${message}`])
    expect(limitsHit).toEqual([])
    const report = await agent.verifyTrustChain({ credential: chain.leaf, policy, at: chain.at })
    expect([report.verdict, report.reasons[0]?.code, report.reasons[0]?.message]).toEqual([
      'untrusted',
      'limit_exceeded',
      `contentTooLarge: ${message}`,
    ])
  })
})
