import { createKeyPair, evidenceFromWorld, mintChain, verificationMethod } from '@trustchains/test-kit'
import type { KeyPair, MintedChain, MintOptions } from '@trustchains/test-kit'
import { validateChain, ValidationMemo } from '../../src/index.js'
import type { Evidence, ExistenceEvidence, TrustChainReport, TrustPolicy } from '../../src/index.js'
import { undocumentedResults } from './undocumented-results.js'

/** The key that an actor has after its rotation; the one before has the same id. */
export const nextKey = (actor: string): KeyPair => createKeyPair('EdDSA', `next/${actor}`)

/** Puts a new key in the place of an actor's first. */
export function rotate({ world, did }: MintedChain, actor: string, when: string): void {
  world.updateDid(did(actor), when, (document) => ({
    ...document,
    verificationMethod: [verificationMethod(nextKey(actor), `${did(actor)}#key-1`)],
  }))
}

/** A chain that is judged by the times of its ledger. Published on 10 January 2026, judged on 1 June. */
export function chainByLedger(options: MintOptions = {}): MintedChain {
  return mintChain({ ...options, policy: { ...options.policy, validity: 'chain' } })
}

/** Judges a chain by what its world says. */
export function judgeByLedger(
  chain: MintedChain,
  { existence = [], policy = {}, change }: ByLedger = {},
): TrustChainReport {
  const evidence = evidenceFromWorld(chain.world, chain.leaf, chain.at, existence)
  change?.(evidence)
  const report = validateChain(evidence, { ...chain.policy, ...policy }, { memo: new ValidationMemo() })
  expect(undocumentedResults(report)).toEqual([])
  return report
}

interface ByLedger {
  existence?: ExistenceEvidence[]
  policy?: TrustPolicy
  /** Changes the evidence. */
  change?: (evidence: Evidence) => void
}
