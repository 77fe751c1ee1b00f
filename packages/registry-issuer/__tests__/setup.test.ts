import type { Dereferencer } from '@trustchains/core'
import { TrustRegistryIssuer, TrustRegistryIssuerError } from '../src/index.js'
import * as publicNames from '../src/index.js'
import { failureOf } from './support/failure-of.js'
import { diplomaTypes, issueChain } from './support/issue-chain.js'
import { makeAgent } from './support/make-agent.js'

describe('the package', () => {
  it('offers these names, and losing one would break who imports it', () => {
    expect(Object.keys(publicNames).sort()).toEqual([
      'CheqdPublisher',
      'LmdbOutboxStore',
      'MemoryOutboxStore',
      'TrustRegistryIssuer',
      'TrustRegistryIssuerError',
      'schema',
    ])
  })

  it('has a schema for every method, so that OpenAPI and schema validation know them all', () => {
    const plugin = new TrustRegistryIssuer()
    expect(Object.keys(plugin.schema.components.methods as object).sort()).toEqual(Object.keys(plugin.methods).sort())
  })
})

describe('options', () => {
  it.each([
    ['publisher', { publisher: {} }],
    ['sources', { sources: {} }],
    ['outbox', { outbox: './outbox' }],
    ['outbox', { outbox: {} }],
    ['outbox.path', { outbox: { path: '' } }],
    ['outbox.maxBytes', { outbox: { path: './outbox', maxBytes: 0.5 } }],
    ['folder', { outbox: { folder: './outbox' } }],
    ['validityDays', { defaults: { validityDays: 0 } }],
    ['validityDays', { defaults: { validityDays: '365' } }],
    ['validityDay', { defaults: { validityDay: 365 } }],
    ['resolver', { resolver: 'https://resolver.cheqd.net' }],
  ])('that are wrong are named when the agent is made: %s', (name, options) => {
    const make = (): unknown => new TrustRegistryIssuer(options as never)
    expect(make).toThrow(TrustRegistryIssuerError)
    expect(make).toThrow(name)
  })
})

describe('an agent without a plugin that is needed', () => {
  const root = (issuer: string) => ({
    issuer,
    name: 'root',
    accreditedFor: [{ schemaId: `${issuer}?resourceName=S&resourceType=T`, types: ['DiplomaCredential'] }],
    trustFramework: 'https://example.org/governance',
    trustFrameworkId: 'Example',
  })

  it('is told to add the cheqd plugin', async () => {
    const { agent, createDid, signatures } = makeAgent({ without: ['ledger'] })
    const error = await failureOf(agent.issueRootAuthorization(root(await createDid())))
    expect(error.code).toBe('invalid_setup')
    expect(error.message).toContain('@cheqd/did-provider-cheqd')
    expect(signatures()).toBe(0)
  })

  it('is told to add the credential plugin', async () => {
    const { agent, createDid } = makeAgent({ without: ['credentials'] })
    const error = await failureOf(agent.issueRootAuthorization(root(await createDid())))
    expect(error.code).toBe('invalid_setup')
    expect(error.message).toContain('@veramo/credential-jwt')
  })

  it('is told to add the verifier, since nothing is issued unchecked', async () => {
    const first = makeAgent()
    const chain = await issueChain(first.agent, first.createDid)
    const { agent, createDid, signatures } = makeAgent({ world: first.world, without: ['verifier'] })
    const error = await failureOf(
      agent.issueAccreditation({
        kind: 'attest',
        issuer: await createDid(),
        subject: chain.university,
        name: 'x',
        accreditedFor: [{ schemaId: chain.schemaId, types: diplomaTypes }],
        parentAccreditation: chain.toAccredit,
        rootAuthorization: chain.root,
      }),
    )
    expect(error.code).toBe('invalid_setup')
    expect(error.message).toContain('@trustchains/chain-verifier')
    expect(signatures()).toBe(0)
  })

  it('is told that sources cannot list', async () => {
    const { world } = makeAgent()
    const sources: Dereferencer = { dereference: (didUrl) => world.dereference(didUrl) }
    const { agent } = makeAgent({ issuer: { sources } })
    const error = await failureOf(agent.listAccreditations({ did: 'did:cheqd:testnet:x' }))
    expect(error.code).toBe('invalid_setup')
    expect(error.message).toContain('listResources')
  })
})
