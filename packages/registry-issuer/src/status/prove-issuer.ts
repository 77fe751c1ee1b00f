import {
  claimedIssuance,
  clockSkewMs,
  formatTime,
  validateChain,
  type CheckId,
  type CheckResult,
  type DidDocumentEvidence,
} from '@trustchains/core'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { GivenCredential } from './read-credential.js'
import { resolveDidEvidence } from './resolve-did-evidence.js'

/** The checks that say who signed a credential. */
const proofs: readonly CheckId[] = ['algorithm', 'signature', 'key-purpose']

/**
 * Makes sure that a credential which was handed over is one that its issuer signed: with a key of today, or of the time
 * at which it says that it was issued. Otherwise whoever can hand in a credential of his own making, with another's
 * place in the list, would have that other revoked. What was read from under the issuer's own DID is the issuer's.
 *
 * @param today - the issuer's DID document
 * @param now - milliseconds since the epoch
 * @throws TrustRegistryIssuerError `not_issuer`
 */
export async function proveIssuer(
  { credential, text }: GivenCredential,
  path: string,
  today: DidDocumentEvidence,
  now: number,
  context: TrustRegistryIssuerContext,
): Promise<void> {
  if (text === undefined) return
  const readAt = new Date(now).toISOString()
  const open = openChecks(text, readAt, { ...today, readAt, asOf: readAt })
  if (open.length === 0) return
  const claimed = claimedIssuance(credential)
  // Clocks differ: a key may have been new then, or have been replaced soon after.
  for (const issued of claimed === undefined ? [] : [claimed - clockSkewMs, claimed]) {
    if (issued >= now) break
    const versionTime = formatTime(issued)
    const then = await resolveDidEvidence(credential.issuer, { readAt, versionTime }, context)
    if (openChecks(text, versionTime, then).length === 0) return
  }
  throw new TrustRegistryIssuerError(
    'not_issuer',
    `${path} is not shown to be signed by its issuer: ${open.map(({ message }) => message).join('; ')}. Nothing was signed`,
    { checks: open.flatMap(({ check }) => check ?? []) },
  )
}

/** The checks that did not pass; fails closed where one was not made at all. */
function openChecks(
  credential: string,
  at: string,
  issuer: DidDocumentEvidence,
): { message: string; check?: CheckResult }[] {
  const evidence = { version: 1 as const, at, leaf: { credential }, resources: [], schemas: [], statusLists: [] }
  const { checks } = validateChain({ ...evidence, didDocuments: [issuer], limitsHit: [] }, { anchors: [] })
  return proofs.flatMap((id) => {
    const check = checks.find((made) => made.id === id && made.link === 0)
    if (check === undefined) return [{ message: `${id} could not be checked` }]
    return check.status === 'pass' ? [] : [{ message: check.message, check }]
  })
}
