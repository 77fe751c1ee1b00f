import type { MintedChain, MintOptions } from '@trustchains/test-kit'
import { outcome } from './support/judge.js'
import { chainByLedger, judgeByLedger, nextKey, rotate } from './support/clock.js'

const january = '2026-01-10T00:00:00Z'
const february = '2026-02-01T00:00:00Z'
const march = '2026-03-01T00:00:00Z'
const april = '2026-04-01T00:00:00Z'
const nothing = {
  payload: (draft: { credentialSubject: { accreditedFor?: unknown[] } }): void =>
    void (draft.credentialSubject.accreditedFor = []),
}

function outcomeAfter(options: MintOptions, change: (chain: MintedChain) => void = () => undefined): string {
  const chain = chainByLedger(options)
  change(chain)
  return outcome(judgeByLedger(chain))
}

describe('an accreditation, of which the ledger knows when it was issued: honest ones outlive what happens after', () => {
  it.each<[string, MintOptions, (chain: MintedChain) => void]>([
    ['its issuer’s key was rotated', {}, (chain) => rotate(chain, 'p1', march)],
    ['the root’s key was rotated', {}, (chain) => rotate(chain, 'root', march)],
    ['its issuer’s DID was deactivated', {}, ({ world, did }) => world.deactivateDid(did('p1'), march)],
    ['the root’s DID was deactivated', {}, ({ world, did }) => world.deactivateDid(did('root'), march)],
    ['its parent expired', { validUntil: { a1: march } }, () => undefined],
    ['the root expired', { validUntil: { root: march } }, () => undefined],
    [
      'its pinned parent was replaced by a narrower one',
      {},
      (chain) => chain.reissue('a1', { created: march, ...nothing }),
    ],
    [
      'its pinned parent, renewed once already, was replaced by a narrower one',
      { published: { root: january, a1: january, a2: february }, validFrom: { leaf: february } },
      (chain) => {
        chain.reissue('a1', { created: '2026-01-20T00:00:00Z' })
        chain.reissue('a1', { created: march, ...nothing })
      },
    ],
    [
      'its parent, which it names, was replaced by a narrower one',
      { reference: { a2: 'named' } },
      (chain) => chain.reissue('a1', { created: march, ...nothing }),
    ],
    ['the root was replaced by a narrower one', {}, (chain) => chain.reissue('root', { created: march, ...nothing })],
  ])('%s since', (_name, options, change) => {
    expect(outcomeAfter(options, change)).toBe('trusted')
    const chain = chainByLedger(options)
    change(chain)
    expect(judgeByLedger(chain, { policy: { validity: 'shell' } }).verdict).toBe('untrusted')
  })

  it('bears any date: the ledger’s counts', () => {
    expect(outcomeAfter({ validFrom: { a2: '2020-01-01T00:00:00Z' }, published: '2026-01-10T00:00:00Z' })).toBe(
      'trusted',
    )
  })
})

describe('an accreditation that was issued too late, whatever its date: a stolen key or a lost right would still make issuers', () => {
  // Published in April; its own date is of January.
  const late: MintOptions = {
    published: { root: '2026-01-10T00:00:00Z', a1: '2026-01-10T00:00:00Z', a2: april, leaf: april },
    validFrom: { root: '2026-01-10T00:00:00Z', a1: '2026-01-10T00:00:00Z', a2: '2026-01-10T00:00:00Z', leaf: april },
  }
  it.each<[string, MintOptions, (chain: MintedChain) => void, string]>([
    ['nothing is wrong with that by itself', late, () => undefined, 'trusted'],
    [
      'its issuer’s key had been rotated away',
      late,
      (chain) => rotate(chain, 'p1', march),
      'untrusted: signature signature_invalid 1',
    ],
    [
      'its issuer’s DID had been deactivated',
      late,
      ({ world, did }) => world.deactivateDid(did('p1'), march),
      'untrusted: did-state did_deactivated 1',
    ],
    [
      'its parent had expired',
      { ...late, validUntil: { a1: march } },
      () => undefined,
      'untrusted: validity expired 2',
    ],
    [
      'its parent had not begun',
      { ...late, validFrom: { ...(late.validFrom as object), a1: '2026-05-01T00:00:00Z' } },
      () => undefined,
      'untrusted: validity not_yet_valid 2',
    ],
    [
      'its pinned parent had been replaced by a narrower one',
      late,
      (chain) => chain.reissue('a1', { created: march, ...nothing }),
      'untrusted: resource superseded 2',
    ],
    [
      'its parent, which it names, had been replaced by a narrower one',
      { ...late, reference: { a2: 'named' } },
      (chain) => chain.reissue('a1', { created: march, ...nothing }),
      'untrusted: scope scope_empty 1',
    ],
    [
      'the signature is of a key that its issuer got only later',
      { ...late, tamper: { a2: { sign: (input) => nextKey('p1').sign(input) } } },
      (chain) => rotate(chain, 'p1', '2026-05-01T00:00:00Z'),
      'untrusted: signature signature_invalid 1',
    ],
    [
      'its pinned parent was published after it',
      { ...late, published: { ...(late.published as object), a1: '2026-05-01T00:00:00Z' } },
      () => undefined,
      'untrusted: resource resource_not_found 2',
    ],
    [
      'its parent, which it names, was published after it',
      { ...late, reference: { a2: 'named' }, published: { ...(late.published as object), a1: '2026-05-01T00:00:00Z' } },
      () => undefined,
      'untrusted: resource resource_not_found 2',
    ],
    [
      'the root was published after the first accreditation',
      { ...late, published: { ...(late.published as object), root: march } },
      () => undefined,
      'untrusted: resource resource_not_found 3',
    ],
  ])('%s', (_name, options, change, end) => {
    expect(outcomeAfter(options, change)).toBe(end)
  })

  it('a second: the ledger’s clock is one clock, so nothing is let pass for its sake', () => {
    for (const [rotated, end] of [
      ['2026-04-01T00:00:00Z', 'untrusted: signature signature_invalid 1'],
      ['2026-04-01T00:00:01Z', 'trusted'],
    ] as const) {
      expect(outcomeAfter(late, (chain) => rotate(chain, 'p1', rotated))).toBe(end)
    }
  })

  it('is undecided where the ledger’s time can’t be read', () => {
    const chain = chainByLedger()
    const report = judgeByLedger(chain, {
      change: ({ resources }) => {
        for (const { url, metadata } of resources) {
          if (metadata !== undefined && url === chain.url('a1').pinned) metadata.created = 'yesterday'
        }
      },
    })
    expect(outcome(report)).toBe('indeterminate: resource resource_unavailable 2')
  })

  it('is undecided where the evidence has no document of then', () => {
    const chain = chainByLedger()
    rotate(chain, 'p1', march)
    const report = judgeByLedger(chain, {
      change: (evidence) => {
        evidence.didDocuments = evidence.didDocuments.filter(({ asOf }) => asOf === chain.at)
      },
    })
    expect(outcome(report)).toBe('indeterminate: did-state did_unresolvable 1')
  })

  it('a document of before its issue proves nothing of it, or a bundle would hide a rotation', () => {
    const chain = chainByLedger(late)
    rotate(chain, 'p1', march)
    const report = judgeByLedger(chain, {
      change: (evidence) => {
        const did = chain.did('p1')
        const { didDocument } = chain.world.findDid(did, { versionTime: '2026-02-01T00:00:00Z' })
        const old = {
          did,
          source: 'bundle',
          readAt: chain.at,
          asOf: '2026-02-01T00:00:00Z',
          document: { ...didDocument } as never,
          metadata: { created: '2025-01-01T00:00:00Z' },
        }
        evidence.didDocuments = [...evidence.didDocuments.filter((item) => item.did !== did), old]
      },
    })
    expect(outcome(report)).toBe('indeterminate: did-state did_unresolvable 1')
  })
})
