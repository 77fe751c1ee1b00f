import { evidenceFromWorld } from '@trustchains/test-kit'
import type { MintedChain } from '@trustchains/test-kit'
import { validateChain, ValidationMemo } from '../../src/index.js'
import type { TrustChainReport } from '../../src/index.js'
import { chainWith } from './chain-with-status.js'
import type { StatusCase } from './chain-with-status.js'
import { outcome } from './judge.js'

/** Judges a chain with what the world says of it. */
export function judgeChain(chain: MintedChain, when = chain.at): TrustChainReport {
  const evidence = evidenceFromWorld(chain.world, chain.leaf, when)
  return validateChain(evidence, chain.policy, { memo: new ValidationMemo() })
}

/** How a chain with a status ends. */
export const outcomeOfStatus = (options: StatusCase | MintedChain, when?: string): string =>
  outcome(judgeChain('world' in options ? options : chainWith(options), when))
