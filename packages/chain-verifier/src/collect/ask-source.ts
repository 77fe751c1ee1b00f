import type { EvidenceError } from '@trustchains/core'
import type { CallCache } from '../cache/call-cache.js'
import type { SizedAnswer } from '../cache/kept-answer.js'
import type { Answered, Question } from '../cache/question.js'
import type { SourceAnswer } from '../cache/source-answer.js'
import type { CallLimits } from './call-limits.js'

/**
 * Asks one question within the limits of the call: of what is kept first, then of the source. An answer counts against
 * the limits wherever it comes from, so that a verdict does not depend on what happened to be kept. Never rejects.
 *
 * @param source - asks the source for at most so many bytes; it may reject
 */
export async function askSource<T extends Answered>(
  question: Question<T>,
  cache: CallCache | undefined,
  limits: CallLimits,
  source: (signal: AbortSignal, maxBytes: number) => Promise<SourceAnswer<T>>,
): Promise<{ item: T } | { error: EvidenceError }> {
  const refused = limits.count()
  if (refused !== undefined) return { error: refused }
  const kept = cache?.peek(question)
  if (kept !== undefined) return within(limits, kept)
  let maxBytes = 0
  const answer = await limits.attempt(async (signal): Promise<SourceAnswer<T>> => {
    maxBytes = limits.bytesLeft
    if (maxBytes === 0) return { error: 'tooLarge' }
    const ask = (until: AbortSignal): Promise<SourceAnswer<T>> => source(until, maxBytes)
    return cache === undefined ? await ask(signal) : await cache.ask(question, maxBytes, signal, ask)
  })
  if (!answer.ok) return { error: answer.error }
  const { value } = answer
  if ('item' in value) return within(limits, value)
  return { error: value.error === 'tooLarge' ? limits.tooLarge(maxBytes) : value.error }
}

function within<T extends Answered>(
  limits: CallLimits,
  { item, bytes }: SizedAnswer<T>,
): { item: T } | { error: EvidenceError } {
  const tooMany = limits.takeBytes(bytes)
  return tooMany === undefined ? { item } : { error: tooMany }
}
