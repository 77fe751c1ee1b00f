import { EvidenceIndex } from '../../src/chain/evidence-index.js'
import type { DidDocumentEvidence, Evidence } from '../../src/index.js'

/** The DID whose answers are judged. */
export const did = 'did:example:issuer'
/** The time of evaluation, milliseconds since 1970. */
export const now = Date.UTC(2026, 5, 1)

/** That time, as evidence writes it. */
export const at = '2026-06-01T00:00:00Z'

/** What a resolver answered, whatever it says. */
export const answer = (more: object): DidDocumentEvidence => ({ did, source: 'test', asOf: at, readAt: at, ...more })

/** Evidence that has nothing but these answers. */
export function indexOf(...didDocuments: DidDocumentEvidence[]): EvidenceIndex {
  const none = { resources: [], schemas: [], statusLists: [], limitsHit: [] }
  const evidence: Evidence = { version: 1, at, leaf: {}, ...none, didDocuments }
  return new EvidenceIndex(evidence, now, 300_000)
}
