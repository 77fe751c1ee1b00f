import { normalizeDid, type DidDocumentEvidence } from '@trustchains/core'
import type { DIDResolutionResult } from '@veramo/core-types'
import { defaultLimits } from '../default-limits.js'
import { isJsonObject } from '../is-json-object.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { EvidenceTimes } from './resource-evidence.js'

/** Resolves a DID through the agent, as evidence: never rejects; why it could not be had stands in the item. */
export async function documentEvidence(
  did: string,
  times: EvidenceTimes,
  { agent }: TrustRegistryIssuerContext,
): Promise<DidDocumentEvidence> {
  const head = headOf(did, times)
  const missing = (code: 'notFound' | 'unreachable', message: string): DidDocumentEvidence => ({
    ...head,
    error: { code, message },
  })
  if (typeof agent.resolveDid !== 'function') return missing('unreachable', 'the agent has no method resolveDid')
  const { versionTime, deadline } = times
  const signals = [AbortSignal.timeout(defaultLimits.readTimeoutMs), ...(deadline === undefined ? [] : [deadline])]
  try {
    const resolving = agent.resolveDid({ didUrl: did, options: versionTime === undefined ? {} : { versionTime } })
    const result = await before(AbortSignal.any(signals), resolving)
    const { error } = result.didResolutionMetadata
    if (error === 'notFound') return missing('notFound', 'the DID does not exist')
    if (error !== undefined) return missing('unreachable', error)
    return resolvedEvidence(did, times, result) ?? missing('unreachable', 'there is no document of the DID')
  } catch (error) {
    return missing('unreachable', error instanceof Error ? error.message : String(error))
  }
}

/**
 * What a resolver has found, as evidence.
 *
 * @returns undefined where there is no document, or one of another DID, which would lend its keys to this one
 */
export function resolvedEvidence(
  did: string,
  times: EvidenceTimes,
  { didDocument, didDocumentMetadata }: DIDResolutionResult,
): DidDocumentEvidence | undefined {
  const head = headOf(did, times)
  if (!isJsonObject(didDocument) || normalizeDid(didDocument.id) !== head.did) return undefined
  const { created, updated, deactivated, versionId } = didDocumentMetadata
  return {
    ...head,
    document: didDocument,
    metadata: {
      ...(created !== undefined && { created }),
      ...(updated !== undefined && { updated }),
      ...(deactivated !== undefined && { deactivated }),
      ...(versionId !== undefined && { versionId }),
    },
  }
}

const headOf = (did: string, { readAt, versionTime }: EvidenceTimes) => ({
  did: normalizeDid(did),
  source: 'agent.resolveDid',
  readAt,
  asOf: versionTime ?? readAt,
})

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
