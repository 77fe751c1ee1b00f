import { createHash } from 'node:crypto'
import { createKeyPair, mintChain, verificationMethod } from '@trustchains/test-kit'
import type { MintedChain, MintOptions } from '@trustchains/test-kit'
import type { TrustChainReport } from '@trustchains/core'
import { makeAgent } from './support/make-agent.js'

const march = '2026-03-01T00:00:00Z'

/** A chain that is judged by the times of its ledger, published on 10 January 2026 and judged on 1 June. */
const chainByLedger = (options: MintOptions = {}): MintedChain =>
  mintChain({ ...options, policy: { ...options.policy, validity: 'chain' } })

function rotate({ world, did }: MintedChain, actor: string, when = march): void {
  world.updateDid(did(actor), when, (document) => ({
    ...document,
    verificationMethod: [verificationMethod(createKeyPair('EdDSA', `next/${actor}`), `${did(actor)}#key-1`)],
  }))
}

const verify = (chain: MintedChain, more: { existence?: string[]; didUrl?: string } = {}): Promise<TrustChainReport> =>
  makeAgent(chain.world).verifyTrustChain({
    ...(more.didUrl === undefined && { credential: chain.leaf }),
    policy: chain.policy,
    at: chain.at,
    ...more,
  })

const codes = ({ verdict, reasons }: TrustChainReport): string =>
  [verdict, ...reasons.map(({ code }) => code)].join(' ')
const questions = ({ world: { calls } }: MintedChain): string[] =>
  calls.map(({ kind, question, versionTime }) => `${kind} ${question} ${versionTime ?? ''}`)

/** Publishes what is to prove how old the leaf is. */
function publishProof(
  { world, did }: MintedChain,
  content: string,
  created = '2026-02-01T00:00:00Z',
  actor = 'mallory',
): string {
  const id = '00000000-0000-4000-8000-00000000000a'
  world.publish({ collection: did(actor), id, name: 'Proof', type: 'Proof', created, content })
  return `${did(actor)}/resources/${id}`
}
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

describe('Under validity chain, everything is read as of the time that counts: or honest chains would break', () => {
  it('asks for a document and a version of then only where the newest is younger', async () => {
    const still = chainByLedger({ reference: 'named' })
    await verify(still)
    const rotated = chainByLedger({ reference: 'named' })
    rotate(rotated, 'p1')
    await verify(rotated)
    const asked = questions(rotated).filter((question) => !questions(still).includes(question))
    expect(asked).toEqual([`resolveDid ${rotated.did('p1')} 2026-01-10T00:00:00Z`])
  })

  it('asks nothing that shell does not ask, where nothing happened since', async () => {
    const byLedger = chainByLedger()
    await verify(byLedger)
    const now = mintChain()
    await verify(now)
    const names = (chain: MintedChain): string[] => chain.world.calls.map(({ question }) => question).sort()
    expect(names(byLedger)).toEqual(names(now))
  })

  it('trusts a chain in which every key was rotated, every parent renewed and narrowed since', async () => {
    const chain = chainByLedger({ reference: { a1: 'named', a2: 'named' } })
    for (const actor of ['root', 'p1']) rotate(chain, actor)
    const nothing = {
      created: march,
      payload: (draft: { credentialSubject: { accreditedFor?: unknown[] } }) =>
        void (draft.credentialSubject.accreditedFor = []),
    }
    for (const name of ['root', 'a1']) chain.reissue(name, nothing)
    expect(codes(await verify(chain))).toBe('trusted')
    expect(codes(await verify({ ...chain, policy: { ...chain.policy, validity: 'shell' } }))).toMatch(/^untrusted/)
  })

  it.each([1, 2, 3, 5, 8])('a chain of %i accreditations takes no more round trips', async (depth) => {
    const chain = chainByLedger({ depth, reference: 'named' })
    for (const name of ['root', ...Array.from({ length: depth }, (_, index) => `p${String(index + 1)}`)])
      rotate(chain, name)
    chain.world.latencyMs = 3
    await verify(chain)
    expect(chain.world.roundTrips).toBeLessThanOrEqual(depth + 2)
  })

  it('keeps to the limit of requests', async () => {
    const chain = chainByLedger({ reference: 'named' })
    for (const actor of ['root', 'p1', 'p2']) rotate(chain, actor)
    const report = await verify({ ...chain, policy: { ...chain.policy, limits: { maxFetches: 8 } } })
    expect(codes(report)).toContain('limit_exceeded')
    expect(chain.world.calls.length).toBeLessThanOrEqual(8)
  })
})

describe('A leaf of which only its own date says that it is good', () => {
  const hash = (chain: MintedChain): string => JSON.stringify({ sha256: sha256(chain.leaf) })

  it.each<[string, string, (chain: MintedChain) => string]>([
    ['a resource that holds the credential', 'trusted', (chain) => publishProof(chain, chain.leaf)],
    ['a resource that holds its sha-256', 'trusted', (chain) => publishProof(chain, hash(chain))],
    [
      'a resource that was published after the key was rotated',
      'untrusted signature_invalid',
      (chain) => publishProof(chain, hash(chain), '2026-03-02T00:00:00Z'),
    ],
    [
      'a resource about something else',
      'indeterminate time_unproven',
      (chain) => publishProof(chain, '{"sha256":"00"}'),
    ],
    [
      'a resource that does not exist',
      'indeterminate time_unproven',
      ({ did }) => `${did('mallory')}/resources/00000000-0000-4000-8000-00000000000b`,
    ],
    ['what is no timestamp', 'indeterminate time_unproven', () => Buffer.from('none').toString('base64')],
  ])('is judged with %s: %s', async (_name, end, prove) => {
    const chain = chainByLedger()
    rotate(chain, 'p2')
    expect(codes(await verify(chain, { existence: [prove(chain)] }))).toBe(end)
  })

  it('is time_unproven without', async () => {
    const chain = chainByLedger()
    rotate(chain, 'p2')
    expect(codes(await verify(chain))).toBe('indeterminate time_unproven')
  })

  it('is judged by when it was published, where it is', async () => {
    const chain = chainByLedger({ publishLeaf: true })
    rotate(chain, 'p2')
    expect(codes(await verify(chain, { didUrl: chain.url('leaf').pinned }))).toBe('trusted')
  })

  it('is not asked about as of its date where that can make no difference', async () => {
    const chain = chainByLedger({ validFrom: { leaf: '2026-07-01T00:00:00Z' } })
    await verify(chain)
    expect(questions(chain).filter((question) => question.includes('2026-07'))).toEqual([])
  })

  it.each<[string, unknown]>([
    ['no list', 'did:cheqd:testnet:x'],
    ['more than 8', Array.from({ length: 9 }, () => 'AAAA')],
    ['something that is no text', [7]],
    ['a web page', ['https://example.org/proof']],
    ['a DID that names no resource', ['did:cheqd:testnet:c1685ca0-1f5b-439c-8eb8-5c0e85ab7cd0']],
    ['a timestamp without end', ['A'.repeat(70_000)]],
  ])('existence that is %s is refused', async (_name, existence) => {
    const chain = chainByLedger()
    await expect(verify(chain, { existence: existence as string[] })).rejects.toThrow(/existence/)
    expect(chain.world.calls).toEqual([])
  })
})
