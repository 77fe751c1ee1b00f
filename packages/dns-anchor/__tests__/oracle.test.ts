import { describeWithPrograms, withoutCertificateChecks } from '@trustchains/test-kit'
import type { RecordType } from 'dns-packet'
import type { DnsLookups } from '../src/resolve/dns-lookups.js'
import { ask } from './support/ask-udp.js'
import pLimit from 'p-limit'
import { startDnsWorld, worldPrograms, type DnsWorld } from './support/dns-world.js'
import { inWords, lookUp, lookupsThrough } from './support/lookups.js'
import { DomainName } from '../src/wire/domain-name.js'
import { recordType } from '../src/wire/record-type.js'
import { worldNames, worldTypes } from './support/world-names.js'

type WorldType = (typeof worldTypes)[number]

const questions = (types: readonly WorldType[]): { name: string; type: WorldType }[] =>
  worldNames.flatMap((name) => types.map((type) => ({ name, type })))

/** Results in the order of the items, some of which are under way at the same time. */
async function inParallel<T, R>(items: readonly T[], task: (item: T) => Promise<R>): Promise<R[]> {
  const limit = pLimit(6)
  return await Promise.all(items.map((item) => limit(() => task(item))))
}

describeWithPrograms(worldPrograms, 'real name servers', () => {
  let world: DnsWorld
  const open: DnsLookups[] = []

  beforeAll(async () => {
    world = await startDnsWorld()
    oracles = new Map(
      await inParallel(questions(worldTypes), async ({ name, type }) => [`${name} ${type}`, await oracle(name, type)]),
    )
    delvs = inParallel(questions(worldTypes), async ({ name, type }) => {
      return `${name} ${type} ${isOver ? '' : await world.delv(name, type)}`
    })
  }, 120_000)

  afterAll(async () => {
    isOver = true
    await delvs
    for (const lookups of open) lookups.close()
    await world.stop()
  })

  const through = (...[resolvers, settings]: [string[], Parameters<typeof lookupsThrough>[2]?]): DnsLookups => {
    const addresses = resolvers.map((url) => ({ url, ca: world.certificate }))
    const lookups = lookupsThrough(addresses, world.trustAnchors, settings)
    open.push(lookups)
    return lookups
  }

  /** What unbound says of every name and type, asked for once. */
  let oracles: Map<string, string>

  /** What delv says of each, which takes a process for each: under way beside the other tests. */
  let delvs: Promise<string[]>
  let isOver = false

  /** What unbound says: SERVFAIL, or the response code with or without AD. */
  async function oracle(name: string, type: string): Promise<string> {
    // The codec names types that it does not know by number.
    const known = (type === 'URI' ? 'UNKNOWN_256' : type) as RecordType
    const { rcode, flag_ad } = await ask(world.unboundPort, name, known)
    return rcode === 'SERVFAIL' ? 'failed' : `${flag_ad ? 'secure' : 'insecure'} ${rcode}`
  }

  async function expectAsOracle(lookups: DnsLookups, types: readonly WorldType[]): Promise<void> {
    const asked = questions(types)
    const ours = await inParallel(asked, async ({ name, type }) => {
      return `${name} ${type} ${inWords(await lookUp(lookups, name, type))}`
    })
    expect(ours).toEqual(asked.map(({ name, type }) => `${name} ${type} ${oracles.get(`${name} ${type}`) ?? ''}`))
    expect(ours.length).toBe(worldNames.length * types.length)
  }

  const addresses = {
    UDP: () => `udp://127.0.0.1:${String(world.unboundPort)}`,
    TCP: () => `tcp://127.0.0.1:${String(world.unboundPort)}`,
    TLS: () => `tls://127.0.0.1:${String(world.dotPort)}`,
    HTTPS: () => `https://127.0.0.1:${String(world.dohPort)}/dns-query`,
  }

  it.each(['UDP', 'TCP', 'TLS', 'HTTPS'] as const)(
    'judges every name and type as unbound does, asked over %s, or a verdict would depend on the way to it',
    async (transport) => {
      await expectAsOracle(through([addresses[transport]()]), worldTypes)
    },
    120_000,
  )

  it('judges every name and type as unbound does without keeping any answer', async () => {
    const lookups = through([`udp://127.0.0.1:${String(world.unboundPort)}`], { cacheBytes: 1 })
    await expectAsOracle(lookups, ['TXT', 'DS'])
  })

  it('judges as unbound does with letters of random case', async () => {
    const lookups = through([`udp://127.0.0.1:${String(world.unboundPort)}`], { randomizeCase: true })
    await expectAsOracle(lookups, ['TXT'])
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
    // Further down too, though a zone of its own might stand there, and for what does not exist.
    expect((await lookUp(lookups, 'a.b.ent.rtao.test')).queries).toBe(1)
    expect((await lookUp(lookups, '_did.nope.rtao.test')).queries).toBe(1)
  })

  it('puts no question twice at the same time, and fails nobody because another ran out of time', async () => {
    const lookups = through([`udp://127.0.0.1:${String(world.unboundPort)}`])
    const found = await Promise.all([lookUp(lookups, '_did.rtao.test'), lookUp(lookups, '_did.rtao.test', 'URI')])
    expect(found.map(inWords)).toEqual(['secure NOERROR', 'secure NOERROR'])
    // The keys and the DS records on the way, and two answers.
    expect(found[0].queries + found[1].queries).toBe(7)
    const question = { name: DomainName.parse('host.ed.test')!, type: recordType.A, at: Date.now() }
    const hasty = new AbortController()
    const both = [lookups.lookUp({ ...question, signal: hasty.signal }), lookUp(lookups, 'host.ed.test', 'A')]
    hasty.abort()
    expect((await Promise.all(both)).map(inWords)).toEqual(['failed', 'secure NOERROR'])
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

  it('does not talk to a resolver whose certificate is for another name or from a stranger, whatever the process allows', async () => {
    const dot = `tls://127.0.0.1:${String(world.dotPort)}`
    const doh = `https://127.0.0.1:${String(world.dohPort)}/dns-query`
    const ca = world.certificate
    for (const [url, trusted] of [
      [dot, {}],
      [doh, {}],
      [dot, { ca, serverName: 'other.test' }],
      [doh, { ca, serverName: 'other.test' }],
    ] as const) {
      const ask = async (): Promise<string> => {
        const lookups = lookupsThrough([{ url, ...trusted }], world.trustAnchors)
        open.push(lookups)
        return (await lookUp(lookups, '_did.rtao.test')).verdict.security
      }
      expect([await ask(), await withoutCertificateChecks(ask)]).toEqual(['indeterminate', 'indeterminate'])
    }
  })

  it("judges every name and type as BIND's delv does, a second validator that shares no code with the first", async () => {
    const lookups = through([addresses.UDP()])
    const asked = questions(worldTypes)
    const ours = await inParallel(asked, async ({ name, type }) => {
      const { security, outcome } = (await lookUp(lookups, name, type)).verdict
      return `${name} ${type} ${outcome === undefined ? 'failed' : security}`
    })
    const theirs = await delvs
    // RFC 5155 section 9.2 forbids AD where an opt-out span proves nothing, as unbound and we have it; delv prints that as
    // validated. Nowhere else do we differ.
    const names = ['nope.optout.test', 'ent.optout.test', 'x.wild.optout.test']
    const differing = ours.filter((verdict, index) => verdict !== theirs[index])
    expect(differing.filter((verdict) => !names.some((name) => verdict.startsWith(`${name} `)))).toEqual([
      'plain.optout.test DS insecure',
      'only.ent.optout.test DS insecure',
    ])
    expect(differing.filter((verdict) => !verdict.endsWith(' insecure'))).toEqual([])
  }, 600_000)
})
