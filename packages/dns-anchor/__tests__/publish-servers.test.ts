import { describeWithPrograms } from '@trustchains/test-kit'
import type { NameServerOptions } from '../src/index.js'
import { agentWith } from './support/agent.js'
import { ask } from './support/ask-udp.js'
import { startDnsWorld, worldPrograms, type DnsWorld } from './support/dns-world.js'
import { exampleDocument, rootDid } from './support/example-dids.js'
import {
  startUpdateServer,
  updateServerKinds,
  type UpdateServer,
  type UpdateServerKind,
  type ZoneKind,
} from './support/update-servers.js'

for (const kind of updateServerKinds) {
  describeWithPrograms([...worldPrograms, ...kind.programs], `Publishing to ${kind.name}`, () => {
    publishingTo(kind)
  })
}

function publishingTo(kind: UpdateServerKind): void {
  let server: UpdateServer
  let world: DnsWorld
  const open: (() => unknown)[] = []

  beforeAll(async () => {
    server = await startUpdateServer(kind)
    world = await startDnsWorld(server.foreign)
  })

  afterAll(async () => {
    for (const close of open) close()
    await world?.stop()
    await server?.stop()
  })

  function agentFor(...nameServers: NameServerOptions[]): ReturnType<typeof agentWith>['agent'] {
    const { agent, close } = agentWith({
      resolvers: [`udp://127.0.0.1:${String(world.unboundPort)}`],
      trustAnchors: world.trustAnchors,
      nameServers,
    })
    open.push(close)
    return agent
  }

  /** What stands at `_did` of a zone, with its TTL, as another codec reads it from the server. */
  async function shown(zone: ZoneKind): Promise<string[]> {
    const { answers = [] } = await ask(server.port, `_did.${server.zones[zone]}`, 'TXT')
    return answers
      .flatMap((answer) => (answer.type === 'TXT' ? [`${String(answer.ttl)} ${String(answer.data)}`] : []))
      .toSorted()
  }

  const formats: ('txt' | 'uri' | 'tlsa')[] = ['txt', 'uri', 'tlsa']
  const before = ['77 somebody-else=1']

  it('anchors a DID up to the level high, where the registrar has the DS, with no word of warning', async () => {
    const agent = agentFor(server.nameServer('signed'))
    const args = { did: rootDid, domain: server.zones.signed, formats }
    expect(await agent.publishDnsAnchor(args)).toMatchObject({ changed: 3, signed: true, warnings: [] })
    const didDocument = { ...exampleDocument(rootDid), alsoKnownAs: [`https://${server.zones.signed}`] }
    const { level } = await agent.verifyDnsAnchor({
      did: rootDid,
      domain: server.zones.signed,
      didDocument,
      fresh: true,
    })
    expect(level).toBe('high')
    expect(await agent.publishDnsAnchor(args)).toMatchObject({ changed: 0, signed: true })
    expect(await agent.removeDnsAnchor(args)).toMatchObject({ changed: 3, warnings: [] })
    expect(await shown('signed')).toEqual(before)
    const { answers } = await ask(server.port, `_did.${server.zones.signed}`, 'TLSA')
    expect(answers).toEqual([])
  })

  it("leaves others' records and their TTL as they are", async () => {
    const agent = agentFor(server.nameServer('island'))
    const args = { domain: server.zones.island, formats: ['txt' as const] }
    await agent.publishDnsAnchor({ ...args, did: 'did:example:other' })
    await agent.publishDnsAnchor({ ...args, did: rootDid, ttl: 60 })
    expect(await shown('island')).toEqual([...before, '77 did:example:other', `77 ${rootDid}`].toSorted())
    await agent.removeDnsAnchor({ ...args, did: rootDid })
    expect(await shown('island')).toEqual([...before, '77 did:example:other'].toSorted())
    await agent.removeDnsAnchor({ ...args, did: 'did:example:other' })
    expect(await shown('island')).toEqual(before)
  })

  it('says which DS the registrar must have, as the server itself would', async () => {
    const { warnings } = await agentFor(server.nameServer('island')).publishDnsAnchor({
      did: rootDid,
      domain: server.zones.island,
    })
    expect(warnings.map(({ code }) => code)).toEqual(['no_ds'])
    expect(server.islandDs).toHaveLength(1)
    expect(warnings[0]?.message).toContain(server.islandDs[0])
  })

  it('says that a zone is not signed', async () => {
    const { warnings, signed } = await agentFor(server.nameServer('plain')).publishDnsAnchor({
      did: rootDid,
      domain: server.zones.plain,
    })
    expect([signed, ...warnings.map(({ code }) => code)]).toEqual([false, 'zone_unsigned'])
    await agentFor(server.nameServer('plain')).removeDnsAnchor({ did: rootDid, domain: server.zones.plain })
    expect(await shown('plain')).toEqual(before)
  })

  it('says that signatures are about to expire, where the server lets them', async () => {
    const { warnings } = await agentFor(server.nameServer('soon')).publishDnsAnchor({
      did: rootDid,
      domain: server.zones.soon,
    })
    // PowerDNS signs for two to three weeks, whatever one likes.
    const expected = kind.name === 'PowerDNS' ? ['no_ds'] : ['signature_expiring', 'no_ds']
    expect(warnings.map(({ code }) => code)).toEqual(expected)
  })

  it('changes nothing with a wrong secret, an unknown key, or where it may not, and never says the secret', async () => {
    const secret = Buffer.alloc(32, 7).toString('base64')
    const refused: NameServerOptions[] = [
      server.nameServer('signed', { secret }),
      server.nameServer('signed', { name: 'stranger', secret }),
      server.nameServer('closed'),
    ]
    for (const nameServer of refused) {
      const publishing = agentFor(nameServer).publishDnsAnchor({ did: rootDid, domain: nameServer.zone, formats })
      const error: unknown = await publishing.catch((caught: unknown) => caught)
      expect(error).toMatchObject({ name: 'DnsAnchorError', code: 'update_refused' })
      expect((error as Error).message).toContain(`the update of ${nameServer.zone}.`)
      expect(JSON.stringify(error) + (error as Error).message).not.toContain(nameServer.key.secret.slice(0, 12))
    }
    expect([await shown('signed'), await shown('closed')]).toEqual([before, before])
  })

  it('is taken back in one zone where another refuses its part', async () => {
    const agent = agentFor(server.nameServer('signed'), server.nameServer('closed'))
    const publishing = agent.publishDnsAnchor({
      did: rootDid,
      domain: server.zones.signed,
      schemeDomain: server.zones.closed,
      formats: ['txt', 'train'],
    })
    await expect(publishing).rejects.toMatchObject({ code: 'update_refused' })
    expect(await shown('signed')).toEqual(before)
    const { answers } = await ask(server.port, `_scheme._trust.${server.zones.signed}`, 'PTR')
    expect(answers).toEqual([])
  })
}
