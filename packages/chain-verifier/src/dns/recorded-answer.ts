import type { DnsEvidence } from '@trustchains/core'

/**
 * The item of a bundle whose proof may answer a question. Nothing else of it is of use: what its proof is worth is validated
 * anew, by the question that is asked.
 *
 * @param domain - undefined for those that the DID document names
 */
export function recordedAnswer(
  recorded: readonly DnsEvidence[],
  did: string,
  domain: string | undefined,
): DnsEvidence | undefined {
  const own = recorded.filter((item) => item.did === did && (item.report?.proof.length ?? 0) > 0)
  const asked = own.find((item) => item.domain === domain)
  if (asked !== undefined || domain === undefined) return asked
  return own.find(({ report }) => report?.domains.some((item) => item.domain === domain) === true)
}
