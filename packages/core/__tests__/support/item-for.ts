import type { Evidence, ResourceEvidence } from '../../src/index.js'

/** The evidence for a DID URL; a test that changes what is not there would prove nothing. */
export function itemFor(bundle: Evidence, url: string): ResourceEvidence {
  const found = [...bundle.resources, ...bundle.schemas].find((candidate) => candidate.url === url)
  if (found === undefined) throw new Error(`no evidence for ${url}`)
  return found
}
