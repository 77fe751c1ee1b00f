import type { LinkTamper, MintedChain, MintOptions, ProofDraft } from '@trustchains/test-kit'
import { validateChain, ValidationMemo } from '../../src/index.js'
import { evidenceFromWorld } from '@trustchains/test-kit'
import { judge, outcome } from './judge.js'

export const v2: MintOptions = { dataModel: '2.0' }
export const secured: MintOptions = { proof: 'data-integrity', ...v2 }
export const enveloped: MintOptions = { ...v2, leafForm: 'enveloped' }
/** Tampers with the leaf. */
export const onLeaf = (tamper: LinkTamper, options: MintOptions = secured): MintOptions => ({
  ...options,
  tamper: { leaf: tamper },
})
/** Changes the options of its proof. */
export const options = (change: (draft: ProofDraft) => void): LinkTamper => ({
  proofOptions: (draft) => {
    change(draft)
  },
})
export const end = (minted: MintOptions): string => outcome(judge(minted))
export const endOf = (leaf: object | string, chain: MintedChain): string =>
  outcome(validateChain(evidenceFromWorld(chain.world, leaf, chain.at), chain.policy, { memo: new ValidationMemo() }))
