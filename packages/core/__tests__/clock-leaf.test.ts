import type { MintedChain, MintOptions } from '@trustchains/test-kit'
import { outcome } from './support/judge.js'
import { chainByLedger, judgeByLedger, nextKey, rotate } from './support/clock.js'

/** How a chain ends after something happened in its world. */
function outcomeAfter(change: (chain: MintedChain) => void, options: MintOptions = {}): string {
  const chain = chainByLedger(options)
  change(chain)
  return outcome(judgeByLedger(chain))
}
const march = '2026-03-01T00:00:00Z'
const leafOf = (date: string): MintOptions => ({ validFrom: { leaf: date } })

describe('a leaf, whose date nobody proves: whoever holds a retired key, or was revoked, would backdate one', () => {
  it.each<[string, string, (chain: MintedChain) => void, MintOptions]>([
    ['nothing happened since', 'trusted', () => undefined, {}],
    [
      'its key was rotated since',
      'indeterminate: signature time_unproven 0',
      (chain) => rotate(chain, 'p2', march),
      {},
    ],
    [
      'its key was rotated before the date that it bears',
      'untrusted: signature signature_invalid 0',
      (chain) => rotate(chain, 'p2', march),
      leafOf('2026-03-02T00:00:00Z'),
    ],
    [
      'its issuer’s DID was deactivated since',
      'indeterminate: did-state time_unproven 0',
      ({ world, did }) => world.deactivateDid(did('p2'), march),
      {},
    ],
    [
      'its issuer’s DID was deactivated before the date that it bears',
      'untrusted: did-state did_deactivated 0',
      ({ world, did }) => world.deactivateDid(did('p2'), march),
      leafOf('2026-03-02T00:00:00Z'),
    ],
    [
      'its parent has expired since',
      'indeterminate: validity time_unproven 1',
      () => undefined,
      {
        validUntil: {
          root: '2027-01-10T00:00:00Z',
          a1: '2027-01-10T00:00:00Z',
          a2: march,
          leaf: '2027-01-10T00:00:00Z',
        },
      },
    ],
    [
      'its parent expired before the date that it bears',
      'untrusted: validity expired 1',
      () => undefined,
      { validUntil: { a2: march }, ...leafOf('2026-03-02T00:00:00Z') },
    ],
    [
      'a newer version of its pinned parent takes its type away',
      'indeterminate: resource time_unproven 1',
      (chain) =>
        chain.reissue('a2', { created: march, payload: (draft) => void (draft.credentialSubject.accreditedFor = []) }),
      {},
    ],
    [
      'it bears no date, and its key was rotated',
      'untrusted: signature signature_invalid 0',
      (chain) => rotate(chain, 'p2', march),
      { dataModel: '2.0', tamper: { leaf: { payload: ({ validFrom: _, ...draft }) => draft } } },
    ],
    [
      'it bears a date that is still to come',
      'untrusted: signature signature_invalid 0',
      (chain) => rotate(chain, 'p2', march),
      leafOf('2026-07-01T00:00:00Z'),
    ],
    [
      'it has expired itself, and its key was rotated since',
      'untrusted: signature signature_invalid 0',
      (chain) => rotate(chain, 'p2', march),
      { validUntil: { leaf: march } },
    ],
    [
      'its key was rotated since, and it never was in scope',
      'untrusted: signature signature_invalid 0',
      (chain) => rotate(chain, 'p2', march),
      { tamper: { a2: { payload: (draft) => void (draft.credentialSubject.accreditedFor = []) } } },
    ],
  ])('%s', (_name, end, change, options) => {
    expect(outcomeAfter(change, options)).toBe(end)
  })

  it('says what speaks against it, and which date would speak for it', () => {
    const chain = chainByLedger()
    rotate(chain, 'p2', march)
    expect(judgeByLedger(chain).reasons).toEqual([
      {
        id: 'signature',
        link: 0,
        status: 'indeterminate',
        code: 'time_unproven',
        message:
          'only its own date (2026-01-10T00:00:00Z), which nothing proves, speaks against this: the signature does not ' +
          'verify with the key that kid names',
        clause: expect.any(String) as string,
        details: { key: `${chain.did('p2')}#key-1`, code: 'signature_invalid', ownDate: '2026-01-10T00:00:00Z' },
      },
    ])
  })

  it('does not count what only its own date says where the evidence does not tell how things were then', () => {
    const chain = chainByLedger()
    rotate(chain, 'p2', march)
    const report = judgeByLedger(chain, {
      change: (evidence) => {
        evidence.didDocuments = evidence.didDocuments.filter(({ asOf }) => asOf === chain.at)
      },
    })
    expect(outcome(report)).toBe('indeterminate: signature time_unproven 0')
  })
})

describe('a leaf that claims to be older than what it rests on: it would borrow an authority of later', () => {
  const start = '2026-02-01T00:00:00Z'
  it.each<[string, string, MintOptions]>([
    ['than its parent’s publication', 'untrusted: validity not_yet_valid 0', { published: { a2: start } }],
    ['by 61 s', 'untrusted: validity not_yet_valid 0', { published: { a2: start }, ...leafOf('2026-01-31T23:58:59Z') }],
    ['by 60 s: within the skew', 'trusted', { published: { a2: start }, ...leafOf('2026-01-31T23:59:00Z') }],
    [
      'than its parent’s own start',
      'untrusted: validity not_yet_valid 0',
      { validFrom: { a2: start, leaf: '2026-01-20T00:00:00Z' }, published: '2026-01-10T00:00:00Z' },
    ],
    ['no parent would see it under shell', 'trusted', { published: { a2: start }, policy: {} }],
  ])('%s', (name, end, options) => {
    const chain = chainByLedger(options)
    const policy = name.includes('shell') ? { validity: 'shell' as const } : {}
    expect(outcome(judgeByLedger(chain, { policy }))).toBe(end)
  })

  it.each<[string, string, string]>([
    ['a day', '2026-02-28T00:00:00Z', 'untrusted: validity not_yet_valid 0'],
    ['61 s', '2026-02-28T23:58:59Z', 'untrusted: validity not_yet_valid 0'],
    ['60 s: within the skew', '2026-02-28T23:59:00Z', 'trusted'],
  ])('than the key that signed it, by %s', (_name, date, end) => {
    const chain = chainByLedger({
      ...leafOf(date),
      tamper: { leaf: { sign: (input) => nextKey('p2').sign(input) } },
    })
    rotate(chain, 'p2', march)
    expect(outcome(judgeByLedger(chain))).toBe(end)
  })

  it('than its issuer’s DID', () => {
    const didDocument = (entry: { metadata: { created?: string } }): void => {
      entry.metadata.created = march
    }
    const chain = chainByLedger({ ...leafOf('2026-02-20T00:00:00Z'), tamper: { leaf: { didDocument } } })
    expect(outcome(judgeByLedger(chain))).toBe('untrusted: validity not_yet_valid 0')
  })

  it('does not know of its key where the evidence has no document of then', () => {
    const chain = chainByLedger({ tamper: { leaf: { sign: (input) => nextKey('p2').sign(input) } } })
    rotate(chain, 'p2', march)
    const report = judgeByLedger(chain, {
      change: (evidence) => {
        evidence.didDocuments = evidence.didDocuments.filter(({ asOf }) => asOf === chain.at)
      },
    })
    expect(outcome(report)).toBe('indeterminate: validity time_unproven 0')
  })
})

describe('a parent that is named, and renewed after the leaf: a renewal would strand what was issued before it', () => {
  const named = { reference: { leaf: 'named' } } as const

  it('trusts the leaf where both the version of then and the newest permit it', () => {
    const chain = chainByLedger(named)
    chain.reissue('a2', { created: march })
    const report = judgeByLedger(chain)
    expect(outcome(report)).toBe('trusted')
    expect(report.checks.filter(({ id, link }) => id === 'validity' && link === 0)).toMatchObject([
      { code: 'ok' },
      { code: 'ok', details: { parentSince: march } },
    ])
  })

  it('refuses it where there was no version then', () => {
    const chain = chainByLedger({ ...named, published: { a2: march } })
    expect(outcome(judgeByLedger(chain))).toBe('untrusted: validity not_yet_valid 0')
  })

  it('refuses it where the version of then did not permit it, though the newest does', () => {
    const chain = chainByLedger({
      ...named,
      tamper: { a2: { payload: (draft) => void (draft.credentialSubject.accreditedFor = []) } },
    })
    chain.reissue('a2', { created: march })
    expect(outcome(judgeByLedger(chain))).toBe('untrusted: validity not_yet_valid 0')
  })

  it('does not decide where the newest no longer permits it', () => {
    const chain = chainByLedger(named)
    chain.reissue('a2', { created: march, payload: (draft) => void (draft.credentialSubject.accreditedFor = []) })
    expect(outcome(judgeByLedger(chain))).toBe('indeterminate: scope time_unproven 0')
  })

  it('does not decide where the evidence has only the newest', () => {
    const chain = chainByLedger(named)
    chain.reissue('a2', { created: march })
    const report = judgeByLedger(chain, {
      change: (evidence) => {
        evidence.resources = evidence.resources.filter(
          ({ url, asOf }) => url !== chain.url('a2').latest || asOf === chain.at,
        )
      },
    })
    expect(outcome(report)).toBe('indeterminate: validity time_unproven 0')
  })
})
