import { checkLink } from '../src/checks/check-link.js'
import { checkPathLength } from '../src/checks/check-path-length.js'
import { checkRole } from '../src/checks/check-role.js'
import { checkScope, demandOf } from '../src/checks/check-scope.js'
import { coveringEntries, ownTypeRule } from '../src/checks/covers.js'
import type { ReadScope } from '../src/index.js'
import { linkOf } from './support/link-of.js'

const [accredit, attest] = ['VerifiableAccreditationToAccredit', 'VerifiableAccreditationToAttest'] as const
const entry = (types: string[], schemaKey: string | undefined = 'S'): ReadScope => ({
  types,
  ...(schemaKey !== undefined && { schemaKey, schemaId: schemaKey }),
})
const of = (kind: string, accreditedFor: ReadScope[]) => linkOf({ kind, accreditedFor })
const leaf = (types: string[], ...schemas: string[]) =>
  linkOf({
    kind: 'attestation',
    types,
    ...(schemas.length > 0 && { schemas: schemas.map((key) => ({ id: key, key })) }),
  })
const root = of('root', [entry(['A', 'B'])])

describe('scope, without any other check before it', () => {
  it.each([
    ['a parent that is an attestation', leaf(['A']), leaf(['A']), 'scope_exceeded', undefined],
    ['a parent that is accredited for nothing', leaf(['A']), of('attest', []), 'scope_empty', undefined],
    ['a root below something', root, root, 'role_not_permitted', undefined],
    ['an accreditation for nothing', of('attest', []), root, 'scope_empty', undefined],
    ['a leaf of two schemas', leaf(['A'], 'S', 'T'), root, 'scope_exceeded', undefined],
    ['a leaf of generic types', leaf(['VerifiableCredential'], 'S'), root, 'scope_empty', undefined],
    ['a leaf of another type', leaf(['A', 'C'], 'S'), root, 'scope_exceeded', { types: ['A', 'C'], schemaId: 'S' }],
    ['a leaf of another type, without schema', leaf(['C']), root, 'scope_exceeded', { types: ['C'] }],
    [
      'an entry without schema',
      of('attest', [entry(['A'], ''), { types: ['A'] }]),
      of('root', [entry(['A'], '')]),
      'schema_missing',
      undefined,
    ],
    ['an entry of generic types', of('attest', [entry(['VerifiableAttestation'])]), root, 'scope_empty', undefined],
    [
      'a second entry of another type',
      of('attest', [entry(['A']), entry(['VerifiableCredential', 'C'])]),
      root,
      'scope_exceeded',
      { entry: 1, types: ['C'], schemaId: 'S' },
    ],
    [
      'an entry of another schema',
      of('attest', [entry(['A'], 'T')]),
      root,
      'scope_exceeded',
      { entry: 0, types: ['A'], schemaId: 'T' },
    ],
    [
      'another accreditation type than the parent lists',
      of('accredit', [entry(['A'])]),
      of('root', [entry([attest, 'A'])]),
      'scope_exceeded',
      { entry: 0, types: ['A'], schemaId: 'S' },
    ],
  ])('refuses %s', (_name, child, parent, code, details) => {
    const { status, code: found, details: facts, message } = checkScope(child, parent)
    expect([status, found, facts]).toStrictEqual(['fail', code, details])
    expect(message).not.toMatch(/undefined|^ | $/)
  })

  it.each([
    ['a leaf that names its schema', leaf(['VerifiableCredential', 'B'], 'S'), root],
    ['a leaf that names none', leaf(['A']), root],
    ['every entry of an accreditation', of('attest', [entry(['A']), entry(['VerifiableCredential', 'B', 'A'])]), root],
    [
      'by one of two entries that fit, where the other lists another accreditation type',
      of('attest', [entry(['A'])]),
      of('root', [entry([accredit, 'A']), entry([attest, 'A'])]),
    ],
  ])('covers %s', (_name, child, parent) => {
    expect(checkScope(child, parent)).toMatchObject({ status: 'pass', code: 'ok' })
  })

  it('tells an entry that nothing covers from one whose kind is not permitted', () => {
    const uncovered = checkScope(of('attest', [entry(['C'])]), of('root', [entry([attest, 'A'])])).message
    const notPermitted = checkScope(of('accredit', [entry(['A'])]), of('root', [entry([attest, 'A'])])).message
    expect(uncovered).not.toBe(notPermitted)
  })

  it('names the entry that is wrong in its message', () => {
    const wrong = of('attest', [entry(['A']), entry(['C'])])
    expect(checkScope(wrong, root).message).toContain('accreditedFor[1]')
    expect(checkScope(of('attest', [{ types: ['A'] }]), root).message).toContain('accreditedFor[0]')
    expect(checkScope(of('attest', [entry([])]), root).message).toContain('accreditedFor[0]')
    expect(checkScope(of('accredit', [entry(['A'])]), of('root', [entry([attest, 'A'])])).message).toContain(
      'accreditedFor[0]',
    )
  })

  it('a leaf that names several schemas asks for none that an entry could cover', () => {
    expect(demandOf({ types: ['A'], schemas: [] } as never)).toBeUndefined()
    expect(demandOf({ types: ['A'], schemas: [{ key: 'S' }, { key: 'T' }] } as never)).toBeUndefined()
    expect(demandOf({ types: ['A'], schemas: [{ key: 'S' }] } as never)).toEqual({ types: ['A'], schemaKey: 'S' })
    expect(demandOf({ types: ['A'] } as never)).toEqual({ types: ['A'] })
  })
})

describe('what covers what', () => {
  it('an entry without schema covers nothing, also what names none', () => {
    expect(coveringEntries([{ types: ['A'] }], { types: ['A'] })).toEqual([])
  })
  it('generic types ask for nothing, and nothing is not covered', () => {
    expect(coveringEntries([entry(['A'])], { types: [] })).toEqual([])
    expect(coveringEntries([entry(['VerifiableCredential'])], { types: ['VerifiableCredential'] })).toEqual([])
  })
  it('only entries of the schema and of all types', () => {
    const entries = [entry(['A', 'B']), entry(['A']), entry(['A', 'B'], 'T')]
    expect(coveringEntries(entries, { types: ['A', 'B'], schemaKey: 'S' })).toEqual([entries[0]])
    expect(coveringEntries(entries, { types: ['A', 'B'] })).toEqual([entries[0], entries[2]])
  })

  const b = entry(['B'])
  it.each<[string, ReadScope[], 'accredit' | 'attest', ReadScope, boolean]>([
    ['nobody speaks of accrediting', [b], 'attest', b, true],
    ['the covering entry lists it', [entry([attest, 'B'])], 'attest', entry([attest, 'B']), true],
    ['the covering entry lists another', [entry([attest, 'B'])], 'accredit', entry([attest, 'B']), false],
    ['an entry of its own lists it', [entry([attest]), b], 'attest', b, true],
    [
      'an entry of its own lists it, with generic types',
      [entry(['VerifiableCredential', attest]), b],
      'attest',
      b,
      true,
    ],
    ['an entry of its own lists another', [entry([attest]), b], 'accredit', b, false],
    ['another domain’s entry lists it', [entry([attest, 'C']), b], 'attest', b, false],
    [
      'the covering entry lists another, one of its own lists it',
      [entry([attest]), entry([accredit, 'B'])],
      'attest',
      entry([accredit, 'B']),
      false,
    ],
    [
      'an entry of accreditation types covers one',
      [entry([attest, accredit])],
      'attest',
      entry([attest, accredit]),
      true,
    ],
    [
      'an entry of accreditation types without it',
      [entry([accredit]), entry([attest])],
      'attest',
      entry([accredit]),
      true,
    ],
  ])('the own type of an accreditation where %s', (_name, all, kind, covering, permitted) => {
    expect(ownTypeRule(all, kind)(covering)).toBe(permitted)
  })
})

describe('role, without any other check before it', () => {
  const kinds = ['root', 'accredit', 'attest', 'attestation'] as const
  const permitted = [
    'accredit under root',
    'accredit under accredit',
    'attest under root',
    'attest under accredit',
    'attestation under attest',
  ]
  it.each(kinds.flatMap((child) => kinds.map((parent) => [child, parent] as const)))('%s under %s', (child, parent) => {
    const { status, code, message } = checkRole(linkOf({ kind: child }), linkOf({ kind: parent }))
    const isPermitted = permitted.includes(`${child} under ${parent}`)
    expect([status, code]).toEqual(isPermitted ? ['pass', 'ok'] : ['fail', 'role_not_permitted'])
    expect(message).not.toMatch(/^ |undefined| {2}/)
  })
})

describe('link, without any other check before it', () => {
  it.each([
    ['the parent’s subject', { issuer: 'a' }, { subject: 'a' }, ['pass', 'ok', { issuer: 'a' }]],
    ['somebody else', { issuer: 'a' }, { subject: 'b' }, ['fail', 'issuer_not_subject', { issuer: 'a', subject: 'b' }]],
    [
      'whoever, where the parent names nobody',
      { issuer: 'a' },
      {},
      ['fail', 'issuer_not_subject', { issuer: 'a', subject: null }],
    ],
    [
      'two at once',
      { issuer: 'a', conflicts: ['x', 'y'] },
      { subject: 'a' },
      ['fail', 'issuer_not_subject', undefined],
    ],
  ])('issued by %s', (_name, child, parent, end) => {
    const { status, code, details } = checkLink(linkOf(child), linkOf(parent))
    expect([status, code, details]).toEqual(end)
  })
  it('without a parent only what the credential says of itself counts', () => {
    expect(checkLink(linkOf({ issuer: 'a' }), undefined).status).toBe('pass')
    expect(checkLink(linkOf({ issuer: 'a', conflicts: ['x', 'y'] }), undefined)).toMatchObject({
      status: 'fail',
      message: 'x; y',
    })
  })
})

describe('path-length, without any other check before it', () => {
  const chain = (...kinds: [kind: string, maxPathLength?: number][]) =>
    kinds.map(([kind, maxPathLength]) => linkOf({ kind, ...(maxPathLength !== undefined && { maxPathLength }) }))
  it.each([
    ['as many as allowed', chain(['attestation'], ['attest'], ['accredit'], ['root']), 2, undefined],
    [
      'one more',
      chain(['attestation'], ['attest'], ['accredit'], ['root']),
      1,
      { accreditations: 2, maxPathLength: 1 },
    ],
    ['none', chain(['root']), 0, undefined],
    [
      'as many below as a link allows',
      chain(['attestation'], ['attest'], ['accredit'], ['accredit', 1], ['root', 2]),
      9,
      undefined,
    ],
    [
      'more below than the root allows',
      chain(['attestation'], ['attest'], ['accredit'], ['accredit', 1], ['root', 1]),
      9,
      { link: 4, maxPathLength: 1, below: 2 },
    ],
    [
      'more below than a link allows',
      chain(['attestation'], ['attest'], ['accredit'], ['accredit', 0], ['root', 2]),
      9,
      { link: 3, maxPathLength: 0, below: 1 },
    ],
    [
      'a bound on one to attest, which has none below',
      chain(['attestation'], ['attest', 0], ['root', 0]),
      9,
      undefined,
    ],
    [
      'an accreditation shown as the leaf counts',
      chain(['accredit'], ['root', 0]),
      9,
      { link: 1, maxPathLength: 0, below: 1 },
    ],
    ['a claim on an attestation is none', chain(['accredit'], ['attestation', 0], ['root']), 9, undefined],
  ])('%s', (_name, links, most, details) => {
    const finding = checkPathLength(links, most)
    const { code, details: facts } = finding
    expect(details === undefined ? code : [code, facts]).toEqual(
      details === undefined ? 'ok' : ['path_too_long', details],
    )
    expect(finding.message).toMatch(/\S{3,} /)
    expect(finding.message).not.toMatch(/undefined|^ | {2}/)
  })
})
