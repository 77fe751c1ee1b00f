import fc from 'fast-check'
import { canonicalJson as naive, evidenceFromWorld, mintChain, mintPresentation } from '@trustchains/test-kit'
import { canonicalJson } from '../src/data-integrity/canonical-json.js'
import { decodePresentation, validateChain, validatePresentation, ValidationMemo } from '../src/index.js'
import type { JsonObject, JsonValue, PresentationEvidence } from '../src/index.js'

const runs = { numRuns: 300 }

/** Strings of any UTF-16 code units, halves of surrogate pairs among them. */
const units = fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)), maxLength: 4 })

describe('canonical JSON', () => {
  it('is that of another implementation, for any value: else a good signature would be refused, or a bad one taken', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), units, (drawn, name) => {
        // As a parser gives it: without -0.
        const value = JSON.parse(JSON.stringify({ [name]: [drawn, name] })) as JsonValue
        const text = canonicalJson(value)
        return text === undefined ? /\\ud[89a-f]/.test(JSON.stringify(value)) : text === naive(value)
      }),
      { numRuns: 2000 },
    )
  })

  it('tells apart whatever differs', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (first, second) => {
        const [a, b] = [first, second].map((value) => JSON.parse(JSON.stringify(value)) as JsonValue)
        const same = JSON.stringify(sorted(a as JsonValue)) === JSON.stringify(sorted(b as JsonValue))
        expect(canonicalJson(a as JsonValue) === canonicalJson(b as JsonValue)).toBe(same)
      }),
      runs,
    )
  })
})

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  )
}

type Path = readonly string[]

/** Every place in a value, the outermost left out. */
function pathsOf(value: JsonValue, path: Path = []): Path[] {
  const members = typeof value === 'object' && value !== null ? Object.entries(value) : []
  const inner = members.flatMap(([name, member]) => pathsOf(member, [...path, name]))
  return path.length === 0 ? inner : [path, ...inner]
}

/** A copy with one place replaced, removed, or doubled under another name. */
function mutated(value: JsonObject, path: Path, how: 'replace' | 'remove' | 'add', by: JsonValue): JsonObject {
  const copy = structuredClone(value)
  let place: JsonObject = copy
  for (const step of path.slice(0, -1)) place = place[step] as JsonObject
  const last = path.at(-1) as string
  if (how === 'replace') place[last] = by
  else if (how === 'add') place[`${last}x`] = by
  else if (Array.isArray(place)) place.splice(Number(last), 1)
  else Reflect.deleteProperty(place, last)
  return copy
}

const mutation = (value: JsonObject) =>
  fc.record({
    path: fc.constantFrom(...pathsOf(value)),
    how: fc.constantFrom('replace' as const, 'remove' as const, 'add' as const),
    by: fc.oneof(fc.jsonValue(), fc.constant(null), fc.string(), fc.constant([]), fc.constant({})),
  })

describe('no change of a document with a Data Integrity proof is trusted, nor makes an error', () => {
  it.each(['EdDSA', 'ES256'] as const)('a credential, %s', (algorithm) => {
    const chain = mintChain({ dataModel: '2.0', proof: 'data-integrity', algorithm })
    const good = JSON.parse(chain.leaf) as JsonObject
    const memo = new ValidationMemo()
    const evidence = evidenceFromWorld(chain.world, chain.leaf, chain.at)
    const judge = (text: string) =>
      validateChain({ ...evidence, leaf: { credential: text } }, chain.policy, { memo }).verdict
    expect(judge(chain.leaf)).toBe('trusted')
    fc.assert(
      fc.property(mutation(good), ({ path, how, by }) => {
        const changed = mutated(good, path, how, by as JsonValue)
        fc.pre(naive(changed) !== naive(good))
        // What stands behind the signed contexts is dropped.
        return judge(JSON.stringify(changed)) !== 'trusted' || path[0] === '@context'
      }),
      runs,
    )
  })

  it.each(['data-integrity', 'json', 'enveloped'] as const)('a presentation, %s', (form) => {
    const chain = mintChain(form === 'json' ? {} : { dataModel: '2.0' })
    const text = mintPresentation(chain, { form, challenge: 'c', domain: 'd' })
    const good = JSON.parse(text) as JsonObject
    const { leaf: _, ...evidence } = evidenceFromWorld(chain.world, chain.leaf, chain.at)
    const memo = new ValidationMemo()
    const judge = (presentation: string) =>
      validatePresentation(
        { ...evidence, presentation } satisfies PresentationEvidence,
        { challenge: 'c', domain: 'd' },
        chain.policy,
        { memo },
      ).verdict
    expect(judge(text)).toBe('trusted')
    fc.assert(
      fc.property(mutation(good), ({ path, how, by }) => {
        const changed = mutated(good, path, how, by as JsonValue)
        fc.pre(naive(changed) !== naive(good))
        const [member, inner] = path
        // Of a JWT proof nothing counts but the JWT, which says who presents; an envelope's contexts may be more.
        const isFree =
          member === '@context' ||
          (form === 'json' && member === 'holder' && how === 'remove') ||
          (form === 'json' && member === 'proof' && (inner !== 'jwt' || how === 'add'))
        return isFree || judge(JSON.stringify(changed)) !== 'trusted'
      }),
      runs,
    )
  })

  it('bytes of a presentation as JWT', () => {
    const chain = mintChain()
    const text = mintPresentation(chain)
    const { leaf: _, ...evidence } = evidenceFromWorld(chain.world, chain.leaf, chain.at)
    const memo = new ValidationMemo()
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.string({ minLength: 0, maxLength: 3 }), (at, by) => {
        const presentation = `${text.slice(0, at)}${by}${text.slice(at + 1)}`
        fc.pre(presentation.trim() !== text)
        const report = validatePresentation({ ...evidence, presentation }, {}, chain.policy, { memo })
        expect(report.verdict).not.toBe('trusted')
      }),
      runs,
    )
  })
})

it('whatever is handed over as a presentation, no error comes of it', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.jsonValue().map((value) => JSON.stringify({ proof: value, type: 'VerifiablePresentation' })),
      ),
      (text) => {
        expect(decodePresentation(text).faults.length).toBeGreaterThan(0)
      },
    ),
    { numRuns: 2000 },
  )
})
