import type { ResourceMetadata } from '@trustchains/core'
import { publicationFailed } from '../publishing/publication-failed.js'
import { publishOutcomes } from '../publishing/publish-outcomes.js'
import { readBack } from '../publishing/read-back.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { PublicationOutcome, ResourceToPublish } from '../types/publisher.js'
import type { StatusPorts } from './status-ports.js'

/**
 * Publishes one version of a list and reads it back; not through the outbox, which would send it again whenever it finds
 * it, also after a later version.
 *
 * @param isOver - is called where the ledger has refused it, so that it can't arrive any more
 * @throws TrustRegistryIssuerError `publication_failed`
 */
export async function publishVersion(
  resource: ResourceToPublish,
  { publisher, dereferencer }: StatusPorts,
  context: TrustRegistryIssuerContext,
  isOver: () => Promise<void> = async () => Promise.resolve(),
): Promise<ResourceMetadata> {
  let outcome: PublicationOutcome = { state: 'unknown' }
  const onOutcome = async (said: PublicationOutcome): Promise<void> => {
    outcome = said
    return Promise.resolve()
  }
  await publishOutcomes([resource], publisher, context, { onOutcome })
  const { state, code, cause } = outcome
  const found = await readBack(resource, dereferencer, state === 'absent' ? 'once' : 'patient')
  if (found.state === 'published') return found.metadata
  if (state === 'absent' && found.state === 'absent') await isOver()
  const didUrl = `${resource.did}/resources/${resource.resourceId}`
  throw publicationFailed({ didUrl, state: found.state, ...(code !== undefined && { code }), isKept: false }, cause)
}
