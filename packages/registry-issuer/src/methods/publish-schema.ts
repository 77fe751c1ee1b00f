import { randomUUID } from 'node:crypto'
import { kindOfType } from '@trustchains/core'
import { checkMembers } from '../arguments/check-members.js'
import { invalidArgument } from '../arguments/invalid-argument.js'
import { readJsonObject } from '../arguments/read-json-object.js'
import { readDid } from '../arguments/read-did.js'
import { readName } from '../arguments/read-name.js'
import { readFlag } from '../arguments/read-validity.js'
import { checkUsableSchema } from '../checks/check-usable-schema.js'
import { defaultLimits } from '../default-limits.js'
import { publishResource } from '../publishing/publish-resource.js'
import type { ReadOptions } from '../read-options.js'
import { resourceDidUrls } from '../registry/registry-entry.js'
import { loadIssuer } from '../signing/load-issuer.js'
import type { PublishSchemaArgs } from '../types/arguments.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { PublishedSchema } from '../types/results.js'
import type { ResourceToPublish } from '../types/publisher.js'
import { estimateResource } from './publish-credential.js'

const known = ['issuer', 'name', 'schema', 'resourceType', 'dryRun'] as const satisfies (keyof PublishSchemaArgs)[]

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
  const name = readName(args.name, 'name')
  const type = args.resourceType === undefined ? defaultResourceType : readName(args.resourceType, 'resourceType')
  if (kindOfType(type) !== undefined) throw invalidArgument('resourceType', 'is the type of an accreditation')
  const schema = readJsonObject(args.schema, 'schema', defaultLimits.maxResourceBytes)
  const dryRun = readFlag(args.dryRun, 'dryRun') ?? false

  const unsent = {
    did: readDid(args.issuer, 'issuer'),
    resourceId: randomUUID(),
    name,
    type,
    version: new Date(now).toISOString(),
    data: Buffer.from(JSON.stringify(schema)),
    mediaType: 'application/json',
  }
  const didUrls = resourceDidUrls(unsent.did, unsent.resourceId, name, type)
  checkUsableSchema(unsent, didUrls.latest, now)
  const { key } = await loadIssuer({ issuer: unsent.did }, now, context)
  const resource: ResourceToPublish = { ...unsent, kms: key.kms }
  const ports = { publisher: options.publisher, dereferencer: options.dereferencer }
  const estimate = await estimateResource(resource, ports, context)
  const published = { dryRun, schemaId: didUrls.latest, didUrls, estimate }
  if (dryRun) return published
  return { ...published, resource: await publishResource(resource, ports, context) }
}
