import type { CheckContext } from '../src/checks/check-context.js'
import { checkSchema } from '../src/checks/check-schema.js'
import { formatResourceReference, parseResourceReference, resolvePolicy, ValidationMemo } from '../src/index.js'
import type { JsonObject, TrustPolicy } from '../src/index.js'
import { SchemaBudget } from '../src/schema/schema-budget.js'
import { linkOf } from './support/link-of.js'
import { did, idOf, pinned, base64, metadataOf, itemOf, endOf } from './support/evidence-items.js'

describe('schema, without any other check before it', () => {
  const lax = '{}'
  const noText = Buffer.from([0xff, 0xff])
  const strict = '{"required":["x"]}'
  const badReference = '{"$ref":"https://example.org/s"}'
  interface Given {
    policy?: TrustPolicy
    /** What the evidence has, by the URL. */
    found?: Record<string, object>
    credential?: object
    parent?: object
  }
  const judged = ({ policy = {}, found = {}, credential = {}, parent }: Given) => {
    const answer = (url: string): object => found[url] ?? { why: 'was not collected' }
    const index = { schema: (reference: never) => answer(formatResourceReference(reference)), schemaByKey: answer }
    const context = {
      index,
      memo: new ValidationMemo(),
      policy: resolvePolicy(policy),
      schemas: new SchemaBudget(),
    } as unknown as CheckContext
    const link = linkOf({ kind: 'attestation', types: ['Diploma'], document: {}, ...credential })
    return endOf(checkSchema(context, link, parent && linkOf({ kind: 'attest', ...parent }))).flat()
  }
  const schema = (url: string, type?: string) => {
    const reference = parseResourceReference(url)
    return { id: url, key: url, ...(type !== undefined && { type }), ...(reference && { reference }) }
  }
  const naming = (...urls: string[]) => ({ credential: { schemas: urls.map((url) => schema(url)) } })
  const covered = (...urls: string[]) => ({
    parent: { accreditedFor: urls.map((schemaKey) => ({ types: ['Diploma'], schemaKey })) },
  })
  const [one, two, web] = [pinned(1), pinned(2), 'https://schemas.example/s.json']
  const errors = [{ instanceLocation: expect.any(String), message: expect.any(String) }]
  const passed = (url = one) => ['pass', 'ok', { schema: url }]
  const violated = (url = one) => ['fail', 'schema_violation', { schema: url, errors }]
  const unavailable = (url = one) => ['fail', 'schema_unavailable', { schema: url }]
  const open = (url = one) => ['indeterminate', 'schema_unavailable', { schema: url }]
  const has = (content: string, more: object = {}) => ({ [one]: itemOf(1, content, more) })
  const error = (code: string) => ({ [one]: { item: { error: { code, message: 'x' } } } })
  const both = (first: string, second: string) => ({ [one]: itemOf(1, first), [two]: itemOf(2, second) })
  const listing = { policy: { webHosts: ['schemas.example'] } }

  it.each<[string, Given, unknown[]]>([
    ['the policy looks at none', { ...naming(one), policy: { schema: 'off' } }, ['skipped', 'policy_off']],
    ['a list of none', naming(), ['fail', 'schema_unavailable']],
    ['one that is satisfied', { ...naming(one), found: has(lax) }, passed()],
    ['one that is violated', { ...naming(one), found: has(strict) }, violated()],
    ['two, the second violated', { ...naming(one, two), found: both(lax, strict) }, violated(two)],
    [
      'two, the first open, the second violated',
      { ...naming(one, two), found: { [two]: itemOf(2, strict) } },
      violated(two),
    ],
    ['two, the second open', { ...naming(one, two), found: has(lax) }, open(two)],
    ['two that are satisfied', { ...naming(one, two), found: both(lax, lax) }, passed()],
    ['one that can’t be used', { ...naming(one), found: has(badReference) }, unavailable()],
    ['a type that is known', { credential: { schemas: [schema(one, 'JsonSchema')] }, found: has(lax) }, passed()],
    ['a type that nobody knows', { credential: { schemas: [schema(one, 'X')] }, found: has(lax) }, open()],
    ['an accreditation that names none', { credential: { kind: 'attest' } }, ['skipped', 'not_applicable']],
    [
      'the checksum in capitals',
      { ...naming(one), found: has(lax, { checksum: metadataOf(1, lax).checksum.toUpperCase() }) },
      passed(),
    ],
    [
      'other bytes',
      { ...naming(one), found: has(lax, { checksum: 'ab' }) },
      ['fail', 'checksum_mismatch', { schema: one }],
    ],
    ['another resource', { ...naming(one), found: has(lax, { resourceId: idOf(2) }) }, unavailable()],
    [
      'a resource that nothing is said of',
      { ...naming(one), found: { [one]: { item: { content: base64(lax) } } } },
      open(),
    ],
    ['one that does not exist', { ...naming(one), found: error('notFound') }, open()],
    [
      'one that is too large to be read',
      { ...naming(one), found: error('limit') },
      ['fail', 'limit_exceeded', { schema: one }],
    ],
    [
      'no time to read it',
      { ...naming(one), found: error('deadline') },
      ['indeterminate', 'limit_exceeded', { schema: one }],
    ],
    ['an answer that says nothing', { ...naming(one), found: { [one]: { item: {} } } }, open()],
    [
      'a page of the web',
      { ...naming(web), ...listing, found: { [web]: { item: { content: base64(strict) } } } },
      violated(web),
    ],
    [
      'a page of a host that is not listed',
      { ...naming(web), found: { [web]: { item: { content: base64(lax) } } } },
      open(web),
    ],
    [
      'a page that is no text',
      { ...naming(web), ...listing, found: { [web]: { item: { content: '//8=' } } } },
      ['fail', 'schema_unavailable', { schema: web }],
    ],
    [
      'no schema named, and none above',
      { parent: { accreditedFor: [{ types: ['Diploma'] }] } },
      ['skipped', 'not_applicable'],
    ],
    [
      'an accreditation that names none, where the policy requires one of attestations',
      { credential: { kind: 'attest' }, policy: { schema: 'required' } },
      ['skipped', 'not_applicable'],
    ],
    [
      'a resource that is no text',
      { ...naming(one), found: { [one]: { item: { content: '//8=', metadata: metadataOf(1, noText as never) } } } },
      unavailable(),
    ],
    ['no schema named, and nobody above', {}, ['skipped', 'not_applicable']],
    [
      'no schema named, though the policy requires one',
      { policy: { schema: 'required' } },
      ['fail', 'schema_unavailable'],
    ],
    ['no schema named below an attestation', { parent: { kind: 'attestation' } }, ['skipped', 'not_applicable']],
    ['the schema of the entry that covers it', { ...covered(one), found: has(strict) }, violated()],
    ['two entries of one schema', { ...covered(one, one), found: has(lax) }, passed()],
    ['the second of the entries that cover it', { ...covered(one, two), found: both(strict, lax) }, passed(two)],
    ['one that is violated and one that could not be read', { ...covered(one, two), found: has(strict) }, open(two)],
    ['all that cover it violated', { ...covered(one, two), found: both(strict, strict) }, violated()],
    [
      'the schema of an entry that does not cover it',
      { parent: { accreditedFor: [{ types: ['Other'], schemaKey: one }] }, found: has(strict) },
      ['skipped', 'not_applicable'],
    ],
  ])('%s', (_name, given, expected) => {
    expect(judged(given)).toEqual(expected)
  })

  it.each([
    'JsonSchema',
    'JsonSchemaValidator2018',
    'JSONSchemaValidator2018',
    'JsonSchemaValidator2020',
    'JSONSchemaValidator2020',
    'FullJsonSchemaValidator2021',
  ])('%s is a type of schema that is in use: its credentials would stay open', (type) => {
    expect(judged({ credential: { schemas: [schema(one, type)] }, found: has(lax) })).toEqual(passed())
  })

  it('the name of a schema is bounded in the report', () => {
    const url = `https://schemas.example/${'x'.repeat(600)}`
    expect(judged(naming(url))).toEqual(open(url.slice(0, 512)))
  })

  it('a page of text that is no resource of a ledger is judged by what it says', () => {
    expect(judged({ ...naming(web), ...listing, found: { [web]: { item: { content: base64(lax) } } } })).toEqual(
      passed(web),
    )
  })

  it('sixteen schemas are tried, and a seventeenth would be one too many to read', () => {
    const urls = Array.from({ length: 17 }, (_, index) => `${did}?resourceName=${String(index)}&resourceType=T`)
    const found = Object.fromEntries(
      urls.map((url, index) => [url, itemOf(1, strict, { resourceName: String(index) })]),
    )
    expect(judged({ ...covered(...urls.slice(0, 16)), found })[1]).toBe('schema_violation')
    expect(judged({ ...covered(...urls), found })).toEqual(['fail', 'limit_exceeded'])
    expect(judged({ ...covered(one, ...urls), found: { ...found, ...has(lax) } })).toEqual(passed())
  })

  it('of many violations five are told: a credential could fill the log', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    const content = JSON.stringify({ allOf: names.map((name) => ({ required: [name] })) })
    const [, , details] = judged({ ...naming(one), found: has(content) }) as [string, string, { errors: unknown[] }]
    expect(details.errors).toHaveLength(5)
  })

  it('a schema may have as many bytes as the policy says, and no more', () => {
    const limited = (maxResourceBytes: number): Given => ({
      ...naming(one),
      found: has(strict),
      policy: { limits: { maxResourceBytes } },
    })
    expect(judged(limited(strict.length))).toEqual(violated())
    expect(judged(limited(strict.length - 1))).toEqual(['fail', 'limit_exceeded', { schema: one }])
  })

  it('a proof is no part of what the schema describes', () => {
    const content = JSON.stringify({ properties: { proof: false, x: { type: 'string' } }, required: ['x'] })
    const given = (document: JsonObject): Given => ({
      found: has(content),
      credential: { schemas: [schema(one)], document },
    })
    expect(judged(given({ x: 'y', proof: {} }))).toEqual(passed())
    expect(judged(given({ x: 'y' }))).toEqual(passed())
    expect(judged(given({ proof: {} }))).toEqual(violated())
  })

  it('why a schema is not to be had is told', () => {
    const message = (item: object) => {
      const index = { schema: () => item }
      const context = {
        index,
        memo: new ValidationMemo(),
        policy: resolvePolicy({}),
        schemas: new SchemaBudget(),
      } as unknown as CheckContext
      return checkSchema(context, linkOf({ kind: 'attestation', schemas: [schema(one)] }), undefined).message
    }
    expect(message({ why: 'was not collected' })).toContain('was not collected')
    expect(message({ item: { error: { code: 'unreachable', message: 'nobody\nthere' } } })).toContain('nobody there')
    expect(message({ item: {} })).toContain('neither content nor error')
  })
})
