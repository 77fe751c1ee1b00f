import type { ValidationMemo } from '@trustchains/core'
import { AnswerCache } from '../cache/answer-cache.js'
import { CallCache } from '../cache/call-cache.js'
import type { EvidenceSources } from '../collect/evidence-sources.js'

/** Bytes that a batch may keep of what its items share, where calls share nothing. */
const maxBytes = 64 * 1024 * 1024

/**
 * Sources for a batch: its items are as of one time, so they share what is read, also where calls share nothing or the
 * caller wants everything read anew.
 *
 * @param fresh - nothing that was read before the batch
 * @param maxAgeMs - milliseconds that an answer may be old
 */
export function shareSources(
  sources: EvidenceSources,
  fresh: boolean,
  maxAgeMs: number,
  memo: ValidationMemo,
): EvidenceSources {
  if (sources.cache !== undefined && !fresh) return sources
  const cache = new AnswerCache({ maxBytes, storeTimeoutMs: 1 }, memo)
  return { ...sources, cache: new CallCache(cache, { nowMs: Date.now(), maxAgeMs, fresh: false }) }
}
