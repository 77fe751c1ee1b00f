import { randomUUID } from 'node:crypto'
import { chainTypes, type JsonObject } from '@trustchains/core'
import { checkMembers } from '../arguments/check-members.js'
import { invalidArgument } from '../arguments/invalid-argument.js'
import { readAccreditedFor } from '../arguments/read-accredited-for.js'
import { readDataModel } from '../arguments/read-data-model.js'
import { readDid } from '../arguments/read-did.js'
import { readInteger } from '../arguments/read-integer.js'
import { readName } from '../arguments/read-name.js'
import { readResourceUrl } from '../arguments/read-resource-url.js'
import { readStatusRequests } from '../arguments/read-status-requests.js'
import { readValidity, type Validity } from '../arguments/read-validity.js'
import { anchorOf, checkDraft } from '../checks/check-draft.js'
import { fitValidity } from '../checks/fit-validity.js'
import { accreditedSubject, credentialDraft } from '../drafts/credential-draft.js'
import type { ReadOptions } from '../read-options.js'
import { keptStatus } from '../status/kept-status.js'
import { planStatus } from '../status/status-plan.js'
import { statusPorts } from '../status/status-ports.js'
import type { AccreditationKind, IssueAccreditationArgs } from '../types/arguments.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { IssuedAccreditation } from '../types/results.js'
import { evidenceAbove, issuerOf, type PlanReads } from './plan-reads.js'
import { estimateCredential, issueCredential, type PlannedCredential } from './publish-credential.js'

const known = [
  'kind',
  'issuer',
  'subject',
  'name',
  'accreditedFor',
  'parentAccreditation',
  'rootAuthorization',
  'validFrom',
  'validUntil',
  'noExpiry',
  'maxPathLength',
  'status',
  'dataModel',
  'keyRef',
  'kid',
  'idempotencyKey',
  'dryRun',
] as const satisfies (keyof IssueAccreditationArgs)[]

/**
 * See {@link ITrustRegistryIssuer.issueAccreditation}.
 *
 * @param now - milliseconds since the epoch
 */
export async function issueAccreditation(
  args: IssueAccreditationArgs,
  now: number,
  options: ReadOptions,
  context: TrustRegistryIssuerContext,
): Promise<IssuedAccreditation> {
  checkMembers(args, 'issueAccreditation', known)
  const plan = (): Promise<PlannedCredential> => planAccreditation(args, now, options, context)
  return issueCredential('issueAccreditation', args, plan, now, options, context)
}

/**
 * Makes all checks on an accreditation that come before signing, but that of its name.
 *
 * @param now - milliseconds since the epoch
 * @param reads - what the checks read by, where items of a batch share it
 */
export async function planAccreditation(
  args: IssueAccreditationArgs,
  now: number,
  options: ReadOptions,
  context: TrustRegistryIssuerContext,
  reads: PlanReads = { context, dereferencer: options.dereferencer },
): Promise<PlannedCredential> {
  checkMembers(args, 'issueAccreditation', known)
  readDataModel(args.dataModel)
  const kind = readKind(args.kind)
  readDid(args.issuer, 'issuer')
  const subject = readDid(args.subject, 'subject')
  const name = readName(args.name, 'name')
  const accreditedFor = readAccreditedFor(args.accreditedFor)
  const parentAccreditation = readResourceUrl(args.parentAccreditation, 'parentAccreditation')
  const rootAuthorization = readResourceUrl(args.rootAuthorization, 'rootAuthorization')
  const maxPathLength = readMaxPathLength(args, kind)
  const asked = readValidity(args, now, options.defaultPeriod)
  const requests = readStatusRequests(args.status)

  const issuer = await issuerOf(args, now, reads)
  const status =
    options.keptStatus === undefined
      ? await planStatus(requests, issuer, statusPorts(options), context)
      : keptStatus(options.keptStatus)
  const resourceId = randomUUID()
  const type = chainTypes[kind]
  const draftWith = (validity: Validity, credentialStatus: JsonObject[] = []): JsonObject =>
    credentialDraft({
      uuid: resourceId,
      types: [type],
      issuer: issuer.did,
      validity,
      credentialSubject: accreditedSubject(subject, accreditedFor, maxPathLength),
      credentialStatus,
      termsOfUse: { type: 'AccreditationPolicy', parentAccreditation, rootAuthorization },
    })
  const planned = {
    draft: draftWith(asked, status.shown),
    issuer,
    resourceId,
    name,
    type,
    version: new Date(now).toISOString(),
  }
  const estimate = await estimateCredential(planned, options, context)
  const surroundings = { parentAccreditation, rootAuthorization, issuer: issuer.evidence, schemas: [], now }
  const evidence = await evidenceAbove(surroundings, reads)
  // What begins later is judged as if it began now: the future can't be looked into. Its own dates are judged after; its
  // status when it is assigned.
  const above = checkDraft(
    evidence,
    draftWith({ ...asked, validFrom: Math.min(asked.validFrom, now) }),
    anchorOf(rootAuthorization),
  )
  const validity = fitValidity(asked, above)
  return {
    ...planned,
    draft: draftWith(validity, status.shown),
    finalDraft: async () => draftWith(validity, await status.assign()),
    subject,
    estimate,
  }
}

function readKind(value: unknown): AccreditationKind {
  if (value === 'accredit' || value === 'attest') return value
  throw invalidArgument('kind', 'is neither accredit (to accredit others) nor attest (to issue attestations)')
}

function readMaxPathLength(args: IssueAccreditationArgs, kind: AccreditationKind): number | undefined {
  const maxPathLength = readInteger(args.maxPathLength, 'maxPathLength', 0)
  if (maxPathLength !== undefined && kind === 'attest') {
    throw invalidArgument(
      'maxPathLength',
      'says nothing in an accreditation to attest, below which none may stand; leave it out',
    )
  }
  return maxPathLength
}
