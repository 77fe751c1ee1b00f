import {
  formatResourceReference,
  normalizeDid,
  normalizeDidUrl,
  parseDidUrl,
  parseResourceReference,
} from '../src/index.js'
import { newestReference } from '../src/did-url.js'
import { kept } from './support/kept.js'

const did = 'did:cheqd:testnet:55dbc8bf-fba3-4117-855c-1e0dc1d3bb47'
const id = '398cee0a-efac-4643-9f4c-74c48c72a14b'
const named = `${did}?resourceName=My%20Name&resourceType=My%26Type`

const parameters = (count: number): string => Array.from({ length: count }, (_, at) => `p${String(at)}=`).join('&')

describe('DID URLs that mean the same would be taken for two', () => {
  it.each([
    [
      'upper-case UUIDs',
      `did:cheqd:testnet:55DBC8BF-FBA3-4117-855C-1E0DC1D3BB47/resources/${id.toUpperCase()}`,
      `${did}/resources/${id}`,
    ],
    [
      'a resolver’s prefix',
      `https://resolver.cheqd.net/1.0/identifiers/${did}/resources/${id}`,
      `${did}/resources/${id}`,
    ],
    [
      'the prefix of another resolver, with a port',
      `https://localhost:8080/1.0/identifiers/${did}/resources/${id}`,
      `${did}/resources/${id}`,
    ],
    [
      'a resolver’s URL with the DID URL encoded',
      `https://resolver.cheqd.net/1.0/identifiers/${encodeURIComponent(named)}`,
      named,
    ],
    ['a query the other way round', `${did}?resourceType=My%26Type&resourceName=My%20Name`, named],
    ['other escapes of the query', `${did}?resourceName=%4dy%20Name&resourceType=My%26Type`, named],
    ['escapes in the path', `${did}/%72esources/${id}`, `${did}/resources/${id}`],
  ])('%s', (_name, text, normal) => {
    expect(normalizeDidUrl(text)).toBe(normal)
    expect(normalizeDidUrl(normal)).toBe(normal)
  })

  it('a DID in another case of its UUID', () => {
    expect(normalizeDid('did:cheqd:testnet:55DBC8BF-FBA3-4117-855C-1E0DC1D3BB47')).toBe(did)
    expect(normalizeDid('did:key:z6MkABC')).toBe('did:key:z6MkABC')
    expect(normalizeDid('did:cheqd:mainnet:55DBC8BF-fba3-4117-855c-1e0dc1d3bb47')).not.toBe(did)
  })
})

describe('DID URLs that mean one thing would be taken for two', () => {
  it('a plus and an encoded space, which the resolver reads alike', () => {
    expect(normalizeDidUrl(named.replace('%20', '+'))).toBe(named)
  })
})

describe('DID URLs that mean two things would be taken for one', () => {
  it.each([
    ['the case of a name', `${did}?resourceName=my%20Name&resourceType=My%26Type`],
    ['another network', named.replace('testnet', 'mainnet')],
    ['an encoded ampersand', `${did}?resourceName=My%20Name&resourceType=My&Type=`],
    ['an encoded plus for a space', named.replace('%20', '%2B')],
    ['a name escaped twice', named.replace('%20', '%2520')],
    ['a time', `${named}&resourceVersionTime=2026-01-01T00%3A00%3A00Z`],
    ['a fragment', `${named}#x`],
  ])('%s', (_name, text) => {
    expect(normalizeDidUrl(text)).not.toBe(named)
  })

  it('a path that hides a query or a fragment', () => {
    expect(normalizeDidUrl(`${did}/a%3Fb=c`)).not.toBe(normalizeDidUrl(`${did}/a?b=c`))
    expect(normalizeDidUrl(`${did}/a%23b`)).not.toBe(normalizeDidUrl(`${did}/a#b`))
    expect(parseDidUrl(`${did}/a%253Fb`)).toBeUndefined()
    expect(parseResourceReference(`${did}/resources/${id}%3Fx`)).toBeUndefined()
  })
})

describe('what is no DID URL', () => {
  it.each([
    '',
    'did:',
    'did:cheqd',
    'did:cheqd:',
    'DID:cheqd:testnet:x',
    'did:Cheqd:testnet:x',
    ' did:cheqd:testnet:x',
    'did:cheqd:testnet:x y',
    'https://example.org',
    'https://resolver.cheqd.net/1.0/identifiers/',
    'https://resolver.cheqd.net/2.0/identifiers/did:cheqd:testnet:x',
    'http://resolver.cheqd.net/1.0/identifiers/did:cheqd:testnet:x',
    'https://a?/1.0/identifiers/did:cheqd:testnet:x',
    'did:cheqd:testnet:x?a=1&a=2',
    'did:cheqd:testnet:x?a=1&%61=2',
    'did:cheqd:testnet:x?',
    'did:cheqd:testnet:x?=1',
    'did:cheqd:testnet:x?a=%',
    'did:cheqd:testnet:x?a=%ff',
    'did:cheqd:testnet:x?a=\ud800',
    'did:cheqd:testnet:x/\udfff',
    'did:cheqd:testnet:x#\ud800',
    `did:cheqd:testnet:${'x'.repeat(2048)}`,
    `did:cheqd:testnet:x?${parameters(17)}`,
  ])('%j', (text) => {
    expect(parseDidUrl(text)).toBeUndefined()
    expect(normalizeDidUrl(text)).toBeUndefined()
    expect(parseResourceReference(text)).toBeUndefined()
  })

  it('hostile texts of a megabyte take no time to speak of', () => {
    for (const text of ['a', 'did:a:', '%', 'did:x:y?a=', '55dbc8bf-', 'https://']) {
      expect(parseDidUrl(text.repeat(1_000_000 / text.length))).toBeUndefined()
      expect(normalizeDid(text.repeat(1_000_000 / text.length))).toHaveLength(
        Math.floor(1_000_000 / text.length) * text.length,
      )
    }
  })
})

describe('references to one DID-Linked Resource', () => {
  it('pinned', () => {
    expect(parseResourceReference(`${did}/resources/${id}`)).toMatchObject({ form: 'pinned', did, resourceId: id })
  })
  it('by name and type, also as of a time', () => {
    const time = '2026-01-01T00:00:00Z'
    const reference = parseResourceReference(`${named}&resourceVersionTime=${encodeURIComponent(time)}`)
    expect(reference).toMatchObject({
      form: 'named',
      did,
      resourceName: 'My Name',
      resourceType: 'My&Type',
      resourceVersionTime: time,
    })
    expect(reference && formatResourceReference(reference)).toBe(
      `${named}&resourceVersionTime=${encodeURIComponent(time)}`,
    )
  })
  it.each([
    ['a DID alone', did],
    ['a fragment', `${did}/resources/${id}#x`],
    ['a query behind a path', `${did}/resources/${id}?resourceName=x`],
    ['another path', `${did}/resource/${id}`],
    ['a path behind the id', `${did}/resources/${id}/metadata`],
    ['an id that is no UUID', `${did}/resources/latest`],
    ['a name alone', `${did}?resourceName=x`],
    ['a type alone', `${did}?resourceType=x`],
    ['a parameter that nobody knows', `${named}&checksum=x`],
    ['metadata asked for', `${named}&resourceMetadata=true`],
    ['__proto__', `${named}&__proto__=x`],
  ])('%s names none', (_name, text) => {
    expect(parseResourceReference(text)).toBeUndefined()
  })
})

describe('DID URLs are remembered, and strangers choose which: they would fill the memory', () => {
  const texts = {
    usual: (number: number) => `${did}?resourceName=${String(number)}&resourceType=VerifiableAccreditationToAttest`,
    wide: (number: number) => `${did}?resourceName=${String(number)}&resourceType=${'\u4e00'.repeat(420)}`,
    long: (number: number) => `${did}?resourceName=${String(number)}&resourceType=${'x'.repeat(900)}`,
    crowded: (number: number) => `${did}?q${String(number)}=${'x'.repeat(200)}&${parameters(15)}`,
  }
  const mebibyte = 1024 * 1024

  it('some thousand usual ones are, so that a registry of that size is read quickly', () => {
    expect(kept(parseDidUrl, texts.usual)).toBeGreaterThan(4_000)
    expect(kept(parseResourceReference, texts.usual)).toBeGreaterThan(4_000)
  })

  it('of large ones only as many as 8 MiB hold', () => {
    // Two bytes for each of 503 characters of text, and nine for each of those that are encoded.
    expect(kept(parseResourceReference, texts.wide) * 4_500).toBeLessThan(8 * mebibyte)
    // Measured: 2,500 bytes.
    expect(kept(parseDidUrl, texts.crowded) * 2_500).toBeLessThan(8 * mebibyte)
  })

  it('of long ones none', () => {
    expect(kept(parseDidUrl, texts.long)).toBe(0)
    expect(kept(parseResourceReference, texts.long)).toBe(0)
    const name = 'x'.repeat(900)
    expect(newestReference(did, name, 'T')).not.toBe(newestReference(did, name, 'T'))
    expect(newestReference(did, 'x', 'T')).toBe(newestReference(did, 'x', 'T'))
  })

  it('of newest versions only as many as 2 MiB hold', () => {
    const read = (text: string): unknown => newestReference(text, '\u4e00'.repeat(150), '\u4e00'.repeat(150))
    expect(kept(read, (number) => `did:x:${String(number)}`) * 2_700).toBeLessThan(2 * mebibyte)
  })
})

it('a name in a source’s metadata that no UTF-8 can write would end a validation with an error', () => {
  expect(newestReference(did, '\ud800', 'T').url).toBe(`${did}?resourceName=%EF%BF%BD&resourceType=T`)
})
