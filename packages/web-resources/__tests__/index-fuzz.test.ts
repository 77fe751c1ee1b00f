import fc from 'fast-check'
import type { JsonObject } from '@trustchains/core'
import { indexType, readIndex, WebResourcesError, type ResourceIndex } from '../src/index.js'
import { byteChange, changedBytes } from './support/byte-change.js'
import { signedRegistry } from './support/signed-registry.js'

// `FUZZ_INPUTS=100000` looks longer; a failure prints its seed.
const numRuns = Math.ceil(Number(process.env.FUZZ_INPUTS ?? 3000) / 3)

const now = Date.now()
const registry = signedRegistry('did:web:registry.example:ministry', now)
const other = signedRegistry('did:web:registry.example:other', now)

/** What reading an index comes to: what it says, or the refusal. Anything else is thrown on. */
function read(token: string, document: JsonObject = registry.document): ResourceIndex | 'refused' {
  try {
    return readIndex(token, registry.did, document, now)
  } catch (error) {
    if (error instanceof WebResourcesError && error.code === 'invalid_index') return 'refused'
    throw error
  }
}

/** Nobody but the key's holder changes what an index says: it says what was signed, or nothing. */
const expectUnaltered = (answer: ResourceIndex | 'refused'): void => {
  if (answer !== 'refused') expect(answer).toEqual(registry.index)
}

const [header = '', payload = '', signature = ''] = registry.token.split('.')
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value) ?? '').toString('base64url')
const decoded = (part: string): JsonObject => JSON.parse(Buffer.from(part, 'base64url').toString()) as JsonObject

/** Any value in place of any member, however deep it stands. */
function changedMember(value: JsonObject, place: number, by: unknown): object {
  const copy = structuredClone(value)
  const places: { container: object; name: string }[] = []
  const walk = (container: object): void => {
    for (const [name, member] of Object.entries(container)) {
      places.push({ container, name })
      if (typeof member === 'object' && member !== null) walk(member as object)
    }
  }
  walk(copy)
  const { container, name } = places[place % places.length] ?? { container: copy, name: 'iss' }
  Object.assign(container, { [name]: by })
  return copy
}

const anyValue = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom('', '\0', null, -1, 1e308, [[]], {}, indexType, 'none', 'HS256', registry.did, other.did),
)

describe('a signed index', () => {
  it('is read as it was signed', () => {
    expect(read(registry.token)).toEqual(registry.index)
  })

  it('of which any bytes were changed is refused, or says what was signed', () => {
    const bytes = Buffer.from(registry.token)
    fc.assert(
      fc.property(fc.array(byteChange, { minLength: 1, maxLength: 4 }), (changes) => {
        expectUnaltered(read(changes.reduce(changedBytes, bytes).toString('latin1')))
      }),
      { numRuns },
    )
  })

  it('of which a member was changed without the key is refused, in its header as in its payload', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.nat(), anyValue, (inHeader, place, by) => {
        const parts = inHeader
          ? [encode(changedMember(decoded(header), place, by)), payload]
          : [header, encode(changedMember(decoded(payload), place, by))]
        expectUnaltered(read([...parts, signature].join('.')))
      }),
      { numRuns },
    )
  })

  it('that its own key has signed with anything in place of a member is refused, or bears only what its form allows', () => {
    fc.assert(
      fc.property(fc.nat(), anyValue, (place, by) => {
        const answer = read(registry.signed(changedMember(decoded(payload), place, by), { typ: indexType }))
        if (answer === 'refused') return
        expect(answer.iss).toBe(registry.did)
        for (const entry of answer.resources) {
          expect(entry.resourceURI).toBe(`${registry.did}/resources/${entry.resourceId}`)
          expect(entry.resourceId).toMatch(/^[0-9a-f-]{36}$/)
          expect(entry.checksum).toMatch(/^[0-9a-f]{64}$/)
        }
      }),
      { numRuns },
    )
  })

  it('under a DID document of which anything was changed is refused, or says what was signed', () => {
    fc.assert(
      fc.property(fc.nat(), anyValue, (place, by) => {
        expectUnaltered(read(registry.token, changedMember(registry.document, place, by) as JsonObject))
      }),
      { numRuns },
    )
  })

  it.each<[string, string]>([
    ['another token of its key', registry.signed(registry.index, { typ: 'JWT' })],
    ['a token of its key without a type', registry.signed(registry.index)],
    ['an index of another DID that calls itself this one', other.signed(registry.index, { typ: indexType })],
    ['one that names this key and another has signed', other.signed(registry.index, decoded(header))],
    ['one without a signature', `${header}.${payload}.`],
    ['one with critical members that nobody knows', registry.signed(registry.index, { typ: indexType, crit: ['b64'] })],
    ['nothing', ''],
  ])('%s is none', (_name, token) => {
    expect(read(token)).toBe('refused')
  })
})
