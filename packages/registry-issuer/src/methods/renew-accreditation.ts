import type { JsonObject } from '@trustchains/core'
import { checkMembers } from '../arguments/check-members.js'
import { invalidArgument } from '../arguments/invalid-argument.js'
import { readResourceUrl } from '../arguments/read-resource-url.js'
import { readFlag, readValidity } from '../arguments/read-validity.js'
import { defaultLimits } from '../default-limits.js'
import type { ReadOptions } from '../read-options.js'
import { refused } from '../refused.js'
import { readPrevious, type PreviousAccreditation } from '../renewal/read-previous.js'
import { renewalArguments, type IssueArguments } from '../renewal/renewal-arguments.js'
import { renewalImpact } from '../renewal/renewal-impact.js'
import { renewalWarnings } from '../renewal/renewal-warnings.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { RenewAccreditationArgs, RenewedAccreditation } from '../types/renewal.js'
import type { IssuedAccreditation } from '../types/results.js'
import { issueAccreditation } from './issue-accreditation.js'
import { issueRootAuthorization } from './issue-root-authorization.js'

const known = [
  'didUrl',
  'accreditedFor',
  'parentAccreditation',
  'rootAuthorization',
  'trustFramework',
  'trustFrameworkId',
  'validFrom',
  'validUntil',
  'noExpiry',
  'maxPathLength',
  'status',
  'keyRef',
  'kid',
  'dryRun',
] as const satisfies (keyof RenewAccreditationArgs)[]

/**
 * See {@link ITrustRegistryIssuer.renewAccreditation}.
 *
 * @param now - milliseconds since the epoch
 */
export async function renewAccreditation(
  args: RenewAccreditationArgs,
  now: number,
  options: ReadOptions,
  context: TrustRegistryIssuerContext,
): Promise<RenewedAccreditation> {
  checkMembers(args, 'renewAccreditation', known)
  const dryRun = readFlag(args.dryRun, 'dryRun') ?? false
  const { dereferencer, defaultPeriod } = options
  const run = { dereferencer, context, now, deadline: AbortSignal.timeout(defaultLimits.rehearsalDeadlineMs) }
  checkBegin(args, now)
  const previous = await readPrevious(readResourceUrl(args.didUrl, 'didUrl'), run)
  const issueArguments = renewalArguments(args, previous, now, defaultPeriod)
  const keeping = args.status === undefined ? { ...options, keptStatus: statusesOf(previous) } : options
  // All checks of issuing, and the draft; nothing is signed.
  const rehearsal = await issue({ ...issueArguments, dryRun: true }, now, keeping, context)
  const impact = await renewalImpact(previous, issueArguments, rehearsal.credential, run)
  const warnings = renewalWarnings(previous, issueArguments, rehearsal.credential, impact)
  const shown = { previous: previousVersion(previous), impact, warnings }
  if (dryRun) return { ...rehearsal, ...shown }
  const issued = await issue(issueArguments, now, keeping, context)
  const { previousVersionId } = issued.resource ?? {}
  if (typeof previousVersionId === 'string' && previousVersionId !== previous.entry.resource.resourceId) {
    warnings.push(
      `another version, ${previous.did}/resources/${previousVersionId}, was published between the one that was renewed and this one`,
    )
  }
  return { ...issued, ...shown }
}

/** The newest version counts from its publication, so one that begins later would leave a gap. */
function checkBegin(args: RenewAccreditationArgs, now: number): void {
  const { validFrom } = readValidity(args, now, undefined)
  if (validFrom <= now) return
  throw refused('the renewal', [
    {
      id: 'validity',
      link: 0,
      status: 'fail',
      code: 'not_yet_valid',
      message:
        'validFrom is in the future: the newest version counts from its publication, and would not hold until then',
      clause: 'RFC 5280 section 6.1.3 (a)(2)',
    },
  ])
}

/** That they are objects was found out when the status was read. */
const statusesOf = ({ credential }: PreviousAccreditation): JsonObject[] =>
  credential.status.flatMap((value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? [value] : [],
  )

function previousVersion({ entry }: PreviousAccreditation): RenewedAccreditation['previous'] {
  return { didUrl: entry.didUrls.pinned, ...(entry.validUntil !== undefined && { validUntil: entry.validUntil }) }
}

function issue(
  { root, accreditation, dryRun }: IssueArguments & { dryRun?: boolean },
  now: number,
  options: ReadOptions,
  context: TrustRegistryIssuerContext,
): Promise<IssuedAccreditation> {
  const flag = dryRun === true ? { dryRun } : {}
  if (root !== undefined) return issueRootAuthorization({ ...root, ...flag }, now, options, context)
  if (accreditation !== undefined) return issueAccreditation({ ...accreditation, ...flag }, now, options, context)
  throw invalidArgument('didUrl', 'names neither a root authorization nor an accreditation')
}
