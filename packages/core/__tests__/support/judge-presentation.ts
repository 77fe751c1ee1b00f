import { evidenceFromWorld, mintChain, mintPresentation } from '@trustchains/test-kit'
import type { MintedChain, MintPresentationOptions, PresentationForm } from '@trustchains/test-kit'
import { validatePresentation, ValidationMemo } from '../../src/index.js'
import type { PresentationEvidence, PresentationReport, PresentationRequest, TrustPolicy } from '../../src/index.js'

/** What a collector would find for a presentation in a chain's world. */
export function evidenceOf(chain: MintedChain, presentation: string): PresentationEvidence {
  const { leaf: _, ...evidence } = evidenceFromWorld(chain.world, chain.leaf, chain.at)
  return { ...evidence, presentation }
}

export function judgeText(
  chain: MintedChain,
  text: string,
  request: PresentationRequest = {},
  policy: TrustPolicy = {},
): PresentationReport {
  const memo = new ValidationMemo()
  return validatePresentation(evidenceOf(chain, text), request, { ...chain.policy, ...policy }, { memo })
}

export interface Attack extends MintPresentationOptions {
  request?: PresentationRequest
  chain?: MintedChain
  policy?: TrustPolicy
}

/** Judges a minted presentation. */
export const judge = ({ request, chain = mintChain(), policy, ...options }: Attack = {}): PresentationReport =>
  judgeText(chain, mintPresentation(chain, options), request, policy)

/** The verdict and the reason that is reported first. */
export const outcome = ({ verdict, reasons: [first] }: PresentationReport): string =>
  first === undefined ? verdict : `${verdict}: ${first.id} ${first.code} ${String(first.credential ?? 'presentation')}`

export const forms: PresentationForm[] = ['jwt', 'json', 'vp+jwt', 'enveloped', 'data-integrity']
export const asked = { challenge: 'n-0S6_WzA2Mj', domain: 'https://verifier.example' }
export const v2 = () => mintChain({ dataModel: '2.0' })
