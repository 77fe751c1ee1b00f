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
import { readFlag, readValidity, type Validity } from '../arguments/read-validity.js'
import { anchorOf, checkDraft } from '../checks/check-draft.js'
import { checkNameFree } from '../checks/check-name-free.js'
import { collectEvidence } from '../checks/collect-evidence.js'
import { fitValidity } from '../checks/fit-validity.js'
import { accreditedSubject, credentialDraft } from '../drafts/credential-draft.js'
import type { ReadOptions } from '../read-options.js'
import { loadIssuer } from '../signing/load-issuer.js'
import type { AccreditationKind, IssueAccreditationArgs } from '../types/arguments.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { IssuedAccreditation } from '../types/results.js'
import { estimateCredential, publishCredential, type PlannedPublication } from './publish-credential.js'

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
  'dataModel',
  'keyRef',
  'kid',
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
  const dryRun = readFlag(args.dryRun, 'dryRun') ?? false

  const issuer = await loadIssuer(args, now, context)
  const resourceId = randomUUID()
  const type = chainTypes[kind]
  const draftWith = (validity: Validity): JsonObject =>
    credentialDraft({
      uuid: resourceId,
      types: [type],
      issuer: issuer.did,
      validity,
      credentialSubject: accreditedSubject(subject, accreditedFor, maxPathLength),
      termsOfUse: { type: 'AccreditationPolicy', parentAccreditation, rootAuthorization },
    })
  const ports = { publisher: options.publisher, dereferencer: options.dereferencer }
  const planned: PlannedPublication = {
    draft: draftWith(asked),
    issuer,
    resourceId,
    name,
    type,
    version: new Date(now).toISOString(),
  }
  const estimate = await estimateCredential(planned, ports, context)
  const surroundings = { parentAccreditation, rootAuthorization, issuer: issuer.evidence, schemas: [], now }
  const evidence = await collectEvidence(surroundings, options.dereferencer, context)
  // What begins later is judged as if it began now: the future can't be looked into. Its own dates are judged after.
  const above = checkDraft(
    evidence,
    draftWith({ ...asked, validFrom: Math.min(asked.validFrom, now) }),
    anchorOf(rootAuthorization),
  )
  const plan = { ...planned, draft: draftWith(fitValidity(asked, above)) }
  await checkNameFree({ did: issuer.did, name, type, subject }, options.dereferencer)
  return publishCredential(plan, estimate, dryRun, ports, context)
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
