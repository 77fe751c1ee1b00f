import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import { defaultLimits } from '../default-limits.js'
import type { ResourceMetadata } from '@trustchains/core'
import { differences, putValue, valueAt, type ListBits } from './bits.js'
import type { ListVersion } from './list-versions.js'

/** A change of an entry. */
export interface EntryChange {
  index: number
  value: number
}

/**
 * Makes changes in a list. What is revoked stays revoked (Bitstring Status List 1.0 section 2.1: revocation is not
 * reversible), whatever another writer or a late request says.
 *
 * @returns a copy
 */
export function withChanges(list: ListBits, purposes: readonly string[], changes: readonly EntryChange[]): ListBits {
  const changed = { bits: list.bits.slice(), size: list.size }
  const isFinal = purposes.includes('revocation') || purposes.includes('message')
  for (const { index, value } of changes) {
    if (isFinal && valueAt(changed, index) === 1) continue
    putValue(changed, index, value)
  }
  return changed
}

/**
 * Merges what other writers have published since a version: each of their versions counts by what it changed against
 * the one before it. A writer who had not seen our version takes back what that changed; our changes are put on top.
 *
 * @param base - the version that our changes were first put upon
 * @param versions - all of the list, the newest first
 * @param isOurs - whether a version is one that holds our own changes
 */
export async function mergeVersions(
  base: ListVersion,
  versions: readonly ResourceMetadata[],
  isOurs: (metadata: ResourceMetadata) => boolean,
  read: (metadata: ResourceMetadata) => Promise<ListVersion>,
): Promise<ListBits> {
  const since = versions.findIndex(({ resourceId }) => resourceId === base.metadata.resourceId)
  if (since < 0) throw tooMuch('the version that the change was put upon is no longer shown')
  if (since > defaultLimits.maxMergedVersions) throw tooMuch('other writers have published too many versions at once')
  let merged: ListBits = base
  let previous = base
  for (const metadata of versions.slice(0, since).toReversed()) {
    const version = await read(metadata)
    if (version.size !== base.size || version.bits.length !== base.bits.length) {
      throw new TrustRegistryIssuerError('status_list_invalid', 'another writer has given the status list another size')
    }
    if (!isOurs(metadata)) merged = withChanges(merged, base.list.purposes, differences(previous, version))
    previous = version
  }
  return merged
}

const tooMuch = (problem: string): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError('unavailable', `the status list could not be updated: ${problem}; try again`)
