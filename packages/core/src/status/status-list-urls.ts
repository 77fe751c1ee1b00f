import type { ChainCredential } from '../types/credential.js'
import { readStatusEntry } from './read-status-entry.js'

/** Statuses that one credential may have; each is a list to read. */
export const maxStatusEntries = 16

/**
 * The status lists that a credential names, so that a collector knows what the check `status` will look for.
 *
 * @returns each URL once, in the order written: a DID URL normalised and without fragment, anything else as written;
 * empty where the credential has more statuses than are judged
 */
export function statusListUrls({ status }: Pick<ChainCredential, 'status'>): string[] {
  if (status.length > maxStatusEntries) return []
  return [...new Set(status.flatMap((value) => readStatusEntry(value).entry?.url ?? []))]
}
