import { evidenceFromWorld } from '@trustchains/test-kit'
import type { MintedChain } from '@trustchains/test-kit'
import { statusListUrls, validateChain, ValidationMemo } from '../src/index.js'
import { codesOf, outcome } from './support/judge.js'
import { judgeChain, outcomeOfStatus } from './support/judge-status.js'
import { chainWith, issuers } from './support/chain-with-status.js'
import type { LinkName, Publication } from './support/chain-with-status.js'
import { at, bitsOf, entry, listCredential, listUrl, signed } from './support/status-list.js'

const revokedSince =
  (created: string, link: LinkName = 'leaf') =>
  (chain: MintedChain, issuer: string): Publication[] => [
    { content: signed(chain, issuers[link], listCredential(issuer, bitsOf({}))) },
    { content: signed(chain, issuers[link], listCredential(issuer, bitsOf({ [at]: 1 }))), created },
  ]
const lists = revokedSince('2026-03-01T00:00:00Z')
const firstVersion = '/resources/00000000-0000-4000-8000-000000000000'

describe('the time of a status: what was true then would be judged by what is true now', () => {
  it.each<[string, string, string]>([
    ['before the revocation', '2026-02-01T00:00:00Z', 'trusted'],
    ['a day after it', '2026-03-02T00:00:00Z', 'untrusted: status revoked 0'],
  ])('%s', (_name, when, end) => {
    expect(outcomeOfStatus(chainWith({ lists }), when)).toBe(end)
  })

  it('before there was a list', () => {
    const late = (chain: MintedChain, issuer: string): Publication[] => [
      { content: signed(chain, 'p2', listCredential(issuer, bitsOf({}))), created: '2026-03-01T00:00:00Z' },
    ]
    expect(outcomeOfStatus(chainWith({ lists: late }), '2026-02-01T00:00:00Z')).toBe(
      'untrusted: status status_unavailable 0',
    )
  })

  it('an answer from before the time of evaluation proves nothing of it', () => {
    const chain = chainWith({ lists })
    const { statusLists } = evidenceFromWorld(chain.world, chain.leaf, '2026-02-01T00:00:00Z')
    const evidence = { ...evidenceFromWorld(chain.world, chain.leaf, chain.at), statusLists }
    const report = validateChain(evidence, chain.policy, { memo: new ValidationMemo() })
    expect(outcome(report)).toBe('indeterminate: status status_unavailable 0')
  })

  it('an old and a new version, in whatever order: the newest counts', () => {
    const chain = chainWith({ lists })
    const before = evidenceFromWorld(chain.world, chain.leaf, '2026-02-01T00:00:00Z').statusLists
    const now = evidenceFromWorld(chain.world, chain.leaf, chain.at)
    const old = before.map((item) => ({ ...item, asOf: chain.at }))
    for (const statusLists of [
      [...old, ...now.statusLists],
      [...now.statusLists, ...old],
    ]) {
      const report = validateChain({ ...now, statusLists }, chain.policy, { memo: new ValidationMemo() })
      expect(outcome(report)).toBe('untrusted: status revoked 0')
    }
  })

  it.each<[string, (did: string) => string]>([
    ['pinned to a version from before the revocation', (did) => `${did}${firstVersion}`],
    ['named as of a time before it', (did) => `${listUrl(did)}&resourceVersionTime=2026-02-01T00%3A00%3A00Z`],
  ])('a list that is %s', (_name, urlOf) => {
    const status = (_url: string, { did }: Pick<MintedChain, 'did'>): unknown => entry(urlOf(did('p2')))
    expect(outcomeOfStatus({ status, lists })).toBe('untrusted: status revoked 0')
    expect(outcomeOfStatus(chainWith({ status, lists }), '2026-02-10T00:00:00Z')).toBe('trusted')
    const { world, leaf, at: when, policy, did } = chainWith({ status })
    const evidence = evidenceFromWorld(world, leaf, when)
    const newest = listUrl(did('p2'))
    const without = { ...evidence, statusLists: evidence.statusLists.filter(({ url }) => url !== newest) }
    expect(outcome(validateChain(without, policy, { memo: new ValidationMemo() }))).toBe(
      'indeterminate: status status_unavailable 0',
    )
  })

  it('a list that is pinned to a version published after the time of evaluation', () => {
    const status = (_url: string, { did }: Pick<MintedChain, 'did'>): unknown => entry(`${did('p2')}${firstVersion}`)
    const late = (chain: MintedChain, issuer: string): Publication[] => [
      {
        content: signed(chain, 'p2', listCredential(issuer, bitsOf({}))),
        created: '2026-03-01T00:00:00Z',
      },
    ]
    expect(outcomeOfStatus(chainWith({ status, lists: late }), '2026-02-01T00:00:00Z')).toBe(
      'untrusted: status status_unavailable 0',
    )
  })

  it('an answer that is another resource than the list asked for', () => {
    const { world, leaf, at: when, policy } = chainWith({})
    const evidence = evidenceFromWorld(world, leaf, when)
    const statusLists = evidence.statusLists.map((item) => ({
      ...item,
      ...(item.metadata && { metadata: { ...item.metadata, resourceName: 'another' } }),
    }))
    const report = validateChain({ ...evidence, statusLists }, policy, { memo: new ValidationMemo() })
    expect(outcome(report)).toBe('untrusted: status status_list_invalid 0')
  })

  it('an answer of which nothing says what it is', () => {
    const { world, leaf, at: when, policy } = chainWith({})
    const evidence = evidenceFromWorld(world, leaf, when)
    const statusLists = evidence.statusLists.map(({ metadata: _, ...item }) => item)
    const report = validateChain({ ...evidence, statusLists }, policy, { memo: new ValidationMemo() })
    expect(outcome(report)).toBe('indeterminate: status status_unavailable 0')
  })

  it('a newer version of a pinned parent that is revoked', () => {
    const chain = chainWith({ link: 'a2', lists: revokedSince('2026-01-11T00:00:00Z', 'a2') })
    chain.reissue('a2', { created: '2026-02-01T00:00:00Z' })
    expect(outcomeOfStatus(chain)).toBe('untrusted: status revoked 1')
    const later = chainWith({
      link: 'a2',
      tamper: {},
      lists: revokedSince('2026-01-11T00:00:00Z', 'a2'),
      options: { policy: { superseded: 'recheck' } },
      status: () => undefined,
    })
    later.reissue('a2', {
      created: '2026-02-01T00:00:00Z',
      payload: (draft, { did }) => {
        draft.credentialStatus = entry(listUrl(did('p1')))
      },
    })
    expect(outcomeOfStatus(later)).toBe('untrusted: resource superseded 1')
  })

  it('the report holds no longer than the list', () => {
    const short = (chain: MintedChain, issuer: string): Publication[] => [
      { content: signed(chain, 'p2', listCredential(issuer, bitsOf({}), { validUntil: '2026-06-02T00:00:00Z' })) },
    ]
    const options = { policy: { freshness: 365 * 86_400 } }
    expect(judgeChain(chainWith({ options, lists: short })).expiresAt).toBe('2026-06-02T00:00:00Z')
    expect(judgeChain(chainWith({ options })).expiresAt).toBe('2027-01-10T00:00:00Z')
  })
})

describe('the policy on status', () => {
  it('required: a link without status, the root included', () => {
    const required = { policy: { status: 'required' } } as const
    const report = judgeChain(chainWith({ options: required }))
    expect(report.reasons.map(({ code, link }) => `${code} ${String(link)}`)).toEqual(
      [1, 2, 3].map((link) => `status_required ${String(link)}`),
    )
    const none = chainWith({ status: () => [], options: required })
    expect(codesOf(judgeChain(none))).toEqual(Array.from({ length: 4 }, () => 'status_required'))
  })

  it('required: every link has one', () => {
    const withStatus = (actor: string) => ({
      payload: (draft: { credentialStatus?: unknown }, { did }: Pick<MintedChain, 'did'>): void => {
        draft.credentialStatus = entry(listUrl(did(actor)))
      },
    })
    const tamper = { root: withStatus('root'), a1: withStatus('root'), a2: withStatus('p1') }
    const chain = chainWith({
      options: { policy: { status: 'required' }, tamper },
      lists: (minted) =>
        ['root', 'p1', 'p2'].map((actor) => ({
          content: signed(minted, actor, listCredential(minted.did(actor), bitsOf({}))),
          collection: minted.did(actor),
        })),
    })
    expect(outcomeOfStatus(chain)).toBe('trusted')
  })

  it('off: nothing is looked at', () => {
    expect(outcomeOfStatus({ lists, options: { policy: { status: 'off' } } })).toBe('trusted')
  })
})

describe('what a collector must read', () => {
  it('each list once, as it is asked for, and nothing where there are too many', () => {
    const url = 'did:cheqd:testnet:AAAAAAAA-0000-4000-8000-000000000000?resourceType=T&resourceName=N'
    const normal = 'did:cheqd:testnet:aaaaaaaa-0000-4000-8000-000000000000?resourceName=N&resourceType=T'
    const status = [
      entry(url),
      entry(`${url}#frag`),
      { status_list: { idx: 1, uri: url } },
      entry('https://example.org/list'),
      { ...entry(url), type: 'StatusList2021Entry', statusListCredential: undefined as never },
      { type: 'X' },
      'x',
    ]
    expect(statusListUrls({ status: JSON.parse(JSON.stringify(status)) as never })).toEqual([
      normal,
      'https://example.org/list',
    ])
    expect(statusListUrls({ status: Array.from({ length: 17 }, () => entry(url)) })).toEqual([])
  })
})
