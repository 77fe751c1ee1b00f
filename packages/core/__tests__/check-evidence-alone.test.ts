import { checkEvidence } from '../src/chain/check-evidence.js'
import { TrustChainError, type Evidence } from '../src/index.js'

const item = { source: 's', readAt: 't', asOf: 't' }
const metadata = {
  resourceCollectionId: 'c',
  resourceId: 'i',
  resourceName: 'n',
  resourceType: 't',
  created: 'x',
  checksum: 'f',
  resourceURI: 'u',
}
const resource = { url: 'u', ...item, content: 'AAAA', metadata }
const error = { code: 'notFound', message: 'm' }
/** With every member that is looked at. */
const whole = {
  version: 1,
  at: '2026-06-01T00:00:00Z',
  leaf: {
    credential: 'c',
    url: 'u',
    existence: [
      { kind: 'resource', url: 'u' },
      { kind: 'rfc3161', token: 't' },
    ],
  },
  resources: [resource, { url: 'u', ...item, error }],
  schemas: [resource],
  statusLists: [resource],
  didDocuments: [
    {
      did: 'd',
      ...item,
      document: {},
      metadata: { created: 'c', updated: 'u', versionId: 'v', deactivated: false },
    },
    { did: 'd', ...item, error },
  ],
  limitsHit: [{ limit: 'maxFetches', message: 'm' }],
  dns: [{ did: 'd', domain: 'example.org', source: 's', readAt: 't', error }],
}
const withAll = (change: (bundle: typeof whole) => void = () => undefined): Evidence => {
  // Not structuredClone, which keeps what is shared between the lists.
  const bundle = JSON.parse(JSON.stringify(whole)) as typeof whole
  change(bundle)
  return bundle as unknown as Evidence
}
/** What is wrong with evidence, and where; undefined where nothing is. */
function faultOf(evidence: Evidence, known?: { has: () => boolean }): string | undefined {
  try {
    checkEvidence(evidence, known)
    return undefined
  } catch (thrown) {
    if (!(thrown instanceof TrustChainError)) throw thrown
    return `${thrown.code}: ${thrown.message}`
  }
}

const places: [path: string, problem: string][] = [
  ['leaf', 'is no object'],
  ['leaf.credential', 'is no string'],
  ['leaf.url', 'is no string'],
  ['leaf.existence', 'is no array'],
  ['leaf.existence[0]', 'is no object'],
  ['leaf.existence[0].kind', 'is none that is known'],
  ['leaf.existence[0].url', 'is no string'],
  ['leaf.existence[1].token', 'is no string'],
  ...['resources', 'schemas', 'statusLists'].flatMap((list): [string, string][] => [
    [list, 'is no array'],
    [`${list}[0]`, 'is no object'],
    ...['url', 'source', 'readAt', 'asOf', 'content', ...Object.keys(metadata).map((name) => `metadata.${name}`)].map(
      (name): [string, string] => [`${list}[0].${name}`, 'is no string'],
    ),
    [`${list}[0].metadata`, 'is no object'],
  ]),
  ['resources[1].error', 'is no object'],
  ['resources[1].error.code', 'is none that is known'],
  ['resources[1].error.message', 'is no string'],
  ['didDocuments', 'is no array'],
  ['didDocuments[0]', 'is no object'],
  ...['did', 'source', 'readAt', 'asOf', 'metadata.created', 'metadata.updated', 'metadata.versionId'].map(
    (name): [string, string] => [`didDocuments[0].${name}`, 'is no string'],
  ),
  ['didDocuments[0].document', 'is no object'],
  ['didDocuments[0].metadata', 'is no object'],
  ['didDocuments[0].metadata.deactivated', 'is neither true nor false'],
  ['didDocuments[1].error', 'is no object'],
  ['limitsHit', 'is no array'],
  ['limitsHit[0]', 'is no object'],
  ['limitsHit[0].limit', 'is no string'],
  ['limitsHit[0].message', 'is no string'],
  ['dns', 'is no array'],
  ['dns[0]', 'is no object'],
  ...['did', 'domain', 'source', 'readAt'].map((name): [string, string] => [`dns[0].${name}`, 'is no string']),
  ['dns[0].error', 'is no object'],
]

/** Sets what stands at a place such as `resources[0].url`. */
function setAt(target: unknown, path: string, value: unknown): void {
  const names = path.split(/[.[\]]+/).filter((name) => name !== '')
  const parent = names.slice(0, -1).reduce((inner, name) => (inner as Record<string, unknown>)[name], target)
  Object.assign(parent as object, { [names.at(-1) as string]: value })
}

describe('evidence from a stranger, each member by itself: one that is not looked at ends a verifier', () => {
  it('is taken where nothing is wrong, with every member and with as few as may be', () => {
    expect(checkEvidence(withAll())).toBe(Date.parse(whole.at))
    const few = { ...whole, leaf: {}, resources: [], schemas: [], statusLists: [], didDocuments: [], limitsHit: [] }
    expect(faultOf({ ...few, dns: undefined } as unknown as Evidence)).toBeUndefined()
    const bare = [{ url: 'u', ...item }]
    const metadataless = { ...few, resources: bare, didDocuments: [{ did: 'd', ...item, metadata: {} }] }
    expect(faultOf(metadataless as unknown as Evidence)).toBeUndefined()
  })

  it.each(places)('evidence.%s %s', (path, problem) => {
    expect(
      faultOf(
        withAll((bundle) => {
          setAt(bundle, path, 7)
        }),
      ),
    ).toBe(`invalid_evidence: evidence.${path} ${problem}`)
  })

  it.each(places.filter(([, problem]) => problem === 'is no object'))(
    'evidence.%s %s, but null or an array',
    (path, problem) => {
      for (const value of [null, []]) {
        expect(
          faultOf(
            withAll((bundle) => {
              setAt(bundle, path, value)
            }),
          ),
        ).toBe(`invalid_evidence: evidence.${path} ${problem}`)
      }
    },
  )

  it.each(['notFound', 'unreachable', 'deadline', 'limit', 'invalid'])('the reason %s is one', (code) => {
    expect(
      faultOf(
        withAll(({ resources }) => {
          resources[1] = { url: 'u', ...item, error: { code, message: 'm' } }
        }),
      ),
    ).toBeUndefined()
  })

  it.each(['resources[1].content', 'dns[0].report'])('an answer beside a reason why there is none: %s', (path) => {
    const value = path.startsWith('dns') ? {} : 'AAAA'
    const place = path.slice(0, path.indexOf(']') + 1)
    expect(
      faultOf(
        withAll((bundle) => {
          setAt(bundle, path, value)
        }),
      ),
    ).toBe(`invalid_evidence: evidence.${place} has both an answer and an error`)
  })

  it('a DID document beside a reason why there is none', () => {
    expect(
      faultOf(
        withAll((bundle) => {
          setAt(bundle, 'didDocuments[1].document', {})
        }),
      ),
    ).toBe('invalid_evidence: evidence.didDocuments[1] has both an answer and an error')
  })

  it('what a plugin found in DNS is looked at, and where it is wrong told', () => {
    const fault = faultOf(
      withAll((bundle) => {
        bundle.dns = [{ did: 'd', source: 's', readAt: 't', report: 7 }] as never
      }),
    )
    expect(fault).toMatch(/^invalid_evidence: evidence\.dns\[0\]\.report.* \S/)
  })

  it.each<[string, number, (bundle: typeof whole, count: number) => void]>([
    [
      'evidence has more than 4096 items',
      4096 - 5,
      (bundle, count) => {
        bundle.resources = Array.from({ length: count }, () => resource)
      },
    ],
    [
      'evidence.leaf.existence has more than 8 items',
      8,
      (bundle, count) => {
        bundle.leaf.existence = Array.from({ length: count }, () => ({ kind: 'resource', url: 'u' }))
      },
    ],
    [
      'evidence.dns has more than 64 items',
      64,
      (bundle, count) => {
        bundle.dns = Array.from({ length: count }, () => whole.dns[0]) as never
      },
    ],
  ])('%s', (message, most, fill) => {
    expect(
      faultOf(
        withAll((bundle) => {
          fill(bundle, most)
        }),
      ),
    ).toBeUndefined()
    expect(
      faultOf(
        withAll((bundle) => {
          fill(bundle, most + 1)
        }),
      ),
    ).toBe(`invalid_evidence: ${message}`)
  })

  it.each(['schemas', 'statusLists', 'didDocuments', 'limitsHit'] as const)('%s count among all', (name) => {
    const filled = withAll((bundle) => {
      bundle[name] = Array.from({ length: 4096 }, () => whole[name][0]) as never
    })
    expect(faultOf(filled)).toBe('invalid_evidence: evidence has more than 4096 items')
  })

  it('what was checked before and can’t change is not checked again, all else is', () => {
    const known = { has: () => true }
    expect(
      faultOf(
        withAll((bundle) => {
          setAt(bundle, 'resources[0].url', 7)
        }),
        known,
      ),
    ).toBeUndefined()
    expect(
      faultOf(
        withAll((bundle) => {
          setAt(bundle, 'limitsHit[0].limit', 7)
        }),
        known,
      ),
    ).toContain('limitsHit[0].limit')
  })
})
