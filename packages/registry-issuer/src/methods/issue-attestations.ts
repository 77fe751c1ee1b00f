import { checkMembers } from '../arguments/check-members.js'
import { readFlag } from '../arguments/read-validity.js'
import type { ReadOptions } from '../read-options.js'
import { mapConcurrent } from '../registry/map-concurrent.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { IssueAttestationArgs } from '../types/arguments.js'
import type { BatchOptions } from '../types/batch-options.js'
import type { IssueAttestationsArgs, IssuedAttestations } from '../types/batches.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import { attempt, itemError, ProgressCounter, readItems } from './batch-items.js'
import { issueAttestation } from './issue-attestation.js'
import { sharedReads } from './plan-reads.js'

const known = ['attestations', 'dryRun'] as const satisfies (keyof IssueAttestationsArgs)[]

/** Items that are checked and signed at the same time. */
const maxConcurrent = 8

/**
 * See {@link ITrustRegistryIssuer.issueAttestations}.
 *
 * @param now - milliseconds since the epoch
 */
export async function issueAttestations(
  args: IssueAttestationsArgs,
  now: number,
  options: ReadOptions,
  context: TrustRegistryIssuerContext,
  { signal, onProgress }: Omit<BatchOptions, 'agent'> = {},
): Promise<IssuedAttestations> {
  checkMembers(args, 'issueAttestations', known)
  const attestations = readItems<IssueAttestationArgs>(args.attestations, 'attestations')
  const dryRun = readFlag(args.dryRun, 'dryRun') ?? false
  const progress = new ProgressCounter(attestations.length, onProgress)
  const reads = sharedReads({ context, dereferencer: options.dereferencer })
  const results = await mapConcurrent(attestations, maxConcurrent, async (item) => {
    signal?.throwIfAborted()
    const result = await attempt(() => issueAttestation({ ...item, dryRun }, now, options, context, reads))
    progress.count()
    return result
  })
  progress.end()
  const items = results.map((result) =>
    result instanceof TrustRegistryIssuerError ? { error: itemError(result) } : { attestation: result },
  )
  return { dryRun, failed: items.filter((item) => 'error' in item).length, items }
}
