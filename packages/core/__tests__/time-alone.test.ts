import { checkOwnDate } from '../src/checks/check-own-date.js'
import { checkProofEnd } from '../src/checks/check-proof-end.js'
import { checkValidity } from '../src/checks/check-validity.js'
import { type Finding } from '../src/checks/finding.js'
import { outsideWindow } from '../src/checks/verify-data-integrity.js'
import type { Link } from '../src/chain/link.js'
import { linkOf } from './support/link-of.js'

const noon = Date.UTC(2026, 5, 1, 12)
const skew = 60_000
const dated = (ms: number, from = 'nbf') => ({ ms, from, text: new Date(ms).toISOString() }) as never
const textAt = (ms: number): string => new Date(ms).toISOString()
const endOf = (finding: Finding | undefined): unknown[] | undefined =>
  finding && [finding.status, finding.code, ...(finding.details === undefined ? [] : [finding.details])]

describe('the dates of a credential, to the millisecond', () => {
  const judged = (notBefore: number[], notAfter: number[], expiry: 'required' | 'optional' = 'optional') =>
    endOf(
      checkValidity({ policy: { expiry } } as never, {
        credential: { notBefore: notBefore.map((ms) => dated(ms)), notAfter: notAfter.map((ms) => dated(ms)) },
        heldAt: noon,
      }),
    )
  it.each<[string, number[], number[], unknown[]]>([
    ['a clock that is slow by all of the skew', [noon + skew], [], ['pass', 'ok']],
    ['by more', [noon + skew + 1], [], ['fail', 'not_yet_valid', { validFrom: textAt(noon + skew + 1) }]],
    ['an end that is the skew ago', [], [noon - skew], ['pass', 'ok', { validUntil: textAt(noon - skew) }]],
    ['one before that', [], [noon - skew - 1], ['fail', 'expired', { validUntil: textAt(noon - skew - 1) }]],
    ['an end at its beginning', [noon], [noon], ['pass', 'ok', { validUntil: textAt(noon) }]],
    ['an end before its beginning', [noon], [noon - 1], ['fail', 'dates_disagree']],
    ['two starts of one second', [noon, noon - 999], [], ['pass', 'ok']],
    ['two starts a second apart', [noon, noon - 1000], [], ['fail', 'dates_disagree']],
    ['two ends a second apart', [], [noon, noon + 1000], ['fail', 'dates_disagree']],
    ['no dates at all', [], [], ['pass', 'ok']],
  ])('%s', (_name, notBefore, notAfter, end) => {
    expect(judged(notBefore, notAfter)).toEqual(end)
  })

  it('whoever must know the end refuses what has none', () => {
    expect(judged([], [], 'required')).toEqual(['fail', 'expiry_required'])
    expect(judged([], [noon], 'required')).toEqual(['pass', 'ok', { validUntil: textAt(noon) }])
  })

  it('of dates that disagree both are told: an issuer could not find the fault', () => {
    const credential = { notBefore: [dated(0), dated(noon, 'validFrom')], notAfter: [] }
    expect(checkValidity({ policy: { expiry: 'optional' } } as never, { credential, heldAt: noon }).message).toContain(
      `nbf ${textAt(0)}, validFrom ${textAt(noon)}`,
    )
  })
})

describe('the window of a proof, to the millisecond', () => {
  it.each<[string, object, unknown]>([
    ['made the skew from now', { created: dated(noon + skew) }, undefined],
    [
      'made after that',
      { created: dated(noon + skew + 1) },
      ['fail', 'not_yet_valid', { created: textAt(noon + skew + 1) }],
    ],
    ['ended the skew ago', { expires: dated(noon - skew) }, undefined],
    [
      'ended before that',
      { expires: dated(noon - skew - 1) },
      ['fail', 'expired', { expires: textAt(noon - skew - 1) }],
    ],
    ['without dates', {}, undefined],
  ])('%s', (_name, proof, end) => {
    expect(endOf(outsideWindow(proof, noon))).toEqual(end)
  })

  const heldBy = (proof: object | undefined) =>
    endOf(checkProofEnd({ ...linkOf({ issuer: 'did:example:issuer', ...(proof && { proof }) }), heldAt: noon }))
  const ended = { expires: dated(noon - skew - 1) }
  const set = (...proofs: [by: string, more: object][]) => ({
    kind: 'data-integrity',
    proofs: proofs.map(([by, more]) => ({ verificationMethod: `did:example:${by}#key`, ...more })),
  })
  const expired = ['fail', 'expired', { expires: textAt(noon - skew - 1) }]
  it.each<[string, object | undefined, unknown]>([
    ['a JWT has no proof that ends', undefined, undefined],
    ['an external proof that ended', { kind: 'external', ...ended }, expired],
    ['one that did not', { kind: 'external', expires: dated(noon) }, undefined],
    ['one without end, though it was made later', { kind: 'external', created: dated(noon + 2 * skew) }, undefined],
    ['a set of which one ended', set(['issuer', {}], ['issuer', ended]), expired],
    ['a set of which none says when it ends', set(['issuer', {}], ['issuer', {}]), undefined],
    ['one that ended, beside one that a stranger added', set(['issuer', ended], ['stranger', {}]), expired],
    ['one that did not, beside a stranger’s that did', set(['issuer', {}], ['stranger', ended]), undefined],
  ])('as of the time at which a credential had to hold: %s', (_name, proof, end) => {
    expect(heldBy(proof)).toEqual(end)
  })
})

describe('what a leaf says of its own date, where the ledger’s clock counts', () => {
  const parent = (issuedAt: number, more: object = {}, notBefore: number[] = []): Link => ({
    ...linkOf({ kind: 'attest', notBefore: notBefore.map((ms) => dated(ms)) }),
    issuedAt,
    ...more,
  })
  const leaf = (stated: number | undefined, issuedAt: number, more: object = {}): Link => ({
    ...linkOf({ kind: 'attestation', jws: {}, notBefore: stated === undefined ? [] : [dated(stated)], ...more }),
    issuedAt,
  })
  const unsigned = { signature: { status: 'fail' } } as never
  const judged = (child: Link, above: Link | undefined) => endOf(checkOwnDate({} as never, child, above, unsigned))
  const older = (stated: number, since: number) => [
    'fail',
    'not_yet_valid',
    { validFrom: textAt(stated), parentSince: textAt(since).replace('.000Z', 'Z') },
  ]
  const ledger = { provenBy: { by: 'ledger' } }
  it.each<[string, Link, Link | undefined, unknown]>([
    ['older than its parent on the ledger', leaf(0, noon + 1e9), parent(noon, ledger), older(0, noon)],
    ['by no more than the skew', leaf(noon - skew, noon + 1e9), parent(noon, ledger), undefined],
    ['by more', leaf(noon - skew - 1, noon + 1e9), parent(noon, ledger), older(noon - skew - 1, noon)],
    ['a parent that is on no ledger has no such time', leaf(0, noon + 1e9), parent(noon), undefined],
    ['the parent’s own start, where that is later', leaf(0, noon + 1e9), parent(0, ledger, [noon]), older(0, noon)],
    ['the ledger’s time, where that is later', leaf(0, noon + 1e9), parent(noon, ledger, [0]), older(0, noon)],
    ['it existed before its parent, as is proven', leaf(0, 0), parent(noon, ledger), undefined],
    ['without a parent', leaf(0, noon), undefined, undefined],
    ['without a date', leaf(undefined, noon), parent(noon, ledger), undefined],
    [
      'an attestation of which a resource holds the hash',
      { ...leaf(0, noon + 1e9), provenBy: { by: 'resource' } },
      parent(noon, ledger),
      older(0, noon),
    ],
    [
      'a draft of an attestation, which stands on no ledger',
      leaf(0, noon + 1e9, { jws: undefined }),
      parent(noon, ledger),
      older(0, noon),
    ],
    [
      'an accreditation on the ledger: only the ledger’s time counts',
      { ...leaf(0, noon + 1e9, { kind: 'attest' }), ...ledger } as Link,
      parent(noon, ledger),
      undefined,
    ],
    [
      'a draft of an accreditation',
      leaf(0, noon + 1e9, { kind: 'attest', jws: undefined }),
      parent(noon, ledger),
      undefined,
    ],
    [
      'an accreditation that is handed over, by JWT',
      leaf(0, noon + 1e9, { kind: 'attest' }),
      parent(noon, ledger),
      older(0, noon),
    ],
    [
      'an accreditation that is handed over, by another proof',
      leaf(0, noon + 1e9, { kind: 'attest', jws: undefined, proof: {} }),
      parent(noon, ledger),
      older(0, noon),
    ],
  ])('%s', (_name, child, above, end) => {
    expect(judged(child, above)).toEqual(end)
  })
})
