import { readFile } from 'node:fs/promises'
import { Validator, type Schema } from '@cfworker/json-schema'
import { dnsAnswer, domainReport } from './support/dns-answer.js'
import { caseOf, caseOfChain } from './support/judge.js'
import { chainWith } from './support/chain-with-status.js'

const schema = JSON.parse(await readFile(new URL('../evidence-bundle.schema.json', import.meta.url), 'utf8')) as Schema
const validator = new Validator(schema, '2020-12', false)
const isValid = (value: unknown): boolean => validator.validate(JSON.parse(JSON.stringify(value))).valid

describe('Whoever writes evidence bundles by the published schema', () => {
  it('finds the format and its version by a name that depends on no server', () => {
    expect(schema).toMatchObject({ $id: 'urn:trustchains:evidence-bundle:1', properties: { version: { const: 1 } } })
  })

  it.each([
    ['a chain', caseOf()],
    ['a chain of JSON credentials', caseOf({ leafForm: 'json', dataModel: '2.0' })],
    ['a chain with a status list', caseOfChain(chainWith({}))],
    ['a chain with what DNS says', caseWithDns()],
  ])('is told that what a collector finds is right: %s', (_name, { evidence }) => {
    expect(isValid(evidence)).toBe(true)
  })

  const { evidence } = caseOf()
  it.each<[string, object]>([
    ['another version', { ...evidence, version: 2 }],
    ['a list that is missing', { ...evidence, didDocuments: undefined }],
    ['a resource without its time', { ...evidence, resources: [{ ...evidence.resources[0], asOf: undefined }] }],
    ['content that is no text', { ...evidence, resources: [{ ...evidence.resources[0], content: [1, 2] }] }],
    [
      'a DNS level that nobody knows',
      { ...evidence, dns: [{ ...caseWithDns().evidence.dns[0], report: { level: 'top' } }] },
    ],
    ['an error that nobody knows', { ...evidence, schemas: [{ url: 'u', error: { code: 'x', message: 'm' } }] }],
  ])('is told of %s', (_name, bundle) => {
    expect(isValid(bundle)).toBe(false)
  })
})

function caseWithDns() {
  const { chain, evidence } = caseOf()
  const { at } = chain
  const dns = [dnsAnswer(chain.did('root'), at, [domainReport('example.org', 'high', { expiresAt: at })])]
  return { evidence: { ...evidence, dns } }
}
