import fc from 'fast-check'
import { addDuration, readDuration } from '../src/arguments/read-duration.js'
import { failureOf } from './support/failure-of.js'
import { diplomaTypes, issueChain, type IssuedChain } from './support/issue-chain.js'
import { makeAgent, type MadeAgent } from './support/make-agent.js'

const day = 86_400_000
const inDays = (days: number): string => new Date(Date.now() + days * day).toISOString()
const atu = (code: string): string => `https://publications.europa.eu/resource/authority/atu/${code}`

describe('accreditations', () => {
  let made: MadeAgent
  let chain: IssuedChain

  beforeAll(async () => {
    made = makeAgent()
    chain = await issueChain(made.agent, made.createDid)
    const issue = async (name: string, change: object, limitJurisdiction?: string[]): Promise<void> => {
      await made.agent.issueAccreditation({
        kind: 'attest',
        issuer: chain.certifier,
        subject: `did:example:${name}`,
        name,
        accreditedFor: [
          { schemaId: chain.schemaId, types: diplomaTypes, ...(limitJurisdiction && { limitJurisdiction }) },
        ],
        parentAccreditation: chain.toAccredit,
        rootAuthorization: chain.root,
        ...change,
      })
    }
    await issue('bavarian', { validUntil: inDays(10) }, ['DE-BY'])
    await issue('german', { validUntil: inDays(29) }, ['DEU', 'FIN'])
    await issue('finnish', { validUntil: inDays(45) }, [atu('FIN')])
    await issue('later', { validFrom: inDays(2), validUntil: inDays(5) }, ['DE'])
    await made.agent.issueAccreditation({
      kind: 'attest',
      issuer: chain.certifier,
      subject: 'did:example:mixed',
      name: 'mixed',
      accreditedFor: [
        { schemaId: chain.schemaId, types: ['DiplomaCredential'], limitJurisdiction: ['FR'] },
        { schemaId: chain.schemaId, types: ['VerifiableAttestation', 'DiplomaCredential'], limitJurisdiction: ['DE'] },
      ],
      parentAccreditation: chain.toAccredit,
      rootAuthorization: chain.root,
    })
  })

  const names = async (filter: object): Promise<string[]> => {
    const { entries, total } = await made.agent.listAccreditations({ did: chain.certifier, ...filter })
    expect(entries).toHaveLength(total)
    return entries.map(({ resource }) => resource.resourceName).sort()
  }

  it('are found by jurisdiction, a country standing for its regions and not the other way round', async () => {
    expect(await names({ jurisdiction: 'DE-BY' })).toEqual(['bavarian', 'german', 'later', 'mixed', 'university'])
    expect(await names({ jurisdiction: 'DE' })).toEqual(['german', 'later', 'mixed', 'university'])
    expect(await names({ jurisdiction: 'FI' })).toEqual(['finnish', 'german', 'university'])
    expect(await names({ jurisdiction: 'XX-nowhere' })).toEqual(['university'])
  })

  it('are found by type and jurisdiction only if one entry has both, or an issuer would seem to have more than it has', async () => {
    expect(await names({ type: 'VerifiableAttestation', jurisdiction: 'FR' })).toEqual(['university'])
    expect(await names({ type: 'DiplomaCredential', jurisdiction: 'FR' })).toEqual(['mixed', 'university'])
  })

  it('that end soon are found before they end, and not those that have not begun or have ended', async () => {
    expect(await names({ expiresWithin: 'P9D' })).toEqual([])
    expect(await names({ expiresWithin: 'P30D' })).toEqual(['bavarian', 'german'])
    expect(await names({ expiresWithin: 'PT1000H' })).toEqual(['bavarian', 'german'])
    expect(await names({ expiresWithin: 'P2M' })).toEqual(['bavarian', 'finnish', 'german'])
    expect(await names({ expiresWithin: 'P30D', jurisdiction: 'FIN' })).toEqual(['german'])
    expect(await names({ expiresWithin: 'P4W', kind: 'accredit' })).toEqual([])
  })

  it.each(['30', 30, 'P', 'PT', 'P0D', 'P-1D', 'P1.5D', 'P200Y', 'P1DT', 'p30d'])(
    'a duration that says nothing certain is refused: %s',
    async (expiresWithin) => {
      const { agent } = makeAgent({ schemaValidation: false })
      const error = await failureOf(agent.execute('listAccreditations', { did: 'did:cheqd:testnet:x', expiresWithin }))
      expect(error.code).toBe('invalid_argument')
      expect(error.message).toMatch(/^expiresWithin /)
    },
  )
})

describe('what metadata tells', () => {
  it('costs no reading of contents, so that a large registry is listed at once', async () => {
    const { agent, world, createDid } = makeAgent()
    const chain = await issueChain(agent, createDid)
    for (let index = 0; index < 30; index++) {
      world.publish({
        collection: chain.ministry,
        id: crypto.randomUUID(),
        name: `n${String(index)}`,
        type: 'VerifiableAccreditationToAttest',
        created: new Date(Date.now() - 1000 * index - 1000).toISOString(),
        content: '{}',
      })
    }
    const reads = async (filter: object): Promise<number> => {
      world.calls.length = 0
      await agent.listAccreditations({ did: chain.ministry, pageSize: 3, ...filter })
      return world.calls.filter(({ kind }) => kind === 'dereference').length
    }
    expect(await reads({})).toBe(3)
    expect(await reads({ kind: 'root' })).toBe(1)
    expect(await reads({ kind: 'attest', page: 10 })).toBe(3)
    expect(await reads({ kind: 'attest', page: 11 })).toBe(0)
    expect(await reads({ kind: 'root', type: 'DiplomaCredential' })).toBe(1)
    expect(await reads({ type: 'DiplomaCredential' })).toBe(32)
  })
})

describe('a duration', () => {
  const later = (from: string, duration: string): string =>
    new Date(addDuration(Date.parse(from), readDuration(duration, 'd'))).toISOString()

  it('of months is that of the calendar, cut to the last day of a shorter month', () => {
    expect(later('2026-01-31T10:00:00Z', 'P1M')).toBe('2026-02-28T10:00:00.000Z')
    expect(later('2027-12-31T10:00:00Z', 'P2M')).toBe('2028-02-29T10:00:00.000Z')
    expect(later('2024-02-29T00:00:00Z', 'P1Y')).toBe('2025-02-28T00:00:00.000Z')
    expect(later('2026-01-01T00:00:00Z', 'P1Y2M1W3DT4H5M6S')).toBe('2027-03-11T04:05:06.000Z')
  })

  it('never ends before it begins', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e12 }),
        fc.integer({ min: 0, max: 1199 }),
        fc.integer({ min: 1, max: 30_000 }),
        (time, months, days) => addDuration(time, readDuration(`P${String(months)}M${String(days)}D`, 'd')) > time,
      ),
    )
  })
})
