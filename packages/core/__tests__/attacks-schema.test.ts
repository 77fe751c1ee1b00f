import { evidenceFromWorld, mintChain } from '@trustchains/test-kit'
import type { ResourceEvidence } from '../src/index.js'
import { itemFor } from './support/item-for.js'
import { judge, judgeBundle, outcome } from './support/judge.js'
import { outcomeOf, payload } from './support/tamper.js'
import type { Row } from './support/tamper.js'

const mintedSchema = (): ResourceEvidence[] => {
  const { world, leaf, at } = mintChain({ schema: {} })
  return evidenceFromWorld(world, leaf, at).schemas
}

describe('H16: schemas: an accredited issuer would write what it likes', () => {
  const noSchema = payload('leaf', (draft) => {
    delete draft.credentialSchema
  })
  it.each<Row>([
    ['a subject that fits', { claims: { degree: 'BSc' } }, 'trusted'],
    ['a number where the schema asks for text', { claims: { degree: 7 } }, 'untrusted: schema schema_violation 0'],
    ['a claim left out', { claims: {} }, 'untrusted: schema schema_violation 0'],
    ['a violation that the policy does not look at', { claims: {}, policy: { schema: 'off' } }, 'trusted'],
    ['no schema named, the entry’s kept', noSchema, 'trusted'],
    ['no schema named, the entry’s violated', { ...noSchema, claims: {} }, 'untrusted: schema schema_violation 0'],
    ['a schema that is no JSON Schema', { schema: { type: 7 } }, 'untrusted: schema schema_unavailable 0'],
    [
      'a schema with a remote reference',
      { schema: { $ref: 'https://example.org/s' } },
      'untrusted: schema schema_unavailable 0',
    ],
    [
      'a credentialSchema of an unknown type',
      payload('leaf', (draft) => {
        draft.credentialSchema = { ...(draft.credentialSchema as object), type: 'ZkpExampleSchema2018' }
      }),
      'indeterminate: schema schema_unavailable 0',
    ],
    [
      'an accreditation that violates the schema it names',
      payload('a1', (draft, { schemaUrl }) => {
        draft.credentialSchema = { id: schemaUrl, type: 'JsonSchema' }
      }),
      'untrusted: schema schema_violation 2',
    ],
    [
      'seventeen schemas',
      payload('a1', (draft, { schemaUrl }) => {
        draft.credentialSchema = Array.from({ length: 17 }, () => ({ id: schemaUrl, type: 'JsonSchema' }))
      }),
      'untrusted: format malformed 2',
    ],
  ])('%s', (_name, options, end) => {
    expect(outcomeOf(options)).toBe(end)
  })

  it('names no value of the credential in its message', () => {
    const schema = { properties: { credentialSubject: { properties: { salary: { maximum: 10, enum: [1] } } } } }
    const report = judge({ schema, claims: { salary: 987654321 } })
    expect(outcome(report)).toBe('untrusted: schema schema_violation 0')
    expect(JSON.stringify(report)).not.toContain('987654321')
  })

  it('a schema of another name in place of the one that was asked for', () => {
    const report = judgeBundle({ claims: { degree: 7 } }, (bundle, { schemaUrl }) => {
      const schema = itemFor(bundle, schemaUrl)
      const lax = mintChain({ seed: 'lax', schema: {} })
      const other = evidenceFromWorld(lax.world, lax.leaf, lax.at).schemas[0]
      Object.assign(schema, {
        content: other?.content,
        metadata: { ...schema.metadata, checksum: other?.metadata?.checksum, resourceName: 'Lax' },
      })
    })
    expect(outcome(report)).toBe('untrusted: schema schema_unavailable 0')
  })

  it('a schema from the web, which has no ledger to vouch for it', () => {
    const web = 'https://example.org/schema.json'
    const report = judgeBundle(
      {
        claims: { degree: 7 },
        tamper: Object.fromEntries(
          ['root', 'a1', 'a2', 'leaf'].map((link) => [
            link,
            {
              payload: (draft) => {
                if (link === 'leaf') draft.credentialSchema = { id: web, type: 'JsonSchema' }
                for (const entry of draft.credentialSubject.accreditedFor ?? []) entry.schemaId = web
              },
            },
          ]),
        ),
      },
      (bundle) => {
        const [schema] = mintedSchema()
        if (schema !== undefined) bundle.schemas.push({ ...schema, url: web })
      },
    )
    expect(outcome(report)).toBe('indeterminate: schema schema_unavailable 0')
  })
})
