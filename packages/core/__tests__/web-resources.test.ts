import { evidenceFromWorld, mintChain } from '@trustchains/test-kit'
import type { CredentialDraft, MintedChain } from '@trustchains/test-kit'
import { validateChain, ValidationMemo, type Evidence, type ResourceEvidence, type TrustPolicy } from '../src/index.js'
import { outcome } from './support/judge.js'
import { at as index, bitsOf, entry, listCredential, signed } from './support/status-list.js'

const listUrl = 'https://lists.example/revocation/1'
const schemaUrl = 'https://schemas.example/diploma.json'

/** What was read under an HTTPS URL. */
const fromWeb = (url: string, content: string, asOf = '2026-06-01T00:00:00Z'): ResourceEvidence => ({
  url,
  source: 'sources.https',
  readAt: asOf,
  asOf,
  content: Buffer.from(content).toString('base64'),
})

function judgeWith(
  chain: MintedChain,
  more: Partial<Pick<Evidence, 'schemas' | 'statusLists'>>,
  policy: TrustPolicy = {},
) {
  const evidence = { ...evidenceFromWorld(chain.world, chain.leaf, chain.at), ...more }
  const webHosts = ['lists.example', 'schemas.example']
  return validateChain(evidence, { ...chain.policy, webHosts, ...policy }, { memo: new ValidationMemo() })
}

describe('a status list under an HTTPS URL: whoever runs the server, or stands before it, must not decide', () => {
  const withStatus = (url: string): MintedChain =>
    mintChain({ tamper: { leaf: { payload: (draft) => void (draft.credentialStatus = entry(url)) } } })
  const chain = withStatus(listUrl)
  const list = (values: Parameters<typeof bitsOf>[0] = {}, more: object = {}, by = 'p2', issuer = chain.did('p2')) =>
    signed(chain, by, { ...listCredential(issuer, bitsOf(values)), id: listUrl, ...more })
  const judgeList = (content: string, asOf?: string): string =>
    outcome(judgeWith(chain, { statusLists: [fromWeb(listUrl, content, asOf)] }))

  it('signed by the credential’s issuer, it says who is revoked', () => {
    expect(judgeList(list())).toBe('trusted')
    expect(judgeList(list({ [index]: 1 }))).toBe('untrusted: status revoked 0')
  })

  it.each<[string, () => string]>([
    ['not signed', () => JSON.stringify({ ...listCredential(chain.did('p2'), bitsOf({})), id: listUrl })],
    ['another list of the same issuer', () => list({}, { id: 'https://lists.example/revocation/2' })],
    ['a list that does not say which it is', () => list({}, { id: undefined })],
    ['signed by somebody else', () => list({}, {}, 'p1')],
    ['issued by another DID', () => list({}, {}, 'p1', chain.did('p1'))],
    [
      'of another purpose',
      () => {
        const { credentialSubject, ...rest } = listCredential(chain.did('p2'), bitsOf({}))
        return signed(chain, 'p2', {
          ...rest,
          id: listUrl,
          credentialSubject: { ...(credentialSubject as object), statusPurpose: 'suspension' },
        })
      },
    ],
    ['a web page', () => '<html></html>'],
  ])('%s', (_name, content) => {
    expect(judgeList(content())).toBe('untrusted: status status_list_invalid 0')
  })

  it('read yesterday', () => {
    expect(judgeList(list(), '2026-05-31T00:00:00Z')).toBe('indeterminate: status status_unavailable 0')
  })

  it('of a host that the policy does not list', () => {
    for (const webHosts of [undefined, [], ['example'], ['.lists.example'], ['lists.example:8443'], ['evil.example']]) {
      const report = judgeWith(chain, { statusLists: [fromWeb(listUrl, list())] }, { webHosts })
      expect(outcome(report)).toBe('indeterminate: status status_unavailable 0')
    }
    expect(outcome(judgeWith(chain, { statusLists: [fromWeb(listUrl, list())] }, { webHosts: ['.example'] }))).toBe(
      'trusted',
    )
  })

  it('two answers that differ: whoever made the bundle would choose', () => {
    const statusLists = [list(), list({ [index]: 1 })].map((content) => fromWeb(listUrl, content))
    expect(outcome(judgeWith(chain, { statusLists }))).toBe('indeterminate: status status_unavailable 0')
  })

  it('larger than the policy allows', () => {
    const statusLists = [fromWeb(listUrl, `${list()}${' '.repeat(3_000_000)}`)]
    expect(outcome(judgeWith(chain, { statusLists }))).toBe('untrusted: status limit_exceeded 0')
  })

  it.each(['http://lists.example/revocation/1', 'urn:list:1', 'ftp://lists.example/1'])('under %s', (url) => {
    const other = withStatus(url)
    const content = signed(other, 'p2', { ...listCredential(other.did('p2'), bitsOf({})), id: url })
    const report = judgeWith(other, { statusLists: [fromWeb(url, content)] })
    expect(outcome(report)).toBe('indeterminate: status status_unavailable 0')
  })

  it.each<[ResourceEvidence['error'], string]>([
    [{ code: 'invalid', message: 'not allowed' }, 'indeterminate: status status_unavailable 0'],
    [{ code: 'unreachable', message: 'down' }, 'indeterminate: status status_unavailable 0'],
    [{ code: 'deadline', message: 'late' }, 'indeterminate: status limit_exceeded 0'],
    [{ code: 'limit', message: 'large' }, 'untrusted: status limit_exceeded 0'],
  ])('that could not be had: %j', (error, end) => {
    const { content: _, ...item } = fromWeb(listUrl, '')
    expect(outcome(judgeWith(chain, { statusLists: [{ ...item, ...(error && { error }) }] }))).toBe(end)
  })
})

describe('a JSON Schema under an HTTPS URL', () => {
  const withSchema = (url: string): MintedChain => {
    const payload = (draft: CredentialDraft): void => {
      for (const subject of [draft.credentialSubject].flat()) {
        for (const scope of subject.accreditedFor ?? []) scope.schemaId = url
      }
      if (draft.credentialSchema !== undefined) draft.credentialSchema = { id: url, type: 'JsonSchema' }
    }
    return mintChain({ tamper: Object.fromEntries(['root', 'a1', 'a2', 'leaf'].map((link) => [link, { payload }])) })
  }
  const chain = withSchema(schemaUrl)
  const accepts = JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' })
  const refuses = JSON.stringify({ required: ['never'] })

  it('is what its server says, and the report says that it rests on that', () => {
    const report = judgeWith(chain, { schemas: [fromWeb(schemaUrl, accepts)] })
    expect(outcome(report)).toBe('trusted')
    expect(JSON.stringify(report)).toContain('sources.https')
  })

  it('refuses what violates it', () => {
    expect(outcome(judgeWith(chain, { schemas: [fromWeb(schemaUrl, refuses)] }))).toBe(
      'untrusted: schema schema_violation 0',
    )
  })

  it('that is old, missing, no JSON or not HTTPS proves nothing', () => {
    const end = (schemas: ResourceEvidence[], of = chain): string => outcome(judgeWith(of, { schemas }))
    expect(end([])).toBe('indeterminate: schema schema_unavailable 0')
    expect(end([fromWeb(schemaUrl, accepts, '2026-05-31T00:00:00Z')])).toBe(
      'indeterminate: schema schema_unavailable 0',
    )
    expect(end([fromWeb(schemaUrl, '<html></html>')])).toBe('untrusted: schema schema_unavailable 0')
    const plain = schemaUrl.replace('https', 'http')
    expect(end([fromWeb(plain, accepts)], withSchema(plain))).toBe('indeterminate: schema schema_unavailable 0')
  })
})

describe('an accreditation under an HTTPS URL', () => {
  it('is never taken: no ledger says who published it, and when', () => {
    const url = 'https://accreditations.example/a2'
    const chain = mintChain({
      tamper: {
        leaf: {
          payload: (draft) => {
            for (const terms of [draft.termsOfUse ?? []].flat()) terms.parentAccreditation = url
          },
        },
      },
    })
    const evidence = evidenceFromWorld(chain.world, chain.leaf, chain.at)
    evidence.resources.push(fromWeb(url, JSON.stringify(chain.link('a2').credential)))
    const report = validateChain(evidence, chain.policy, { memo: new ValidationMemo() })
    expect(report.verdict).not.toBe('trusted')
  })
})
