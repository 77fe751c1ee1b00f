import { createKeyPair, verificationMethod } from '@trustchains/test-kit'
import { EvidenceIndex } from '../../src/chain/evidence-index.js'
import type { CheckContext } from '../../src/checks/check-context.js'
import type { SignatureFindings } from '../../src/checks/verify-signed.js'
import { resolvePolicy, ValidationMemo } from '../../src/index.js'
import type { AgentProof, Evidence, JsonObject, TrustPolicy } from '../../src/index.js'

export const did = 'did:example:issuer'
export const id = `${did}#1`
export const at = '2026-06-01T00:00:00Z'
export const now = Date.parse(at)
export const dated = (ms: number) => ({ ms, from: 'proof', text: new Date(ms).toISOString() }) as never
export const [own, other, curve] = [
  createKeyPair('EdDSA', 'own'),
  createKeyPair('EdDSA', 'other'),
  createKeyPair('ES256', 'c'),
]
export const documentOf = (...methods: object[]): JsonObject =>
  ({ id: did, verificationMethod: methods, assertionMethod: ['#1', '#2'], authentication: ['#1'] }) as never
export const document = documentOf(verificationMethod(own, id))

export interface Given {
  policy?: TrustPolicy
  proof?: object
  answer?: Partial<AgentProof>
  /** Nobody asked the plugins. */
  isUnasked?: boolean
  document?: JsonObject
  /** DID documents in the evidence; default: the issuer's, read at the time of evaluation. */
  answers?: object[]
}
export const answerOf = (more: object = {}): object => ({
  did,
  source: 'test',
  asOf: at,
  readAt: at,
  document,
  ...more,
})
/** A context in which proofs are judged: an issuer’s DID document, and what the agent’s plugins said. */
export const contextOf = ({ policy, answer = {}, isUnasked, answers = [answerOf()] }: Given): CheckContext => {
  const empty = { resources: [], schemas: [], statusLists: [], limitsHit: [] }
  const evidence = { version: 1, at, leaf: {}, ...empty, didDocuments: answers } as unknown as Evidence
  const said = { sha256: 'digest', outcome: 'verified', askedAt: at, ...answer }
  return {
    at: now,
    index: new EvidenceIndex(evidence, now, 300_000),
    memo: new ValidationMemo(),
    policy: resolvePolicy({ otherProofs: 'agent', ...policy }),
    ...(isUnasked !== true && { agentProofs: new Map([['digest', said]]) }),
  } as never
}
export const codesAndDetails = ({ algorithm, signature, keyPurpose }: SignatureFindings) => [
  [algorithm.code, signature.code, keyPurpose.code].join(' '),
  algorithm.details,
  signature.details,
  keyPurpose.details,
]
