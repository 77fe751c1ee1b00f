import { normalizeDid, readStatusEntry, type JsonObject, type StatusEntry, type StatusPurpose } from '@trustchains/core'
import { readResource } from '../registry/read-resource.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { StatusPorts } from './status-ports.js'
import { listReference, type ListReference } from './list-reference.js'
import type { GivenCredential } from './read-credential.js'

/** What is asked of credentials: `reinstate` ends a suspension. */
export type StatusOperation = 'revoke' | 'suspend' | 'reinstate'

/** One status of a credential, and the list that it is kept in. */
export interface StatusTarget {
  /** As the credential has it. */
  status: JsonObject
  index: number
  purpose: StatusPurpose
  reference: ListReference
}

/**
 * The statuses of a credential that W3C lists of its issuer keep, which can be changed.
 *
 * @throws TrustRegistryIssuerError `no_status`, `status_list_invalid`, `unavailable`
 */
export async function statusTargets(
  { credential, label }: GivenCredential,
  ports: Pick<StatusPorts, 'dereferencer'>,
): Promise<StatusTarget[]> {
  const targets: StatusTarget[] = []
  for (const status of credential.status) {
    const { entry, invalid } = readStatusEntry(status)
    if (invalid !== undefined) throw new TrustRegistryIssuerError('status_list_invalid', `${label}: ${invalid}`)
    // What can't be judged, such as an IETF token list, can't be changed here either.
    if (entry?.purpose === undefined) continue
    const reference = await referenceOf(entry, label, ports)
    if (reference.did !== normalizeDid(credential.issuer)) {
      throw new TrustRegistryIssuerError(
        'status_list_invalid',
        `${label}: its status list ${reference.url} stands under another DID than its issuer's`,
      )
    }
    targets.push({ status: status as JsonObject, index: entry.index, purpose: entry.purpose, reference })
  }
  return targets
}

/** A list that is pinned, or named as of a time, is changed by its newest version, as verifiers read it. */
async function referenceOf(
  { reference, url }: StatusEntry,
  label: string,
  { dereferencer }: Pick<StatusPorts, 'dereferencer'>,
): Promise<ListReference> {
  if (reference === undefined) {
    throw new TrustRegistryIssuerError(
      'no_status',
      `${label}: its status list ${url} is no DID-Linked Resource, so it is not changed here`,
    )
  }
  if (reference.form === 'named') return listReference(reference.did, reference.resourceName, reference.resourceType)
  const { contentMetadata, dereferencingMetadata } = await readResource(dereferencer, url)
  const { resourceName, resourceType } = contentMetadata
  if (resourceName === undefined || resourceType === undefined) {
    const { message = 'no reason given' } = dereferencingMetadata
    throw new TrustRegistryIssuerError('unavailable', `${label}: its status list ${url} could not be read: ${message}`)
  }
  return listReference(reference.did, resourceName, resourceType)
}

/** The value that an operation gives to an entry of a purpose; undefined where that purpose can't say it. */
export function valueFor(operation: StatusOperation, purpose: StatusPurpose): number | undefined {
  switch (operation) {
    case 'revoke':
      return purpose === 'suspension' ? undefined : 1
    case 'suspend':
      return purpose === 'revocation' ? undefined : purpose === 'suspension' ? 1 : 2
    case 'reinstate':
      return purpose === 'revocation' ? undefined : 0
  }
}

/** Whether a value of a purpose says that the credential is revoked. */
export const saysRevoked = (purpose: StatusPurpose, value: number): boolean => purpose !== 'suspension' && value === 1
