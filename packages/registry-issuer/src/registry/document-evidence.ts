import { normalizeDid, type DidDocumentEvidence, type JsonObject } from '@trustchains/core'
import { defaultLimits } from '../default-limits.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { EvidenceTimes } from './resource-evidence.js'

/** Resolves a DID through the agent, as evidence: never rejects; why it could not be had stands in the item. */
export async function documentEvidence(
  did: string,
  { readAt, versionTime, deadline }: EvidenceTimes,
  { agent }: TrustRegistryIssuerContext,
): Promise<DidDocumentEvidence> {
  const head = { did: normalizeDid(did), source: 'agent.resolveDid', readAt, asOf: versionTime ?? readAt }
  const missing = (code: 'notFound' | 'unreachable', message: string): DidDocumentEvidence => ({
    ...head,
    error: { code, message },
  })
  if (typeof agent.resolveDid !== 'function') return missing('unreachable', 'the agent has no method resolveDid')
  const signals = [AbortSignal.timeout(defaultLimits.readTimeoutMs), ...(deadline === undefined ? [] : [deadline])]
  try {
    const resolving = agent.resolveDid({ didUrl: did, options: versionTime === undefined ? {} : { versionTime } })
    const { didDocument, didDocumentMetadata, didResolutionMetadata } = await before(
      AbortSignal.any(signals),
      resolving,
    )
    const { error } = didResolutionMetadata
    if (didDocument === null || error !== undefined) {
      return missing(error === 'notFound' ? 'notFound' : 'unreachable', error ?? 'there is no DID document')
    }
    const { created, updated, deactivated, versionId } = didDocumentMetadata
    return {
      ...head,
      document: didDocument as unknown as JsonObject,
      metadata: {
        ...(created !== undefined && { created }),
        ...(updated !== undefined && { updated }),
        ...(deactivated !== undefined && { deactivated }),
        ...(versionId !== undefined && { versionId }),
      },
    }
  } catch (error) {
    return missing('unreachable', error instanceof Error ? error.message : String(error))
  }
}

/** Waits no longer than the signal allows; the agent's method takes none. */
async function before<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  let stop: (() => void) | undefined
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = () => {
      reject(new Error('it took too long'))
    }
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([promise, stopped])
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop)
  }
}
