import { jest } from '@jest/globals'
import { mintChain, mintPresentation, type MintedChain } from '@trustchains/test-kit'
import { makeAgent, type VerifierAgent } from './support/make-agent.js'

const second = 1000
const never = '2099-01-01T00:00:00Z'
let clock = 0
beforeEach(() => {
  clock = Date.now()
  jest.spyOn(Date, 'now').mockImplementation(() => clock)
})
afterEach(() => {
  jest.restoreAllMocks()
})

/** The newest version of the issuer's accreditation is signed by somebody else, and mended a moment later. */
const renew = (chain: MintedChain, isGood: boolean): unknown =>
  chain.reissue('a2', { created: new Date(clock).toISOString(), ...(!isGood && { signWith: 'mallory' }) })

const questions: [string, (agent: VerifierAgent, chain: MintedChain) => Promise<{ verdict: string }>][] = [
  ['verifyTrustChain', (agent, { leaf, policy }) => agent.verifyTrustChain({ credential: leaf, policy })],
  [
    'verifyPresentationTrustChains',
    (agent, chain) =>
      agent.verifyPresentationTrustChains({
        presentation: mintPresentation(chain, { claims: (claims) => void (claims.exp = Date.parse(never) / 1000) }),
        policy: chain.policy,
      }),
  ],
  [
    'checkIssuerAuthorization',
    (agent, { did, url }) =>
      agent.checkIssuerAuthorization({
        issuer: did('p2'),
        type: 'DiplomaCredential',
        authority: did('root'),
        locator: url('a2').latest,
      }),
  ],
]

describe('A refusal does not rest on what was read a while ago, or whoever mended it would be told so for minutes', () => {
  it.each(questions)('by %s', async (_name, ask) => {
    const chain = mintChain({ validUntil: { root: never, a1: never, a2: never, leaf: never } })
    const agent = makeAgent(chain.world)
    renew(chain, false)
    clock += second
    expect((await ask(agent, chain)).verdict).not.toBe('trusted')
    clock += second
    renew(chain, true)
    clock += 5 * second
    chain.world.resetCalls()
    expect((await ask(agent, chain)).verdict).not.toBe('trusted')
    expect(chain.world.calls).toEqual([])
    clock += 60 * second
    expect((await ask(agent, chain)).verdict).toBe('trusted')
  })
})
