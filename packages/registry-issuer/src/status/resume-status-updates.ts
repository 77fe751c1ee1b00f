import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { ResumedPublication, UnreadableRecord } from '../types/publications.js'
import { readListReference } from './list-reference.js'
import { pendingSince } from './pending-changes.js'
import { sentSince } from './sent-version.js'
import type { StatusPorts } from './status-ports.js'
import { updateList } from './update-list.js'

/**
 * Carries out all changes of status lists that are written down, whoever asked for them: after a crash, or where the
 * ledger could not be had. What other processes are at is waited for.
 *
 * @param damaged - records that can't be read are added here
 * @param isWanted - whether the lists of a DID are to be looked after
 * @returns one for each list
 */
export async function resumeStatusUpdates(
  damaged: UnreadableRecord[],
  isWanted: (did: string) => Promise<boolean>,
  ports: StatusPorts,
  context: TrustRegistryIssuerContext,
): Promise<ResumedPublication[]> {
  const lists = new Map([...(await sentSince(ports.store, damaged)), ...(await pendingSince(ports.store, damaged))])
  const resumed: ResumedPublication[] = []
  for (const [list, since] of lists) {
    const reference = readListReference(list)
    if (reference === undefined) {
      throw new TrustRegistryIssuerError('outbox_failed', 'a record of a pending change names no status list')
    }
    const { did: issuer, name, type } = reference
    if (!(await isWanted(issuer))) continue
    const one = { issuer, name, type, since: new Date(since).toISOString() }
    try {
      const { resourceId } = await updateList({ reference }, ports, context)
      resumed.push({ ...one, didUrl: `${issuer}/resources/${resourceId}`, state: 'finished' })
    } catch (error) {
      if (!(error instanceof TrustRegistryIssuerError)) throw error
      const { code, message, publication } = error
      const state = code === 'busy' || code === 'lock_lost' ? 'busy' : 'pending'
      resumed.push({ ...one, didUrl: publication?.didUrl ?? list, state, code: publication?.code ?? code, message })
    }
  }
  return resumed
}
