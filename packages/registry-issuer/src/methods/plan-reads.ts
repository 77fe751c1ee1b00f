import { freezeData, type Dereferencer, type Evidence } from '@trustchains/core'
import { collectEvidence, type DraftSurroundings } from '../checks/collect-evidence.js'
import { loadIssuer, type LoadedIssuer } from '../signing/load-issuer.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'

/** What a credential is checked by before it is signed. */
export interface PlanReads {
  context: TrustRegistryIssuerContext
  dereferencer: Dereferencer
  /** What was worked out for other items of the batch; absent where there are none. */
  known?: Map<string, Promise<unknown>>
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
    known: new Map(),
  }
}

/** As {@link loadIssuer}; the items of a batch have mostly one issuer, and one key. */
export function issuerOf(
  args: { issuer: string; keyRef?: string; kid?: string },
  now: number,
  reads: PlanReads,
): Promise<LoadedIssuer> {
  const { issuer, keyRef, kid } = args
  return shared(reads, ['issuer', issuer, keyRef, kid], () => loadIssuer(args, now, reads.context))
}

/** As {@link collectEvidence}; items below one parent share what stands above, frozen, so that core reads it once. */
export function evidenceAbove(surroundings: DraftSurroundings, reads: PlanReads): Promise<Evidence> {
  const { parentAccreditation, rootAuthorization, issuer, schemas } = surroundings
  return shared(reads, ['evidence', parentAccreditation, rootAuthorization, issuer.did, ...schemas], async () =>
    freezeData(await collectEvidence(surroundings, reads.dereferencer, reads.context)),
  )
}

function shared<T>({ known }: PlanReads, parts: (string | undefined)[], work: () => Promise<T>): Promise<T> {
  const key = JSON.stringify(parts)
  const found = known?.get(key)
  // Under one kind of key stands one type of result.
  if (found !== undefined) return found as Promise<T>
  const result = work()
  known?.set(key, result)
  return result
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
