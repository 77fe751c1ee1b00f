import type { RecordType } from 'dns-packet'
import type { DnsLookups } from '../src/resolve/dns-lookups.js'
import { ask } from './support/ask-udp.js'
import { describeWithServers } from './support/describe-with-servers.js'
import { startDnsWorld, type DnsWorld } from './support/dns-world.js'
import { inWords, lookUp, lookupsThrough } from './support/lookups.js'
import { worldNames, worldTypes } from './support/world-names.js'

describeWithServers('real name servers', () => {
  let world: DnsWorld
  const open: DnsLookups[] = []

  beforeAll(async () => {
    world = await startDnsWorld()
  })

  afterAll(async () => {
    for (const lookups of open) lookups.close()
    await world.stop()
  })

  const through = (...[resolvers, settings]: [string[], Parameters<typeof lookupsThrough>[2]?]): DnsLookups => {
    const addresses = resolvers.map((url) => ({ url, ca: world.certificate }))
    const lookups = lookupsThrough(addresses, world.trustAnchors, settings)
    open.push(lookups)
    return lookups
  }

  /** What unbound says: SERVFAIL, or the response code with or without AD. */
  async function oracle(name: string, type: string): Promise<string> {
    // The codec names types that it does not know by number.
    const known = (type === 'URI' ? 'UNKNOWN_256' : type) as RecordType
    const { rcode, flag_ad } = await ask(world.unboundPort, name, known)
    return rcode === 'SERVFAIL' ? 'failed' : `${flag_ad ? 'secure' : 'insecure'} ${rcode}`
  }

  async function expectAsOracle(lookups: DnsLookups, types: readonly (typeof worldTypes)[number][]): Promise<void> {
    const ours: string[] = []
    const theirs: string[] = []
    for (const name of worldNames) {
      for (const type of types) {
        ours.push(`${name} ${type} ${inWords(await lookUp(lookups, name, type))}`)
        theirs.push(`${name} ${type} ${await oracle(name, type)}`)
      }
    }
    expect(ours).toEqual(theirs)
  }

  it('judges every name and type as unbound does, asking unbound over UDP', async () => {
    await expectAsOracle(through([`udp://127.0.0.1:${String(world.unboundPort)}`]), worldTypes)
  })

  it('judges every name and type as unbound does without keeping any answer', async () => {
    const lookups = through([`udp://127.0.0.1:${String(world.unboundPort)}`], { cacheBytes: 1 })
    await expectAsOracle(lookups, ['TXT', 'DS'])
  })

  it('judges as unbound does over TCP', async () => {
    await expectAsOracle(through([`tcp://127.0.0.1:${String(world.unboundPort)}`]), ['TXT', 'A'])
  })

  it('judges as unbound does over TLS', async () => {
    await expectAsOracle(through([`tls://127.0.0.1:${String(world.dotPort)}`]), ['TXT', 'URI'])
  })

  it('judges as unbound does over HTTPS', async () => {
    await expectAsOracle(through([`https://127.0.0.1:${String(world.dohPort)}/dns-query`]), ['TXT', 'TLSA'])
  })

  it('judges as unbound does with letters of random case', async () => {
    const lookups = through([`udp://127.0.0.1:${String(world.unboundPort)}`], { randomizeCase: true })
    await expectAsOracle(lookups, ['TXT'])
  })

  it("judges TXT records as BIND's delv does", async () => {
    const lookups = through([`udp://127.0.0.1:${String(world.unboundPort)}`])
    // RFC 5155 section 9.2 forbids AD on an absence in an opt-out span, as unbound and we have it; delv prints it as validated.
    const names = worldNames.filter((name) => !['nope.optout.test', 'ent.optout.test'].includes(name))
    const ours = await Promise.all(
      names.map(async (name) => `${name} ${inWords(await lookUp(lookups, name)).split(' ')[0] ?? ''}`),
    )
    expect(ours).toEqual(names.map((name) => `${name} ${world.delv(name)}`))
  })

  it('judges the name server itself, which resolves nothing, as unbound does', async () => {
    const lookups = through([`udp://127.0.0.1:${String(world.namedPort)}`])
    for (const name of ['rtao', 'ed', 'rsa', 'rsa512', 'p384', 'ed448', 'unsigned', 'bogus', 'expired', 'stripped']) {
      const full = `_did.${name}.test`
      expect(`${full} ${inWords(await lookUp(lookups, full))}`).toBe(`${full} ${await oracle(full, 'TXT')}`)
    }
  })

  it('takes a zone that only SHA-1 vouches for as unsigned, though unbound does not yet', async () => {
    const lookups = through([`udp://127.0.0.1:${String(world.unboundPort)}`])
    const { verdict } = await lookUp(lookups, '_did.sha1ds.test')
    expect(verdict).toMatchObject({ security: 'insecure', code: 'unsigned', outcome: 'answer' })
  })

  it('gives the records themselves, all character strings of them', async () => {
    const lookups = through([`tls://127.0.0.1:${String(world.dotPort)}`])
    const { verdict, proof } = await lookUp(lookups, '_did.rtao.test')
    expect(verdict.rdatas.map(String)).toEqual([
      '\fdid:example:\x06joined',
      '6did:cheqd:testnet:55dbc8bf-fba3-4117-855c-1e0dc1d3bb47',
    ])
    expect(proof.map(({ name, type }) => `${name} ${String(type)}`)).toEqual([
      '_did.rtao.test. 16',
      '. 48',
      'test. 43',
      'test. 48',
      'rtao.test. 43',
      'rtao.test. 48',
    ])
  })

  it('asks nothing for an answer that it keeps, and one question for another name of the zone', async () => {
    const lookups = through([`udp://127.0.0.1:${String(world.unboundPort)}`])
    await lookUp(lookups, '_did.rtao.test')
    expect((await lookUp(lookups, '_did.rtao.test')).queries).toBe(0)
    expect((await lookUp(lookups, 'host.rtao.test', 'A')).queries).toBe(1)
  })

  it('asks the next resolver where one is down', async () => {
    const dead = 'udp://127.0.0.1:1'
    const lookups = through([dead, `udp://127.0.0.1:${String(world.unboundPort)}`], { queryTimeoutMs: 500 })
    const { verdict } = await lookUp(lookups, '_did.rtao.test')
    expect(verdict.security).toBe('secure')
  })

  it('believes a resolver where it is told to, and no further', async () => {
    const lookups = through([`tls://127.0.0.1:${String(world.dotPort)}`], { validation: 'trust-ad' })
    const words = await Promise.all(
      ['_did.rtao.test', 'alias.rtao.test', 'toplain.rtao.test', '_did.bogus.test', 'nope.rtao.test'].map(
        async (name) => inWords(await lookUp(lookups, name)),
      ),
    )
    expect(words).toEqual(['secure NOERROR', 'secure NOERROR', 'insecure NOERROR', 'failed', 'secure NXDOMAIN'])
  })

  it('does not talk to a resolver whose certificate is for another name or from a stranger', async () => {
    const stranger = lookupsThrough([`tls://127.0.0.1:${String(world.dotPort)}`], world.trustAnchors)
    const url = `https://127.0.0.1:${String(world.dohPort)}/dns-query`
    const misnamed = lookupsThrough([{ url, ca: world.certificate, serverName: 'other.test' }], world.trustAnchors)
    open.push(stranger, misnamed)
    expect((await lookUp(stranger, '_did.rtao.test')).verdict.security).toBe('indeterminate')
    expect((await lookUp(misnamed, '_did.rtao.test')).verdict.security).toBe('indeterminate')
  })
})
