import type { Dereferencer, ResourceMetadata } from '@trustchains/core'
import { defaultLimits } from '../default-limits.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'

/**
 * Lists the metadata of what a DID has published.
 *
 * @throws TrustRegistryIssuerError `invalid_setup`, `not_found`, `invalid_argument` (no DID of a ledger), `unavailable`
 */
export async function listResources(
  did: string,
  dereferencer: Dereferencer,
  deadline?: AbortSignal,
): Promise<ResourceMetadata[]> {
  if (dereferencer.listResources === undefined) {
    throw new TrustRegistryIssuerError(
      'invalid_setup',
      'the plugin has sources that cannot list; give TrustRegistryIssuer sources with listResources, such as ' +
        'createDereferencer of cheqd-did-resolver',
    )
  }
  const timeout = AbortSignal.timeout(defaultLimits.readTimeoutMs)
  try {
    return await dereferencer.listResources(did, undefined, {
      signal: deadline === undefined ? timeout : AbortSignal.any([timeout, deadline]),
    })
  } catch (cause) {
    throw listingError(did, cause)
  }
}

function listingError(did: string, cause: unknown): TrustRegistryIssuerError {
  const { code, message } = cause as { code?: unknown; message?: unknown }
  const known =
    code === 'notFound'
      ? 'not_found'
      : code === 'invalidDid' || code === 'methodNotSupported'
        ? 'invalid_argument'
        : 'unavailable'
  return new TrustRegistryIssuerError(known, `did ${did}: its resources could not be listed: ${String(message)}`, {
    cause,
  })
}
