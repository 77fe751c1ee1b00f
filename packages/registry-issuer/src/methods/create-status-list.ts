import { checkMembers } from '../arguments/check-members.js'
import { invalidArgument } from '../arguments/invalid-argument.js'
import { readDid } from '../arguments/read-did.js'
import { readInteger } from '../arguments/read-integer.js'
import { readName } from '../arguments/read-name.js'
import { readPurpose } from '../arguments/read-status-requests.js'
import { readFlag } from '../arguments/read-validity.js'
import { defaultLimits } from '../default-limits.js'
import type { ReadOptions } from '../read-options.js'
import { loadIssuer } from '../signing/load-issuer.js'
import { createList } from '../status/create-list.js'
import { statusPorts } from '../status/status-ports.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { CreatedStatusList, CreateStatusListArgs } from '../types/status.js'

const known = [
  'issuer',
  'purpose',
  'name',
  'length',
  'ttl',
  'keyRef',
  'kid',
  'dryRun',
] as const satisfies (keyof CreateStatusListArgs)[]

/**
 * See {@link ITrustRegistryIssuer.createStatusList}.
 *
 * @param now - milliseconds since the epoch
 */
export async function createStatusList(
  args: CreateStatusListArgs,
  now: number,
  options: ReadOptions,
  context: TrustRegistryIssuerContext,
): Promise<CreatedStatusList> {
  checkMembers(args, 'createStatusList', known)
  readDid(args.issuer, 'issuer')
  const purpose = readPurpose(args.purpose, 'purpose')
  const { minStatusEntries, maxStatusEntries } = defaultLimits
  const length = readInteger(args.length, 'length', minStatusEntries, maxStatusEntries)
  if (length !== undefined && length % 8 !== 0) throw invalidArgument('length', 'is no multiple of 8')
  const ttl = readInteger(args.ttl, 'ttl', 1000, 86_400_000)
  const plan = {
    purpose,
    ...(args.name !== undefined && { name: readName(args.name, 'name') }),
    ...(length !== undefined && { length }),
    ...(ttl !== undefined && { ttl }),
    dryRun: readFlag(args.dryRun, 'dryRun') ?? false,
  }
  const issuer = await loadIssuer(args, now, context)
  return createList(plan, issuer, statusPorts(options), context)
}
