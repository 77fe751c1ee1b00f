import { describeWithPrograms } from '@trustchains/test-kit'
import { DnsAnchorError, type DnsAnchorOptions, type NameServerOptions } from '../src/index.js'
import { agentWith } from './support/agent.js'
import { ask } from './support/ask-udp.js'
import { startDnsWorld, worldPrograms, type DnsWorld } from './support/dns-world.js'
import { rootDid } from './support/example-dids.js'
import { startHostileResolver } from './support/hostile-resolver.js'
import { signMessage } from '../src/update/tsig.js'
import { DomainName } from '../src/wire/domain-name.js'

describeWithPrograms(worldPrograms, 'publishing to a name server', () => {
  let world: DnsWorld
  const open: (() => void)[] = []

  beforeAll(async () => {
    world = await startDnsWorld()
  })

  afterAll(async () => {
    for (const close of open) close()
    await world.stop()
  })

  const server = (zone: string, change: Partial<NameServerOptions['key']> = {}): NameServerOptions => ({
    zone,
    url: `tcp://127.0.0.1:${String(world.namedPort)}`,
    key: { name: 'updater', algorithm: 'hmac-sha256', secret: world.updateSecret, ...change },
  })

  function agentFor(...nameServers: NameServerOptions[]): ReturnType<typeof agentWith>['agent'] {
    const options: DnsAnchorOptions = {
      resolvers: [`udp://127.0.0.1:${String(world.namedPort)}`],
      trustAnchors: world.trustAnchors,
      nameServers,
    }
    const { agent, close } = agentWith(options)
    open.push(close)
    return agent
  }

  /** The TXT records of a name, as another codec reads them from the server. */
  async function txt(name: string): Promise<string[]> {
    const { answers = [] } = await ask(world.namedPort, name, 'TXT')
    return answers.flatMap((answer) => (answer.type === 'TXT' ? [String(answer.data)] : [])).toSorted()
  }

  it('shows, signed, with the line that the registrar needs, and goes again', async () => {
    const agent = agentFor(server('dyn.test'))
    const formats: ('txt' | 'uri' | 'tlsa')[] = ['txt', 'uri', 'tlsa']
    const published = await agent.publishDnsAnchor({ did: rootDid, domain: 'dyn.test', formats })
    expect(published).toMatchObject({ changed: 3, signed: true })
    expect(published.records).toHaveLength(3)
    expect(published.warnings.map(({ code }) => code)).toEqual(['no_ds'])
    expect(published.warnings[0]?.message).toMatch(/dyn\.test\. IN DS \d+ 13 2 [0-9A-F]{64}/)
    expect(await txt('_did.dyn.test')).toEqual([rootDid])
    // Seen by the verifier too, at the level that a zone without DS can have.
    expect((await agent.verifyDnsAnchor({ did: rootDid, domain: 'dyn.test', fresh: true })).level).toBe('dns')
    expect(await agent.publishDnsAnchor({ did: rootDid, domain: 'dyn.test', formats })).toMatchObject({ changed: 0 })
    expect(await agent.removeDnsAnchor({ did: rootDid, domain: 'dyn.test', formats })).toMatchObject({
      changed: 3,
      warnings: [],
    })
    expect(await txt('_did.dyn.test')).toEqual([])
  })

  it("leaves others' records as they are", async () => {
    const agent = agentFor(
      server('plaindyn.test', { name: 'updater512', algorithm: 'hmac-sha512', secret: world.updateSecret512 }),
    )
    const other = { did: 'did:example:other', domain: 'plaindyn.test', formats: ['txt' as const] }
    await agent.publishDnsAnchor({ ...other, ttl: 77 })
    const published = await agent.publishDnsAnchor({ ...other, did: rootDid, ttl: 60 })
    expect(published).toMatchObject({ changed: 1, signed: false })
    expect(published.warnings.map(({ code }) => code)).toEqual(['zone_unsigned'])
    const { answers = [] } = await ask(world.namedPort, '_did.plaindyn.test', 'TXT')
    expect(answers.map((answer) => ('ttl' in answer ? answer.ttl : undefined))).toEqual([77, 77])
    await agent.removeDnsAnchor({ ...other, did: rootDid })
    expect(await txt('_did.plaindyn.test')).toEqual(['did:example:other'])
    await agent.removeDnsAnchor(other)
  })

  it('is refused with a wrong secret, an unknown key, and where the policy forbids it, and nothing is changed', async () => {
    const secret = Buffer.alloc(32, 7).toString('base64')
    const attempts: [NameServerOptions, string][] = [
      [server('dyn.test', { secret }), 'BADSIG'],
      [server('dyn.test', { name: 'stranger' }), 'BADKEY'],
      [server('dyn.test', { name: 'updater512' }), 'refused'],
    ]
    for (const [nameServer, reason] of attempts) {
      const error: unknown = await agentFor(nameServer)
        .publishDnsAnchor({ did: rootDid, domain: 'dyn.test', formats: ['txt'] })
        .catch((caught: unknown) => caught)
      expect(error).toMatchObject({ name: 'DnsAnchorError', code: 'update_refused' })
      expect((error as Error).message).toContain(reason)
      expect(JSON.stringify(error) + (error as Error).message).not.toContain(secret.slice(0, 12))
    }
    await expect(
      agentFor(server('plaindyn.test')).publishDnsAnchor({ did: rootDid, domain: 'plaindyn.test', formats: ['train'] }),
    ).rejects.toThrow('REFUSED')
    expect(await txt('_did.dyn.test')).toEqual([])
  })

  it('is taken back in one zone where another refuses its part', async () => {
    const agent = agentFor(server('dyn.test'), server('plaindyn.test'))
    const args = {
      did: rootDid,
      domain: 'dyn.test',
      schemeDomain: 'plaindyn.test',
      formats: ['txt' as const, 'train' as const],
    }
    await expect(agent.publishDnsAnchor(args)).rejects.toThrow(DnsAnchorError)
    expect(await txt('_did.dyn.test')).toEqual([])
    const { answers } = await ask(world.namedPort, '_scheme._trust.dyn.test', 'PTR')
    expect(answers).toEqual([])
  })

  it('needs a name server for the zone', async () => {
    const publishing = agentFor(server('dyn.test')).publishDnsAnchor({ did: rootDid, domain: 'rtao.test' })
    await expect(publishing).rejects.toThrow('nameServers has none')
  })
})

describe('a server that lies about an update', () => {
  it('is not believed without the signature of the key, and not waited for without end', async () => {
    const liar = await startHostileResolver((query) => {
      const answer = Buffer.from(query)
      answer.writeUInt16BE((query.readUInt16BE(2) & 0x7800) | 0x8000, 2)
      // An answer to a read: nothing there. To an update: done, with the request's own signature.
      return [answer]
    })
    const key = { name: 'updater', algorithm: 'hmac-sha256' as const, secret: Buffer.alloc(32).toString('base64') }
    const { agent, close } = agentWith({
      resolvers: ['udp://127.0.0.1:1'],
      nameServers: [{ zone: 'dyn.test', url: liar.tcpUrl, key }],
    })
    const publishing = agent.publishDnsAnchor({ did: rootDid, domain: 'dyn.test', formats: ['txt'], waitMs: 1000 })
    await expect(publishing).rejects.toMatchObject({ code: 'update_unreachable' })
    close()
    await liar.stop()
  })

  it('cannot be impersonated by one that hangs or is not there', async () => {
    const silent = await startHostileResolver(() => [])
    for (const url of [silent.tcpUrl, 'tcp://127.0.0.1:1']) {
      const key = { name: 'updater', algorithm: 'hmac-sha256' as const, secret: Buffer.alloc(32).toString('base64') }
      const { agent, close } = agentWith({
        resolvers: ['udp://127.0.0.1:1'],
        nameServers: [{ zone: 'dyn.test', url, key }],
      })
      const publishing = agent.publishDnsAnchor({ did: rootDid, domain: 'dyn.test', formats: ['txt'], waitMs: 300 })
      await expect(publishing).rejects.toMatchObject({ code: 'update_unreachable' })
      close()
    }
    await silent.stop()
  })
})

it('does not take a key that anybody could guess, nor says it', () => {
  for (const key of [{ secret: 'c2hvcnQ=' }, { algorithm: 'hmac-md5' }, { name: '' }]) {
    const full = { name: 'updater', algorithm: 'hmac-sha256', secret: Buffer.alloc(32, 9).toString('base64'), ...key }
    const nameServers = [{ zone: 'dyn.test', url: 'tcp://127.0.0.1:1', key: full }] as NameServerOptions[]
    expect(() => agentWith({ nameServers })).toThrow('the key of a name server')
    expect(() => agentWith({ nameServers })).not.toThrow(full.secret)
  }
})

it('signs as RFC 8945 says, which a name server confirms in the tests above, over a time of 48 bits', () => {
  const name = DomainName.parse('key')!
  const key = {
    name,
    algorithm: 'sha256' as const,
    algorithmName: DomainName.parse('hmac-sha256')!,
    secret: Buffer.alloc(32),
  }
  const { message, mac } = signMessage(Buffer.alloc(12), key, Date.UTC(2200, 0))
  expect(message.readUInt16BE(10)).toBe(1)
  expect(mac).toHaveLength(32)
})
