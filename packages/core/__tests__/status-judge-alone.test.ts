import { createHash } from 'node:crypto'
import type { CheckContext } from '../src/checks/check-context.js'
import { InflationBudget } from '../src/status/inflation-budget.js'
import { judgeStatus } from '../src/status/judge-status.js'
import type { StatusEntry } from '../src/status/read-status-entry.js'
import { parseResourceReference, resolvePolicy, ValidationMemo } from '../src/index.js'
import type { JsonObject, TrustPolicy } from '../src/index.js'
import { bitsOf, gzipped } from './support/status-list.js'

const did = 'did:cheqd:testnet:00000000-0000-4000-8000-000000000001'
const id = '00000000-0000-4000-8000-000000000101'
const named = `${did}?resourceName=list&resourceType=L`
const web = 'https://lists.example/1'
const now = Date.parse('2026-06-01T00:00:00Z')
const minute = 60_000

const list = (values: Record<number, number> = {}, subject: JsonObject = {}, more: JsonObject = {}): string =>
  JSON.stringify({
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: did,
    validFrom: '2026-01-10T00:00:00Z',
    credentialSubject: {
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: gzipped(bitsOf(values, 2)),
      ...subject,
    },
    ...more,
  })
const answer = (text: string | Uint8Array, metadata: object = {}) => ({
  content: Buffer.from(text).toString('base64'),
  metadata: {
    resourceCollectionId: did,
    resourceId: id,
    resourceName: 'list',
    resourceType: 'L',
    created: '2026-05-01T00:00:00Z',
    checksum: createHash('sha256').update(text).digest('hex'),
    ...metadata,
  },
})
const failed = (code: string) => ({ error: { code, message: 'told by the source' } })

interface Given {
  /** What is answered, by what is asked: `newest`, or the id of the version. */
  answers?: Record<string, object>
  url?: string
  entry?: Partial<StatusEntry>
  policy?: TrustPolicy
  at?: number
  ends?: number[]
}

/** Judges an entry of an unsigned list, with an index that answers what it is told to. */
function judge({ answers = {}, url = named, entry = {}, policy = {}, at = now, ends = [] }: Given): unknown[] {
  const found = (key: string) => {
    const item = answers[key]
    return item === undefined ? { why: 'was not collected' } : { item }
  }
  const index = {
    statusList: (reference: { resourceId?: string }) => found(reference.resourceId ?? 'newest'),
    statusListByKey: found,
    timeOf: (text: string) => Date.parse(text) || -Infinity,
    skewAt: () => minute,
    answerTime: () => now + 5,
    endAt: (ms: number) => ends.push(ms),
  }
  const resolved = resolvePolicy(policy)
  const context = {
    at: now,
    policy: resolved,
    memo: new ValidationMemo(),
    lists: new InflationBudget(resolved.limits.maxInflatedBytes),
    index,
  } as unknown as CheckContext
  const reference = parseResourceReference(url)
  const whole: StatusEntry = {
    form: 'bitstring',
    url,
    resolverUrl: false,
    purpose: 'revocation',
    index: 7,
    ...(reference && { reference }),
    ...entry,
  }
  const { status, code, message, details } = judgeStatus(context, whole, did, at)
  expect(message).not.toBe('')
  return [status, code, details]
}
const details = { list: named, index: 7, purpose: 'revocation' }
const unsigned = { ...details, unsigned: true }

describe('the list that an entry names: another one, or an old one, would show no revocation', () => {
  const onlyOld = { [id]: answer(list()), newest: answer(list({ 3: 2 })) }
  it.each<[string, Given, unknown[]]>([
    ['by name, in which it is good', { answers: { newest: answer(list()) } }, ['pass', 'ok', unsigned]],
    [
      'pinned, and revoked since: the newest counts',
      { url: `${did}/resources/${id}`, answers: onlyOld },
      ['fail', 'revoked', { ...unsigned, list: `${did}/resources/${id}` }],
    ],
    [
      'as of a time, and revoked since: the newest counts',
      { url: `${named}&resourceVersionTime=2026-05-02T00%3A00%3A00Z`, answers: { newest: answer(list({ 3: 2 })) } },
      [
        'fail',
        'revoked',
        { ...unsigned, list: parseResourceReference(`${named}&resourceVersionTime=2026-05-02T00%3A00%3A00Z`)?.url },
      ],
    ],
    [
      'pinned, and the newest is not at hand',
      { url: `${did}/resources/${id}`, answers: { [id]: answer(list()) } },
      ['indeterminate', 'status_unavailable', { ...details, list: `${did}/resources/${id}` }],
    ],
    ['not collected', {}, ['indeterminate', 'status_unavailable', details]],
    ['an answer that says nothing', { answers: { newest: {} } }, ['fail', 'status_unavailable', details]],
    ['not there', { answers: { newest: failed('notFound') } }, ['fail', 'status_unavailable', details]],
    ['not fit to be read', { answers: { newest: failed('invalid') } }, ['fail', 'status_unavailable', details]],
    ['too large to be read', { answers: { newest: failed('limit') } }, ['fail', 'limit_exceeded', details]],
    ['no time to read it', { answers: { newest: failed('deadline') } }, ['indeterminate', 'limit_exceeded', details]],
    [
      'not to be reached',
      { answers: { newest: failed('unreachable') } },
      ['indeterminate', 'status_unavailable', details],
    ],
    [
      'without metadata',
      { answers: { newest: { content: 'AAAA' } } },
      ['indeterminate', 'status_unavailable', details],
    ],
    [
      'another resource',
      { answers: { newest: answer(list(), { resourceName: 'other' }) } },
      ['fail', 'status_list_invalid', details],
    ],
    [
      'of another checksum',
      { answers: { newest: answer(list(), { checksum: 'f'.repeat(64) }) } },
      ['fail', 'checksum_mismatch', details],
    ],
    [
      'published at no time',
      { answers: { newest: answer(list(), { created: 'x' }) } },
      ['indeterminate', 'status_unavailable', details],
    ],
    [
      'published just now by a clock that is a minute ahead',
      { answers: { newest: answer(list(), { created: '2026-06-01T00:01:00Z' }) } },
      ['pass', 'ok', unsigned],
    ],
    [
      'published later',
      { answers: { newest: answer(list(), { created: '2026-06-01T00:01:01Z' }) } },
      ['fail', 'status_unavailable', details],
    ],
    ['no text', { answers: { newest: answer(Uint8Array.of(0xff)) } }, ['fail', 'status_list_invalid', details]],
    [
      'as large as is read',
      { answers: { newest: answer(list()) }, policy: { limits: { maxResourceBytes: list().length } } },
      ['pass', 'ok', unsigned],
    ],
    [
      'larger than is read',
      { answers: { newest: answer(list()) }, policy: { limits: { maxResourceBytes: list().length - 1 } } },
      ['fail', 'limit_exceeded', details],
    ],
    [
      'under a DID that is not the issuer’s',
      { url: 'did:example:other?resourceName=list&resourceType=L' },
      ['fail', 'status_list_invalid', { ...details, list: 'did:example:other?resourceName=list&resourceType=L' }],
    ],
  ])('%s', (_name, given, end) => {
    expect(judge(given)).toStrictEqual(end)
  })
})

describe('a list of the web: whoever holds the server could hand out another', () => {
  const onWeb = { ...details, list: web }
  const policy = { webHosts: ['lists.example'] }
  it.each<[string, Given, unknown[]]>([
    [
      'a host that the policy does not list',
      { answers: { [web]: answer(list()) } },
      ['indeterminate', 'status_unavailable', onWeb],
    ],
    ['not collected', { policy }, ['indeterminate', 'status_unavailable', onWeb]],
    ['not there', { policy, answers: { [web]: failed('notFound') } }, ['indeterminate', 'status_unavailable', onWeb]],
    [
      'not to be reached',
      { policy, answers: { [web]: failed('unreachable') } },
      ['indeterminate', 'status_unavailable', onWeb],
    ],
    ['an answer that says nothing', { policy, answers: { [web]: {} } }, ['indeterminate', 'status_unavailable', onWeb]],
    ['too large to be read', { policy, answers: { [web]: failed('limit') } }, ['fail', 'limit_exceeded', onWeb]],
    ['too large, and of no listed host', { answers: { [web]: failed('limit') } }, ['fail', 'limit_exceeded', onWeb]],
    [
      'no time to read it',
      { policy, answers: { [web]: failed('deadline') } },
      ['indeterminate', 'limit_exceeded', onWeb],
    ],
    ['no text', { policy, answers: { [web]: answer(Uint8Array.of(0xff)) } }, ['fail', 'status_list_invalid', onWeb]],
    [
      'larger than is read',
      { policy: { ...policy, limits: { maxResourceBytes: list().length - 1 } }, answers: { [web]: answer(list()) } },
      ['fail', 'limit_exceeded', onWeb],
    ],
    [
      'as large as is read, but nobody signed it',
      { policy: { ...policy, limits: { maxResourceBytes: list().length } }, answers: { [web]: answer(list()) } },
      ['fail', 'status_list_invalid', { ...onWeb, unsigned: true }],
    ],
  ])('%s', (_name, given, end) => {
    expect(judge({ url: web, ...given })).toStrictEqual(end)
  })
})

describe('what a list says: read amiss, revoked is good', () => {
  const of = (text: string, more: Given = {}): Given => ({ answers: { newest: answer(text) }, ...more })
  const refusedWith = (more: object) => ['fail', 'status_list_invalid', { ...unsigned, ...more }]
  const refused = refusedWith({})
  const twoBits = { statusPurpose: 'message', statusSize: 2 }
  const message = { purpose: 'message' as const }
  const unsignedMessage = { ...unsigned, purpose: 'message' }
  it.each<[string, Given, unknown[]]>([
    ['no list', of('{}'), ['fail', 'status_list_invalid', details]],
    ['of another form', of(list(), { entry: { form: '2021' } }), refused],
    ['of another purpose', of(list({}, { statusPurpose: 'suspension' })), refused],
    [
      'by another',
      of(list({}, {}, { issuer: `did:x:${'y'.repeat(600)}` })),
      ['fail', 'status_list_invalid', { ...unsigned, issuer: `did:x:${'y'.repeat(506)}` }],
    ],
    [
      'that has ended',
      of(list({}, {}, { validUntil: '2026-05-01T00:00:00Z' })),
      ['fail', 'status_list_invalid', { ...unsigned, listValidUntil: '2026-05-01T00:00:00Z' }],
    ],
    ['of entries of another size', of(list(), { entry: { size: 2 } }), refusedWith({})],
    ['of revocation in two bits', of(list({}, { statusSize: 2 })), refused],
    [
      'of suspension in two bits',
      of(list({}, { statusSize: 2, statusPurpose: 'suspension' }), { entry: { purpose: 'suspension' } }),
      refusedWith({ purpose: 'suspension' }),
    ],
    [
      'of messages in one bit',
      of(list({}, { statusPurpose: 'message' }), { entry: message }),
      ['indeterminate', 'status_unavailable', unsignedMessage],
    ],
    ['revoked', of(list({ 3: 2 })), ['fail', 'revoked', unsigned]],
    [
      'good in its last entry',
      of(list(), { entry: { index: 262_143 } }),
      ['pass', 'ok', { ...unsigned, index: 262_143 }],
    ],
    [
      'not suspended',
      of(list({}, { statusPurpose: 'suspension' }), { entry: { purpose: 'suspension' } }),
      ['pass', 'ok', { ...unsigned, purpose: 'suspension' }],
    ],
    [
      'suspended',
      of(list({ 3: 2 }, { statusPurpose: 'suspension' }), { entry: { purpose: 'suspension' } }),
      ['fail', 'suspended', { ...unsigned, purpose: 'suspension' }],
    ],
    ['good by a message', of(list({}, twoBits), { entry: message }), ['pass', 'ok', unsignedMessage]],
    ['revoked by a message', of(list({ 7: 1 }, twoBits), { entry: message }), ['fail', 'revoked', unsignedMessage]],
    ['suspended by a message', of(list({ 7: 2 }, twoBits), { entry: message }), ['fail', 'suspended', unsignedMessage]],
    [
      'unknown by a message',
      of(list({ 7: 3 }, twoBits), { entry: message }),
      ['indeterminate', 'status_unavailable', { ...unsignedMessage, value: 3 }],
    ],
    [
      'beyond its end',
      of(list(), { entry: { index: 262_144 } }),
      ['fail', 'status_list_invalid', { ...unsigned, index: 262_144 }],
    ],
    ['its bits can’t be read', of(list({}, { encodedList: 'AAAA' })), refused],
    [
      'its bits are too many',
      of(list(), { policy: { limits: { maxInflatedBytes: 1000 } } }),
      ['fail', 'limit_exceeded', unsigned],
    ],
  ])('%s', (_name, given, end) => {
    expect(judge(given)).toStrictEqual(end)
  })

  it('a report ends when the list may no longer be kept, and one of the past does not', () => {
    const ends: number[] = []
    expect(judge({ ...of(list({}, { ttl: 300 })), ends })).toStrictEqual(['pass', 'ok', { ...unsigned, ttlMs: 300 }])
    expect(ends).toEqual([now + 305])
    judge({ ...of(list({}, { ttl: 300 })), at: now - minute, ends })
    judge({ ...of(list()), ends })
    expect(ends).toEqual([now + 305])
  })

  it('a hostile URL of a list fills no report', () => {
    const [, , told] = judge({ url: `${named}${'x'.repeat(600)}` })
    expect(told).toMatchObject({ list: `${named}${'x'.repeat(600)}`.slice(0, 512) })
  })
})
