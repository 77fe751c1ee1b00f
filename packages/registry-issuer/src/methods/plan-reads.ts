import type { Dereferencer } from '@trustchains/core'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'

/** What a credential is checked by before it is signed. */
export interface PlanReads {
  context: TrustRegistryIssuerContext
  dereferencer: Dereferencer
}

/** Methods of the agent by which checks learn what stands above a credential, and who its issuer is. */
const readingMethods = ['didManagerGet', 'resolveDid', 'collectTrustChainEvidence'] as const

/**
 * Reads that the items of a batch share: each question is asked once. For checks before signing only; names, and what was
 * published, are always asked anew.
 */
export function sharedReads({ context, dereferencer }: PlanReads): PlanReads {
  const agent = Object.create(context.agent) as TrustRegistryIssuerContext['agent']
  for (const name of readingMethods) {
    const method: unknown = Reflect.get(agent, name)
    if (typeof method !== 'function') continue
    const asked = once(
      (args: object) => Reflect.apply(method, context.agent, [args]) as Promise<unknown>,
      (args) => JSON.stringify(args),
    )
    Reflect.set(agent, name, asked)
  }
  const dereference = once(
    (didUrl: string, options: Parameters<Dereferencer['dereference']>[1]) => dereferencer.dereference(didUrl, options),
    (didUrl, options) => JSON.stringify([didUrl, options?.versionTime]),
  )
  return {
    context: { ...context, agent },
    dereferencer: { ...dereferencer, dereference },
  }
}

/** Remembers the promise of each answer. */
function once<Args extends unknown[], T>(
  ask: (...args: Args) => Promise<T>,
  keyOf: (...args: Args) => string,
): (...args: Args) => Promise<T> {
  const answers = new Map<string, Promise<T>>()
  return (...args) => {
    const key = keyOf(...args)
    const answer = answers.get(key) ?? ask(...args)
    answers.set(key, answer)
    return answer
  }
}
