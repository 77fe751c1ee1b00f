import { mintChain } from '@trustchains/test-kit'
import type { KeyForm, MintedChain } from '@trustchains/test-kit'
import type { AgentProof, Evidence, TrustChainReport, TrustPolicy } from '@trustchains/core'
import { ValidationMemo, defaultLimits, validateChain } from '@trustchains/core'
import { AgentProofs } from '../src/agent-proofs/agent-proofs.js'
import { makeAgent } from './support/make-agent.js'
import { contextUrl, makeLdAgent, signLeaf, type LdAgent } from './support/make-ld-agent.js'

type Signed = Record<string, unknown> & { credentialSubject: Record<string, unknown>; proof: Record<string, unknown> }

/** Some dozens of verifications, each of some milliseconds; a slow machine must not make them late. */
const limits = { deadlineMs: 60_000 }
const takesAgent: TrustPolicy = { otherProofs: 'agent', contexts: [contextUrl], limits }
const outcome = ({ verdict, reasons: [first] }: TrustChainReport): string =>
  first === undefined ? verdict : `${verdict}: ${first.id} ${first.code} ${String(first.link ?? 'chain')}`

/** A chain that is good until the end of the year of the agent's clock, and its leaf as the agent signed it. */
async function setUp(keyForm: KeyForm): Promise<{ chain: MintedChain; agent: LdAgent; signed: Signed }> {
  const chain = mintChain({ keyForm, at: new Date().toISOString(), validUntil: '2099-01-01T00:00:00Z' })
  const agent = makeLdAgent(chain, { policy: { ...chain.policy, ...takesAgent } })
  return { chain, agent, signed: (await signLeaf(agent, chain)) as Signed }
}

describe.each([
  ['Ed25519Signature2020', 'Ed25519VerificationKey2020'],
  ['Ed25519Signature2018', 'Ed25519VerificationKey2018'],
] as const)('a leaf with %s, by Veramo’s own plugin', (suite, keyForm) => {
  it('is trusted where the policy takes the agent’s word, and the report says so', async () => {
    const { agent, signed } = await setUp(keyForm)
    const report = await agent.verifyTrustChain({ credential: signed as object })
    expect(outcome(report)).toBe('trusted')
    expect(report.checks.find(({ id, link }) => id === 'signature' && link === 0)?.details).toMatchObject({
      verifiedBy: 'agent',
      suite,
    })
    const forged = { ...signed, credentialSubject: { ...signed.credentialSubject, degree: 'PhD' } }
    expect(outcome(await agent.verifyTrustChain({ credential: forged as object }))).toBe(
      'untrusted: signature signature_invalid 0',
    )
  })
})

describe('traps of JSON-LD', () => {
  let chain: MintedChain
  let agent: LdAgent
  let signed: Signed
  beforeAll(async () => {
    ;({ chain, agent, signed } = await setUp('Ed25519VerificationKey2020'))
  })
  const verify = async (credential: object, policy?: TrustPolicy): Promise<TrustChainReport> =>
    agent.verifyTrustChain({ credential, ...(policy && { policy }) })
  const changed = (change: (draft: Signed) => void): Signed => {
    const draft = structuredClone(signed)
    change(draft)
    return draft
  }

  it('is not where the policy does not, or does not know its context', async () => {
    expect(outcome(await verify(signed, { otherProofs: 'refuse' }))).toBe('indeterminate: signature proof_unverified 0')
    expect(outcome(await verify(signed, { contexts: [] }))).toBe('indeterminate: signature proof_unverified 0')
  })

  it.each<[string, (draft: Signed) => void, string]>([
    ['a claim changed', (d) => void (d.credentialSubject.degree = 'PhD'), 'untrusted: signature signature_invalid 0'],
    [
      'the expiry put off',
      (d) => void (d.expirationDate = '2100-01-01T00:00:00Z'),
      'untrusted: signature signature_invalid 0',
    ],
    [
      'a status dropped or added',
      (d) => void (d.credentialStatus = { id: 'urn:x', type: 'JsonSchema' }),
      'untrusted: signature signature_invalid 0',
    ],
    [
      'a member that no context defines',
      (d) => void (d.accreditedFor = 'everything'),
      'indeterminate: signature proof_unverified 0',
    ],
    ['such a member that is empty', (d) => void (d.accreditedFor = []), 'indeterminate: signature proof_unverified 0'],
    ['such a claim', (d) => void (d.credentialSubject.honours = true), 'indeterminate: signature proof_unverified 0'],
    [
      'a claim behind its IRI',
      (d) => {
        d.credentialSubject['https://trustchains.example/terms#degree'] = d.credentialSubject.degree
        d.credentialSubject.degree = 'PhD'
      },
      'indeterminate: signature proof_unverified 0',
    ],
    [
      'a context that renames',
      (d) => {
        ;(d['@context'] as unknown[]).push({ title: 'https://trustchains.example/terms#degree' })
        d.credentialSubject = { id: d.credentialSubject.id, title: 'MSc', degree: 'PhD' }
      },
      'indeterminate: signature proof_unverified 0',
    ],
    [
      'another’s key named',
      (d) => void (d.proof.verificationMethod = 'did:cheqd:testnet:x#key-1'),
      'untrusted: signature key_not_found 0',
    ],
    [
      'a suite that no plugin has',
      (d) => void (d.proof.type = 'BbsBlsSignature2020'),
      'indeterminate: signature proof_unverified 0',
    ],
    [
      'a JWT under the suite’s name',
      (d) => void (d.proof.jwt = chain.link('leaf').token),
      'untrusted: format payload_mismatch 0',
    ],
  ])('%s is noticed, which Veramo alone does not always', async (_name, change, expected) => {
    expect(outcome(await verify(changed(change)))).toBe(expected)
  })

  it('is not believed offline: an evidence bundle can’t vouch for its own signatures', async () => {
    const { evidence } = await agent.verifyTrustChain({ credential: signed as object, includeEvidence: true })
    expect(outcome(await agent.verifyTrustChainEvidence({ evidence: evidence as Evidence }))).toBe(
      'indeterminate: signature proof_unverified 0',
    )
  })
})

it('an agent without credential plugins says that there is none', async () => {
  const { chain, signed } = await setUp('Ed25519VerificationKey2020')
  const agent = makeAgent(chain.world, { policy: { ...chain.policy, ...takesAgent } })
  const report = await agent.verifyTrustChain({ credential: signed as object })
  expect(report.reasons[0]).toMatchObject({
    code: 'proof_unverified',
    message: expect.stringContaining('verifyCredential') as string,
  })
})

describe('plugins that misbehave', () => {
  let chain: MintedChain
  let text: string
  let gathered: Evidence
  beforeAll(async () => {
    const { chain: made, agent, signed } = await setUp('Ed25519VerificationKey2020')
    chain = made
    text = JSON.stringify(signed)
    gathered = await agent.collectTrustChainEvidence({ credential: text })
  })
  const ask = async (
    verifyCredential: (args: { credential: Record<string, unknown> }) => unknown,
    deadlineMs = defaultLimits.deadlineMs,
  ): Promise<AgentProof[]> =>
    await new AgentProofs(new ValidationMemo()).collect([text], gathered, {
      agent: { verifyCredential: (args: never) => Promise.resolve(verifyCredential(args)) },
      policy: { otherProofs: 'agent' },
      limits: { ...defaultLimits, deadlineMs },
      started: performance.now(),
    })
  const verdict = (agentProofs: AgentProof[]): string =>
    outcome(validateChain(gathered, { ...chain.policy, ...takesAgent }, { memo: new ValidationMemo(), agentProofs }))

  it.each<[string, Parameters<typeof ask>[0], string]>([
    ['says yes to everything', () => ({ verified: true }), 'unknown'],
    ['says “true”', () => ({ verified: 'true' }), 'refused'],
    [
      'says yes to another credential',
      ({ credential }) => ({ verified: true, verifiableCredential: { ...credential, id: 'x' } }),
      'unknown',
    ],
    ['answers nothing', () => undefined, 'refused'],
    [
      'throws',
      () => {
        throw new Error('invalid_setup: no verifier')
      },
      'unknown',
    ],
    [
      'refuses with a token in its reason',
      () => ({ verified: false, error: { message: `bad ${'a'.repeat(200)}` } }),
      'refused',
    ],
  ])('one that %s', async (_name, plugin, expected) => {
    const answers = await ask(plugin)
    expect(answers).toMatchObject([{ outcome: expected }])
    expect(JSON.stringify(answers).length).toBeLessThan(600)
    expect(verdict(answers)).not.toBe('trusted')
  })

  it('one that never answers is left at the deadline', async () => {
    const answers = await ask(() => new Promise(() => undefined), 50)
    expect(answers).toMatchObject([{ outcome: 'unknown' }])
    expect(verdict(answers)).toBe('indeterminate: signature proof_unverified 0')
  })

  it('one that stops to verify meanwhile did not refuse the changed copies for the change', async () => {
    let asked = 0
    expect(await ask(() => ({ verified: (asked += 1) === 1 }))).toMatchObject([{ outcome: 'unknown' }])
  })

  it('an honest one is believed, and what it is handed is a copy', async () => {
    const honest = ({ credential }: { credential: Record<string, unknown> }): unknown => {
      const verified = JSON.stringify(credential) === text
      credential.proof = undefined
      return { verified }
    }
    const answers = await ask(honest)
    expect(answers).toMatchObject([{ outcome: 'verified' }])
    expect(verdict(answers)).toBe('trusted')
  })
})
