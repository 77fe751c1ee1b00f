import type { ClaimsDraft, MintOptions } from '@trustchains/test-kit'
import { judge, judgeBundle, outcome } from './support/judge.js'
import { outcomeOf, payload } from './support/tamper.js'
import type { Row } from './support/tamper.js'

const at = '2026-06-01T00:00:00Z'
const seconds = (text: string): number => Date.parse(text) / 1000
const claims = (link: string, change: (claims: ClaimsDraft) => void): MintOptions => ({
  tamper: { [link]: { claims: change } },
})

describe('dates: a credential would count before or after its time', () => {
  it.each<Row>([
    ...(['root', 'a1', 'a2', 'leaf'] as const).flatMap((link, index): Row[] => {
      const place = String(3 - index)
      return [
        [`${link} expired 60 s ago: within the skew`, { validUntil: { [link]: '2026-05-31T23:59:00Z' } }, 'trusted'],
        [
          `${link} expired 61 s ago`,
          { validUntil: { [link]: '2026-05-31T23:58:59Z' } },
          `untrusted: validity expired ${place}`,
        ],
        [
          `${link} begins in 60 s: within the skew`,
          { validFrom: { [link]: '2026-06-01T00:01:00Z' }, published: '2026-01-01T00:00:00Z' },
          'trusted',
        ],
        [
          `${link} begins in 61 s`,
          { validFrom: { [link]: '2026-06-01T00:01:01Z' }, published: '2026-01-01T00:00:00Z' },
          `untrusted: validity not_yet_valid ${place}`,
        ],
      ]
    }),
    [
      'an instant in another zone',
      { validUntil: { a1: '2026-06-01T01:58:59+02:00' } },
      'untrusted: validity expired 2',
    ],
    [
      'VCDM 2.0, expired',
      { dataModel: '2.0', validUntil: { a1: '2026-05-01T00:00:00Z' } },
      'untrusted: validity expired 2',
    ],
    [
      'VCDM 2.0, not yet',
      { dataModel: '2.0', validFrom: { leaf: '2026-07-01T00:00:00Z' } },
      'untrusted: validity not_yet_valid 0',
    ],
  ])('%s', (_name, options, end) => {
    expect(outcomeOf(options)).toBe(end)
  })

  it.each<Row>([
    [
      'exp later than expirationDate',
      claims('leaf', (draft) => {
        draft.exp = seconds('2028-01-01T00:00:00Z')
      }),
      'untrusted: validity dates_disagree 0',
    ],
    [
      'exp earlier than expirationDate',
      claims('a1', (draft) => {
        draft.exp = seconds('2026-12-01T00:00:00Z')
      }),
      'untrusted: validity dates_disagree 2',
    ],
    [
      'nbf earlier than issuanceDate',
      claims('root', (draft) => {
        draft.nbf = seconds('2025-01-01T00:00:00Z')
      }),
      'untrusted: validity dates_disagree 3',
    ],
    [
      'nbf one second off',
      claims('leaf', (draft) => {
        draft.nbf = seconds('2026-01-10T00:00:01Z')
      }),
      'untrusted: validity dates_disagree 0',
    ],
    [
      'nbf within the second',
      claims('leaf', (draft) => {
        draft.nbf = seconds('2026-01-10T00:00:00Z') + 0.999
      }),
      'trusted',
    ],
    [
      'validUntil beside another expirationDate',
      payload('leaf', (draft) => {
        draft.validUntil = '2030-01-01T00:00:00Z'
      }),
      'untrusted: validity dates_disagree 0',
    ],
    [
      'validUntil beside vc, past',
      claims('leaf', (draft) => {
        draft.validUntil = '2026-02-01T00:00:00Z'
      }),
      'untrusted: validity dates_disagree 0',
    ],
    [
      'an end before the beginning',
      { validUntil: { leaf: '2026-01-09T23:59:59Z' }, at: '2026-01-10T00:00:00Z' },
      'untrusted: validity dates_disagree 0',
    ],
    [
      'an end at the beginning',
      { validUntil: { leaf: '2026-01-10T00:00:00Z' }, at: '2026-01-10T00:00:00Z' },
      'trusted',
    ],
    [
      'no end',
      payload('leaf', (draft) => {
        delete draft.expirationDate
      }),
      'trusted',
    ],
    [
      'no end on the root, where the policy requires one',
      {
        ...payload('root', (draft) => {
          delete draft.expirationDate
        }),
        policy: { expiry: 'required' },
      },
      'untrusted: validity expiry_required 3',
    ],
    ['an end on every link, where the policy requires one', { policy: { expiry: 'required' } }, 'trusted'],
    [
      'only exp says the end',
      claims('leaf', (draft) => {
        delete draft.vc?.expirationDate
      }),
      'trusted',
    ],
    [
      'only exp says the end, and it is past',
      claims('leaf', (draft) => {
        delete draft.vc?.expirationDate
        draft.exp = seconds('2026-05-01T00:00:00Z')
      }),
      'untrusted: validity expired 0',
    ],
    [
      'only nbf says the beginning',
      claims('leaf', (draft) => {
        delete draft.vc?.issuanceDate
      }),
      'trusted',
    ],
    ['a leaf that was issued before its parent', { validFrom: { leaf: '2025-06-01T00:00:00Z' } }, 'trusted'],
  ])('%s', (_name, options, end) => {
    expect(outcomeOf(options)).toBe(end)
  })
})

describe('the time of evaluation', () => {
  const judgeAt = (time: string): string => outcome(judge({ at: time }))
  it.each([
    ['before anything was issued', '2025-06-01T00:00:00Z', 'untrusted'],
    ['long after everything ended', '2100-01-01T00:00:00Z', 'untrusted'],
    ['the year 9999', '9999-12-31T23:59:59Z', 'untrusted'],
    ['the year 0', '0000-01-01T00:00:00Z', 'indeterminate'],
  ])('%s', (_name, time, verdict) => {
    expect(judgeAt(time).split(':')[0]).toMatch(verdict === 'indeterminate' ? /^(?:indeterminate|untrusted)$/ : verdict)
  })
  it('is written in UTC, whatever the zone it was given in', () => {
    const given = judge({ at: '2026-06-01T02:00:00+02:00' })
    expect(given.at).toBe(at)
    expect(given.verdict).toBe('trusted')
  })
})

describe('how old evidence may be: yesterday’s answer would hide what happened since', () => {
  const readAt = (
    list: 'resources' | 'didDocuments' | 'schemas',
    asOf: string,
    reference: 'named' | 'pinned' = 'named',
  ): string =>
    outcome(
      judgeBundle({ reference }, (bundle) => {
        for (const item of bundle[list]) item.asOf = asOf
      }),
    )
  it.each([
    ['resources', '2026-05-31T23:54:00Z', 'trusted'],
    ['resources', '2026-05-31T23:53:59Z', 'indeterminate: resource resource_unavailable 1'],
    ['resources', 'soon', 'indeterminate: resource resource_unavailable 1'],
    ['resources', '2030-01-01T00:00:00Z', 'trusted'],
    ['didDocuments', '2026-05-31T23:54:00Z', 'trusted'],
    ['didDocuments', '2026-05-31T23:53:59Z', 'indeterminate: did-state did_unresolvable 0'],
    ['schemas', '2026-05-31T23:54:00Z', 'trusted'],
    ['schemas', '2026-05-31T23:53:59Z', 'indeterminate: schema schema_unavailable 0'],
  ] as const)('%s as of %s', (list, asOf, end) => {
    expect(readAt(list, asOf)).toBe(end)
  })
  it('what is pinned never changes, but whether something newer exists does', () => {
    expect(readAt('resources', '2026-05-31T23:53:59Z', 'pinned')).toBe('indeterminate: resource resource_unavailable 1')
  })
  it('a version that came after the time of evaluation is no answer for it', () => {
    const report = judgeBundle({ reference: 'named' }, (bundle, { url }) => {
      for (const item of bundle.resources) {
        if (item.url === url('a2').latest && item.metadata !== undefined) item.metadata.created = '2026-06-01T00:01:01Z'
      }
    })
    expect(outcome(report)).toBe('indeterminate: resource resource_unavailable 1')
  })
  it('of two versions the one that was the newest at the time of evaluation counts', () => {
    const narrowed = (created: string): string =>
      outcome(
        judge({ reference: 'named' }, (chain) => {
          chain.reissue('a2', {
            created,
            payload: (draft) => {
              draft.credentialSubject.accreditedFor = []
            },
          })
        }),
      )
    expect(narrowed('2026-05-31T00:00:00Z')).toBe('untrusted: scope scope_empty 0')
    expect(narrowed('2026-06-02T00:00:00Z')).toBe('trusted')
  })
  it('a DID without version history: its document as it is', () => {
    const report = judgeBundle({}, (bundle) => {
      for (const item of bundle.didDocuments) delete item.metadata
    })
    expect(outcome(report)).toBe('trusted')
  })
})
