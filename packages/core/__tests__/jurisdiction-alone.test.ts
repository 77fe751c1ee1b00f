import type { CheckContext } from '../src/checks/check-context.js'
import { checkJurisdiction } from '../src/checks/check-jurisdiction.js'
import type { ReadScope } from '../src/index.js'
import { Area } from '../src/jurisdiction/area.js'
import { namesOfPlace } from '../src/jurisdiction/names-of-place.js'
import { linkOf } from './support/link-of.js'

const atu = (code: string): string => `https://publications.europa.eu/resource/authority/atu/${code}`

describe('what a code of a jurisdiction means', () => {
  it.each([
    ['DE', ['DEU']],
    ['deu', ['DEU']],
    ['DE-BY', ['DEU-BY', 'DEU']],
    ['de-by', ['DEU-BY', 'DEU']],
    ['DE-1AB', ['DEU-1AB', 'DEU']],
    [atu('DEU'), ['DEU']],
    [atu('DEU').replace('https', 'http').replace('atu', 'country'), ['DEU']],
    [atu('DEU_LKR_X'), ['DEU_LKR_X', 'DEU_LKR', 'DEU']],
  ])('%s lies in what has one of its names', (code, names) => {
    expect(namesOfPlace(code)).toEqual(names)
  })

  it.each([
    'moon',
    'XX',
    'XX-BY',
    'DE-',
    'DE-ABCD',
    'DEU-BY',
    '-BY',
    'xDE-BY',
    'DE-BYx y',
    'ſE',
    atu('DEUX'),
    atu('DEU_'),
    atu('DEU_lkr'),
    `x${atu('DEU')}`,
    `${atu('DEU')}/x`,
    '',
  ])('%s is none, and lies in nothing but itself', (code) => {
    expect(namesOfPlace(code)).toEqual([`code:${code}`])
  })

  it('has no more names than it costs nothing to compare, however deep a hostile accreditation writes it', () => {
    expect(namesOfPlace(atu(`DEU${'_A'.repeat(8)}`))).toHaveLength(9)
    expect(namesOfPlace(atu(`DEU${'_A'.repeat(2000)}`))).toHaveLength(1)
  })

  it('is written for people, and not without end', () => {
    expect(String(Area.everywhere)).toBe('everywhere')
    expect(String(Area.of(['DE', 'FI']))).toBe('DE FI')
    expect(String(Area.of(['x'.repeat(600)]))).toHaveLength(512)
  })
})

describe('jurisdiction, without any other check before it', () => {
  const entry = (limitJurisdiction?: string[], types = ['A']): ReadScope => ({
    schemaKey: 'S',
    types,
    ...(limitJurisdiction && { limitJurisdiction }),
  })
  const of = (kind: string, ...accreditedFor: ReadScope[]) => linkOf({ kind, accreditedFor })
  const leaf = linkOf({ kind: 'attestation', types: ['A'], schemas: [{ key: 'S' }] })
  const judge = (links: ReturnType<typeof linkOf>[], jurisdiction?: string, complete = true) => {
    const context = { policy: { jurisdiction }, path: { complete } } as unknown as CheckContext
    const { status, code, details } = checkJurisdiction(context, links)
    return details === undefined ? [status, code] : [status, code, details]
  }
  const exceeded = ['fail', 'jurisdiction_exceeded']

  it.each<[string, () => unknown[], unknown[]]>([
    ['nothing is limited, nothing asked', () => judge([leaf, of('root', entry())]), ['skipped', 'not_applicable']],
    [
      'nothing is limited, some place asked',
      () => judge([leaf, of('root', entry())], 'DE'),
      ['pass', 'ok', { jurisdiction: 'DE' }],
    ],
    ['something is limited, nothing asked', () => judge([leaf, of('root', entry(['DE']))]), ['pass', 'ok']],
    [
      'only one of several entries is limited, and an entry below goes beyond it',
      () => judge([of('attest', entry(['FI'])), of('root', entry(['DE']), entry(undefined, ['B']))]).slice(0, 2),
      exceeded,
    ],
    [
      'only one of several entries is limited, and it holds for the leaf',
      () => judge([leaf, of('root', entry(['DE']), entry(undefined, ['B']))]),
      ['pass', 'ok'],
    ],
    [
      'an accreditation shown as the leaf that holds nowhere',
      () => judge([of('attest', entry([])), of('root', entry(['DE']))]),
      exceeded,
    ],
    ['no root was reached', () => judge([leaf, of('attest', entry(['DE']))], 'DE', false), ['skipped', 'not_reached']],
    [
      'the place lies in the limit',
      () => judge([leaf, of('root', entry(['DE']))], 'DE-BY'),
      ['pass', 'ok', { jurisdiction: 'DE-BY' }],
    ],
    [
      'the place lies elsewhere',
      () => judge([leaf, of('root', entry(['DE']))], 'FI'),
      [...exceeded, { jurisdiction: 'FI' }],
    ],
    [
      'an accreditation shown as the leaf is judged too',
      () => judge([of('attest', entry(['FI'])), of('root', entry(['DE']))]),
      [...exceeded, { link: 0, entry: 0, limitJurisdiction: ['FI'], above: ['DE'] }],
    ],
    [
      'an accreditation shown as the leaf holds where it says',
      () => judge([of('attest', entry(['DE-BY'])), of('root', entry(['DE']))], 'DE-BY'),
      ['pass', 'ok', { jurisdiction: 'DE-BY' }],
    ],
    [
      'one of its entries',
      () => judge([of('attest', entry(['DE-BY']), entry(['DE-BE'])), of('root', entry(['DE']))], 'DE-BE'),
      ['pass', 'ok', { jurisdiction: 'DE-BE' }],
    ],
    [
      'a second entry that is wider',
      () => judge([leaf, of('attest', entry(['DE']), entry(['SE', 'FI'])), of('root', entry(['DE']))]),
      [...exceeded, { link: 1, entry: 1, limitJurisdiction: ['SE', 'FI'], above: ['DE'] }],
    ],
    [
      'an entry that nothing above covers is for scope',
      () => judge([leaf, of('attest', entry(['DE']), entry(['FI'], ['B'])), of('root', entry(['DE']))]),
      ['pass', 'ok'],
    ],
    ['a limit to nowhere', () => judge([leaf, of('root', entry([]))]), exceeded],
    [
      'a limit to nowhere beside another',
      () => judge([leaf, of('root', entry([]), entry(['DE']))], 'DE'),
      ['pass', 'ok', { jurisdiction: 'DE' }],
    ],
    ['below nowhere there is nothing', () => judge([leaf, of('attest', entry()), of('root', entry([]))]), exceeded],
    [
      'an entry for a place, below entries that all hold nowhere, claims what nobody above it had',
      () => judge([leaf, of('attest', entry(), entry(['DE'], ['B'])), of('root', entry(), entry([], ['B']))]),
      [...exceeded, { link: 1, entry: 1, limitJurisdiction: ['DE'], above: [] }],
    ],
    [
      'an entry that inherits from such that it holds nowhere takes nothing from what stands beside it',
      () => judge([leaf, of('attest', entry(), entry(undefined, ['B'])), of('root', entry(), entry([], ['B']))]),
      ['pass', 'ok'],
    ],
    [
      'sixty-four entries that hold nowhere do not hide the one that holds',
      () => judge([leaf, of('root', ...Array.from({ length: 64 }, () => entry([])), entry(['DE']))]),
      ['pass', 'ok'],
    ],
    [
      'a leaf that names two schemas',
      () =>
        judge([
          linkOf({ kind: 'attestation', types: ['A'], schemas: [{ key: 'S' }, { key: 'T' }] }),
          of('root', entry(['DE'])),
        ]),
      exceeded,
    ],
    [
      'a leaf that nothing covers',
      () => judge([linkOf({ kind: 'attestation', types: ['B'] }), of('root', entry(['DE']))]),
      exceeded,
    ],
    [
      'what is left out is inherited',
      () => judge([leaf, of('attest', entry()), of('accredit', entry(['DE'])), of('root', entry(['DE', 'FI']))], 'FI'),
      [...exceeded, { jurisdiction: 'FI' }],
    ],
  ])('%s', (_name, found, end) => {
    expect(found()).toStrictEqual(end)
  })

  it('shows sixteen places of many, each bounded: a hostile accreditation could fill the log', () => {
    const many = Array.from({ length: 20 }, (_, index) => `${'x'.repeat(200)}${String(index)}`)
    const above = Array.from({ length: 20 }, () => entry(['DE']))
    const [, , details] = judge([leaf, of('attest', entry(many)), of('root', ...above)]) as [
      string,
      string,
      { limitJurisdiction: string[]; above: string[] },
    ]
    expect(details.limitJurisdiction).toEqual(Array.from({ length: 16 }, () => 'x'.repeat(128)))
    expect(details.above).toHaveLength(16)
  })

  it('keeps 64 ways of entries that cover the same, so that they do not multiply', () => {
    const twice = (limit?: string[]): ReadScope[] => Array.from({ length: 63 }, () => entry(limit))
    const links = [leaf, of('attest', entry(['FI'])), of('root', ...twice(['DE']), entry(['FI']), entry(['SE']))]
    expect(judge(links, 'FI')).toEqual(['pass', 'ok', { jurisdiction: 'FI' }])
    const beyond = [leaf, of('attest', entry(['SE'])), of('root', ...twice(['DE']), entry(['FI']), entry(['SE']))]
    expect(judge(beyond, 'SE').slice(0, 2)).toEqual(exceeded)
  })
})
