import { escapeName, selectResource } from '../src/ledger/select-resource.js'
import { sortNewestFirst } from '../src/ledger/sort-newest-first.js'
import { metadata } from './support/canned.js'

const id = (digit: number) => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`
const version = (digit: number, fields: object = {}) =>
  metadata({
    resourceId: id(digit),
    previousVersionId: digit > 1 ? id(digit - 1) : null,
    nextVersionId: id(digit + 1),
    ...fields,
  })

describe('sortNewestFirst', () => {
  it('puts versions of the same second in the order in which the ledger linked them', () => {
    const shuffled = [version(2), version(4), version(1), version(3)]
    expect(sortNewestFirst(shuffled).map(({ resourceId }) => resourceId)).toEqual([4, 3, 2, 1].map(id))
  })

  it('lets time decide before links', () => {
    const later = version(1, { created: '2024-01-01T00:00:00Z', nextVersionId: null })
    expect(sortNewestFirst([version(2), later])[0]).toBe(later)
  })

  it('ends although versions link to each other in a ring', () => {
    const ring = [version(1, { previousVersionId: id(3) }), version(2), version(3)]
    expect(sortNewestFirst(ring)).toHaveLength(3)
  })

  it('takes thousands of versions of one resource without running out of stack', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) =>
      metadata({ resourceId: `r${index}`, previousVersionId: index === 0 ? null : `r${index - 1}` }),
    )
    expect(sortNewestFirst(chain)[0]?.resourceId).toBe('r19999')
  })
})

describe('selectResource', () => {
  it('takes the newest version that is not later than the time asked', () => {
    const old = version(1)
    const recent = version(2, { created: '2024-01-01T00:00:00Z' })
    const at = (time: string) => ({ resourceName: 'Demo', resourceVersionTime: Date.parse(time) / 1000 })
    expect(selectResource([old, recent], at('2023-12-31T23:59:59Z'))).toBe(old)
    expect(selectResource([old, recent], at('2024-01-01T00:00:00Z'))).toBe(recent)
  })

  it.each([
    ['no resource of the name', { resourceName: 'Other' }, 'notFound'],
    ['one name for resources of two types', { resourceName: 'Demo' }, 'notFound'],
    ['one type for resources of two names', { resourceType: 'String' }, 'invalidDidUrl'],
    ['one checksum for two resources', { checksum: metadata().checksum, resourceName: 'Demo' }, 'invalidDidUrl'],
  ])('does not guess: %s', (_what, query, code) => {
    const resources = [
      version(1),
      metadata({ resourceId: id(5), resourceType: 'Image' }),
      metadata({ resourceId: id(6), resourceName: 'Third' }),
    ]
    expect(() => selectResource(resources, query)).toThrow(expect.objectContaining({ code }) as Error)
  })

  it('finds a name that was published percent-encoded, as the resolver does', () => {
    const encoded = metadata({ resourceName: 'Another%20Ecosystem%20Name' })
    expect(selectResource([encoded], { resourceName: 'Another Ecosystem Name' })).toBe(encoded)
    expect(escapeName("a/b c+d=e'(f)*~!")).toBe('a%2Fb%20c+d=e%27%28f%29%2A~%21')
  })
})
