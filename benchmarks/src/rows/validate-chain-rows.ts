import { KeyCache, ValidationMemo, type Evidence, type SignatureAlgorithm } from '@trustchains/core'
import type { Side } from '../measure/interleave.js'
import type { RatioRow } from '../measure/ratio.js'
import { benchChain, withLeaf, type BenchChain } from '../setup/chains.js'
import { judge } from '../setup/judge.js'
import { plainSignature, verifyPlain } from '../setup/plain-verify.js'

/** Chains that take turns, so that neither side works on the same bytes again and again. */
const chainCount = 32

/** The chains of the rows below: minting them takes long beside measuring. */
export const mintChains = (algorithm: SignatureAlgorithm, count = chainCount): BenchChain[] =>
  Array.from({ length: count }, (_, number) => benchChain(String(number), algorithm))

/** Hands out the members of a list, one after the other and again. */
export function inTurns<T>(list: readonly T[]): () => T {
  let turn = 0
  return () => {
    turn = (turn + 1) % list.length
    return list[turn] as T
  }
}

/** The two rows of `validateChain`, cold and warm, for one algorithm (benchmarks/README.md, Results). */
export function validateChainRows(algorithm: SignatureAlgorithm, chains: readonly BenchChain[]): RatioRow[] {
  return [
    {
      what: `${algorithm}: validateChain, 4 links, cold, keys imported ÷ 4 node:crypto verifies`,
      subject: coldSide(chains),
      peer: verifySide(chains, 4),
      bound: { at: 'most', value: 1.25 },
    },
    {
      what: `${algorithm}: validateChain, 4 links, warm, a new leaf ÷ 1 node:crypto verify`,
      subject: warmSide(chains),
      peer: verifySide(chains, 1),
      bound: { at: 'most', value: 1.35 },
    },
  ]
}

/** A chain of which nothing is remembered but the keys. */
export function coldSide(chains: readonly BenchChain[], keysImported = true): Side {
  const keys = new KeyCache()
  const nextChain = inTurns(chains)
  const memos: ValidationMemo[] = []
  if (keysImported) for (const { evidence, policy } of chains) judge(evidence, policy, new ValidationMemo({ keys }))
  return {
    name: keysImported ? 'validateChain cold, keys imported' : 'validateChain cold',
    prepare: (count) => {
      memos.length = 0
      for (let index = 0; index < count; index += 1) memos.push(new ValidationMemo(keysImported ? { keys } : {}))
    },
    run: (count) => {
      for (let index = 0; index < count; index += 1) {
        const { evidence, policy } = nextChain()
        judge(evidence, policy, memos[index] as ValidationMemo)
      }
    },
  }
}

/** A leaf that was never seen, under accreditations that were. */
export function warmSide(chains: readonly BenchChain[]): Side {
  const memo = new ValidationMemo()
  for (const { evidence, policy } of chains) judge(evidence, policy, memo)
  const nextChain = inTurns(chains)
  const work: { evidence: Evidence; policy: BenchChain['policy'] }[] = []
  return {
    name: 'validateChain warm',
    prepare: (count) => {
      work.length = 0
      for (let index = 0; index < count; index += 1) {
        const { evidence, policy, nextLeaf } = nextChain()
        work.push({ evidence: withLeaf(evidence, nextLeaf()), policy })
      }
    },
    run: (count) => {
      for (let index = 0; index < count; index += 1) {
        const { evidence, policy } = work[index] as (typeof work)[number]
        judge(evidence, policy, memo)
      }
    },
  }
}

/** As many signatures of a chain as asked for, and nothing else. */
export function verifySide(chains: readonly BenchChain[], signatures: 1 | 4): Side {
  const all = chains.map(({ minted }) =>
    minted.links.slice(-signatures).map(({ token, key }) => plainSignature(token, key.pair.publicKey)),
  )
  const next = inTurns(all)
  return {
    name: signatures === 1 ? 'node:crypto, 1 verify' : `node:crypto, ${String(signatures)} verifies`,
    run: (count) => {
      for (let index = 0; index < count; index += 1) next().forEach(verifyPlain)
    },
  }
}
