import { DnsAnchor, DnsAnchorError, type DnsAnchorOptions } from '../src/index.js'
import { readOptions } from '../src/read-options.js'
import { DnsLookups } from '../src/resolve/dns-lookups.js'
import { DomainName } from '../src/wire/domain-name.js'

/** What misuse is told. */
async function toldOf(work: () => unknown): Promise<string> {
  try {
    await work()
  } catch (error) {
    return error instanceof DnsAnchorError ? `${error.code}: ${error.message}` : `no clear error: ${String(error)}`
  }
  return 'accepted'
}

describe('an option that is not what it should be is refused when the agent is made', () => {
  const key = { name: 'key', algorithm: 'hmac-sha256', secret: 'c2VjcmV0c2VjcmV0c2VjcmV0' }
  const server = { zone: 'a.test', url: 'tcp://127.0.0.1', key }
  it.each<[unknown, RegExp]>([
    [null, /the options must be an object/],
    [{ resolvers: [null] }, /a resolver must be an object/],
    [{ resolvers: [5] }, /a resolver must be an object/],
    [{ resolvers: [{ url: 'tls://9.9.9.9', ca: 5 }] }, /the ca of a resolver/],
    [{ resolvers: [{ url: 'tls://9.9.9.9', ca: 'none' }] }, /the ca of a resolver/],
    [{ resolvers: [{ url: 'tls://9.9.9.9', serverName: 5 }] }, /the serverName of a resolver/],
    [{ resolvers: [{ url: 'tls://9.9.9.9', servername: 'dns.quad9.net' }] }, /"servername" is not known/],
    [{ domainLinkage: [] }, /domainLinkage must be an object/],
    [{ nameServers: [null] }, /a name server must be an object/],
    [{ nameServers: [{ zone: 'a.test', url: 'tcp://127.0.0.1' }] }, /the key of a name server must be an object/],
    [{ nameServers: [{ ...server, zones: [] }] }, /"zones" is not known/],
    [{ nameServers: [{ ...server, key: { ...key, algoritm: 'x' } }] }, /"algoritm" is not known/],
  ])('%j', async (options, message) => {
    const told = await toldOf(() => new DnsAnchor(options as DnsAnchorOptions))
    expect(told).toMatch(/^invalid_options: /)
    expect(told).toMatch(message)
    expect(told).not.toContain(key.secret)
  })
})

describe('an argument that is not what it should be is refused', () => {
  const { methods } = new DnsAnchor({ resolvers: ['udp://127.0.0.1:9'], deadlineMs: 200, queryTimeoutMs: 50 })
  const did = 'did:web:evil.org'
  const domain = 'evil.org'
  it.each<[keyof typeof methods, unknown, RegExp]>([
    ['verifyDnsAnchor', { did, domain, didDocument: null }, /didDocument must be/],
    ['verifyDnsAnchor', { did, domain, didDocument: [] }, /didDocument must be/],
    ['verifyDnsAnchor', { did, domain, didDocument: { id: did }, fresh: 'yes' }, /fresh must be true or false/],
    ['resolveDnsAnchors', { domain, fresh: 1 }, /fresh must be true or false/],
    ['getDnsAnchorRecords', { did, domain, didDocument: 'x' }, /didDocument must be/],
    ['publishDnsAnchor', undefined, /the arguments must be an object/],
    ['removeDnsAnchor', null, /the arguments must be an object/],
    ['publishDnsAnchor', { did, domain, waitsMs: 5 }, /"waitsMs" is not known/],
  ])('of %s: %j', async (method, args, message) => {
    const told = await toldOf(() => (methods[method] as (...given: unknown[]) => unknown)(args, { agent: {} }))
    expect(told).toMatch(/^invalid_argument: /)
    expect(told).toMatch(message)
  })
})

describe('a machine of whose resolvers none can be used', () => {
  it.each([[['fe80::1%eth0']], [[]]])('is told so when the agent is made: %j', async (servers) => {
    const told = await toldOf(() => readOptions({}, () => servers))
    expect(told).toBe('invalid_options: the system has no resolver that can be used; give `resolvers`')
    expect(readOptions({}, () => [...servers, '::1', '9.9.9.9:5353']).resolvers.map(({ text }) => text)).toEqual([
      'udp://[::1]',
      'udp://9.9.9.9:5353',
    ])
  })

  it('learns nothing from look-ups, which do not fail for it', async () => {
    const lookups = new DnsLookups({
      resolvers: [],
      anchors: [],
      validation: 'validate',
      queryTimeoutMs: 50,
      randomizeCase: false,
      cacheBytes: 1,
    })
    const name = DomainName.parse('evil.org') as DomainName
    const { verdict } = await lookups.lookUp({ name, type: 16, at: 0, signal: new AbortController().signal })
    expect(verdict).toMatchObject({ security: 'indeterminate', reason: 'there is no resolver to ask' })
  })
})
