import { normalizeDid } from '@trustchains/core'
import { checkMembers } from '../arguments/check-members.js'
import { invalidArgument } from '../arguments/invalid-argument.js'
import { readDid } from '../arguments/read-did.js'
import { readInteger } from '../arguments/read-integer.js'
import { readText } from '../arguments/read-text.js'
import { readFlag, readTime } from '../arguments/read-validity.js'
import { defaultLimits } from '../default-limits.js'
import type { ReadOptions } from '../read-options.js'
import { listEntries } from '../registry/list-entries.js'
import type { ListAccreditationsArgs } from '../types/arguments.js'
import type { RegistryEntryKind, RegistryEntryPage } from '../types/results.js'

const known = [
  'did',
  'kind',
  'subject',
  'schemaId',
  'type',
  'at',
  'valid',
  'allVersions',
  'page',
  'pageSize',
] as const satisfies (keyof ListAccreditationsArgs)[]

const kinds: readonly string[] = ['root', 'accredit', 'attest'] satisfies RegistryEntryKind[]

/**
 * See {@link ITrustRegistryIssuer.listAccreditations}.
 *
 * @param now - milliseconds since the epoch
 */
export async function listAccreditations(
  args: ListAccreditationsArgs,
  now: number,
  { dereferencer }: ReadOptions,
): Promise<RegistryEntryPage> {
  checkMembers(args, 'listAccreditations', known)
  const { kind } = args
  if (kind !== undefined && !kinds.includes(kind)) throw invalidArgument('kind', `is none of ${kinds.join(', ')}`)
  const valid = readFlag(args.valid, 'valid')
  const query = {
    did: normalizeDid(readDid(args.did, 'did')),
    ...(kind !== undefined && { kind }),
    ...(args.subject !== undefined && { subject: readDid(args.subject, 'subject') }),
    ...(args.schemaId !== undefined && { schemaId: readText(args.schemaId, 'schemaId') }),
    ...(args.type !== undefined && { type: readText(args.type, 'type') }),
    at: args.at === undefined ? now : readTime(args.at, 'at'),
    ...(valid !== undefined && { valid }),
    allVersions: readFlag(args.allVersions, 'allVersions') ?? false,
    page: readInteger(args.page, 'page', 1) ?? 1,
    pageSize: readInteger(args.pageSize, 'pageSize', 1, defaultLimits.maxPageSize) ?? 20,
  }
  return listEntries(query, dereferencer)
}
