import type { DereferencedResource, Dereferencer } from '@trustchains/core'
import { defaultLimits } from '../default-limits.js'

/** What a read may be told beside what to read. */
export interface ReadResourceOptions {
  /** Of the whole call that this is a part of. */
  deadline?: AbortSignal
  /** The version of this time, RFC 3339. Default: the newest. */
  versionTime?: string
}

/** Dereferences within bounds of time and size; what a dereferencer throws becomes an answer, too. */
export async function readResource(
  dereferencer: Dereferencer,
  didUrl: string,
  { deadline, versionTime }: ReadResourceOptions = {},
): Promise<DereferencedResource> {
  const timeout = AbortSignal.timeout(defaultLimits.readTimeoutMs)
  try {
    return await dereferencer.dereference(didUrl, {
      signal: deadline === undefined ? timeout : AbortSignal.any([timeout, deadline]),
      maxBytes: defaultLimits.maxResourceBytes,
      ...(versionTime !== undefined && { versionTime }),
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
