import { createHash } from 'node:crypto'
import fc from 'fast-check'
import type { MintOptions } from '@trustchains/test-kit'
import { validateChain, ValidationMemo } from '../src/index.js'
import type { Evidence, ResourceEvidence } from '../src/index.js'
import { caseOf } from './support/judge.js'

// `ORACLE_RUNS=20000` looks longer, as in oracle.test.ts; a failure prints its seed.
const asked = Number(process.env.ORACLE_RUNS ?? 600)
const runs = { numRuns: Math.ceil(asked * 0.4) }
const memo = new ValidationMemo()

/** Whether two texts are the same JSON: white space and escapes that say the same are the only harmless changes. */
function sameMeaning(a: string, b: string): boolean {
  try {
    return JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b))
  } catch {
    return false
  }
}

const changeAt = (text: string, position: number, insert: string): string => {
  const index = position % text.length
  return `${text.slice(0, index)}${insert}${text.slice(index + 1)}`
}
const character = fc.oneof(
  fc.constantFrom('A', 'B', 'Q', '-', '_', '.', '=', ' ', '"', ':', '0', '\n', '\0', ''),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
)
const position = fc.nat({ max: 1_000_000 })

/** Veramo's proof.type decides nothing, and an instant within a second is the same; all else must be as it was. */
function isSameCredential(changed: string, original: string): boolean {
  const plain = (text: string): string => {
    const { proof, ...rest } = JSON.parse(text) as Record<string, unknown> & { proof: { jwt: string } }
    return JSON.stringify({ ...rest, proof: proof.jwt }, (name, value: unknown) =>
      typeof value === 'string' && /Date$/.test(name) ? Math.floor(Date.parse(value) / 1000) : value,
    )
  }
  try {
    return plain(changed) === plain(original)
  } catch {
    return false
  }
}

describe('one character changed anywhere in the leaf: never trusted, unless it means the same', () => {
  it.each<[string, MintOptions]>([
    ['a JWT', {}],
    ['a JWT without kid, ES256', { kid: false, algorithm: 'ES256' }],
    ['a JWT, ES256K', { algorithm: 'ES256K' }],
    ['JSON', { leafForm: 'json' }],
    ['VCDM 2.0', { dataModel: '2.0' }],
  ])('%s', (_name, options) => {
    const { evidence, policy } = caseOf(options)
    const leaf = evidence.leaf.credential ?? ''
    fc.assert(
      fc.property(position, character, (at, insert) => {
        const changed = changeAt(leaf, at, insert)
        fc.pre(changed !== leaf)
        const { verdict } = validateChain({ ...evidence, leaf: { credential: changed } }, policy, { memo })
        const harmless = changed.trim() === leaf || (options.leafForm === 'json' && isSameCredential(changed, leaf))
        expect(verdict === 'trusted' && !harmless).toBe(false)
      }),
      runs,
    )
  })
})

describe('one byte changed anywhere in a published accreditation', () => {
  const { evidence, policy, chain } = caseOf({ leafForm: 'json' })
  const links = ['root', 'a1', 'a2'] as const
  const withContent = (url: string, change: (item: ResourceEvidence) => ResourceEvidence): Evidence => ({
    ...evidence,
    resources: evidence.resources.map((item) => (item.metadata?.resourceURI === url ? change(item) : item)),
  })

  it('without its checksum adjusted: never trusted', () => {
    fc.assert(
      fc.property(fc.constantFrom(...links), position, fc.integer({ min: 1, max: 255 }), (link, at, flip) => {
        const bundle = withContent(chain.url(link).pinned, (item) => {
          const bytes = Buffer.from(item.content ?? '', 'base64')
          bytes[at % bytes.length] = (bytes[at % bytes.length] as number) ^ flip
          return { ...item, content: bytes.toString('base64') }
        })
        expect(validateChain(bundle, policy, { memo }).verdict).not.toBe('trusted')
      }),
      runs,
    )
  })

  it('with its checksum adjusted: never trusted, unless it means the same', () => {
    fc.assert(
      fc.property(fc.constantFrom(...links), position, character, (link, at, insert) => {
        let harmless = false
        const bundle = withContent(chain.url(link).pinned, (item) => {
          const text = Buffer.from(item.content ?? '', 'base64').toString()
          const changed = changeAt(text, at, insert)
          harmless = sameMeaning(changed, text) || isSameCredential(changed, text)
          const bytes = Buffer.from(changed)
          const checksum = createHash('sha256').update(bytes).digest('hex')
          return {
            ...item,
            content: bytes.toString('base64'),
            metadata: { ...(item.metadata as NonNullable<typeof item.metadata>), checksum },
          }
        })
        const { verdict } = validateChain(bundle, policy, { memo })
        expect(verdict === 'trusted' && !harmless).toBe(false)
      }),
      runs,
    )
  })

  it('one character changed in its checksum: never trusted, but for its case', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...links),
        fc.nat(63),
        fc.constantFrom(...'0123456789abcdefg'.split(/(?:)/u)),
        (link, at, digit) => {
          let same = false
          const bundle = withContent(chain.url(link).pinned, (item) => {
            const metadata = item.metadata as NonNullable<typeof item.metadata>
            const checksum = changeAt(metadata.checksum, at, digit)
            same = checksum === metadata.checksum
            return { ...item, metadata: { ...metadata, checksum } }
          })
          expect(validateChain(bundle, policy, { memo }).verdict === 'trusted').toBe(same)
        },
      ),
      runs,
    )
  })
})
