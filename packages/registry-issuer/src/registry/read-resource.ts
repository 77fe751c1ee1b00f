import type { DereferencedResource, Dereferencer } from '@trustchains/core'
import { defaultLimits } from '../default-limits.js'

/**
 * Dereferences within bounds of time and size; what a dereferencer throws becomes an answer, too.
 *
 * @param deadline - of the whole call that this is a part of
 */
export async function readResource(
  dereferencer: Dereferencer,
  didUrl: string,
  deadline?: AbortSignal,
): Promise<DereferencedResource> {
  const timeout = AbortSignal.timeout(defaultLimits.readTimeoutMs)
  try {
    return await dereferencer.dereference(didUrl, {
      signal: deadline === undefined ? timeout : AbortSignal.any([timeout, deadline]),
      maxBytes: defaultLimits.maxResourceBytes,
    })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { contentStream: null, contentMetadata: {}, dereferencingMetadata: { error: 'internalError', message } }
  }
}

/** What an error of dereferencing means: the source said no, it could not be asked, or the reference is no good. */
export function readingErrorCode(error: string): 'notFound' | 'unreachable' | 'invalid' {
  if (error === 'notFound') return 'notFound'
  return definiteErrors.has(error) ? 'invalid' : 'unreachable'
}

const definiteErrors: ReadonlySet<string> = new Set([
  'invalidDid',
  'invalidDidUrl',
  'methodNotSupported',
  'representationNotSupported',
  'contentTooLarge',
])
