import { formatTime, normalizeDidUrl, parseTime, type AccreditationScope } from '@trustchains/core'
import { invalidArgument } from '../arguments/invalid-argument.js'
import type { IssueAccreditationArgs, IssueRootAuthorizationArgs } from '../types/arguments.js'
import type { RenewAccreditationArgs } from '../types/renewal.js'
import type { PreviousAccreditation } from './read-previous.js'

/** What issuing the new version takes: one of the two. */
export interface IssueArguments {
  root?: IssueRootAuthorizationArgs
  accreditation?: IssueAccreditationArgs
}

/**
 * What the version before says, changed as the caller asks.
 *
 * @param now - milliseconds since the epoch
 * @param defaultPeriod - milliseconds to the default expiry
 */
export function renewalArguments(
  args: RenewAccreditationArgs,
  previous: PreviousAccreditation,
  now: number,
  defaultPeriod: number,
): IssueArguments {
  const { credential, entry } = previous
  const { didUrl: _didUrl, dryRun: _dryRun, trustFramework, trustFrameworkId, parentAccreditation, ...changes } = args
  const { rootAuthorization, ...plain } = changes
  const subject = credential.subject
  if (subject === undefined) throw invalidArgument('didUrl', 'names an accreditation of nobody; issue it anew')
  const common = {
    issuer: credential.issuer,
    subject,
    name: entry.resource.resourceName,
    accreditedFor: credential.accreditedFor.map(asWritten),
    ...(credential.maxPathLength !== undefined && { maxPathLength: credential.maxPathLength }),
    ...defaultEnd(args, entry.validUntil, now, defaultPeriod),
    ...plain,
  }
  if (credential.kind === 'root') {
    refuseFor('a root authorization', { parentAccreditation, rootAuthorization })
    const { framework = {} } = credential
    return {
      root: {
        ...common,
        // The plugin's own arguments say what is missing, if the framework was not named in full.
        trustFramework: trustFramework ?? framework.trustFramework ?? '',
        trustFrameworkId: trustFrameworkId ?? framework.trustFrameworkId ?? '',
      },
    }
  }
  refuseFor('an accreditation', { trustFramework, trustFrameworkId })
  const { parent } = credential
  return {
    accreditation: {
      ...common,
      kind: credential.kind,
      parentAccreditation: parentAccreditation ?? plainUrl(parent?.parentAccreditation),
      rootAuthorization: rootAuthorization ?? plainUrl(parent?.rootAuthorization),
    },
  }
}

function refuseFor(what: string, members: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(members)) {
    if (value !== undefined) throw invalidArgument(name, `is nothing that ${what} has; leave it out`)
  }
}

/** As it is written by this plugin: the URL of a resolver becomes the DID URL in it (docs/rules.md, Dialects). */
const plainUrl = (url = ''): string => normalizeDidUrl(url) ?? url

const asWritten = ({ schemaId, types, limitJurisdiction }: AccreditationScope): AccreditationScope => ({
  ...(schemaId !== undefined && { schemaId: plainUrl(schemaId) }),
  types,
  ...(limitJurisdiction && { limitJurisdiction }),
})

/** A renewal never ends earlier than what it renews, nor gives an end to what had none, unless that is asked for. */
function defaultEnd(
  { validUntil, noExpiry, validFrom }: RenewAccreditationArgs,
  before: string | undefined,
  now: number,
  defaultPeriod: number,
): { validUntil?: string; noExpiry?: boolean } {
  if (validUntil !== undefined || noExpiry !== undefined) return {}
  if (before === undefined) return { noExpiry: true }
  const begin = (validFrom === undefined ? undefined : parseTime(validFrom)) ?? now
  const end = parseTime(before) ?? -Infinity
  return end > begin + defaultPeriod ? { validUntil: formatTime(end) } : {}
}
