import type { ProofDraft } from '@trustchains/test-kit'
import type { JsonObject } from '../src/index.js'
import { judge, outcome, v2, type Attack } from './support/judge-presentation.js'

const expires = (time: string) => (proof: ProofDraft) => void (proof.expires = time)
const integrity = (more: Attack = {}): Attack => ({
  form: 'data-integrity',
  chain: v2(),
  policy: { expiry: 'required' },
  ...more,
})

describe('who asks for an end of a presentation would refuse, or accept for ever, one with a Data Integrity proof', () => {
  it('the proof’s end counts as the presentation’s', () => {
    const report = judge(integrity({ proof: expires('2026-06-01T00:03:00Z') }))
    expect(outcome(report)).toBe('trusted')
    expect(report.expiresAt).toBe('2026-06-01T00:03:00Z')
    const dates = report.checks.find(({ id }) => id === 'validity')
    expect(dates).toMatchObject({ status: 'pass', details: { validUntil: '2026-06-01T00:03:00Z' } })
  })

  it('a proof without end has none', () => {
    expect(outcome(judge(integrity()))).toBe('untrusted: validity expiry_required presentation')
    expect(outcome(judge(integrity({ policy: {} })))).toBe('trusted')
  })

  it('a proof that ended is no proof, whatever the policy asks', () => {
    const proof = expires('2026-05-31T00:00:00Z')
    for (const policy of [{ expiry: 'required' as const }, {}]) {
      const report = judge(integrity({ proof, policy }))
      expect(report.verdict).toBe('untrusted')
      expect(report.reasons.map(({ id, code }) => `${id} ${code}`)).toContain('signature expired')
    }
  })

  it('the end that somebody else’s proof states is not the holder’s word', () => {
    const document = (signed: Record<string, unknown>): void => {
      const proof = signed.proof as JsonObject
      const foreign = { verificationMethod: 'did:example:other#1', expires: '2026-06-01T00:03:00Z' }
      signed.proof = [proof, { ...proof, ...foreign }]
    }
    expect(outcome(judge(integrity({ document })))).toBe('untrusted: validity expiry_required presentation')
  })

  it('of several proofs by the holder, which must all hold, the earliest end counts', () => {
    const document = (signed: Record<string, unknown>): void => {
      const proof = signed.proof as JsonObject
      signed.proof = [proof, { ...proof, expires: '2026-06-01T00:02:00Z' }]
    }
    const report = judge(integrity({ document, proof: expires('2026-06-01T00:03:00Z') }))
    expect(report.checks.find(({ id }) => id === 'validity')?.details).toEqual({ validUntil: '2026-06-01T00:02:00Z' })
  })

  it('a countersignature of somebody else, made for nobody and long over, changes nothing', () => {
    const document = (signed: Record<string, unknown>): void => {
      const { challenge: _, ...proof } = signed.proof as JsonObject
      const foreign = { verificationMethod: 'did:example:notary#1', expires: '2026-01-02T00:00:00Z' }
      signed.proof = [signed.proof, { ...proof, ...foreign }]
    }
    const challenge = 'n-0S6_WzA2Mj'
    const alone = judge(integrity({ policy: {}, challenge, request: { challenge } }))
    const countersigned = judge(integrity({ policy: {}, challenge, request: { challenge }, document }))
    expect([outcome(countersigned), countersigned.expiresAt]).toEqual(['trusted', alone.expiresAt])
  })
})
