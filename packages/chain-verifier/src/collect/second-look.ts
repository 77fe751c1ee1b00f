import { parseTime, type Evidence, type Provenance } from '@trustchains/core'
import { CallCache } from '../cache/call-cache.js'
import type { CollectionPolicy } from './collect-evidence.js'
import type { EvidenceSources } from './evidence-sources.js'

/** Milliseconds: so often at most sources are asked again for what does not hold. */
const secondLookMs = 10_000

/** How a chain is looked at again: sources that answer anew, within what is left of the deadline. */
export interface SecondLook {
  sources: EvidenceSources
  resolved: CollectionPolicy
}

/**
 * A refusal must not rest on what was read a while ago: since then a key may have been rotated, an accreditation renewed.
 * Whoever is not trusted by kept answers is looked at again by new ones.
 *
 * @param evidence - by which it is not trusted
 * @param started - when the call began, by `performance.now()`
 * @returns undefined where its answers are new already, or no time is left
 */
export function secondLook(
  { resources, schemas, statusLists, didDocuments }: Omit<Evidence, 'leaf'>,
  sources: EvidenceSources,
  resolved: CollectionPolicy,
  started: number,
): SecondLook | undefined {
  const { cache } = sources
  if (cache === undefined || cache.age.fresh) return undefined
  const { age } = cache
  const isOld = ({ readAt }: Provenance): boolean => (parseTime(readAt) ?? age.nowMs) < age.nowMs - secondLookMs
  const mayHaveChanged = [...resources, ...schemas, ...statusLists].filter(({ url }) => !url.includes('/resources/'))
  if (!mayHaveChanged.some(isOld) && !didDocuments.some(isOld)) return undefined
  const deadlineMs = Math.floor(resolved.limits.deadlineMs - (performance.now() - started))
  if (deadlineMs < 1) return undefined
  return {
    sources: {
      ...sources,
      cache: new CallCache(cache.cache, { ...age, maxAgeMs: Math.min(age.maxAgeMs, secondLookMs) }),
    },
    resolved: { ...resolved, limits: { ...resolved.limits, deadlineMs } },
  }
}
