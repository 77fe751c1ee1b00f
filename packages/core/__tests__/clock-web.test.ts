import type { MintedChain, MintOptions } from '@trustchains/test-kit'
import { outcome } from './support/judge.js'
import { chainByLedger, judgeByLedger, rotate } from './support/clock.js'
import { at as index, bitsOf, entry, listCredential, signed } from './support/status-list.js'

const march = '2026-03-01T00:00:00Z'
const everybody = ['root', 'p1', 'p2']

function outcomeAfter(options: MintOptions, change: (chain: MintedChain) => void = () => undefined): string {
  const chain = chainByLedger(options)
  change(chain)
  return outcome(judgeByLedger(chain))
}

/** A leaf that a resource on the ledger proves to be of January. */
function existenceOf({ world, did, leaf }: MintedChain) {
  const { collection, id } = world.publish({
    collection: did('p2'),
    id: '11111111-2222-4333-8444-555555555555',
    name: 'proof',
    type: 'Proof',
    created: '2026-01-20T00:00:00Z',
    content: Buffer.from(leaf),
  })
  return [{ kind: 'resource' as const, url: `${collection}/resources/${id}` }]
}

describe('under did:web the time of publication is the publisher’s own word, so it lends no authority that is gone', () => {
  it('a chain of which everything holds now is trusted', () => {
    expect(outcomeAfter({ onWeb: everybody })).toBe('trusted')
    expect(outcomeAfter({ onWeb: ['p1', 'p2'] })).toBe('trusted')
  })

  it.each<[string, MintOptions, (chain: MintedChain) => void]>([
    ['its issuer’s key was rotated', {}, (chain) => rotate(chain, 'p1', march)],
    ['the root’s key was rotated', {}, (chain) => rotate(chain, 'root', march)],
    ['its issuer’s DID was deactivated', {}, ({ world, did }) => world.deactivateDid(did('p1'), march)],
    ['its parent expired', { validUntil: { a1: march } }, () => undefined],
    ['the root expired', { validUntil: { root: march } }, () => undefined],
  ])(
    'an accreditation is not trusted by a date that whoever holds an old key may write: %s',
    (_name, options, change) => {
      // On a ledger the same is trusted: there the date is the ledger's.
      expect(outcomeAfter(options, change)).toBe('trusted')
      expect(outcomeAfter({ ...options, onWeb: everybody }, change)).toMatch(/^indeterminate: \S+ time_unproven/)
    },
  )

  it('what its own date does not save either is untrusted', () => {
    const options = { onWeb: everybody, published: { a2: '2026-04-01T00:00:00Z' } }
    expect(outcomeAfter(options, (chain) => rotate(chain, 'p1', march))).toMatch(/^untrusted: /)
  })

  it('nor does a ledger’s time below it prove that it is older than now: its URL may have been filled later', () => {
    expect(outcomeAfter({ onWeb: ['root'] })).toBe('trusted')
    expect(outcomeAfter({ onWeb: ['root'], validUntil: { root: march } })).toBe(
      'indeterminate: validity time_unproven 3',
    )
  })

  it('a resource under did:web proves nothing of a leaf’s age', () => {
    const chain = chainByLedger({ onWeb: everybody, validUntil: { a2: march } })
    const existence = existenceOf(chain)
    const report = judgeByLedger(chain, { existence })
    expect(report.verdict).toBe('indeterminate')
    expect(report.reasons[0]).toMatchObject({ code: 'time_unproven' })
    expect(JSON.stringify(report.reasons)).toContain('no ledger')
  })

  it('a status list’s older versions do not say that what is revoked now was not revoked before', () => {
    const url = (chain: { did: (actor: string) => string }): string =>
      `${chain.did('p1')}?resourceName=list&resourceType=BitstringStatusListCredential`
    const revokedSince = (when: string, onWeb: string[]): string => {
      const chain = chainByLedger({
        onWeb,
        tamper: { a2: { payload: (draft, names) => void (draft.credentialStatus = entry(url(names))) } },
      })
      for (const [id, created, bits] of [
        ['11111111-2222-4333-8444-000000000001', '2026-01-05T00:00:00Z', bitsOf({})],
        ['11111111-2222-4333-8444-000000000002', when, bitsOf({ [index]: 1 })],
      ] as const) {
        chain.world.publish({
          collection: chain.did('p1'),
          id,
          name: 'list',
          type: 'BitstringStatusListCredential',
          created,
          content: Buffer.from(signed(chain, 'p1', listCredential(chain.did('p1'), bits))),
        })
      }
      return outcome(judgeByLedger(chain, { existence: existenceOf(chain) }))
    }
    // On the ledger the leaf is proven to be older than the revocation.
    expect(revokedSince(march, [])).toBe('trusted')
    expect(revokedSince(march, ['p1'])).toMatch(/^untrusted: status revoked/)
  })
})

it('a relying party is told that a time of publication is the word of a website and of no ledger', () => {
  const chain = chainByLedger({ onWeb: ['p1', 'p2'] })
  const { restsOn = [] } = judgeByLedger(chain)
  const itemsOf = (kind: string): string[] => restsOn.filter(({ what }) => what === kind).flatMap(({ items }) => items)
  expect(itemsOf('web-publication')).toContain(chain.url('a2').pinned)
  expect(itemsOf('resource-metadata')).not.toContain(chain.url('a2').pinned)
  expect(itemsOf('resource-metadata')).toContain(chain.url('a1').pinned)
})
