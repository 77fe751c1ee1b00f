import { itemFor } from './support/item-for.js'
import { judgeBundle, outcome } from './support/judge.js'

describe('what could not be read: a guess would be made of it', () => {
  it.each([
    ['notFound', 'untrusted: resource resource_not_found 2'],
    ['unreachable', 'indeterminate: resource resource_unavailable 2'],
    ['deadline', 'indeterminate: limits limit_exceeded chain'],
    ['limit', 'untrusted: limits limit_exceeded chain'],
    ['invalid', 'untrusted: resource resource_not_found 2'],
  ] as const)('an accreditation: %s', (code, end) => {
    const report = judgeBundle({}, (bundle, { url }) => {
      const asked = itemFor(bundle, url('a1').pinned)
      Reflect.deleteProperty(asked, 'content')
      asked.error = { code, message: 'x' }
    })
    expect(outcome(report)).toBe(end)
  })
  it.each([
    ['notFound', 'untrusted: did-state did_unresolvable 1'],
    ['unreachable', 'indeterminate: did-state did_unresolvable 1'],
    ['deadline', 'indeterminate: did-state limit_exceeded 1'],
    ['limit', 'untrusted: did-state limit_exceeded 1'],
    ['invalid', 'untrusted: did-state did_unresolvable 1'],
  ] as const)('a DID document: %s', (code, end) => {
    const report = judgeBundle({}, (bundle, { did }) => {
      for (const asked of bundle.didDocuments.filter((candidate) => candidate.did === did('p1'))) {
        Reflect.deleteProperty(asked, 'document')
        Reflect.deleteProperty(asked, 'metadata')
        asked.error = { code, message: 'x' }
      }
    })
    expect(outcome(report)).toBe(end)
  })
  it.each([
    ['notFound', 'indeterminate: schema schema_unavailable 0'],
    ['unreachable', 'indeterminate: schema schema_unavailable 0'],
    ['deadline', 'indeterminate: schema limit_exceeded 0'],
    ['limit', 'untrusted: schema limit_exceeded 0'],
  ] as const)('a schema: %s', (code, end) => {
    const report = judgeBundle({}, (bundle, { schemaUrl }) => {
      const asked = itemFor(bundle, schemaUrl)
      Reflect.deleteProperty(asked, 'content')
      asked.error = { code, message: 'x' }
    })
    expect(outcome(report)).toBe(end)
  })
  it('the document of another DID', () => {
    const report = judgeBundle({}, (bundle, { did }) => {
      const other = bundle.didDocuments.find((candidate) => candidate.did === did('mallory'))
      for (const asked of bundle.didDocuments.filter((candidate) => candidate.did === did('p1')))
        Object.assign(asked, { document: other?.document })
    })
    expect(outcome(report)).toBe('untrusted: did-state did_unresolvable 1')
  })
  it('a deactivated DID whose resolver leaves out the document', () => {
    const report = judgeBundle({}, (bundle, { did }) => {
      for (const asked of bundle.didDocuments.filter((candidate) => candidate.did === did('p1'))) {
        Reflect.deleteProperty(asked, 'document')
        asked.metadata = { deactivated: true, updated: '2026-02-01T00:00:00Z' }
        asked.error = { code: 'invalid', message: 'no document' }
      }
    })
    expect(outcome(report)).toBe('untrusted: did-state did_deactivated 1')
  })
  it.each(['resources', 'schemas', 'didDocuments'] as const)('no %s at all', (list) => {
    expect(judgeBundle({}, (bundle) => (bundle[list] = [])).verdict).toBe('indeterminate')
  })
})
