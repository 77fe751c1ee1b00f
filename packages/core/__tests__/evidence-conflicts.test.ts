import type { Evidence, ResourceEvidence } from '../src/index.js'
import { judgeBundle, outcome } from './support/judge.js'

describe('evidence that says two things of one question: whoever made the bundle would choose the answer', () => {
  const twin = (
    bundle: Evidence,
    list: 'resources' | 'schemas',
    pattern: RegExp,
  ): [ResourceEvidence, ResourceEvidence] => {
    const item = bundle[list].find(({ url }) => pattern.test(url)) as ResourceEvidence
    const copy = structuredClone(item)
    bundle[list].push(copy)
    return [item, copy]
  }

  it('the same answer twice is one answer', () => {
    expect(
      outcome(
        judgeBundle({}, (bundle) => {
          bundle.resources.push(...structuredClone(bundle.resources))
          bundle.schemas.push(...structuredClone(bundle.schemas))
          bundle.didDocuments.push(...structuredClone(bundle.didDocuments))
        }),
      ),
    ).toBe('trusted')
  })

  it.each(['first', 'last'])('another content of a pinned resource, the false one %s', (place) => {
    const report = judgeBundle({}, (bundle, chain) => {
      const [item, copy] = twin(bundle, 'resources', new RegExp(`^${chain.url('a2').pinned}$`))
      const other = bundle.resources.find(({ url }) => url === chain.url('a1').pinned)
      Object.assign(place === 'last' ? copy : item, { content: other?.content })
    })
    expect(outcome(report)).toBe('indeterminate: resource resource_unavailable 1')
  })

  it.each(['first', 'last'])('another schema under the same name, the false one %s', (place) => {
    const report = judgeBundle({ claims: { degree: 7 } }, (bundle) => {
      const [item, copy] = twin(bundle, 'schemas', /DiplomaSchema/)
      Object.assign(place === 'last' ? copy : item, { content: Buffer.from('{}').toString('base64') })
    })
    expect(outcome(report)).toBe('indeterminate: schema schema_unavailable 0')
  })

  it.each(['first', 'last'])('another DID document of the same version, the false one %s', (place) => {
    const report = judgeBundle({ tamper: { leaf: { signWith: 'mallory' } } }, (bundle, { did }) => {
      const theirs = bundle.didDocuments.find((item) => item.did === did('mallory'))
      const own = bundle.didDocuments.filter((item) => item.did === did('p2'))
      for (const item of own) {
        const copy = structuredClone(item)
        copy.document = JSON.parse(JSON.stringify(theirs?.document).replaceAll(did('mallory'), did('p2'))) as never
        if (place === 'last') bundle.didDocuments.push(copy)
        else bundle.didDocuments.unshift(copy)
      }
    })
    expect(outcome(report)).toBe('indeterminate: did-state did_unresolvable 0')
  })

  it.each(['first', 'last'])('one source calls the DID deactivated, another does not, the former %s', (place) => {
    const report = judgeBundle({}, (bundle, { did }) => {
      const [item] = bundle.didDocuments.filter((candidate) => candidate.did === did('p1'))
      const copy = structuredClone(item) as NonNullable<typeof item>
      copy.metadata = { ...copy.metadata, deactivated: true }
      if (place === 'last') bundle.didDocuments.push(copy)
      else bundle.didDocuments.unshift(copy)
    })
    expect(outcome(report)).toBe('untrusted: did-state did_deactivated 1')
  })

  it.each(['first', 'last'])(
    'one source has not found a resource, another could not be reached, the former %s',
    (place) => {
      const report = judgeBundle({ reference: 'named' }, (bundle, { url }) => {
        const item = bundle.resources.find((candidate) => candidate.url === url('a2').latest) as ResourceEvidence
        Reflect.deleteProperty(item, 'content')
        Reflect.deleteProperty(item, 'metadata')
        item.error = { code: place === 'last' ? 'unreachable' : 'notFound', message: '' }
        bundle.resources.push({ ...item, error: { code: place === 'last' ? 'notFound' : 'unreachable', message: '' } })
      })
      expect(outcome(report)).toBe('untrusted: resource resource_not_found 1')
    },
  )
})
