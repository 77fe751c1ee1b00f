import { defaultLimits } from '../default-limits.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { PublicationEstimate } from '../types/results.js'
import type { PublishedResource, ResourcePublisher, ResourceToPublish } from '../types/publisher.js'
import { readCheqdDid } from './cheqd-did.js'
import { estimatePublication } from './publication-estimate.js'

/** The method of `@cheqd/did-provider-cheqd` that publishes a resource, as far as it is used here. */
type CreateLinkedResource = (args: {
  kms: string
  network: string
  payload: { collectionId: string; id: string; name: string; version: string; resourceType: string; data: string }
  args: object
}) => Promise<boolean>

/**
 * Publishes as DID-Linked Resources on a cheqd ledger, through the cheqd plugin of the same agent.
 *
 * One at a time: the plugin keeps the network of the call under way in a field of its own, and two transactions of
 * one account at once have the same sequence number, so that the ledger refuses one.
 */
export class CheqdPublisher implements ResourcePublisher {
  private last: Promise<unknown> = Promise.resolve()

  /** {@inheritDoc ResourcePublisher.estimate} */
  async estimate(resource: ResourceToPublish, context: TrustRegistryIssuerContext): Promise<PublicationEstimate> {
    createLinkedResource(context)
    const { network, collectionId } = readCheqdDid(resource.did)
    const { data, name, type } = resource
    const nameBytes = Buffer.byteLength(`${collectionId}${resource.resourceId}${name}${type}`)
    return Promise.resolve(estimatePublication(network, data.byteLength, nameBytes))
  }

  /** {@inheritDoc ResourcePublisher.publish} */
  async publish(resource: ResourceToPublish, context: TrustRegistryIssuerContext): Promise<PublishedResource> {
    const publishing = this.last.then(() => publishOne(resource, context))
    // The next one waits for this one, however it ends.
    this.last = publishing.catch(() => undefined)
    return publishing
  }
}

async function publishOne(
  resource: ResourceToPublish,
  context: TrustRegistryIssuerContext,
): Promise<PublishedResource> {
  const { network, collectionId } = readCheqdDid(resource.did)
  const { resourceId, name, version, type, data, kms } = resource
  const payload = {
    collectionId,
    id: resourceId,
    name,
    version,
    resourceType: type,
    data: Buffer.from(data).toString('base64'),
  }
  // The schema that the plugin ships (4.8.0) asks for a member `args`, which the method itself does not read: without
  // it an agent with schemaValidation refuses the call.
  const done = withTimeout(
    createLinkedResource(context)({ kms, network, payload, args: {} }),
    defaultLimits.publishTimeoutMs,
  )
  if (!(await done)) throw new Error('the cheqd plugin says that the resource was not created')
  return { resourceURI: `${resource.did}/resources/${resourceId}` }
}

function createLinkedResource(context: TrustRegistryIssuerContext): CreateLinkedResource {
  const agent: Pick<TrustRegistryIssuerContext['agent'], 'execute'> & {
    cheqdCreateLinkedResource?: CreateLinkedResource
  } = context.agent
  const method = agent.cheqdCreateLinkedResource
  if (typeof method === 'function') return method
  throw new TrustRegistryIssuerError(
    'invalid_setup',
    'the agent has no method cheqdCreateLinkedResource; add the plugin Cheqd of @cheqd/did-provider-cheqd, or give ' +
      'TrustRegistryIssuer a publisher of your own',
  )
}

async function withTimeout<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`the transaction took longer than ${String(ms / 1000)} s`))
    }, ms)
  })
  try {
    return await Promise.race([promise, timeout])
  } finally {
    clearTimeout(timer)
  }
}
