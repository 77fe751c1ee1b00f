import { describeWithPrograms } from '@trustchains/test-kit'
import type { DnsLookup } from '../src/resolve/dns-lookups.js'
import { agentWith } from './support/agent.js'
import { startDnsWorld, worldPrograms, type DnsWorld } from './support/dns-world.js'
import { startHostileZones, type HostileZones } from './support/hostile-zones.js'
import { liveAttacks, type Target } from './support/live-attacks.js'
import { lookUp, lookupsThrough } from './support/lookups.js'
import { startTamperingProxy, type Tamper } from './support/tampering-proxy.js'

/** A zone with NSEC, one with NSEC3, one with opt-out, one below that. */
const targets: Target[] = ['rtao.test', 'ed.test', 'optout.test', 'sub.optout.test'].map((zone) => ({
  zone,
  name: `_did.${zone}`,
}))

/** For one question to one resolver, and for a whole call, milliseconds. */
const [queryTimeoutMs, deadlineMs] = [400, 3000]

describeWithPrograms(worldPrograms, 'Somebody between the plugin and a real resolver, who', () => {
  let world: DnsWorld

  beforeAll(async () => {
    world = await startDnsWorld()
  })

  afterAll(async () => {
    await world.stop()
  })

  async function through(
    tamper: Tamper,
    { name }: Target,
    how: 'udp' | 'tcp' | 'beside an honest one',
  ): Promise<DnsLookup & { ms: number }> {
    const proxy = await startTamperingProxy(world.unboundPort, tamper)
    const honest = how === 'beside an honest one' ? [`udp://127.0.0.1:${String(world.unboundPort)}`] : []
    const resolvers = [how === 'tcp' ? proxy.tcpUrl : proxy.url, ...honest]
    const lookups = lookupsThrough(resolvers, world.trustAnchors, { queryTimeoutMs })
    const begun = performance.now()
    try {
      const lookup = await lookUp(lookups, name)
      return { ...lookup, ms: performance.now() - begun }
    } finally {
      lookups.close()
      await proxy.stop()
    }
  }

  it('changes nothing, is told nothing but what is true: so the attacks below start from what is good', async () => {
    for (const target of targets) {
      for (const how of ['udp', 'tcp'] as const) {
        const { verdict } = await through(({ raw }) => [raw], target, how)
        expect(`${target.name} ${verdict.security} ${String(verdict.outcome)}`).toBe(`${target.name} secure answer`)
      }
    }
  })

  /** All at once: what takes its time here is to wait for answers that never come. */
  it.each(liveAttacks)('$title: learns that nothing is believed', async ({ of }) => {
    const attacked = targets.flatMap((target) => (['udp', 'tcp'] as const).map((how) => ({ target, how })))
    const outcomes = await Promise.all(
      attacked.map(async ({ target, how }) => ({ target, how, ...(await through(of(target), target, how)) })),
    )
    for (const { target, how, verdict, ms } of outcomes) {
      const { security, outcome, rdatas, reason = '' } = verdict
      expect([target.name, how, ['bogus', 'indeterminate'].includes(security), outcome, rdatas.length]).toEqual([
        target.name,
        how,
        true,
        undefined,
        0,
      ])
      expect(reason).not.toBe('')
      expect(ms).toBeLessThan(deadlineMs * 2)
    }
  })

  it.each(liveAttacks)('$title: keeps no good answer of another resolver from the caller', async ({ of }) => {
    const [target] = targets as [Target]
    const { verdict } = await through(of(target), target, 'beside an honest one')
    expect([verdict.security, verdict.rdatas.length]).toEqual(['secure', 2])
  })

  it.each(liveAttacks)('$title: makes no level and no DID', async ({ of }) => {
    const [target] = targets as [Target]
    const proxy = await startTamperingProxy(world.unboundPort, of(target))
    const { agent, close } = agentWith({
      resolvers: [proxy.url],
      trustAnchors: world.trustAnchors,
      queryTimeoutMs,
      deadlineMs,
    })
    const begun = performance.now()
    const { level, domains } = await agent.verifyDnsAnchor({ did: 'did:example:evil', domain: target.zone })
    expect(performance.now() - begun).toBeLessThan(deadlineMs * 2)
    expect(level).toBe('none')
    expect(domains[0]?.checks[0]?.code).toMatch(/^dns_(?:bogus|unreachable)$/)
    expect(domains[0]?.records.filter(({ did }) => did === 'did:example:evil')).toEqual([])
    close()
    await proxy.stop()
  })
})

describeWithPrograms(
  [...worldPrograms, 'knotd'],
  'A zone that asks validators for work without end, at a real name server',
  () => {
    let world: DnsWorld
    let zones: HostileZones

    beforeAll(async () => {
      zones = await startHostileZones()
      world = await startDnsWorld(zones.foreign)
    })

    afterAll(async () => {
      await world?.stop()
      await zones?.stop()
    })

    it.each([
      ['200 keys of the tag of the right one, and 60 signatures', '_did.keytrap.test', 'TXT'],
      ['500 NSEC3 iterations, for a name that does not exist', 'nope.iterations.test', 'TXT'],
      ['500 NSEC3 iterations, for a type that does not', '_did.iterations.test', 'URI'],
    ] as const)('is bogus and not unsigned, and soon: %s', async (_title, name, type) => {
      for (const url of [
        `udp://127.0.0.1:${String(world.unboundPort)}`,
        `tcp://127.0.0.1:${String(zones.foreign[0]?.port)}`,
      ]) {
        const lookups = lookupsThrough([url, `udp://127.0.0.1:${String(world.unboundPort)}`], world.trustAnchors)
        const begun = process.cpuUsage()
        const { verdict } = await lookUp(lookups, name, type)
        const { user } = process.cpuUsage(begun)
        expect(verdict).toMatchObject({ security: 'bogus', code: 'limit_exceeded', rdatas: [] })
        // Microseconds. Honest validators of before took minutes.
        expect(user).toBeLessThan(2_000_000)
        lookups.close()
      }
    })

    it('answers what needs no denial as any other', async () => {
      const lookups = lookupsThrough([`udp://127.0.0.1:${String(world.unboundPort)}`], world.trustAnchors)
      expect((await lookUp(lookups, '_did.iterations.test')).verdict).toMatchObject({ security: 'secure' })
      lookups.close()
    })
  },
)
