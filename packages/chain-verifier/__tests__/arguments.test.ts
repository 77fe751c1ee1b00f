import { mintChain, World } from '@trustchains/test-kit'
import { createAgent } from '@veramo/core'
import { TrustChainVerifier, TrustChainVerifierError, type ITrustChainVerifier } from '../src/index.js'
import { makeAgent } from './support/make-agent.js'

// Without schema validation, so that what the plugin itself says is seen.
const plugin = (world: World): ITrustChainVerifier =>
  new TrustChainVerifier({ sources: world.toDereferencer() }).methods
const resolving = (world: World): never =>
  ({ agent: { resolveDid: ({ didUrl }: { didUrl: string }) => world.resolveDid(didUrl) } }) as never
const call = (args: unknown): Promise<unknown> => {
  const world = new World()
  return plugin(world).verifyTrustChain(args as never, resolving(world))
}

const circular: Record<string, unknown> = {}
circular.self = circular
let nested: unknown = {}
for (let depth = 0; depth < 200_000; depth += 1) nested = { nested }

const malformed: [string, unknown, string][] = [
  ['nothing at all', null, 'the arguments must be an object'],
  ['neither credential nor didUrl', {}, 'give either credential (a JWT or JSON) or didUrl'],
  ['both credential and didUrl', { credential: 'a', didUrl: 'did:cheqd:testnet:a' }, 'both are given'],
  ['a misspelt argument', { credential: 'a', polcy: {} }, '"polcy" is not known; known are credential'],
  ['a number for a credential', { credential: 7 }, 'credential must be a string'],
  ['null for a credential', { credential: null }, 'credential must be a string'],
  ['a list of credentials', { credential: [] }, 'credential must be a string'],
  ['a credential that contains itself', { credential: circular }, 'can not be written as JSON'],
  ['a credential nested 200,000 levels deep', { credential: nested }, 'can not be written as JSON'],
  ['a number for a DID URL', { didUrl: 7 }, 'didUrl must be a string'],
  ['a DID URL that is none', { didUrl: 'hello' }, 'didUrl is no DID URL'],
  ['a DID URL of 5 MB', { didUrl: `did:cheqd:testnet:${'a'.repeat(5e6)}` }, 'didUrl is no DID URL'],
  ['a time without offset', { credential: 'a', at: '2026-06-01T00:00:00' }, 'at must be an RFC 3339 time'],
  ['a day that does not exist', { credential: 'a', at: '2026-02-30T00:00:00Z' }, 'at must be an RFC 3339 time'],
  ['a time in milliseconds', { credential: 'a', at: 1780000000000 }, 'at must be an RFC 3339 time'],
  ['"yes" for fresh', { credential: 'a', fresh: 'yes' }, 'fresh must be true or false'],
  ['1 for includeEvidence', { credential: 'a', includeEvidence: 1 }, 'includeEvidence must be true or false'],
]

describe('A caller whose arguments are malformed', () => {
  it.each(malformed)('learns what is wrong and what to do: %s', async (_, args, message) => {
    await expect(call(args)).rejects.toMatchObject({
      name: 'TrustChainVerifierError',
      code: 'invalid_argument',
      message: expect.stringContaining(message),
    })
  })

  it('does not find the credential in the error', async () => {
    const { leaf } = mintChain()
    const error: unknown = await call({ credential: leaf, didUrl: leaf }).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(TrustChainVerifierError)
    expect(String(error)).not.toContain(leaf.slice(0, 20))
  })

  const badPolicies: [string, unknown, string][] = [
    ['a text', 'strict', 'policy must be an object'],
    ['null', null, 'policy must be an object'],
    ['an unknown member', { anchor: [] }, 'anchor'],
    ['an anchor that is no DID', { anchors: [{ did: 'example.com' }] }, 'anchors.0'],
    ['a limit of zero', { limits: { maxLinks: 0 } }, 'limits.maxLinks'],
    ['a limit without end', { limits: { deadlineMs: Infinity } }, 'limits.deadlineMs'],
    ['limits that are text', { limits: 'few' }, 'limits'],
    ['an algorithm that is none', { algorithms: ['none'] }, 'algorithms.0'],
  ]

  it.each(badPolicies)('learns which member of its policy is: %s', async (_, policy, message) => {
    await expect(call({ credential: 'a', policy })).rejects.toMatchObject({
      name: 'TrustChainVerifierError',
      code: 'invalid_policy',
      message: expect.stringContaining(message),
    })
  })

  it('is told which plugin to add where the agent can not resolve DIDs', async () => {
    const agent = createAgent<ITrustChainVerifier>({
      plugins: [new TrustChainVerifier({ sources: new World().toDereferencer() })],
    })
    await expect(agent.verifyTrustChain({ credential: 'a' })).rejects.toMatchObject({
      code: 'missing_agent_method',
      message: expect.stringContaining('DIDResolverPlugin of @veramo/did-resolver'),
    })
  })
})

describe('An operator whose options are malformed', () => {
  const options: [string, unknown, string][] = [
    ['no object', 'options', 'the options must be an object'],
    ['an unknown option', { policies: {} }, '"policies" is not known; known are policy, sources, cache, limits'],
    ['a malformed policy', { policy: { anchors: [{}] } }, 'policy.anchors'],
    ['a limit that is text', { limits: { maxLinks: '5' } }, 'limits.maxLinks'],
    ['limits that are none', { limits: 5 }, 'limits must be an object'],
    ['a source that is a URL', { sources: 'https://resolver.example' }, 'sources must have a method dereference'],
  ]

  it.each(options)('learns it when the agent is made, not at the first call: %s', (_, given, message) => {
    expect(() => new TrustChainVerifier(given as never)).toThrow(
      expect.objectContaining({ code: 'invalid_options', message: expect.stringContaining(message) }) as Error,
    )
  })
})

describe('A remote caller', () => {
  const bodies: [string, unknown, string][] = [
    ['a number for the credential', { credential: 7 }, '#/credential'],
    ['a time that is a number', { credential: 'a', at: 7 }, '#/at'],
    ['a policy that is text', { credential: 'a', policy: 'strict' }, '#/policy'],
    ['an anchor that is text', { credential: 'a', policy: { anchors: ['x'] } }, '#/policy/anchors'],
    ['a limit that is text', { credential: 'a', policy: { limits: { maxLinks: '5' } } }, '#/policy/limits/maxLinks'],
  ]

  it.each(bodies)('is told the field of the body that is wrong: %s', async (_, body, field) => {
    await expect(makeAgent(new World()).verifyTrustChain(body as never)).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringContaining(field),
    })
  })
})
