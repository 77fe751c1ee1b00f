import { formatTime } from '@trustchains/core'
import { checkMembers } from '../arguments/check-members.js'
import { invalidArgument } from '../arguments/invalid-argument.js'
import { readResourceUrl } from '../arguments/read-resource-url.js'
import { readTime } from '../arguments/read-validity.js'
import type { ReadOptions } from '../read-options.js'
import { credentialStatus } from '../status/credential-status.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { CredentialStatusReport, GetStatusArgs } from '../types/status.js'

/**
 * See {@link ITrustRegistryIssuer.getStatus}.
 *
 * @param now - milliseconds since the epoch
 */
export async function getStatus(
  args: GetStatusArgs,
  now: number,
  { dereferencer }: ReadOptions,
  context: TrustRegistryIssuerContext,
): Promise<CredentialStatusReport> {
  checkMembers(args, 'getStatus', ['didUrl', 'credential', 'at'] satisfies (keyof GetStatusArgs)[])
  const { didUrl, credential } = args
  if ((didUrl === undefined) === (credential === undefined)) {
    throw invalidArgument('didUrl', 'or credential must be given, and not both')
  }
  const at = args.at === undefined ? undefined : readTime(args.at, 'at')
  if (at !== undefined && at > now) throw invalidArgument('at', 'is in the future, which can not be looked into')
  const asked =
    didUrl === undefined
      ? { value: credential, path: 'credential' }
      : { value: readResourceUrl(didUrl, 'didUrl'), path: 'didUrl' }
  return credentialStatus(asked, at === undefined ? undefined : formatTime(at), now, dereferencer, context)
}
