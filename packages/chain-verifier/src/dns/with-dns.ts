import type { DnsEvidence, Evidence } from '@trustchains/core'

/** Answers that evidence may hold: core's bound. */
const maxAnswers = 64

/**
 * Evidence with what DNS said, so that a bundle can prove it again. What has no room is left out; the judgement does not
 * rest on it.
 *
 * @param maxTotalBytes - of all content of the evidence
 */
export function withDns<T extends Omit<Evidence, 'leaf'>>(
  evidence: T,
  answers: readonly DnsEvidence[],
  maxTotalBytes: number,
): T {
  if (answers.length === 0) return evidence
  const { resources, schemas, statusLists } = evidence
  const contents = [resources, schemas, statusLists].flat()
  let characters = contents.reduce((sum, { content }) => sum + (content?.length ?? 0), 0)
  const proven = answers.filter(({ report }) => report !== undefined)
  const dns = [...proven, ...answers.filter(({ report }) => report === undefined)]
    .filter(({ report }) => {
      const more = (report?.proof ?? []).reduce((sum, { message }) => sum + message.length, 0)
      if (((characters + more) * 3) / 4 > maxTotalBytes) return false
      characters += more
      return true
    })
    .slice(0, maxAnswers)
  return dns.length === 0 ? evidence : { ...evidence, dns }
}
