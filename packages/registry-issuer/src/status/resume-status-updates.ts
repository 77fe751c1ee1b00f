import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import { readListReference } from './list-reference.js'
import { pendingLists } from './pending-changes.js'
import { sentLists } from './sent-version.js'
import type { StatusPorts } from './status-ports.js'
import { updateList } from './update-list.js'

/** A list whose changes were carried out, or could not be. */
export interface ResumedList {
  /** DID URL of the list, by name and type. */
  list: string
  /** The pinned DID URL of its newest version. */
  didUrl?: string
  error?: TrustRegistryIssuerError
}

/**
 * Carries out all changes of status lists that are written down, whoever asked for them: after a crash, or where the
 * ledger could not be had. Those that other processes are at are waited for.
 */
export async function resumeStatusUpdates(
  ports: StatusPorts,
  context: TrustRegistryIssuerContext,
): Promise<ResumedList[]> {
  const lists = new Set([...(await pendingLists(ports.store)), ...(await sentLists(ports.store))])
  const resumed: ResumedList[] = []
  for (const list of lists) {
    try {
      const reference = readListReference(list)
      if (reference === undefined)
        throw new TrustRegistryIssuerError('outbox_failed', `a record names no list: ${list}`)
      const { resourceId } = await updateList({ reference }, ports, context)
      resumed.push({ list, didUrl: `${reference.did}/resources/${resourceId}` })
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      resumed.push({
        list,
        error:
          error instanceof TrustRegistryIssuerError
            ? error
            : new TrustRegistryIssuerError('unavailable', message, { cause: error }),
      })
    }
  }
  return resumed
}
