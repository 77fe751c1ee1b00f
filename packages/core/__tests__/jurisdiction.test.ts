import {
  evidenceFromWorld,
  mintChain,
  type LinkTamper,
  type MintedChain,
  type MintOptions,
} from '@trustchains/test-kit'
import { holdsIn, validateChain, type TrustPolicy } from '../src/index.js'
import { Area } from '../src/jurisdiction/area.js'

const atu = (code: string): string => `https://publications.europa.eu/resource/authority/atu/${code}`

describe('Where an accreditation holds', () => {
  it.each([
    ['a country in itself', 'DE', 'DE'],
    ['a country in its own other codes', 'DEU', 'DE'],
    ['a country in its EU code', atu('DEU'), 'DE'],
    ['an ISO region in its country', 'DE-BY', 'DEU'],
    ['an ISO region in itself, whatever its case', 'de-by', 'DE-BY'],
    ['an EU region in its country', atu('DEU_LKR_MAITAU'), atu('DEU')],
    ['an EU region in a region that holds it', atu('DEU_LKR_MAITAU'), atu('DEU_LKR')],
    ['a code of no known system in itself', 'moon', 'moon'],
  ])('holds %s', (_, inner, outer) => {
    expect(Area.of([outer]).contains(Area.of([inner]))).toBe(true)
  })

  it.each([
    ['another country', 'FIN', 'DEU'],
    ['the country of a region', 'DE', 'DE-BY'],
    ['the country of an EU region', atu('DEU'), atu('DEU_LKR')],
    ['a code that only begins alike', atu('DEUX'), atu('DEU')],
    ['a region that only begins alike', atu('DEU_LKRX'), atu('DEU_LKR')],
    ['a region of another system, which can not be compared', atu('DEU_LKR'), 'DE-BY'],
    ['a code of no known system', 'moon', 'DE'],
    ['the codes of another host that look like the EU’s', 'https://example.org/atu/DEU', 'DE'],
    ['an inherited name of objects', 'constructor', 'DE'],
    ['a code with a letter of another alphabet that has the same capital', 'ſE', 'SE'],
    ['an EU region so deep that no table has it', atu(`DEU${'_A'.repeat(9)}`), atu('DEU')],
  ])('does not hold %s', (_, inner, outer) => {
    expect(Area.of([outer]).contains(Area.of([inner]))).toBe(false)
  })

  it('holds nothing where its list is empty', () => {
    expect(Area.of([]).isNowhere).toBe(true)
    expect(Area.of([]).contains(Area.of(['DE']))).toBe(false)
    expect(Area.everywhere.contains(Area.of(['DE', 'moon']))).toBe(true)
    expect(Area.of(['DE']).contains(Area.everywhere)).toBe(false)
  })
})

it('a listing by jurisdiction finds what a verifier would accept there, and nothing else', () => {
  expect(holdsIn(['DE', 'FR'], 'DE-BY')).toBe(true)
  expect(holdsIn(['DE-BY'], 'DE')).toBe(false)
  expect(holdsIn(undefined, 'DE')).toBe(true)
  expect(holdsIn([], 'DE')).toBe(false)
})

describe('A chain whose accreditations are limited to jurisdictions', () => {
  const judge = (
    options: MintOptions,
    policy: TrustPolicy = {},
    change: (chain: MintedChain) => void = () => undefined,
  ) => {
    const chain = mintChain(options)
    change(chain)
    const report = validateChain(evidenceFromWorld(chain.world, chain.leaf, chain.at), { ...chain.policy, ...policy })
    return { verdict: report.verdict, codes: report.reasons.map(({ code }) => code) }
  }
  const trusted = { verdict: 'trusted', codes: [] }
  const exceeded = { verdict: 'untrusted', codes: ['jurisdiction_exceeded'] }

  it('is trusted where they narrow from the root down', () => {
    expect(judge({ jurisdiction: { root: ['DE', 'FI'], a1: 'DE', a2: ['DE-BY', 'DE-BE'] } })).toEqual(trusted)
  })

  it('is refused where one is wider than what stands above it', () => {
    expect(judge({ jurisdiction: { root: 'FI', a1: 'DE' } })).toEqual(exceeded)
    expect(judge({ jurisdiction: { root: 'DE-BY', a1: 'DE' } })).toEqual(exceeded)
    expect(judge({ jurisdiction: { root: ['DE', 'FI'], a1: ['DE', 'SE'] } })).toEqual(exceeded)
  })

  it('is refused where a limit is left out by one link and set wider by the next', () => {
    expect(judge({ depth: 3, jurisdiction: { root: 'FI', a2: 'DE' } })).toEqual(exceeded)
  })

  it('inherits a limit that is left out, also for the jurisdiction asked for', () => {
    expect(judge({ jurisdiction: { root: 'FI' } }, { jurisdiction: 'FIN' })).toEqual(trusted)
    expect(judge({ jurisdiction: { root: 'FI' } }, { jurisdiction: 'DE' })).toEqual(exceeded)
  })

  it('is refused in all the country where it is limited to a region', () => {
    expect(judge({ jurisdiction: { a2: 'DE-BY' } }, { jurisdiction: 'DE-BY' })).toEqual(trusted)
    expect(judge({ jurisdiction: { a2: 'DE-BY' } }, { jurisdiction: 'DE' })).toEqual(exceeded)
  })

  it('covers nothing with an empty list', () => {
    expect(judge({ jurisdiction: { a2: [] } })).toEqual(exceeded)
  })

  it('is refused where an accreditation gives a place that nobody above it had, though the leaf needs it not: else its holder sells what was never granted', () => {
    const licencesIn = (limitJurisdiction: string[]) => ({
      payload: ({ credentialSubject }: { credentialSubject: { accreditedFor: object[] } }) => {
        const [diplomas] = credentialSubject.accreditedFor
        credentialSubject.accreditedFor = [diplomas as object, { ...diplomas, types: ['Licence'], limitJurisdiction }]
      },
    })
    const given = (root: string[], a1: string[]) =>
      judge({ tamper: { root: licencesIn(root), a1: licencesIn(a1) } as never })
    expect(given(['DE'], ['DE-BY'])).toEqual(trusted)
    expect(given([], ['DE'])).toEqual(exceeded)
  })

  it('is refused at once where a limit is as deep as a resource can hold: else one credential stops the verifier', () => {
    expect(judge({ jurisdiction: { root: 'DE', a1: atu(`DEU${'_A'.repeat(100_000)}`) } })).toEqual(exceeded)
  })

  it('holds for any jurisdiction where nothing limits it', () => {
    expect(judge({}, { jurisdiction: 'DE' })).toEqual(trusted)
  })

  it('judges each entry by the entry that covers it: limits are not added up over two', () => {
    const twoEntries =
      (limits: [string[], string[]]) => (payload: { credentialSubject: { accreditedFor: object[] } }) => {
        const [entry] = payload.credentialSubject.accreditedFor
        payload.credentialSubject.accreditedFor = limits.map((limitJurisdiction) => ({ ...entry, limitJurisdiction }))
      }
    const split = { tamper: { a1: { payload: twoEntries([['DE'], ['FI']]) as never } } }
    expect(judge({ ...split, jurisdiction: { a2: ['FI'] } })).toEqual(trusted)
    expect(judge({ ...split, jurisdiction: { a2: ['DE', 'FI'] } })).toEqual(exceeded)
    expect(judge(split, { jurisdiction: 'FI' })).toEqual(trusted)
    expect(judge(split, { jurisdiction: 'SE' })).toEqual(exceeded)
  })

  describe('whose entries say how they may be handed on', () => {
    const domain = ['VerifiableCredential', 'VerifiableAttestation', 'DiplomaCredential']
    const [toAttest, toAccredit] = ['VerifiableAccreditationToAttest', 'VerifiableAccreditationToAccredit']
    const scopes = (...entries: [types: string[], limitJurisdiction?: string][]): LinkTamper => ({
      payload: ({ credentialSubject }, { schemaUrl }) => {
        credentialSubject.accreditedFor = entries.map(([types, limitJurisdiction]) => ({
          schemaId: schemaUrl,
          types: [...domain, ...types],
          ...(limitJurisdiction !== undefined && { limitJurisdiction }),
        }))
      },
    })
    // To be attested for in Germany, to be accredited for in France.
    const given = (a2: LinkTamper, jurisdiction?: string) =>
      judge(
        {
          tamper: { root: scopes([[toAttest, toAccredit]]), a1: scopes([[toAttest], 'DE'], [[toAccredit], 'FR']), a2 },
        },
        jurisdiction === undefined ? {} : { jurisdiction },
      )

    it('holds where the entry does that permits its own type', () => {
      expect(given(scopes([[], 'DE']))).toEqual(trusted)
      expect(given(scopes([[]]), 'DE')).toEqual(trusted)
    })

    it('does not hold where only an entry for another type of accreditation does: else a right is used in a country where it was never given', () => {
      expect(given(scopes([[], 'FR']))).toEqual(exceeded)
      expect(given(scopes([[]]), 'FR')).toEqual(exceeded)
    })
  })

  describe('whose leaf names no schema', () => {
    const name = 'FrenchDiploma'
    const publishFrench = ({ world, did }: MintedChain): void => {
      world.publish({
        collection: did('root'),
        name,
        type: 'JSONSchemaValidator2020',
        id: '00000000-0000-4000-8000-000000000008',
        created: '2026-01-01T00:00:00Z',
        content: JSON.stringify({ properties: { credentialSubject: { type: 'object', required: ['frenchId'] } } }),
      })
    }
    const entries: LinkTamper = {
      payload: ({ credentialSubject }, { schemaUrl }) => {
        const types = ['VerifiableCredential', 'VerifiableAttestation', 'DiplomaCredential']
        credentialSubject.accreditedFor = [
          { schemaId: schemaUrl, types, limitJurisdiction: 'DE' },
          { schemaId: schemaUrl.replace('DiplomaSchema', name), types, limitJurisdiction: 'FR' },
        ]
      },
    }
    const askedFor = (jurisdiction: string, policy: TrustPolicy = {}, change = publishFrench) =>
      judge(
        {
          tamper: {
            root: entries,
            a1: entries,
            a2: entries,
            leaf: {
              payload: (draft) => {
                delete draft.credentialSchema
              },
            },
          },
        },
        { jurisdiction, ...policy },
        change,
      )

    it('holds where an entry does whose schema it satisfies, and nowhere else: else it takes its form from one entry and its country from another', () => {
      expect(askedFor('DE')).toEqual(trusted)
      expect(askedFor('FR')).toEqual(exceeded)
      expect(askedFor('FR', { schema: 'off' })).toEqual(trusted)
    })

    it('is left open where only a schema that is not to be had could let it hold there', () => {
      const missing = { verdict: 'indeterminate', codes: ['schema_unavailable'] }
      expect(askedFor('FR', {}, () => undefined)).toEqual(missing)
      expect(askedFor('DE', {}, () => undefined)).toEqual(trusted)
      expect(askedFor('SE', {}, () => undefined)).toEqual(exceeded)
    })
  })

  it('of too many entries and limits is refused at once, superseded or not: else one credential stops the verifier for minutes', () => {
    const depth = 8
    const kinds = ['root', ...Array.from({ length: depth }, (_, index) => `a${String(index + 1)}`)]
    const scope = (kind: string): LinkTamper => ({
      payload: ({ credentialSubject }, { schemaUrl }) => {
        credentialSubject.accreditedFor = Array.from({ length: 256 }, (_, index) => ({
          schemaId: schemaUrl,
          types: ['D'],
          ...(kind === 'root' && { limitJurisdiction: [`X${String(index)}`] }),
        }))
      },
    })
    const tamper = Object.fromEntries(kinds.map((kind) => [kind, scope(kind)]))
    const chain = mintChain({ depth, tamper })
    const { reasons } = validateChain(evidenceFromWorld(chain.world, chain.leaf, chain.at), chain.policy)
    expect(reasons.map(({ code }) => code)).toContain('limit_exceeded')
  })
})
