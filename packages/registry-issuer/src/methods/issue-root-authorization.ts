import { randomUUID } from 'node:crypto'
import { chainTypes, type JsonObject } from '@trustchains/core'
import { checkMembers } from '../arguments/check-members.js'
import { invalidArgument } from '../arguments/invalid-argument.js'
import { readAccreditedFor } from '../arguments/read-accredited-for.js'
import { readDataModel } from '../arguments/read-data-model.js'
import { readDid } from '../arguments/read-did.js'
import { readInteger } from '../arguments/read-integer.js'
import { readName } from '../arguments/read-name.js'
import { readStatusRequests } from '../arguments/read-status-requests.js'
import { readText } from '../arguments/read-text.js'
import { readValidity, type Validity } from '../arguments/read-validity.js'
import { checkDraft } from '../checks/check-draft.js'
import { checkRootScope, rootEvidence } from '../checks/check-root.js'
import { accreditedSubject, credentialDraft } from '../drafts/credential-draft.js'
import type { ReadOptions } from '../read-options.js'
import { loadIssuer } from '../signing/load-issuer.js'
import { keptStatus } from '../status/kept-status.js'
import { planStatus } from '../status/status-plan.js'
import { statusPorts } from '../status/status-ports.js'
import type { IssueRootAuthorizationArgs } from '../types/arguments.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { IssuedAccreditation } from '../types/results.js'
import { estimateCredential, issueCredential, type PlannedCredential } from './publish-credential.js'

const known = [
  'issuer',
  'subject',
  'name',
  'accreditedFor',
  'trustFramework',
  'trustFrameworkId',
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
] as const satisfies (keyof IssueRootAuthorizationArgs)[]

/**
 * See {@link ITrustRegistryIssuer.issueRootAuthorization}.
 *
 * @param now - milliseconds since the epoch
 */
export async function issueRootAuthorization(
  args: IssueRootAuthorizationArgs,
  now: number,
  options: ReadOptions,
  context: TrustRegistryIssuerContext,
): Promise<IssuedAccreditation> {
  checkMembers(args, 'issueRootAuthorization', known)
  const plan = (): Promise<PlannedCredential> => planRootAuthorization(args, now, options, context)
  return issueCredential('issueRootAuthorization', args, plan, now, options, context)
}

async function planRootAuthorization(
  args: IssueRootAuthorizationArgs,
  now: number,
  options: ReadOptions,
  context: TrustRegistryIssuerContext,
): Promise<PlannedCredential> {
  readDataModel(args.dataModel)
  const did = readDid(args.issuer, 'issuer')
  const subject = args.subject === undefined ? did : readDid(args.subject, 'subject')
  const name = readName(args.name, 'name')
  const accreditedFor = readAccreditedFor(args.accreditedFor)
  const trustFramework = readFrameworkUrl(args.trustFramework)
  const trustFrameworkId = readText(args.trustFrameworkId, 'trustFrameworkId', 'the name of the governance framework')
  const maxPathLength = readInteger(args.maxPathLength, 'maxPathLength', 0)
  const validity = readValidity(args, now, options.defaultPeriod)
  const requests = readStatusRequests(args.status)
  checkRootScope(accreditedFor, validity, now)

  const issuer = await loadIssuer(args, now, context)
  const status =
    options.keptStatus === undefined
      ? await planStatus(requests, issuer, statusPorts(options), context)
      : keptStatus(options.keptStatus)
  const resourceId = randomUUID()
  const type = chainTypes.root
  const draftWith = (draftValidity: Validity, credentialStatus: JsonObject[] = []): JsonObject =>
    credentialDraft({
      uuid: resourceId,
      types: [type],
      issuer: issuer.did,
      validity: draftValidity,
      credentialSubject: accreditedSubject(subject, accreditedFor, maxPathLength),
      credentialStatus,
      termsOfUse: { type: 'TrustFrameworkPolicy', trustFramework, trustFrameworkId },
    })
  // As in issueAccreditation: what begins later is judged as if it began now.
  const begun = draftWith({ ...validity, validFrom: Math.min(validity.validFrom, now) })
  checkDraft(rootEvidence(issuer.evidence, now), begun, { did: issuer.did })
  const plan = {
    draft: draftWith(validity, status.shown),
    issuer,
    resourceId,
    name,
    type,
    version: new Date(now).toISOString(),
  }
  const estimate = await estimateCredential(plan, options, context)
  return { ...plan, finalDraft: async () => draftWith(validity, await status.assign()), subject, estimate }
}

/** An http(s) URL; the name beside it must not be one, or readers take one for the other (docs/rules.md, Dialects). */
function readFrameworkUrl(value: unknown): string {
  const text = readText(value, 'trustFramework', 'the URL of the governance framework')
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
    throw invalidArgument('trustFramework', 'is no http(s) URL; the name of the framework is trustFrameworkId')
  }
  return text
}
