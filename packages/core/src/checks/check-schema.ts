import { isAllowedUrl } from '../allowed-host.js'
import { parseResourceReference } from '../did-url.js'
import type { Found } from '../chain/evidence-index.js'
import type { Link } from '../chain/link.js'
import { ReadContent } from '../chain/read-content.js'
import type { ReadScope, SchemaReference } from '../types/credential.js'
import type { ResourceEvidence } from '../types/evidence.js'
import type { JsonObject } from '../types/json.js'
import type { CheckContext } from './check-context.js'
import { demandOf } from './check-scope.js'
import { coveringEntries } from './covers.js'
import { fail, pass, skipped, undecided, type Finding } from './finding.js'
import { isWhatWasAsked } from './is-what-was-asked.js'
import { plainMessage } from './plain-message.js'

/** Schemas that are tried for a leaf that names none. */
const maxScopeSchemas = 16

/** Types of credentialSchema that are a JSON Schema in the resource itself (VC JSON Schema section 2; EBSI, cheqd). */
const jsonSchemaTypes: ReadonlySet<string> = new Set([
  'JsonSchema',
  'JsonSchemaValidator2018',
  'JSONSchemaValidator2018',
  'JsonSchemaValidator2020',
  'JSONSchemaValidator2020',
  'FullJsonSchemaValidator2021',
])

/**
 * The whole credential validates against the JSON Schema that its credentialSchema names; a leaf that names none,
 * against the schema of an entry that covers it (docs/verification.md, schema).
 */
export function checkSchema(context: CheckContext, link: Link, parent: Link | undefined): Finding {
  const { policy } = context
  const { credential } = link
  if (policy.schema === 'off') return skipped('policy_off', 'the policy validates no schemas')
  if (credential.schemas?.length === 0) return fail('schema_unavailable', 'its credentialSchema names no schema')
  if (credential.schemas !== undefined) {
    const findings = credential.schemas.map((schema) => validateAgainst(context, link, schema))
    return (
      findings.find(({ status }) => status === 'fail') ??
      findings.find(({ status }) => status !== 'pass') ??
      (findings[0] as Finding)
    )
  }
  if (credential.kind !== 'attestation') return skipped('not_applicable', 'it names no schema')
  return validateAgainstScope(context, link, parent)
}

/** A leaf without credentialSchema: one of the schemas that it is covered by must accept it. */
function validateAgainstScope(context: CheckContext, link: Link, parent: Link | undefined): Finding {
  const { credential } = link
  const none =
    context.policy.schema === 'required'
      ? fail(
          'schema_unavailable',
          'the policy requires a schema, and neither the credential nor its accreditation names one',
        )
      : skipped('not_applicable', 'neither the credential nor its accreditation names a schema')
  if (credential.kind !== 'attestation' || parent === undefined || parent.credential.kind === 'attestation') return none
  const demand = demandOf(credential)
  const covering = demand === undefined ? [] : coveringEntries(parent.credential.accreditedFor, demand)
  const findings = scopeFindings(context, link, covering)
  const [first] = findings.values()
  if (first === undefined) return none
  const accepting = withStatus(findings, 'pass')
  if (accepting !== undefined) return accepting
  if (covering.some(({ schemaKey }) => schemaKey !== undefined && !findings.has(schemaKey))) {
    const message = `more than ${String(maxScopeSchemas)} schemas cover the credential; let it name its own`
    return fail('limit_exceeded', message)
  }
  return withStatus(findings, 'indeterminate') ?? first
}

/**
 * What the schemas of entries that cover a leaf say of it, where it names none itself.
 *
 * @returns by {@link ReadScope.schemaKey}, those of the first sixteen
 */
export function scopeFindings(
  context: CheckContext,
  link: Link,
  covering: readonly ReadScope[],
): ReadonlyMap<string, Finding> {
  const findings = new Map<string, Finding>()
  for (const { schemaKey: key } of covering) {
    if (key === undefined || findings.has(key) || findings.size === maxScopeSchemas) continue
    const reference = parseResourceReference(key)
    findings.set(key, validateAgainst(context, link, { id: key, key, ...(reference && { reference }) }))
  }
  return findings
}

function withStatus(findings: ReadonlyMap<string, Finding>, status: Finding['status']): Finding | undefined {
  return [...findings.values()].find((finding) => finding.status === status)
}

function validateAgainst(
  context: CheckContext,
  { credential, issuedAt, source }: Link,
  schema: SchemaReference,
): Finding {
  const details = { schema: schema.key.slice(0, 512) }
  if (schema.type !== undefined && !jsonSchemaTypes.has(schema.type)) {
    return undecided('schema_unavailable', 'the type of credentialSchema is none that this verifier knows', details)
  }
  const content = schemaContent(context, schema, issuedAt, details)
  if (!(content instanceof ReadContent)) return content
  const { text } = content
  if (text === undefined) return fail('schema_unavailable', 'the schema is not UTF-8', details)
  const outcome = context.schemas.validate(
    source?.sha256 ?? credential,
    content.sha256,
    () => context.memo.schema(text),
    () => withoutProof(credential.document),
  )
  switch (outcome.outcome) {
    case 'valid':
      return pass('the credential satisfies its schema', details)
    case 'violation':
      return fail('schema_violation', 'the credential violates its schema', {
        ...details,
        errors: outcome.errors.slice(0, 5).map(({ instanceLocation, message }) => ({ instanceLocation, message })),
      })
    case 'unusable':
      return fail('schema_unavailable', `the schema can't be used: ${outcome.reason}`, details)
  }
}

function withoutProof(credential: JsonObject): JsonObject {
  // Out of a JWT it has none.
  if (credential.proof === undefined) return credential
  const { proof: _proof, ...document } = credential
  return document
}

/**
 * The schema as it was at a time, its checksum verified, or why it is not to be had: nothing found is no definite
 * no here.
 */
function schemaContent(
  context: CheckContext,
  { key, reference }: SchemaReference,
  at: number,
  details: JsonObject,
): ReadContent | Finding {
  const { index, policy } = context
  if (reference === undefined && !isAllowedUrl(key, policy.webHosts)) {
    const message =
      'the schema has no DID URL of one DID-Linked Resource, nor an HTTPS URL of a host that the policy lists'
    return undecided('schema_unavailable', message, details)
  }
  const found = reference === undefined ? index.schemaByKey(key) : index.schema(reference, at)
  const { item } = found
  if (item?.content === undefined) return unavailable(found, details)
  const content = context.memo.content(item.content)
  if (content.size > context.policy.limits.maxResourceBytes) {
    return fail('limit_exceeded', 'the schema has more than maxResourceBytes', details)
  }
  // Under an HTTPS URL no ledger says what it is: who answered is all there is, as the report says.
  if (reference === undefined) return content
  if (item.metadata === undefined)
    return undecided('schema_unavailable', 'nothing says what the schema is (no metadata)', details)
  if (!isWhatWasAsked(reference, item.metadata)) {
    return fail('schema_unavailable', 'the answer is another resource than the schema asked for', details)
  }
  if (item.metadata.checksum.toLowerCase() !== content.sha256) {
    return fail('checksum_mismatch', "the schema's sha-256 is not the ledger's checksum", details)
  }
  return content
}

function unavailable(found: Found<ResourceEvidence>, details: JsonObject): Finding {
  const error = found.item?.error
  const message = plainMessage(error?.message ?? found.why ?? 'the answer has neither content nor error')
  switch (error?.code) {
    case 'limit':
      return fail('limit_exceeded', message, details)
    case 'deadline':
      return undecided('limit_exceeded', message, details)
    default:
      return undecided('schema_unavailable', `the schema is not to be had: ${message}`, details)
  }
}
