import { hasLedgerTime } from '../src/chain/ledger-time.js'
import type { Link } from '../src/chain/link.js'
import { claimedIssuance, ownDateOf } from '../src/chain/own-date.js'
import { ReadContent } from '../src/chain/read-content.js'
import { linkFrom, readLink, type LinkSources } from '../src/chain/read-link.js'
import { parseResourceReference, ValidationMemo } from '../src/index.js'
import { caseOf } from './support/judge.js'

const now = Date.parse('2026-06-01T00:00:00Z')
const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64')

describe('an accreditation read from its DID URL, without any check', () => {
  const onLedger = 'did:cheqd:testnet:00000000-0000-4000-8000-000000000001?resourceName=n&resourceType=T'
  const onWeb = 'did:web:example.org?resourceName=n&resourceType=T'
  const good = {
    content: base64(caseOf().evidence.leaf.credential ?? ''),
    metadata: { created: '2026-01-10T00:00:00Z' },
  }
  const created = Date.parse(good.metadata.created)
  const failed = (code: string) => ({ error: { code, message: 'told\u0007 by the source' } })
  interface Given {
    url?: string
    item?: object
    validity?: 'shell' | 'chain'
    most?: number
    publishersWord?: boolean
  }
  const read = ({ url = onLedger, item, validity = 'shell', most = 10_000, publishersWord }: Given) => {
    const reference = parseResourceReference(url)!
    const index = {
      at: now,
      resource: () => (item === undefined ? { why: 'was not collected' } : { item }),
      timeOf: (text?: string) => Date.parse(text ?? '') || -Infinity,
    }
    const policy = { validity, limits: { maxResourceBytes: most } }
    const word = publishersWord === undefined ? {} : { publishersWord }
    return readLink(reference, now - 5, {
      index,
      memo: new ValidationMemo(),
      policy,
      ...word,
    } as unknown as LinkSources)
  }

  it.each<[string, Given, [string, string, string]]>([
    ['not collected', {}, ['resource', 'indeterminate', 'resource_unavailable']],
    ['not there', { item: failed('notFound') }, ['resource', 'fail', 'resource_not_found']],
    ['too large to be read', { item: failed('limit') }, ['limits', 'fail', 'limit_exceeded']],
    ['no time to read it', { item: failed('deadline') }, ['limits', 'indeterminate', 'limit_exceeded']],
    ['not to be reached', { item: failed('unreachable') }, ['resource', 'indeterminate', 'resource_unavailable']],
    ['not fit to be read', { item: failed('invalid') }, ['resource', 'fail', 'resource_not_found']],
    ['an answer that says nothing', { item: {} }, ['resource', 'fail', 'resource_not_found']],
    ['larger than the policy reads', { item: good, most: 100 }, ['limits', 'fail', 'limit_exceeded']],
    ['no text', { item: { ...good, content: base64(Uint8Array.of(0xff)) } }, ['format', 'fail', 'malformed']],
  ])('%s: it is told, and what is told has nothing that moves a cursor', (_name, given, [id, status, code]) => {
    const url = parseResourceReference(onLedger)?.url
    const outcome = read(given)
    const told = 'faults' in outcome ? outcome.faults : []
    expect(told).toEqual([
      { id, finding: { status, code, message: expect.stringMatching(/^[ -~]{5,}$/) as string, details: { url } } },
    ])
  })

  it('one that is no credential is told as its form has it', () => {
    const outcome = read({ item: { ...good, content: base64('x') } })
    expect('faults' in outcome && outcome.faults.map(({ id, finding }) => [id, finding.status])).toEqual([
      ['format', 'fail'],
    ])
  })

  it.each<[string, Given, Pick<Link, 'issuedAt' | 'provenBy'>]>([
    ['now, where all must hold now', { item: good }, { issuedAt: now - 5 }],
    ['as the ledger has it', { item: good, validity: 'chain' }, { issuedAt: created, provenBy: { by: 'ledger' } }],
    [
      'as its child needs it, where the ledger’s time can’t be read',
      { item: { content: good.content }, validity: 'chain' },
      { issuedAt: now - 5 },
    ],
    ['now, where only its publisher says when', { url: onWeb, item: good, validity: 'chain' }, { issuedAt: now }],
    [
      'as its publisher says, where that is asked',
      { url: onWeb, item: good, validity: 'chain', publishersWord: true },
      { issuedAt: created },
    ],
    [
      'not later than now, whatever its publisher says',
      {
        url: onWeb,
        item: { ...good, metadata: { created: '2027-01-01T00:00:00Z' } },
        validity: 'chain',
        publishersWord: true,
      },
      { issuedAt: now },
    ],
  ])('was issued %s', (_name, given, times) => {
    const { link } = read(given) as { link: Link }
    const { issuedAt, provenBy, heldAt, source } = link
    expect({ issuedAt, ...(provenBy && { provenBy }) }).toEqual(times)
    expect(heldAt).toBe(now - 5)
    expect(source?.sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  it('one that is exactly as large as the policy reads is read', () => {
    const { length } = Buffer.from(good.content, 'base64')
    expect(read({ item: good, most: length })).toHaveProperty('link')
    expect(read({ item: good, most: length - 1 })).toHaveProperty('faults')
  })

  it('a leaf that was handed over has neither source nor proof of its time', () => {
    const { link } = linkFrom({ credential: {} as never, faults: [] }, 1, 2) as { link: Link }
    expect(link).toStrictEqual({ credential: {}, faults: [], issuedAt: 1, heldAt: 2 })
  })
})

describe('whose clock counts: a server’s would let whoever holds a stolen key backdate', () => {
  it.each<[string, boolean]>([
    ['did:cheqd:testnet:00000000-0000-4000-8000-000000000001', true],
    ['did:web:example.org', false],
    ['no DID', false],
  ])('%s: %p', (did, isLedger) => {
    expect(hasLedgerTime(did)).toBe(isLedger)
  })
})

describe('what a credential says of its own issue', () => {
  const start = (ms: number) => [{ ms }] as never
  const made = (...times: (number | undefined)[]) => set(...times.map((ms) => by('issuer', ms)))
  const set = (...proofs: object[]) => ({ kind: 'data-integrity', proofs }) as never
  const by = (name: string, ms?: number) => ({
    verificationMethod: `did:example:${name}#key`,
    ...(ms !== undefined && { created: { ms } }),
  })
  it.each<[string, Omit<Parameters<typeof claimedIssuance>[0], 'issuer'>, number | undefined]>([
    ['nothing', { notBefore: [] }, undefined],
    ['its start, a minute in its favour', { notBefore: start(100) }, 60_100],
    ['its proof, where that is later', { notBefore: start(100), proof: made(200) }, 60_200],
    ['its start, where its proof is earlier', { notBefore: start(100), proof: made(50) }, 60_100],
    ['the first of its proofs', { notBefore: [], proof: made(300, 200) }, 60_200],
    ['nothing, where one of its proofs says nothing', { notBefore: [], proof: made(300, undefined) }, undefined],
    ['its start, where it has a set of no proofs', { notBefore: start(100), proof: made() }, 60_100],
    [
      'its proof, whatever a stranger’s beside it says',
      { notBefore: [], proof: set(by('issuer', 200), by('stranger', 100), by('stranger')) },
      60_200,
    ],
    [
      'a proof for others to verify',
      { notBefore: [], proof: { kind: 'external', created: { ms: 200 } } as never },
      60_200,
    ],
  ])('%s', (_name, credential, claimed) => {
    expect(claimedIssuance({ ...credential, issuer: 'did:example:issuer' })).toBe(claimed)
  })
  it('makes a difference only where it is before the time that counts', () => {
    const of = (issuedAt: number, notBefore = start(100)) => ownDateOf({ credential: { notBefore }, issuedAt } as never)
    expect([of(60_101), of(60_100), of(60_101, [] as never)]).toEqual([60_100, undefined, undefined])
  })
})

describe('the content of a resource', () => {
  it('is decoded once, when it is asked for, and not where it is no text', () => {
    let decoded = 0
    const decode = (text: string) => ({ faults: [], text, number: (decoded += 1) }) as never
    const content = new ReadContent(base64('abc'))
    expect([content.size, content.text, decoded]).toEqual([3, 'abc', 0])
    expect(content.sha256).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(content.credential(decode)).toBe(content.credential(decode))
    expect(decoded).toBe(1)
    const bytes = new ReadContent(base64(Uint8Array.of(0xff)))
    expect([bytes.text, bytes.credential(decode), decoded]).toEqual([undefined, undefined, 1])
  })
})
