import { randomUUID } from 'node:crypto'
import { kindOfType } from '@trustchains/core'
import { checkMembers } from '../arguments/check-members.js'
import { invalidArgument } from '../arguments/invalid-argument.js'
import { readJsonObject } from '../arguments/read-json-object.js'
import { readDid } from '../arguments/read-did.js'
import { readName } from '../arguments/read-name.js'
import { readIdempotencyKey } from '../arguments/read-idempotency-key.js'
import { readFlag } from '../arguments/read-validity.js'
import { checkUsableSchema } from '../checks/check-usable-schema.js'
import { defaultLimits } from '../default-limits.js'
import { fingerprint } from '../outbox/fingerprint.js'
import { publishThroughOutbox, type PublishedItem } from '../outbox/publish-through-outbox.js'
import { checkName } from '../outbox/check-names.js'
import type { ReadOptions } from '../read-options.js'
import { resourceDidUrls } from '../registry/registry-entry.js'
import { loadIssuer } from '../signing/load-issuer.js'
import type { PublishSchemaArgs } from '../types/arguments.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { PublicationEstimate, PublishedSchema } from '../types/results.js'
import type { ResourceToPublish } from '../types/publisher.js'
import { estimateResource, publishedOf } from './publish-credential.js'

const known = [
  'issuer',
  'name',
  'schema',
  'resourceType',
  'idempotencyKey',
  'dryRun',
] as const satisfies (keyof PublishSchemaArgs)[]

/** What cheqd's own tools call a JSON Schema. */
const defaultResourceType = 'JSONSchemaValidator2020'

/**
 * See {@link ITrustRegistryIssuer.publishSchema}.
 *
 * @param now - milliseconds since the epoch
 */
export async function publishSchema(
  args: PublishSchemaArgs,
  now: number,
  options: ReadOptions,
  context: TrustRegistryIssuerContext,
): Promise<PublishedSchema> {
  checkMembers(args, 'publishSchema', known)
  const idempotencyKey = readIdempotencyKey(args.idempotencyKey)
  const dryRun = readFlag(args.dryRun, 'dryRun') ?? false
  const mark = fingerprint('publishSchema', args)
  if (dryRun) {
    const { resource, estimate } = await planSchema(args, now, options, context)
    await checkName({ resource, estimate, fingerprint: mark, content: async () => resource }, options)
    return { dryRun, ...urlsOf(resource), estimate }
  }
  const call = {
    issuer: readDid(args.issuer, 'issuer'),
    fingerprint: mark,
    ...(idempotencyKey !== undefined && { idempotencyKey }),
    plan: async () => {
      const { resource, estimate } = await planSchema(args, now, options, context)
      const { data, ...frame } = resource
      return [{ resource: frame, estimate, fingerprint: mark, content: async () => ({ data }) }]
    },
  }
  const [item] = await publishThroughOutbox(call, options, context, now)
  const { taken, metadata } = publishedOf(item as PublishedItem)
  return { dryRun, ...urlsOf(taken.resource), resource: metadata, estimate: taken.estimate }
}

/** Makes all checks that come before publishing. */
async function planSchema(
  args: PublishSchemaArgs,
  now: number,
  options: ReadOptions,
  context: TrustRegistryIssuerContext,
): Promise<{ resource: ResourceToPublish; estimate: PublicationEstimate }> {
  const name = readName(args.name, 'name')
  const type = args.resourceType === undefined ? defaultResourceType : readName(args.resourceType, 'resourceType')
  if (kindOfType(type) !== undefined) throw invalidArgument('resourceType', 'is the type of an accreditation')
  const schema = readJsonObject(args.schema, 'schema', defaultLimits.maxResourceBytes)
  const unsent = {
    did: readDid(args.issuer, 'issuer'),
    resourceId: randomUUID(),
    name,
    type,
    version: new Date(now).toISOString(),
    data: Buffer.from(JSON.stringify(schema)),
    mediaType: 'application/json',
  }
  checkUsableSchema(unsent, urlsOf(unsent).schemaId, now)
  const { key } = await loadIssuer({ issuer: unsent.did }, now, context)
  const resource: ResourceToPublish = { ...unsent, kms: key.kms }
  return { resource, estimate: await estimateResource(resource, options, context) }
}

function urlsOf({
  did,
  resourceId,
  name,
  type,
}: Omit<ResourceToPublish, 'data' | 'kms'>): Pick<PublishedSchema, 'schemaId' | 'didUrls'> {
  const didUrls = resourceDidUrls(did, resourceId, name, type)
  return { schemaId: didUrls.latest, didUrls }
}
