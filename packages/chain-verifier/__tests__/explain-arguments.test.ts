import { mintChain } from '@trustchains/test-kit'
import { TrustChainVerifierError } from '../src/index.js'
import { explainTrustChain } from '../src/explain/explain-trust-chain.js'
import { makeAgent } from './support/make-agent.js'

it('what is misspelt, or no format, is refused: somebody would get another explanation than was meant', async () => {
  const chain = mintChain()
  const agent = makeAgent(chain.world)
  const report = await agent.verifyTrustChain({ credential: chain.leaf, policy: chain.policy, at: chain.at })
  expect(explainTrustChain({ report, format: 'svg' }).format).toBe('svg')
  const wrong: [unknown, RegExp][] = [
    [undefined, /the arguments must be an object/],
    [{ report, formt: 'svg' }, /"formt" is not known; known are report, format/],
    [{ report, format: ['svg'] }, /format must be 'text', 'mermaid' or 'svg'/],
    [{ report, format: 'toString' }, /format must be/],
  ]
  for (const [args, message] of wrong) {
    expect(() => explainTrustChain(args as never)).toThrow(TrustChainVerifierError)
    expect(() => explainTrustChain(args as never)).toThrow(message)
  }
})
