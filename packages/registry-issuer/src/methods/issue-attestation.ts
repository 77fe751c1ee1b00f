import { randomUUID } from 'node:crypto'
import { kindOfType, type JsonObject } from '@trustchains/core'
import { readTexts } from '../arguments/read-accredited-for.js'
import { checkMembers } from '../arguments/check-members.js'
import { invalidArgument } from '../arguments/invalid-argument.js'
import { readClaims } from '../arguments/read-json-object.js'
import { readDataModel } from '../arguments/read-data-model.js'
import { readDid } from '../arguments/read-did.js'
import { readResourceUrl } from '../arguments/read-resource-url.js'
import { readStatusRequests } from '../arguments/read-status-requests.js'
import { readText } from '../arguments/read-text.js'
import { readFlag, readValidity, type Validity } from '../arguments/read-validity.js'
import { anchorOf, checkDraft } from '../checks/check-draft.js'
import { credentialDraft } from '../drafts/credential-draft.js'
import type { ReadOptions } from '../read-options.js'
import { signCredential } from '../signing/sign-credential.js'
import { planStatus } from '../status/status-plan.js'
import { statusPorts } from '../status/status-ports.js'
import type { IssueAttestationArgs } from '../types/arguments.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { IssuedAttestation } from '../types/results.js'
import { evidenceAbove, issuerOf, type PlanReads } from './plan-reads.js'
import { unsigned } from './publish-credential.js'

const known = [
  'issuer',
  'subject',
  'types',
  'claims',
  'schemaId',
  'parentAccreditation',
  'rootAuthorization',
  'contexts',
  'validFrom',
  'validUntil',
  'status',
  'dataModel',
  'keyRef',
  'kid',
  'dryRun',
] as const satisfies (keyof IssueAttestationArgs)[]

/**
 * See {@link ITrustRegistryIssuer.issueAttestation}.
 *
 * It has no default expiry, and may outlast its issuer's accreditation: how long a diploma holds is no matter of the
 * registry.
 *
 * @param now - milliseconds since the epoch
 * @param reads - what the checks read by, where items of a batch share it
 */
export async function issueAttestation(
  args: IssueAttestationArgs,
  now: number,
  options: ReadOptions,
  context: TrustRegistryIssuerContext,
  reads: PlanReads = { context, dereferencer: options.dereferencer },
): Promise<IssuedAttestation> {
  checkMembers(args, 'issueAttestation', known)
  readDataModel(args.dataModel)
  readDid(args.issuer, 'issuer')
  const subject = readUri(args.subject, 'subject')
  const types = readTypes(args.types)
  const claims = readClaims(args.claims)
  const schemaId = readResourceUrl(args.schemaId, 'schemaId')
  const parentAccreditation = readResourceUrl(args.parentAccreditation, 'parentAccreditation')
  const rootAuthorization = readResourceUrl(args.rootAuthorization, 'rootAuthorization')
  const contexts = args.contexts === undefined ? [] : readTexts(args.contexts, 'contexts')
  const asked = readValidity(args, now, undefined)
  const requests = readStatusRequests(args.status)
  const dryRun = readFlag(args.dryRun, 'dryRun') ?? false

  const issuer = await issuerOf(args, now, reads)
  const status = await planStatus(requests, issuer, statusPorts(options), context)
  const uuid = randomUUID()
  const draftWith = (validity: Validity, credentialStatus: JsonObject[] = []): JsonObject =>
    credentialDraft({
      uuid,
      types,
      contexts,
      issuer: issuer.did,
      validity,
      credentialSubject: { id: subject, ...claims },
      credentialSchema: { id: schemaId, type: 'JsonSchema' },
      credentialStatus,
      termsOfUse: { type: 'AttestationPolicy', parentAccreditation, rootAuthorization },
    })
  const surroundings = { parentAccreditation, rootAuthorization, issuer: issuer.evidence, schemas: [schemaId], now }
  const evidence = await evidenceAbove(surroundings, reads)
  // As in issueAccreditation: what begins later is judged as if it began now.
  checkDraft(evidence, draftWith({ ...asked, validFrom: Math.min(asked.validFrom, now) }), anchorOf(rootAuthorization))
  if (dryRun) return { dryRun, credential: unsigned(draftWith(asked, status.shown)) }
  const draft = draftWith(asked, await status.assign())
  const { credential, jwt } = await signCredential(draft, issuer.key, context)
  return { dryRun, credential, jwt }
}

/** VCDM 1.1 section 4.2: an `id` is a URI. */
function readUri(value: unknown, path: string): string {
  const text = readText(value, path, 'the DID or URI of the holder')
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(text)) throw invalidArgument(path, 'is no DID and no URI')
  return text
}

/** At least one type beside VerifiableCredential, and none of an accreditation. */
function readTypes(value: unknown): string[] {
  const types = readTexts(value, 'types')
  const reserved = types.findIndex((type) => kindOfType(type) !== undefined)
  if (reserved >= 0) {
    throw invalidArgument(
      `types[${String(reserved)}]`,
      'is the type of an accreditation; use issueAccreditation or issueRootAuthorization',
    )
  }
  if (types.every((type) => type === 'VerifiableCredential')) {
    throw invalidArgument('types', 'has no type of its own; give the type that the issuer is accredited for')
  }
  return types
}
