import { normalizeDid } from '@trustchains/core'
import { checkMembers } from '../arguments/check-members.js'
import { invalidArgument } from '../arguments/invalid-argument.js'
import { readDid } from '../arguments/read-did.js'
import { readIdempotencyKey } from '../arguments/read-idempotency-key.js'
import { readFlag } from '../arguments/read-validity.js'
import { fingerprint } from '../outbox/fingerprint.js'
import { publishThroughOutbox, type PublishedItem } from '../outbox/publish-through-outbox.js'
import type { PlannedPublication } from '../outbox/publications-of-call.js'
import { checkName } from '../outbox/take-publications.js'
import type { ReadOptions } from '../read-options.js'
import { mapConcurrent } from '../registry/map-concurrent.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { IssueAccreditationArgs } from '../types/arguments.js'
import type { BatchOptions } from '../types/batch-options.js'
import type { AccreditationOutcome, IssueAccreditationsArgs, IssuedAccreditations } from '../types/batches.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { IssuedAccreditation } from '../types/results.js'
import { attempt, itemError, ProgressCounter, readItems } from './batch-items.js'
import { planAccreditation } from './issue-accreditation.js'
import { sharedReads } from './plan-reads.js'
import { issuedCredential, publicationOf, shownCredential } from './publish-credential.js'

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
  const marks = accreditations.map((item) => fingerprint('issueAccreditation', item))

  const show = async (item: IssueAccreditationArgs, index: number): Promise<IssuedAccreditation> => {
    signal?.throwIfAborted()
    const planned = await planAccreditation(item, now, options, context, reads)
    await checkName(publicationOf(planned, marks[index] ?? ''), options)
    progress.count()
    return shownCredential(planned)
  }
  const plan = (item: IssueAccreditationArgs, index: number): Promise<PlannedPublication | TrustRegistryIssuerError> =>
    attempt(async () => {
      signal?.throwIfAborted()
      return publicationOf(await planAccreditation(item, now, options, context, reads), marks[index] ?? '')
    })
  const numbered = accreditations.map((item, index) => ({ item, index }))
  let items: AccreditationOutcome[]
  if (dryRun) {
    const shown = await mapConcurrent(numbered, maxConcurrentPlans, ({ item, index }) =>
      attempt(() => show(item, index)),
    )
    items = shown.map((result) =>
      result instanceof TrustRegistryIssuerError ? { error: itemError(result) } : { accreditation: result },
    )
  } else {
    const call = {
      issuer,
      fingerprint: fingerprint('issueAccreditations', args),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
      plan: () => mapConcurrent(numbered, maxConcurrentPlans, ({ item, index }) => plan(item, index)),
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
