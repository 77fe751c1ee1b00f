import { DevLedger, type GenesisFile } from '../src/index.js'
import { itWithVectors, sharedVectors } from './support/shared-vectors.js'

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

describe('the resolver answers as the real one does', () => {
  let ledger: DevLedger
  beforeAll(async () => {
    const state = sharedVectors.present ? (sharedVectors.read('state.json') as GenesisFile) : undefined
    ledger = await DevLedger.start({ rpcPort: 0, resolverPort: 0, import: state })
  })
  afterAll(() => ledger.close())

  itWithVectors('has the shared cases to compare with', () => {
    expect(cases.length).toBeGreaterThan(200)
  })

  it.each(cases.map((shared) => [shared.id, shared.title, shared] as const))('%s: %s', async (id, _title, shared) => {
    const outcome = await compare(ledger.urls.resolver, shared).then(
      () => 'met',
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    )
    if (id in unreachable) expect(outcome).not.toBe('met')
    else if (outcome !== 'met') throw outcome
  })
})

async function compare(resolver: string, { request, expect: expected, compare: how }: SharedCase): Promise<void> {
  const headers: Record<string, string> = { ...request.headers }
  if (request.accept !== undefined) headers.accept = request.accept
  headers['accept-encoding'] ??= 'identity'
  for (const name of Object.keys(headers))
    if (name === 'Accept-Encoding') {
      headers['accept-encoding'] = headers[name] ?? ''
      delete headers[name]
    }
  const response = await fetch(resolver + request.path, {
    headers,
    redirect: request.followRedirects ? 'follow' : 'manual',
  })
  expect(response.status).toBe(expected.status)
  if (expected.location !== undefined) expect(response.headers.get('location')).toBe(expected.location)
  if (expected.contentEncoding !== undefined)
    expect(response.headers.get('content-encoding') ?? '').toBe(expected.contentEncoding)
  const mode = how.recommended ?? how.mode
  if (mode === 'status-only' || mode === 'status+location') return
  const answer = (await response.json()) as Json
  const wanted = (expected.envelope ?? sharedVectors.read(expected.json ?? '')) as Json
  switch (mode) {
    case 'json-value':
    case 'bare-diddoc':
      expect(tidy(answer)).toEqual(tidy(wanted))
      return
    case 'resolution':
      expect(envelope(answer, 'didResolutionMetadata', ['didDocument', 'didDocumentMetadata'])).toEqual(
        envelope(wanted, 'didResolutionMetadata', ['didDocument', 'didDocumentMetadata']),
      )
      return
    case 'dereferencing':
    case 'resource-metadata':
    case 'resource-with-metadata':
      expect(envelope(answer, 'dereferencingMetadata', ['contentStream', 'contentMetadata'])).toEqual(
        envelope(wanted, 'dereferencingMetadata', ['contentStream', 'contentMetadata']),
      )
      return
    default:
      throw new Error(`unknown way to compare: ${mode}`)
  }
}

/** The members that are compared; what is absent, null or empty is the same. */
function envelope(answer: Json, metadata: string, members: string[]): Json {
  const { contentType, error, did } = (answer[metadata] ?? {}) as Json
  return tidy({
    '@context': answer['@context'],
    contentType,
    error,
    did,
    ...Object.fromEntries(members.map((name) => [name, answer[name]])),
  }) as Json
}

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
