import { createHash } from 'node:crypto'
import { validateDraft, type JsonObject, type ResourceEvidence } from '@trustchains/core'
import { invalidArgument } from '../arguments/invalid-argument.js'
import { credentialDraft } from '../drafts/credential-draft.js'
import type { ResourceToPublish } from '../types/publisher.js'

/** A resource without what only publishing it needs. */
type Unsent = Omit<ResourceToPublish, 'kms'>

/**
 * Refuses a JSON Schema that a verifier can't use (an unknown draft, a remote reference, a pattern without a
 * linear-time equal, too large): under it no attestation would ever be trusted.
 *
 * The verifier is asked the way it will be: about an attestation that names the schema, once it is published. Whether
 * that attestation satisfies it, or is trusted for anything else, is of no concern.
 *
 * @param now - milliseconds since the epoch
 */
export function checkUsableSchema(resource: Unsent, schemaId: string, now: number): void {
  const at = new Date(now).toISOString()
  const report = validateDraft(
    {
      version: 1,
      at,
      leaf: {},
      resources: [],
      schemas: [asPublished(resource, schemaId, at)],
      statusLists: [],
      didDocuments: [],
      limitsHit: [],
    },
    attestationUnder(schemaId, resource.did, now),
  )
  const check = report.checks.find(({ id, link }) => id === 'schema' && link === 0)
  if (check?.code === 'ok' || check?.code === 'schema_violation') return
  throw invalidArgument('schema', `is one that no verifier could use: ${check?.message ?? 'it was not looked at'}`)
}

function asPublished(
  { did, resourceId, name, type, data, mediaType }: Unsent,
  url: string,
  at: string,
): ResourceEvidence {
  return {
    url,
    source: 'publishSchema',
    readAt: at,
    asOf: at,
    content: Buffer.from(data).toString('base64'),
    metadata: {
      resourceURI: `${did}/resources/${resourceId}`,
      resourceCollectionId: did.slice(did.lastIndexOf(':') + 1),
      resourceId,
      resourceName: name,
      resourceType: type,
      mediaType,
      created: at,
      checksum: createHash('sha256').update(data).digest('hex'),
    },
  }
}

function attestationUnder(schemaId: string, issuer: string, now: number): JsonObject {
  return credentialDraft({
    uuid: '00000000-0000-4000-8000-000000000000',
    types: ['Example'],
    issuer,
    validity: { validFrom: now, isDefault: false },
    credentialSubject: { id: issuer },
    credentialSchema: { id: schemaId, type: 'JsonSchema' },
    termsOfUse: { type: 'AttestationPolicy', parentAccreditation: schemaId, rootAuthorization: schemaId },
  })
}
