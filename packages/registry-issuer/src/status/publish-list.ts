import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { JsonObject, ResourceMetadata } from '@trustchains/core'
import { defaultLimits } from '../default-limits.js'
import type { LoadedIssuer } from '../signing/load-issuer.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { ResourceToPublish } from '../types/publisher.js'
import type { PublicationEstimate } from '../types/results.js'
import { judgeEntry, statusOf } from './judge-entry.js'
import { listEvidence, metadataToBe } from './list-evidence.js'
import type { ListReference } from './list-reference.js'
import { listVersions } from './list-versions.js'
import { publishVersion } from './publish-version.js'
import { signList, unsignedListJwt } from './sign-list.js'
import type { StatusPorts } from './status-ports.js'
import type { ListContent } from './write-list.js'

/** The media type of a list that is a bare JWT (VC-JOSE-COSE section 6.1.1), and of cheqd Studio's forms. */
const mediaTypes = { jwt: 'application/vc+jwt', json: 'application/json' } as const

/** Who keeps a record of what is sent. */
export interface SentHooks {
  before: (resource: ResourceToPublish) => Promise<void>
  isOver: () => Promise<void>
}

/** The resource that a version of a list will be, with a stand-in for its signature. */
export function listResource(
  { did, name, type }: ListReference,
  { credential, unsigned }: ListContent,
  { key }: Pick<LoadedIssuer, 'key'>,
  now: number,
): ResourceToPublish {
  return {
    did,
    resourceId: randomUUID(),
    name,
    type,
    version: new Date(now).toISOString(),
    data: Buffer.from(unsigned === undefined ? unsignedListJwt(credential, key) : JSON.stringify(unsigned)),
    mediaType: unsigned === undefined ? mediaTypes.jwt : mediaTypes.json,
    kms: key.kms,
  }
}

/** What publishing a list costs; refuses what the ledger would refuse. */
export async function estimateList(
  resource: ResourceToPublish,
  { publisher }: Pick<StatusPorts, 'publisher'>,
  context: TrustRegistryIssuerContext,
): Promise<PublicationEstimate> {
  const estimate = await publisher.estimate(resource, context)
  const { resourceBytes, gas, gasLimit } = estimate
  if (resourceBytes > defaultLimits.maxResourceBytes || gas > gasLimit) {
    throw new TrustRegistryIssuerError(
      'too_large',
      `the status list would have ${String(resourceBytes)} bytes, which take about ${String(gas)} gas; the transaction ` +
        `would run out of its ${String(gasLimit)} gas. Nothing was signed`,
    )
  }
  return estimate
}

/**
 * Signs and publishes a version of a list, after a verifier's word on it.
 *
 * @param sent - hears of what is sent, before it is, and where it can't arrive any more
 * @param probes - statuses of entries of the list; a verifier must be able to tell each
 */
export async function publishList(
  reference: ListReference,
  content: ListContent,
  probes: readonly JsonObject[],
  issuer: LoadedIssuer,
  ports: StatusPorts,
  context: TrustRegistryIssuerContext,
  sent?: SentHooks,
): Promise<ResourceMetadata> {
  const now = ports.clock()
  const planned = listResource(reference, content, issuer, now)
  await estimateList(planned, ports, context)
  const data =
    content.credential === undefined
      ? planned.data
      : Buffer.from(await signList(content.credential, issuer.key, context))
  const resource = { ...planned, data }
  refuseUnreadable(reference, resource, probes, issuer, now)
  await sent?.before(resource)
  const metadata = await publishVersion(resource, ports, context, sent?.isOver)
  await untilListed(reference, resource.resourceId, ports)
  return metadata
}

/** What no verifier could read is not published: it would take every credential of the list with it. */
function refuseUnreadable(
  reference: ListReference,
  { data, resourceId }: ResourceToPublish,
  probes: readonly JsonObject[],
  issuer: LoadedIssuer,
  now: number,
): void {
  const checksum = createHash('sha256').update(data).digest('hex')
  const version = {
    text: Buffer.from(data).toString('utf8'),
    metadata: metadataToBe(reference, resourceId, checksum, now),
  }
  const evidence = listEvidence(reference, version, issuer.evidence, now)
  for (const probe of probes) {
    const finding = judgeEntry(probe, evidence)
    if (statusOf(finding) !== 'unknown') continue
    throw new TrustRegistryIssuerError(
      'status_list_invalid',
      `status list ${reference.url} would not be taken by a verifier: ${finding.message}. Nothing was published`,
      { checks: [finding] },
    )
  }
}

/** A resolver's list may be behind the node that took the transaction; what is decided next rests on the list. */
export async function untilListed(
  reference: ListReference,
  resourceId: string,
  { dereferencer }: StatusPorts,
): Promise<void> {
  for (const delay of [0, ...defaultLimits.readBackDelaysMs]) {
    if (delay > 0) await sleep(delay)
    const versions = await listVersions(reference, dereferencer)
    if (versions.some((version) => version.resourceId === resourceId)) return
  }
  throw new TrustRegistryIssuerError(
    'unavailable',
    `status list ${reference.url} was published, but the resolver does not list the new version yet; ask again later`,
  )
}
