import { mintChain, type MintedChain } from '@trustchains/test-kit'
import { makeAgent } from './support/make-agent.js'

/** A chain that pins an accreditation whose renewal names a JSON Schema of its own. */
function renewedWithSchema(schema: object): { chain: MintedChain; url: string } {
  const chain = mintChain({ reference: 'pinned' })
  const name = 'AccreditationSchema'
  const type = 'JSONSchemaValidator2020'
  const url = chain.schemaUrl.replace('DiplomaSchema', name)
  chain.world.publish({
    collection: chain.did('root'),
    name,
    type,
    id: '00000000-0000-4000-8000-000000000008',
    created: '2026-01-01T00:00:00Z',
    content: JSON.stringify(schema),
  })
  chain.reissue('a1', {
    created: '2026-03-01T00:00:00Z',
    payload: (draft) => void (draft.credentialSchema = { id: url, type: 'JsonSchema' }),
  })
  return { chain, url }
}

describe('an accreditation that is pinned while its renewal names a schema', () => {
  it('is trusted where the renewal satisfies it: its schema is fetched too', async () => {
    const { chain, url } = renewedWithSchema({ type: 'object' })
    const { leaf: credential, at, policy } = chain
    const report = await makeAgent(chain.world).verifyTrustChain({ credential, at, policy, includeEvidence: true })
    expect(report.reasons).toEqual([])
    expect(report.evidence?.schemas.map((item) => item.url)).toContain(url)
  })

  it('is refused where the renewal does not: whoever pins the old one would escape what the new one is refused for', async () => {
    const { chain } = renewedWithSchema({ type: 'object', required: ['never'] })
    const { leaf: credential, at, policy } = chain
    const { reasons } = await makeAgent(chain.world).verifyTrustChain({ credential, at, policy })
    expect(reasons.map(({ id, code }) => `${id} ${code}`)).toEqual(['resource superseded'])
  })
})
