import { createHash } from 'node:crypto'
import type { MintedChain } from '@trustchains/test-kit'
import type { ExistenceEvidence } from '../src/index.js'
import { canonicalJson } from '../src/data-integrity/canonical-json.js'
import { outcome } from './support/judge.js'
import { chainByLedger, judgeByLedger, rotate } from './support/clock.js'

const february = '2026-02-01T00:00:00Z'
const march = '2026-03-01T00:00:00Z'
const april = '2026-04-01T00:00:00Z'
const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')

/** Publishes what is to prove how old the leaf is, under anybody's DID. */
function publish(
  { world, did }: MintedChain,
  content: string,
  { created = february, collection = did('mallory'), number = 1, checksum }: Published = {},
): ExistenceEvidence {
  const id = `00000000-0000-4000-8000-00000000000${String(number)}`
  world.publish({
    collection,
    id,
    name: 'Proof',
    type: 'Proof',
    created,
    content,
    ...(checksum !== undefined && { checksum }),
  })
  return { kind: 'resource', url: `${collection}/resources/${id}` }
}
interface Published {
  created?: string
  collection?: string
  number?: number
  checksum?: string
}

/** The one resource that proves how old a leaf is. */
const onlyProof = (chain: MintedChain): ExistenceEvidence => {
  const known = proofs.get(chain) ?? publish(chain, JSON.stringify({ sha256: sha256(chain.leaf) }))
  proofs.set(chain, known)
  return known
}
const proofs = new WeakMap<MintedChain, ExistenceEvidence>()

/** A chain whose leaf's key was rotated in March. */
function rotatedChain(options: Parameters<typeof chainByLedger>[0] = {}): MintedChain {
  const chain = chainByLedger(options)
  rotate(chain, 'p2', march)
  return chain
}

const outcomeWith = (
  prove: (chain: MintedChain) => ExistenceEvidence | ExistenceEvidence[],
  chain = rotatedChain(),
): string => outcome(judgeByLedger(chain, { existence: [prove(chain)].flat() }))
const unproven = 'indeterminate: signature time_unproven 0'
const hashOf = ({ leaf }: MintedChain): string => JSON.stringify({ sha256: sha256(leaf) })

describe('a published resource as proof of a leaf’s age: honest leaves outlive their issuer’s keys', () => {
  it.each<[string, (chain: MintedChain) => string]>([
    ['the leaf itself', ({ leaf }) => leaf],
    ['the leaf, with a line break', ({ leaf }) => `${leaf}\n`],
    ['the leaf as JSON', ({ link }) => JSON.stringify(link('leaf').credential, undefined, 2)],
    ['its sha-256', hashOf],
    [
      'its sha-256 among others',
      ({ leaf }) => JSON.stringify({ sha256: [sha256('other'), sha256(leaf)], note: 'batch' }),
    ],
  ])('%s', (_name, content) => {
    expect(outcomeWith((chain) => publish(chain, content(chain)))).toBe('trusted')
  })

  it.each<[string, (chain: MintedChain) => string]>([
    ['its text', ({ leaf }) => leaf],
    ['the sha-256 of its text', ({ leaf }) => JSON.stringify({ sha256: sha256(leaf) })],
    ['the sha-256 of its JWT', ({ link }) => JSON.stringify({ sha256: sha256(link('leaf').token) })],
    [
      'the sha-256 of its canonical form',
      ({ leaf }) => JSON.stringify({ sha256: sha256(canonicalJson(JSON.parse(leaf) as never) ?? '') }),
    ],
    [
      'the JSON with its members in another order',
      ({ leaf }) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(leaf) as object).reverse())),
    ],
  ])('of a leaf that is JSON: %s', (_name, content) => {
    expect(outcomeWith((chain) => publish(chain, content(chain)), rotatedChain({ leafForm: 'json' }))).toBe('trusted')
  })

  it.each<[string, (chain: MintedChain) => ExistenceEvidence | ExistenceEvidence[], string]>([
    [
      'published after the rotation',
      (chain) => publish(chain, hashOf(chain), { created: april }),
      'untrusted: signature signature_invalid 0',
    ],
    [
      'published in the second of the rotation',
      (chain) => publish(chain, hashOf(chain), { created: march }),
      'untrusted: signature signature_invalid 0',
    ],
    ['of another credential', (chain) => publish(chain, JSON.stringify({ sha256: sha256('other') })), unproven],
    [
      'of the credential without its signature',
      (chain) => publish(chain, JSON.stringify({ sha256: sha256(chain.leaf.slice(0, chain.leaf.lastIndexOf('.'))) })),
      unproven,
    ],
    [
      'whose sha-256 is a prefix of it',
      (chain) => publish(chain, JSON.stringify({ sha256: sha256(chain.leaf).slice(0, 32) })),
      unproven,
    ],
    [
      'whose sha-256 stands twice',
      (chain) => publish(chain, `{"sha256":"00","sha256":"${sha256(chain.leaf)}"}`),
      unproven,
    ],
    [
      'on another ledger, which nobody in the chain trusts',
      (chain) =>
        publish(chain, hashOf(chain), { collection: 'did:cheqd:mainnet:0f2c6ef4-6a25-4f6b-8a8d-7d9b3a5e2b11' }),
      unproven,
    ],
    [
      'whose checksum is not the ledger’s',
      (chain) => publish(chain, hashOf(chain), { checksum: sha256('other') }),
      unproven,
    ],
    [
      'that is not there',
      ({ did }) => ({ kind: 'resource', url: `${did('root')}/resources/00000000-0000-4000-8000-00000000000f` }),
      unproven,
    ],
    ['that is no resource', () => ({ kind: 'resource', url: 'https://example.org/proof' }), unproven],
    [
      'of after the time of evaluation',
      (chain) => publish(chain, hashOf(chain), { created: '2026-07-01T00:00:00Z' }),
      unproven,
    ],
    [
      'in two versions: the first counts',
      (chain) => [publish(chain, hashOf(chain), { created: april }), publish(chain, hashOf(chain), { number: 2 })],
      'trusted',
    ],
    ['offered eight times', (chain) => Array.from({ length: 8 }, () => onlyProof(chain)), 'trusted'],
    [
      'in two places, of which one proves nothing',
      (chain) => [publish(chain, '{}'), publish(chain, hashOf(chain), { number: 2 })],
      'trusted',
    ],
  ])('one %s', (_name, prove, end) => {
    expect(outcomeWith(prove)).toBe(end)
  })

  it('says by what it is proven, and since when it must have existed', () => {
    const chain = rotatedChain()
    const proof = publish(chain, hashOf(chain)) as { url: string }
    const { checks } = judgeByLedger(chain, { existence: [proof as ExistenceEvidence] })
    expect(checks.find(({ id, link }) => id === 'validity' && link === 0)?.details).toMatchObject({
      existedBy: february,
      provenBy: { by: 'resource', source: proof.url },
    })
  })

  it('proves nothing where the source answers with another resource than was asked', () => {
    const chain = rotatedChain()
    const proof = publish(chain, hashOf(chain))
    const report = judgeByLedger(chain, {
      existence: [proof],
      change: ({ resources }) => {
        for (const { metadata } of resources) {
          if (metadata?.resourceName === 'Proof') metadata.resourceId = '00000000-0000-4000-8000-000000000002'
        }
      },
    })
    expect(outcome(report)).toBe(unproven)
  })

  it('says why what is offered proves nothing', () => {
    const chain = rotatedChain()
    const report = judgeByLedger(chain, { existence: [publish(chain, '{}')] })
    expect(report.reasons[0]?.details?.refusedProofs).toEqual([
      'the resource proves nothing: it holds neither the credential nor its sha-256',
    ])
  })

  it('counts against a leaf too: one that is proven to be older than its parent was issued without it', () => {
    const published = { root: '2026-01-10T00:00:00Z', a1: '2026-01-10T00:00:00Z', a2: '2026-01-25T00:00:00Z' }
    const chain = rotatedChain({ published, validFrom: { leaf: '2026-01-26T00:00:00Z' } })
    expect(outcomeWith(() => publish(chain, hashOf(chain), { created: '2026-01-20T00:00:00Z' }), chain)).toBe(
      'untrusted: resource resource_not_found 1',
    )
  })

  it('leaves a leaf its own date where its parent, which it names, was renewed before the proof', () => {
    const chain = rotatedChain({ reference: { leaf: 'named' } })
    chain.reissue('a2', { created: '2026-01-20T00:00:00Z' })
    expect(outcomeWith(() => publish(chain, hashOf(chain)), chain)).toBe('trusted')
  })

  it('does not let a leaf claim to be older than its parent', () => {
    const late = { published: { root: '2026-01-10T00:00:00Z', a1: '2026-01-10T00:00:00Z', a2: '2026-01-25T00:00:00Z' } }
    expect(outcomeWith((chain) => publish(chain, hashOf(chain)), rotatedChain(late))).toBe(
      'untrusted: validity not_yet_valid 0',
    )
  })

  it('does not lengthen its life, nor undo its revocation', () => {
    expect(outcomeWith((chain) => publish(chain, hashOf(chain)), rotatedChain({ validUntil: { leaf: april } }))).toBe(
      'untrusted: validity expired 0',
    )
  })

  it('is the same report in whatever order the evidence comes', () => {
    const chain = rotatedChain({ reference: 'named' })
    chain.reissue('a2', { created: april })
    const existence = [
      publish(chain, hashOf(chain)),
      publish(chain, JSON.stringify({ sha256: [sha256(chain.leaf)] }), { number: 2 }),
      publish(chain, '{}', { number: 3 }),
    ]
    const forward = judgeByLedger(chain, { existence })
    const backward = judgeByLedger(chain, {
      existence: existence.toReversed(),
      change: (evidence) => {
        for (const name of ['resources', 'schemas', 'statusLists', 'didDocuments'] as const) evidence[name].reverse()
      },
    })
    expect(outcome(forward)).toBe('trusted')
    expect(JSON.stringify(backward)).toBe(JSON.stringify(forward))
  })
})

describe('a Data Integrity proof, which has dates of its own', () => {
  const secured = (change: (draft: { created?: string; expires?: string }) => void, link = 'leaf'): MintedChain =>
    chainByLedger({
      dataModel: '2.0',
      proof: { [link]: 'data-integrity' },
      tamper: {
        [link]: {
          proofOptions: (draft) => {
            change(draft)
          },
        },
      },
    })

  it('may be made after the validity of its leaf begins: that is when it says it was issued', () => {
    const chain = secured((draft) => (draft.created = february))
    expect(outcome(judgeByLedger(chain))).toBe('trusted')
    rotate(chain, 'p2', march)
    expect(outcome(judgeByLedger(chain))).toBe(unproven)
    const before = secured((draft) => (draft.created = february))
    rotate(before, 'p2', '2026-01-20T00:00:00Z')
    expect(outcome(judgeByLedger(before))).toBe('untrusted: signature signature_invalid 0')
  })

  it('of an accreditation must not have ended before its child was issued', () => {
    const published = { root: '2026-01-10T00:00:00Z', a1: '2026-01-10T00:00:00Z', a2: march }
    const chain = (expires: string): MintedChain =>
      chainByLedger({
        dataModel: '2.0',
        proof: { a1: 'data-integrity' },
        published,
        validFrom: { leaf: march },
        tamper: { a1: { proofOptions: (draft) => void (draft.expires = expires) } },
      })
    expect(outcome(judgeByLedger(chain(february)))).toBe('untrusted: validity expired 2')
    expect(outcome(judgeByLedger(chain(april)))).toBe('trusted')
  })
})

describe('a published leaf: the ledger knows how old it is', () => {
  const judgePublished = (chain: MintedChain): string =>
    outcome(judgeByLedger({ ...chain, leaf: chain.url('leaf').pinned }))

  it('is judged as of its publication', () => {
    expect(judgePublished(rotatedChain({ publishLeaf: true }))).toBe('trusted')
    expect(judgePublished(rotatedChain({ publishLeaf: true, published: { leaf: april } }))).toBe(
      'untrusted: signature signature_invalid 0',
    )
  })

  it('is an accreditation like another: what it says of its own age does not count', () => {
    const chain = chainByLedger({ published: { a2: april, a1: march } })
    expect(outcome(judgeByLedger({ ...chain, leaf: chain.url('a2').pinned }))).toBe('trusted')
    expect(outcome(judgeByLedger({ ...chain, leaf: chain.link('a2').token }))).toBe(
      'untrusted: validity not_yet_valid 0',
    )
  })
})
