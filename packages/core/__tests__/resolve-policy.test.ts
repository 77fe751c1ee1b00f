import { defaultLimits, resolvePolicy, TrustChainError } from '../src/index.js'
import type { TrustPolicy } from '../src/index.js'

const did = 'did:cheqd:testnet:55dbc8bf-fba3-4117-855c-1e0dc1d3bb47'

/** The message of the error that a policy is refused with. */
function refusal(policy: unknown): string {
  try {
    resolvePolicy(policy as TrustPolicy)
  } catch (error) {
    if (error instanceof TrustChainError && error.code === 'invalid_policy') return error.message
    throw error
  }
  return 'accepted'
}

describe('a policy with a mistake in it would ask for less than was meant', () => {
  it.each([
    ['null', null, 'policy: is no object'],
    ['a string', 'strict', 'policy: is no object'],
    ['a list', [], 'policy: is no object'],
    ['a Map', new Map([['expiry', 'required']]), 'policy: is no object'],
    ['an unknown field', { anchor: [] }, 'policy.anchor: is not known; known are anchors, dns,'],
    ['a misspelt field that is undefined', { expiryy: undefined }, 'policy.expiryy: is not known'],
    ['a member __proto__', JSON.parse('{"__proto__": {"expiry": "required"}}'), 'policy.__proto__: is not known'],
    ['anchors that are null', { anchors: null }, 'policy.anchors: '],
    ['anchors that are one DID', { anchors: did }, 'policy.anchors: '],
    ['an anchor that is a string', { anchors: [did] }, 'policy.anchors.0: is no object'],
    ['an anchor that is a list', { anchors: [[]] }, 'policy.anchors.0: is no object'],
    ['an anchor without did', { anchors: [{}] }, 'policy.anchors.0.did: is missing'],
    [
      'an anchor of a DID and a domain',
      { anchors: [{ did, domain: 'example.org' }] },
      'policy.anchors.0.did: is not known',
    ],
    ['an anchor that is a DID URL', { anchors: [{ did: `${did}#key-1` }] }, 'policy.anchors.0.did: is no DID'],
    [
      'an anchor that is a resolver’s URL',
      { anchors: [{ did: `https://resolver.cheqd.net/1.0/identifiers/${did}` }] },
      'policy.anchors.0.did: is no DID',
    ],
    ['an anchor that is no DID', { anchors: [{ did: 'example.org' }] }, 'policy.anchors.0.did: is no DID'],
    ['an anchor with an empty DID', { anchors: [{ did: '' }] }, 'policy.anchors.0.did: '],
    [
      'a root that is a DID',
      { anchors: [{ did, rootAuthorization: did }] },
      'policy.anchors.0.rootAuthorization: is no DID URL',
    ],
    [
      'a root of a resourceId',
      { anchors: [{ did, rootAuthorization: `${did}?resourceId=x` }] },
      'policy.anchors.0.rootAuthorization: is no DID URL',
    ],
    ['an empty framework', { anchors: [{ did, trustFrameworkId: '' }] }, 'policy.anchors.0.trustFrameworkId: '],
    ['an empty domain', { anchors: [{ domain: '' }] }, 'policy.anchors.0.domain: '],
    ['1,001 anchors', { anchors: Array.from({ length: 1001 }, () => ({ did })) }, 'policy.anchors: '],
    ['an unknown DNS level', { dns: 'DNSSEC' }, 'policy.dns: '],
    ['an unknown status', { status: 'Required' }, 'policy.status: '],
    ['expiry as a boolean', { expiry: true }, 'policy.expiry: '],
    ['an unknown validity', { validity: 'hybrid' }, 'policy.validity: '],
    ['a path length below zero', { maxPathLength: -1 }, 'policy.maxPathLength: '],
    ['a path length that is no whole number', { maxPathLength: 1.5 }, 'policy.maxPathLength: '],
    ['a path length that is endless', { maxPathLength: Infinity }, 'policy.maxPathLength: '],
    ['a path length that is a string', { maxPathLength: '3' }, 'policy.maxPathLength: '],
    ['an algorithm that nobody implements', { algorithms: ['RS256'] }, 'policy.algorithms.0: '],
    ['algorithm none', { algorithms: ['none'] }, 'policy.algorithms.0: '],
    ['one algorithm outside of a list', { algorithms: 'EdDSA' }, 'policy.algorithms: '],
    ['other proofs on anybody’s word', { otherProofs: 'accept' }, 'policy.otherProofs: '],
    ['one context outside of a list', { contexts: 'https://example.org' }, 'policy.contexts: '],
    ['an audience outside of a list', { audience: 'us' }, 'policy.audience: '],
    ['a purpose to encrypt', { keyPurposes: ['keyAgreement'] }, 'policy.keyPurposes.0: '],
    ['an empty jurisdiction', { jurisdiction: '' }, 'policy.jurisdiction: '],
    ['several jurisdictions', { jurisdiction: ['FI'] }, 'policy.jurisdiction: '],
    ['an unknown superseded', { superseded: true }, 'policy.superseded: '],
    ['frameworks that are one string', { trustFrameworks: 'x' }, 'policy.trustFrameworks: '],
    ['an empty framework', { trustFrameworks: [''] }, 'policy.trustFrameworks.0: '],
    ['an unknown schema mode', { schema: 'on' }, 'policy.schema: '],
    ['an unknown dialect', { dialect: 'loose' }, 'policy.dialect: '],
    ['a freshness below zero', { freshness: -1 }, 'policy.freshness: '],
    ['a freshness without end', { freshness: Infinity }, 'policy.freshness: '],
    ['a freshness beyond all calendars', { freshness: 1e12 }, 'policy.freshness: '],
    ['a freshness that is a string', { freshness: '300' }, 'policy.freshness: '],
    ['a host that is a URL', { webHosts: ['https://example.org'] }, 'policy.webHosts.0: is no host'],
    ['a host in upper case, which no URL has', { webHosts: ['Example.org'] }, 'policy.webHosts.0: is no host'],
    ['a host with a wildcard', { webHosts: ['*.example.org'] }, 'policy.webHosts.0: is no host'],
    ['a host that is nothing but a dot', { webHosts: ['.'] }, 'policy.webHosts.0: is no host'],
    ['a host that ends with a dot', { webHosts: ['example.org.'] }, 'policy.webHosts.0: is no host'],
    ['limits that are a list', { limits: [] }, 'policy.limits: is no object'],
    ['limits that are null', { limits: null }, 'policy.limits: '],
    ['an unknown limit', { limits: { maxHops: 3 } }, 'policy.limits.maxHops: is not known; known are maxLinks,'],
  ])('%s', (_name, policy, message) => {
    expect(refusal(policy)).toMatch(new RegExp(`^${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`))
  })

  it.each(Object.keys(defaultLimits))('%s of 0, below it, broken or endless', (limit) => {
    for (const value of [0, -1, 1.5, Number.NaN, Infinity, '1', null]) {
      expect(refusal({ limits: { [limit]: value } })).toMatch(new RegExp(`^policy\\.limits\\.${limit}: `))
    }
    expect(resolvePolicy({ limits: { [limit]: 1 } }).limits).toEqual({ ...defaultLimits, [limit]: 1 })
  })

  it('a message names the field, not what stood in it', () => {
    expect(refusal({ anchors: [{ did: 'did:example:x?secret=hunter2' }] })).not.toContain('hunter2')
  })
})

describe('the defaults of a policy', () => {
  const defaults = {
    dns: 'report',
    status: 'if-present',
    expiry: 'if-present',
    validity: 'shell',
    timestampAuthorities: [],
    maxPathLength: 10,
    algorithms: ['EdDSA', 'ES256', 'ES256K'],
    keyPurposes: ['assertionMethod', 'authentication'],
    otherProofs: 'refuse',
    contexts: [],
    superseded: 'recheck',
    schema: 'if-present',
    dialect: 'lenient',
    freshness: 300,
    webHosts: [],
    limits: {
      maxLinks: 32,
      maxFetches: 128,
      maxResourceBytes: 2 * 1024 * 1024,
      maxTotalBytes: 32 * 1024 * 1024,
      maxInflatedBytes: 16 * 1024 * 1024,
      maxKeysPerSignature: 16,
      deadlineMs: 10_000,
      maxConcurrentFetches: 8,
    },
  }

  it('an empty policy', () => {
    expect(resolvePolicy({})).toEqual(defaults)
  })

  it('fields that are there but undefined', () => {
    const fields = [...Object.keys(defaults), 'anchors', 'audience', 'jurisdiction', 'trustFrameworks']
    const policy = Object.fromEntries(fields.map((name) => [name, undefined]))
    expect(resolvePolicy(policy as TrustPolicy)).toEqual(defaults)
    expect(resolvePolicy({ limits: { maxLinks: undefined } })).toEqual(defaults)
  })

  it('empty lists stay empty: they accept nothing', () => {
    const policy = resolvePolicy({ anchors: [], algorithms: [], keyPurposes: [], trustFrameworks: [] })
    expect(policy).toMatchObject({
      anchors: { dids: [], domains: [] },
      algorithms: [],
      keyPurposes: [],
      trustFrameworks: [],
    })
  })

  it('anchors are read once, with DIDs in the form in which they are compared', () => {
    const { anchors } = resolvePolicy({
      anchors: [
        { did: did.toUpperCase().replace('DID:CHEQD:TESTNET', 'did:cheqd:testnet') },
        { did, rootAuthorization: `${did}?resourceType=T&resourceName=N`, trustFrameworkId: 'F' },
        { domain: 'example.org' },
      ],
    })
    expect(anchors?.domains).toEqual(['example.org'])
    expect(anchors?.dids[0]).toEqual({ did })
    expect(anchors?.dids[1]).toMatchObject({
      did,
      rootAuthorization: { did, resourceName: 'N' },
      trustFrameworkId: 'F',
    })
  })

  it('the resolved policy is a copy: changing the given one later changes nothing', () => {
    const given = { algorithms: ['EdDSA' as const], anchors: [{ did }] }
    const resolved = resolvePolicy(given)
    given.algorithms.pop()
    given.anchors.pop()
    expect(resolved.algorithms).toEqual(['EdDSA'])
    expect(resolved.anchors?.dids).toHaveLength(1)
  })
})
