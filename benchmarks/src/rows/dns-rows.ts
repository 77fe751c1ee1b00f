import { createSocket } from 'node:dgram'
import { Resolver } from 'node:dns/promises'
import { DigestType, DnssecAlgorithm, dnssecLookUp, Question, SecurityStatus } from '@relaycorp/dnssec'
import type { DnsAnchorFormat } from '@trustchains/core'
import { DnsAnchor } from '@trustchains/dns-anchor'
import { interleave, type Effort, type Side, type SideTimes } from '../measure/interleave.js'
import { ratioOf } from '../measure/ratio.js'
import { meets, type Result } from '../measure/result.js'
import { countQueries } from '../setup/count-queries.js'
import { benchDid, benchDomain, startDnsServers, type DnsServers } from '../setup/dns-servers.js'

/** What a resolver in the same city takes for an answer, milliseconds. */
const networkMs = 10

/**
 * Validated look-ups of a TXT record through a warm unbound on loopback: @relaycorp/dnssec can answer these, and throws for
 * URI and for what does not exist; node:dns validates nothing.
 */
export async function measureDns(effort: Effort): Promise<Result[]> {
  const servers = await startDnsServers()
  if (typeof servers === 'string') return [{ what: 'DNS', value: Number.NaN, unit: 'times', note: servers }]
  const plugin = new DnsAnchor(optionsFor(servers))
  const network = await countQueries(servers.port, networkMs)
  try {
    const sides = [
      coldSide('a look-up, cold', servers, 'txt'),
      keptSide('a look-up, keys kept', plugin),
      coldSide('a domain, cold: TXT, URI and PTR', servers, 'txt', 'uri', 'train'),
      relaycorpSide(servers),
      plainSide(servers),
    ]
    const times = await interleave(sides, effort)
    const [cold, kept, domain, relaycorp, plain] = times as [SideTimes, SideTimes, SideTimes, SideTimes, SideTimes]
    const distant = { ...servers, port: network.port }
    const farSides = [coldSide('a look-up, cold, far', distant, 'txt'), relaycorpSide(distant)]
    const [far, relaycorpFar] = (await interleave(farSides, effort)) as [SideTimes, SideTimes]
    const bound = { at: 'most', value: 1 } as const
    return [
      ratioOf({ what: 'a validated look-up, cold ÷ @relaycorp/dnssec', bound }, cold, relaycorp),
      ratioOf(
        { what: `the same, the resolver ${String(networkMs)} ms away ÷ @relaycorp/dnssec`, bound },
        far,
        relaycorpFar,
      ),
      ratioOf({ what: 'the same, keys of the zones kept ÷ @relaycorp/dnssec' }, kept, relaycorp),
      ratioOf({ what: 'a whole domain, three look-ups, cold ÷ one of @relaycorp/dnssec' }, domain, relaycorp),
      ratioOf({ what: 'a validated look-up, cold ÷ node:dns' }, cold, plain),
      ratioOf({ what: 'the same, keys of the zones kept ÷ node:dns' }, kept, plain),
      await questionsOf(servers),
    ]
  } finally {
    plugin.close()
    await network.stop()
    servers.stop()
  }
}

const optionsFor = (
  { trustAnchor, port: own }: DnsServers,
  port = own,
): ConstructorParameters<typeof DnsAnchor>[0] => ({
  resolvers: [`udp://127.0.0.1:${String(port)}`],
  trustAnchors: [trustAnchor],
})

async function lookUp(plugin: DnsAnchor, formats: DnsAnchorFormat[]): Promise<void> {
  const { records } = await plugin.methods.resolveDnsAnchors({ domain: benchDomain, formats })
  const found = records.filter(({ did, security }) => did === benchDid && security === 'secure')
  if (found.length === 0) throw new Error('the domain of the benchmark is not secure')
}

/** A plugin for each look-up, which has seen nothing. */
function coldSide(name: string, servers: DnsServers, ...formats: DnsAnchorFormat[]): Side {
  return {
    name,
    run: async (count) => {
      for (let index = 0; index < count; index += 1) {
        const plugin = new DnsAnchor(optionsFor(servers))
        await lookUp(plugin, formats)
        plugin.close()
      }
    },
  }
}

/** One plugin, which keeps the keys of the zones; the answers themselves have a TTL of 0. */
function keptSide(name: string, plugin: DnsAnchor): Side {
  return {
    name,
    run: async (count) => {
      for (let index = 0; index < count; index += 1) await lookUp(plugin, ['txt'])
    },
  }
}

function relaycorpSide({ port, trustAnchor }: DnsServers): Side {
  const [keyTag, , , digest] = trustAnchor.split(/\s+/).slice(3) as [string, string, string, string]
  const anchor = {
    algorithm: DnssecAlgorithm.ECDSAP256SHA256,
    digest: Buffer.from(digest, 'hex'),
    digestType: DigestType.SHA256,
    keyTag: Number(keyTag),
  }
  const question = new Question(`_did.${benchDomain}.`, 'TXT')
  const options = { trustAnchors: [anchor] }
  const ask = (asked: Question): Promise<Buffer> => exchange(port, asked)
  return {
    name: '@relaycorp/dnssec, TXT',
    run: async (count) => {
      for (let index = 0; index < count; index += 1) {
        const { status } = await dnssecLookUp(question, ask, options)
        if (status !== SecurityStatus.SECURE) throw new Error(`the peer did not validate: ${status}`)
      }
    },
  }
}

function plainSide({ port }: DnsServers): Side {
  const resolver = new Resolver()
  resolver.setServers([`127.0.0.1:${String(port)}`])
  return {
    name: 'node:dns resolveTxt',
    run: async (count) => {
      for (let index = 0; index < count; index += 1) await resolver.resolveTxt(`_did.${benchDomain}`)
    },
  }
}

/** Questions put for one look-up, where the keys of the zones are kept: counted on their way. */
async function questionsOf(servers: DnsServers): Promise<Result> {
  const counter = await countQueries(servers.port)
  const plugin = new DnsAnchor(optionsFor(servers, counter.port))
  try {
    await lookUp(plugin, ['txt'])
    const cold = counter.taken()
    await lookUp(plugin, ['txt'])
    const bound = { at: 'most', value: 1 } as const
    const value = counter.taken()
    return {
      what: 'questions for a look-up, keys of the zones kept',
      value,
      unit: 'queries',
      bound,
      met: meets(value, bound) === true,
      note: `cold: ${String(cold)}`,
    }
  } finally {
    plugin.close()
    await counter.stop()
  }
}

/** One question over UDP, from a socket of its own as ours are. */
async function exchange(port: number, question: Question): Promise<Buffer> {
  const socket = createSocket('udp4')
  try {
    return await new Promise((resolve, reject) => {
      socket.once('message', resolve)
      socket.once('error', reject)
      socket.connect(port, '127.0.0.1', () => socket.send(queryOf(question)))
    })
  } finally {
    socket.close()
  }
}

/** RD and CD, EDNS with DO (RFC 4035 section 4.1). */
function queryOf(question: Question): Buffer {
  const labels = question.name.split('.').filter((label) => label !== '')
  const name = labels.flatMap((label) => [Buffer.of(label.length), Buffer.from(label)])
  const head = Buffer.from('000701100001000000000001', 'hex')
  const tail = Buffer.from([0, question.typeId >> 8, question.typeId & 0xff, 0, 1])
  return Buffer.concat([head, ...name, tail, Buffer.from('00002904d0000080000000', 'hex')])
}
