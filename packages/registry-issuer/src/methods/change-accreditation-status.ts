import { checkMembers } from '../arguments/check-members.js'
import { invalidArgument } from '../arguments/invalid-argument.js'
import { readText } from '../arguments/read-text.js'
import { readFlag } from '../arguments/read-validity.js'
import { defaultLimits } from '../default-limits.js'
import type { ReadOptions } from '../read-options.js'
import { changeStatus } from '../status/change-status.js'
import { statusPorts } from '../status/status-ports.js'
import type { StatusOperation } from '../status/status-target.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { ChangeStatusArgs, StatusChanges } from '../types/status.js'

const known = ['credentials', 'keyRef', 'kid', 'dryRun'] as const satisfies (keyof ChangeStatusArgs)[]

/**
 * See {@link ITrustRegistryIssuer.revokeAccreditation}, {@link ITrustRegistryIssuer.suspendAccreditation} and
 * {@link ITrustRegistryIssuer.reinstateAccreditation}.
 */
export async function changeAccreditationStatus(
  operation: StatusOperation,
  args: ChangeStatusArgs,
  options: ReadOptions,
  context: TrustRegistryIssuerContext,
): Promise<StatusChanges> {
  checkMembers(args, `${operation}Accreditation`, known)
  const { credentials, keyRef, kid } = args
  if (!Array.isArray(credentials) || credentials.length === 0) {
    throw invalidArgument('credentials', 'is no list of DID URLs and credentials, or empty')
  }
  if (credentials.length > defaultLimits.maxStatusChanges) {
    throw invalidArgument(
      'credentials',
      `has ${String(credentials.length)} entries; at most ${String(defaultLimits.maxStatusChanges)} are taken`,
    )
  }
  const asked: ChangeStatusArgs = {
    credentials,
    ...(keyRef !== undefined && { keyRef: readText(keyRef, 'keyRef') }),
    ...(kid !== undefined && { kid: readText(kid, 'kid') }),
    dryRun: readFlag(args.dryRun, 'dryRun') ?? false,
  }
  return changeStatus(operation, asked, statusPorts(options), context)
}
