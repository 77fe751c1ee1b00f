import { normalizeDid } from '@trustchains/core'
import { checkMembers } from '../arguments/check-members.js'
import { invalidArgument } from '../arguments/invalid-argument.js'
import { readDid } from '../arguments/read-did.js'
import { readIdempotencyKey } from '../arguments/read-idempotency-key.js'
import { readFlag } from '../arguments/read-validity.js'
import { checkNames } from '../outbox/check-names.js'
import { fingerprint } from '../outbox/fingerprint.js'
import { publishThroughOutbox, type PublishedItem } from '../outbox/publish-through-outbox.js'
import type { PlannedPublication } from '../outbox/publications-of-call.js'
import type { ReadOptions } from '../read-options.js'
import { mapConcurrent } from '../registry/map-concurrent.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { IssueAccreditationArgs } from '../types/arguments.js'
import type { BatchOptions } from '../types/batch-options.js'
import type { AccreditationOutcome, IssueAccreditationsArgs, IssuedAccreditations } from '../types/batches.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import { attempt, itemError, ProgressCounter, readItems } from './batch-items.js'
import { planAccreditation } from './issue-accreditation.js'
import { sharedReads } from './plan-reads.js'
import { issuedCredential, publicationOf, shownCredential, type PlannedCredential } from './publish-credential.js'

const known = ['accreditations', 'idempotencyKey', 'dryRun'] as const satisfies (keyof IssueAccreditationsArgs)[]

/** Items that are checked at the same time. */
const maxConcurrentPlans = 8

/**
 * See {@link ITrustRegistryIssuer.issueAccreditations}.
 *
 * @param now - milliseconds since the epoch
 */
export async function issueAccreditations(
  args: IssueAccreditationsArgs,
  now: number,
  options: ReadOptions,
  context: TrustRegistryIssuerContext,
  { signal, onProgress }: Omit<BatchOptions, 'agent'> = {},
): Promise<IssuedAccreditations> {
  checkMembers(args, 'issueAccreditations', known)
  const accreditations = readItems<IssueAccreditationArgs>(args.accreditations, 'accreditations')
  const issuer = readOneIssuer(accreditations)
  const idempotencyKey = readIdempotencyKey(args.idempotencyKey)
  const dryRun = readFlag(args.dryRun, 'dryRun') ?? false
  signal?.throwIfAborted()
  const progress = new ProgressCounter(accreditations.length, onProgress)
  const reads = sharedReads({ context, dereferencer: options.dereferencer })

  const plan = (item: IssueAccreditationArgs): Promise<PlannedCredential | TrustRegistryIssuerError> =>
    attempt(async () => {
      signal?.throwIfAborted()
      return planAccreditation(item, now, options, context, reads)
    })
  const planned = (): Promise<(PlannedCredential | TrustRegistryIssuerError)[]> =>
    mapConcurrent(accreditations, maxConcurrentPlans, async (item) => {
      const made = await plan(item)
      if (dryRun) progress.count()
      return made
    })
  const publications = (
    plans: readonly (PlannedCredential | TrustRegistryIssuerError)[],
  ): (PlannedPublication | TrustRegistryIssuerError)[] =>
    plans.map((item, index) =>
      item instanceof TrustRegistryIssuerError
        ? item
        : publicationOf(item, fingerprint('issueAccreditation', accreditations[index] as IssueAccreditationArgs)),
    )
  let items: AccreditationOutcome[]
  if (dryRun) {
    const plans = await planned()
    const names = await checkNames(publications(plans), options)
    items = plans.map((item, index) => {
      const name = names[index]
      if (item instanceof TrustRegistryIssuerError) return { error: itemError(item) }
      return name !== undefined && 'error' in name
        ? { error: itemError(name.error) }
        : { accreditation: shownCredential(item) }
    })
  } else {
    const call = {
      issuer,
      fingerprint: fingerprint('issueAccreditations', args),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
      plan: async () => publications(await planned()),
    }
    const onSettled = (): void => {
      progress.count()
    }
    const published = await publishThroughOutbox(call, options, context, now, { ...(signal && { signal }), onSettled })
    items = published.map(outcomeOf)
  }
  progress.end()
  return { dryRun, failed: items.filter(({ error }) => error !== undefined).length, items }
}

function outcomeOf(item: PublishedItem): AccreditationOutcome {
  try {
    return { accreditation: issuedCredential(item) }
  } catch (error) {
    return { error: itemError(error) }
  }
}

/** All intents of a batch are recorded in one commit, under the lock of the DID whose names they take. */
function readOneIssuer(accreditations: readonly IssueAccreditationArgs[]): string {
  const issuer = readDid(accreditations[0]?.issuer, 'accreditations[0].issuer')
  const other = accreditations.findIndex(
    (item) => typeof item.issuer !== 'string' || normalizeDid(item.issuer) !== normalizeDid(issuer),
  )
  if (other < 0) return issuer
  throw invalidArgument(
    `accreditations[${String(other)}].issuer`,
    'is another than that of the first; give each issuer a call of its own',
  )
}
