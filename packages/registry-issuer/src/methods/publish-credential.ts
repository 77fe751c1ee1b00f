import type { JsonObject, ResourceMetadata } from '@trustchains/core'
import type { VerifiableCredential } from '@veramo/core-types'
import { readDid } from '../arguments/read-did.js'
import { readIdempotencyKey } from '../arguments/read-idempotency-key.js'
import { readFlag } from '../arguments/read-validity.js'
import { defaultLimits } from '../default-limits.js'
import { fingerprint } from '../outbox/fingerprint.js'
import { publishThroughOutbox, type PublishedItem } from '../outbox/publish-through-outbox.js'
import type { PlannedPublication } from '../outbox/publications-of-call.js'
import type { TakenPublication } from '../outbox/settlement.js'
import { checkName } from '../outbox/check-names.js'
import type { PublicationPorts } from '../publishing/publication-ports.js'
import type { ReadOptions } from '../read-options.js'
import { resourceDidUrls } from '../registry/registry-entry.js'
import type { LoadedIssuer } from '../signing/load-issuer.js'
import { signedStandIn } from '../signing/signed-stand-in.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { IssuedAccreditation, PublicationEstimate } from '../types/results.js'
import type { ResourceToPublish } from '../types/publisher.js'

/** A credential that has passed all checks but that of its name. */
export interface PlannedCredential {
  /** The unsigned credential as it can be shown; what only signing assigns, such as places in status lists, is made up. */
  draft: JsonObject
  /** Makes the credential that is to be signed. Called once, when the name is free. */
  finalDraft: () => Promise<JsonObject>
  issuer: LoadedIssuer
  resourceId: string
  name: string
  type: string
  /** RFC 3339: what the version is called. */
  version: string
  /** DID of the holder, to which the name belongs. */
  subject: string
  estimate: PublicationEstimate
}

/** Arguments that all calls which publish have in common. */
export interface PublishingArgs {
  issuer: string
  idempotencyKey?: string
  dryRun?: boolean
}

/** Works out what publishing a credential costs, and refuses what the ledger would refuse. Nothing is signed. */
export async function estimateCredential(
  plan: Omit<PlannedCredential, 'estimate' | 'finalDraft' | 'subject'>,
  ports: PublicationPorts,
  context: TrustRegistryIssuerContext,
): Promise<PublicationEstimate> {
  const resource = { ...frameOf(plan), data: signedStandIn(plan.draft, plan.issuer.key) }
  return estimateResource(resource, ports, context)
}

/** Works out what publishing a resource costs, and refuses what the ledger would refuse. */
export async function estimateResource(
  resource: ResourceToPublish,
  { publisher }: PublicationPorts,
  context: TrustRegistryIssuerContext,
): Promise<PublicationEstimate> {
  const estimate = await publisher.estimate(resource, context)
  const { resourceBytes, gas, gasLimit } = estimate
  if (resourceBytes > defaultLimits.maxResourceBytes) {
    throw tooLarge(`${String(resourceBytes)} bytes; a resource has at most ${String(defaultLimits.maxResourceBytes)}`)
  }
  if (gas > gasLimit) {
    throw tooLarge(
      `${String(resourceBytes)} bytes, which take about ${String(gas)} gas; the transaction would run out of its ` +
        `${String(gasLimit)} gas. Split accreditedFor over several accreditations, or shorten it`,
    )
  }
  return estimate
}

/**
 * Issues one credential: plans it, signs it and publishes it through the outbox; in a dry run only shows it.
 *
 * @param plan - makes all checks that come before signing
 * @param now - milliseconds since the epoch
 */
export async function issueCredential(
  method: string,
  args: PublishingArgs,
  plan: () => Promise<PlannedCredential>,
  now: number,
  options: ReadOptions,
  context: TrustRegistryIssuerContext,
): Promise<IssuedAccreditation> {
  const idempotencyKey = readIdempotencyKey(args.idempotencyKey)
  const mark = fingerprint(method, args)
  if (readFlag(args.dryRun, 'dryRun') === true) {
    const planned = await plan()
    await checkName(publicationOf(planned, mark), options)
    return shownCredential(planned)
  }
  const call = {
    issuer: readDid(args.issuer, 'issuer'),
    fingerprint: mark,
    ...(idempotencyKey !== undefined && { idempotencyKey }),
    plan: async () => [publicationOf(await plan(), mark)],
  }
  const [item] = await publishThroughOutbox(call, options, context, now)
  return issuedCredential(item as PublishedItem)
}

/** The publication of a credential, for the outbox. */
export function publicationOf(planned: PlannedCredential, mark: string): PlannedPublication {
  const { issuer, subject, estimate, finalDraft } = planned
  return {
    resource: frameOf(planned),
    subject,
    estimate,
    fingerprint: mark,
    content: async () => ({ toSign: { draft: await finalDraft(), key: issuer.key } }),
  }
}

/** A credential as a dry run shows it. */
export function shownCredential({
  draft,
  issuer,
  resourceId,
  name,
  type,
  estimate,
}: PlannedCredential): IssuedAccreditation {
  const didUrls = resourceDidUrls(issuer.did, resourceId, name, type)
  return { dryRun: true, credential: unsigned(draft), didUrls, estimate }
}

/**
 * A credential that was published.
 *
 * @throws TrustRegistryIssuerError where it was not
 */
export function issuedCredential(item: PublishedItem): IssuedAccreditation {
  const { taken, content, metadata } = publishedOf(item)
  const { did, resourceId, name, type } = taken.resource
  return {
    dryRun: false,
    credential: JSON.parse(Buffer.from(content).toString('utf8')) as VerifiableCredential,
    didUrls: resourceDidUrls(did, resourceId, name, type),
    resource: metadata,
    estimate: taken.estimate,
  }
}

/**
 * What is known of a resource that was published.
 *
 * @throws TrustRegistryIssuerError where it was not
 */
export function publishedOf(item: PublishedItem): {
  taken: TakenPublication
  content: Uint8Array
  metadata: ResourceMetadata
} {
  if ('error' in item) throw item.error
  const { taken, settlement } = item
  if (settlement.state !== 'published') throw settlement.error
  return { taken, content: settlement.content, metadata: settlement.metadata }
}

/** A draft as a dry run shows it: with an empty proof, so that it has the members of a credential. */
export function unsigned(draft: JsonObject): VerifiableCredential {
  return { ...draft, proof: {} } as unknown as VerifiableCredential
}

function frameOf({
  issuer,
  resourceId,
  name,
  type,
  version,
}: Pick<PlannedCredential, 'issuer' | 'resourceId' | 'name' | 'type' | 'version'>): Omit<ResourceToPublish, 'data'> {
  return { did: issuer.did, resourceId, name, type, version, mediaType: 'application/json', kms: issuer.key.kms }
}

const tooLarge = (problem: string): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError('too_large', `the resource would have ${problem}. Nothing was signed.`)
