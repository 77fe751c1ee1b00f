import { normalizeDid } from '@trustchains/core'
import { checkMembers } from '../arguments/check-members.js'
import { invalidArgument } from '../arguments/invalid-argument.js'
import { readDid } from '../arguments/read-did.js'
import { addDuration, readDuration } from '../arguments/read-duration.js'
import { readInteger } from '../arguments/read-integer.js'
import { readText } from '../arguments/read-text.js'
import { readFlag, readTime } from '../arguments/read-validity.js'
import { defaultLimits } from '../default-limits.js'
import type { ReadOptions } from '../read-options.js'
import type { EntryQuery } from '../registry/entry-query.js'
import { listEntries } from '../registry/list-entries.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { ListAccreditationsArgs } from '../types/arguments.js'
import type { RegistryEntryStatus } from '../types/listing.js'
import type { RegistryEntryKind, RegistryEntryPage } from '../types/results.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'

const known = [
  'did',
  'kind',
  'subject',
  'schemaId',
  'type',
  'jurisdiction',
  'at',
  'valid',
  'expiresWithin',
  'status',
  'withStatus',
  'tree',
  'maxDepth',
  'allVersions',
  'page',
  'pageSize',
] as const satisfies (keyof ListAccreditationsArgs)[]

const kinds: readonly string[] = ['root', 'accredit', 'attest'] satisfies RegistryEntryKind[]
const statuses: readonly string[] = ['valid', 'suspended', 'revoked', 'unknown'] satisfies RegistryEntryStatus[]

/**
 * See {@link ITrustRegistryIssuer.listAccreditations}.
 *
 * @param now - milliseconds since the epoch
 */
export async function listAccreditations(
  args: ListAccreditationsArgs,
  now: number,
  { dereferencer }: ReadOptions,
  context: TrustRegistryIssuerContext,
): Promise<RegistryEntryPage> {
  const query = readQuery(args, now)
  if ((query.withStatus || query.status !== undefined) && typeof context.agent.resolveDid !== 'function') {
    throw new TrustRegistryIssuerError(
      'invalid_setup',
      'the agent has no method resolveDid, which verifies the signatures of status lists; add DIDResolverPlugin of ' +
        '@veramo/did-resolver',
    )
  }
  return listEntries(query, {
    dereferencer,
    context,
    now,
    deadline: AbortSignal.timeout(defaultLimits.listingDeadlineMs),
  })
}

function readQuery(args: ListAccreditationsArgs, now: number): EntryQuery {
  checkMembers(args, 'listAccreditations', known)
  const { kind, status } = args
  if (kind !== undefined && !kinds.includes(kind)) throw invalidArgument('kind', `is none of ${kinds.join(', ')}`)
  if (status !== undefined && !statuses.includes(status)) {
    throw invalidArgument('status', `is none of ${statuses.join(', ')}`)
  }
  const at = args.at === undefined ? now : readTime(args.at, 'at')
  const maxDepth = readMaxDepth(args)
  return {
    did: normalizeDid(readDid(args.did, 'did')),
    kind,
    subject: args.subject === undefined ? undefined : readDid(args.subject, 'subject'),
    schemaId: args.schemaId === undefined ? undefined : readText(args.schemaId, 'schemaId'),
    type: args.type === undefined ? undefined : readText(args.type, 'type'),
    jurisdiction: args.jurisdiction === undefined ? undefined : readText(args.jurisdiction, 'jurisdiction'),
    at,
    isPast: args.at !== undefined,
    valid: readFlag(args.valid, 'valid'),
    endsBy:
      args.expiresWithin === undefined ? undefined : addDuration(at, readDuration(args.expiresWithin, 'expiresWithin')),
    status,
    withStatus: readFlag(args.withStatus, 'withStatus') ?? status !== undefined,
    maxDepth,
    allVersions: readFlag(args.allVersions, 'allVersions') ?? false,
    page: readInteger(args.page, 'page', 1) ?? 1,
    pageSize: readInteger(args.pageSize, 'pageSize', 1, defaultLimits.maxPageSize) ?? 20,
  }
}

/** How deep a tree is listed; undefined: no tree. */
function readMaxDepth(args: ListAccreditationsArgs): number | undefined {
  const maxDepth = readInteger(args.maxDepth, 'maxDepth', 0, defaultLimits.maxTreeDepth)
  if (readFlag(args.tree, 'tree') === true) return maxDepth ?? 10
  if (maxDepth !== undefined) throw invalidArgument('maxDepth', 'says nothing without tree; give tree: true too')
  return undefined
}
