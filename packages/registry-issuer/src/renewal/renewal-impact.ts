import { parseDidUrl, type Evidence, type JsonObject } from '@trustchains/core'
import type { VerifiableCredential } from '@veramo/core-types'
import { collectorOf } from '../checks/collect-evidence.js'
import type { ListingRun } from '../registry/listing-run.js'
import type { RenewalImpact } from '../types/renewal.js'
import { judgeImpact } from './judge-impact.js'
import type { PreviousAccreditation } from './read-previous.js'
import type { IssueArguments } from './renewal-arguments.js'

/**
 * What a renewal does to what stands below it on the ledger.
 *
 * @param credential - the new version, unsigned
 */
export async function renewalImpact(
  previous: PreviousAccreditation,
  { accreditation }: IssueArguments,
  credential: VerifiableCredential,
  run: ListingRun,
): Promise<RenewalImpact> {
  // As JSON would write it, which is what is signed.
  const { proof: _proof, ...draft } = JSON.parse(JSON.stringify(credential)) as JsonObject
  const { parent } = 'parent' in previous.credential ? previous.credential : { parent: undefined }
  const roots =
    accreditation === undefined
      ? [previous.did]
      : [parent?.rootAuthorization, accreditation.rootAuthorization].map((url = '') => parseDidUrl(url)?.did ?? url)
  const isElsewhere =
    accreditation !== undefined &&
    (accreditation.parentAccreditation !== parent?.parentAccreditation ||
      accreditation.rootAuthorization !== parent.rootAuthorization)
  const above = isElsewhere ? await evidenceAbove(accreditation.parentAccreditation, run) : undefined
  const anchors = [...new Set(roots)].map((did) => ({ did }))
  return judgeImpact({ previous, draft, anchors, ...(above && { above }) }, run)
}

/** What stands above the new parent; that it can be had was found out when the draft was checked. */
const evidenceAbove = (didUrl: string, run: ListingRun): Promise<Evidence> =>
  collectorOf(run.context)({ didUrl, fresh: false })
