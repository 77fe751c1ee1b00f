import { describeWithVectors } from '@trustchains/test-kit'
import { DevLedger, type GenesisFile } from '../src/index.js'
import { missingVectors, sharedVectors } from './support/shared-vectors.js'

interface SharedCase {
  id: string
  title: string
  request: { path: string; accept?: string; headers?: Record<string, string>; followRedirects: boolean }
  expect: { status: number; location?: string; contentEncoding?: string; json?: string; envelope?: object }
  compare: { mode: string; recommended?: string }
}
type Json = Record<string, unknown>

/** Cases that the known part of the real ledger's state cannot meet. Each must still fail, or its line goes. */
const unreachable: Readonly<Record<string, string>> = {
  'resource-query-common-pos-05': 'no document of the DID 0a5b94d0… is known, and no time of creation of the resource',
  'resource-query-common-pos-06': 'no document of the DID 0a5b94d0… is known, and no time of creation of the resource',
  'resource-query-resource-name-pos-03': 'no document of the DID a2fb42df… is known, and no id of the resource',
  'resource-query-resource-type-pos-01': 'no document of the DID 0a5b94d0… is known, and no id of the resource',
  'resource-query-resource-version-pos-01':
    'no document of the DID 0a5b94d0… is known, and no time of creation of the resource',
  'resource-query-resource-version-time-pos-16': 'no document of the DID 4bfaac0c… is known',
  'diddoc-query-metadata-pos-03':
    'the data file shows metadata for metadata=false, which the resolver leaves out by its code and its own unit test; the original comparison does not look at it',
}

const cases = sharedVectors.present ? (sharedVectors.read('cases.shared.json') as SharedCase[]) : []

describeWithVectors(missingVectors, 'the resolver answers as the real one does', () => {
  let ledger: DevLedger
  beforeAll(async () => {
    const state = sharedVectors.read('state.json') as GenesisFile
    ledger = await DevLedger.start({ rpcPort: 0, grpcPort: 0, resolverPort: 0, import: state })
  })
  afterAll(() => ledger.close())

  it('has the shared cases to compare with', () => {
    expect(cases.length).toBeGreaterThan(200)
  })

  it.each(cases.filter(({ id }) => !(id in unreachable)).map((shared) => [shared.id, shared.title, shared] as const))(
    '%s: %s',
    async (_id, _title, shared) => {
      const [answer, wanted] = await fetchBoth(ledger.urls.resolver, shared)
      expect(answer).toEqual(wanted)
    },
  )

  it.each(
    cases.filter(({ id }) => id in unreachable).map((shared) => [shared.id, unreachable[shared.id], shared] as const),
  )('%s can’t be met (%s); when it is, its line must go', async (_id, _reason, shared) => {
    const [answer, wanted] = await fetchBoth(ledger.urls.resolver, shared)
    expect(answer).not.toEqual(wanted)
  })
})

/** What was answered and what was expected, each reduced to what the case compares. */
async function fetchBoth(resolver: string, { request, expect: expected, compare }: SharedCase): Promise<[Json, Json]> {
  const headers = new Headers({ 'accept-encoding': 'identity', ...request.headers })
  if (request.accept !== undefined) headers.set('accept', request.accept)
  const redirect = request.followRedirects ? 'follow' : 'manual'
  const response = await fetch(resolver + request.path, { headers, redirect })
  const head = (status: number, location?: string | null, encoding?: string | null): Json => ({
    status,
    ...(expected.location === undefined ? {} : { location }),
    ...(expected.contentEncoding === undefined ? {} : { encoding: encoding ?? '' }),
  })
  const answerHead = head(response.status, response.headers.get('location'), response.headers.get('content-encoding'))
  const wantedHead = head(expected.status, expected.location, expected.contentEncoding)
  const mode = compare.recommended ?? compare.mode
  if (mode.startsWith('status')) return [answerHead, wantedHead]
  const text = await response.text()
  const wanted = expected.envelope ?? sharedVectors.read(expected.json ?? '')
  const reduce = reducers[mode]
  if (reduce === undefined) throw new Error(`unknown way to compare: ${mode}`)
  return [
    { ...answerHead, body: tidy(reduce(JSON.parse(text) as Json)) },
    { ...wantedHead, body: tidy(reduce(wanted as Json)) },
  ]
}

/** What of a body is compared, by the case's way of comparing. */
const reducers: Readonly<Record<string, (body: Json) => Json>> = {
  'json-value': (body) => body,
  'bare-diddoc': (body) => body,
  resolution: envelope('didResolutionMetadata', ['didDocument', 'didDocumentMetadata']),
  dereferencing: envelope('dereferencingMetadata', ['contentStream', 'contentMetadata']),
  'resource-metadata': envelope('dereferencingMetadata', ['contentStream', 'contentMetadata']),
  'resource-with-metadata': envelope('dereferencingMetadata', ['contentStream', 'contentMetadata']),
}

/** The members that are compared. */
function envelope(metadata: string, members: string[]): (body: Json) => Json {
  return (body) => {
    const { contentType, error, did } = (body[metadata] ?? {}) as Json
    const rest = Object.fromEntries(members.map((name) => [name, body[name]]))
    return { '@context': body['@context'], contentType, error, did, ...rest }
  }
}

/** What is absent, null or empty is the same. */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
    .map(([name, member]) => {
      const one = name === 'serviceEndpoint' && Array.isArray(member) && member.length === 1 ? member[0] : member
      return [name, typeof one === 'string' && /^\d{4}-.*T.*Z$/.test(one) ? one.replace(/\.\d+Z$/, 'Z') : tidy(one)]
    })
    .filter(([, member]) => member !== undefined && member !== null && member !== '' && !isEmptyObject(member))
  return Object.fromEntries(entries)
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}
