import { createHash } from 'node:crypto'
import { evidenceFromWorld, mintChain } from '@trustchains/test-kit'
import type { MintedChain, ProofDraft } from '@trustchains/test-kit'
import { decodeCredential, validateChain, ValidationMemo } from '../src/index.js'
import type { AgentProof, Evidence, TrustChainReport, TrustPolicy } from '../src/index.js'
import { outcome } from './support/judge.js'

interface Shown {
  chain: MintedChain
  text: string
}

/** A chain whose leaf has a proof of a JSON-LD suite; what its signature says is for the agent's plugins to find. */
function shown(change: (draft: Record<string, unknown> & { proof: ProofDraft }) => void = () => undefined): Shown {
  const chain = mintChain()
  const { key, credential } = chain.link('leaf')
  const draft = {
    ...structuredClone(credential),
    proof: {
      type: 'Ed25519Signature2020',
      cryptosuite: undefined as never,
      created: '2026-01-10T00:00:00Z',
      verificationMethod: key.kid,
      proofPurpose: 'assertionMethod',
      proofValue: 'z1',
    } as ProofDraft,
  }
  change(draft)
  return { chain, text: JSON.stringify(draft) }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
const verified = (text: string, more: Partial<AgentProof> = {}): AgentProof => ({
  sha256: digest(text),
  outcome: 'verified',
  askedAt: '2026-06-01T00:00:00Z',
  ...more,
})

function judge(
  { chain, text }: Shown,
  agentProofs: AgentProof[] = [verified(text)],
  policy: TrustPolicy = { otherProofs: 'agent' },
  change: (evidence: Evidence) => void = () => undefined,
): TrustChainReport {
  const evidence = evidenceFromWorld(chain.world, text, chain.at)
  change(evidence)
  return validateChain(evidence, { ...chain.policy, ...policy }, { memo: new ValidationMemo(), agentProofs })
}

describe('proofs that core can’t verify', () => {
  it('are taken on the word of the agent’s plugins where the policy says so, and marked', () => {
    const report = judge(shown())
    expect(outcome(report)).toBe('trusted')
    expect(report.checks.find(({ id, link }) => id === 'signature' && link === 0)).toMatchObject({
      status: 'pass',
      details: { verifiedBy: 'agent', suite: 'Ed25519Signature2020' },
    })
  })

  it('are not, by default: an installed plugin must not widen what a policy trusts', () => {
    const one = shown()
    expect(outcome(judge(one, [verified(one.text)], {}))).toBe('indeterminate: signature proof_unverified 0')
    expect(outcome(judge(one, [verified(one.text)], { otherProofs: 'refuse' }))).toBe(
      'indeterminate: signature proof_unverified 0',
    )
  })

  it('are not believed for what a bundle says of itself: only what the caller asked counts', () => {
    const one = shown()
    const report = judge(one, [], { otherProofs: 'agent' }, (evidence) =>
      Object.assign(evidence, { agentProofs: [verified(one.text)] }),
    )
    expect(outcome(report)).toBe('indeterminate: signature proof_unverified 0')
  })

  it('need an answer about the very same text', () => {
    const one = shown()
    expect(outcome(judge(one, [verified(`${one.text} `)]))).toBe('indeterminate: signature proof_unverified 0')
    expect(outcome(judge(one, [verified(one.text.toUpperCase())]))).toBe('indeterminate: signature proof_unverified 0')
  })

  it.each<[string, Partial<AgentProof>, string]>([
    [
      'the plugins refuse it',
      { outcome: 'refused', message: 'bad\n signature' },
      'untrusted: signature signature_invalid 0',
    ],
    ['the plugins can’t tell', { outcome: 'unknown' }, 'indeterminate: signature proof_unverified 0'],
    ['nobody knows when they were asked', { askedAt: 'now' }, 'indeterminate: signature time_unproven 0'],
    ['they were asked long after', { askedAt: '2026-07-01T00:00:00Z' }, 'indeterminate: signature time_unproven 0'],
  ])('%s', (_name, more, expected) => {
    const one = shown()
    expect(outcome(judge(one, [verified(one.text, more)]))).toBe(expected)
  })

  it('a refusal is not outweighed by another answer about the same text, in either order', () => {
    const one = shown()
    const answers = [verified(one.text), verified(one.text, { outcome: 'refused' })]
    for (const given of [answers, answers.reverse()]) {
      expect(outcome(judge(one, given))).toBe('untrusted: signature signature_invalid 0')
    }
  })

  it.each<[string, Parameters<typeof shown>[0], string]>([
    [
      'a key of another DID',
      (d) => void (d.proof.verificationMethod = 'did:example:mallory#1'),
      'untrusted: signature key_not_found 0',
    ],
    [
      'no key named',
      (d) => void Reflect.deleteProperty(d.proof, 'verificationMethod'),
      'untrusted: signature key_not_found 0',
    ],
    [
      'another purpose',
      (d) => void (d.proof.proofPurpose = 'capabilityInvocation'),
      'untrusted: key-purpose key_not_authorized 0',
    ],
    [
      'no purpose',
      (d) => void Reflect.deleteProperty(d.proof, 'proofPurpose'),
      'untrusted: key-purpose key_not_authorized 0',
    ],
    ['a proof that ended', (d) => void (d.proof.expires = '2026-02-01T00:00:00Z'), 'untrusted: signature expired 0'],
    [
      'a proof of the future',
      (d) => void (d.proof.created = '2027-02-01T00:00:00Z'),
      'untrusted: signature not_yet_valid 0',
    ],
    [
      'an inline context',
      (d) => void (d['@context'] = ['https://www.w3.org/2018/credentials/v1', { degree: 'urn:x' }]),
      'indeterminate: signature proof_unverified 0',
    ],
    [
      'an unknown context',
      (d) => void (d['@context'] = ['https://www.w3.org/2018/credentials/v1', 'https://example.org/c']),
      'indeterminate: signature proof_unverified 0',
    ],
    [
      'a context within',
      (d) => void (d.credentialSubject = { degree: 'MSc', '@context': 'https://www.w3.org/ns/credentials/v2' }),
      'indeterminate: signature proof_unverified 0',
    ],
    [
      'a JWT proof under another type',
      (d) => void Object.assign(d.proof, { jwt: mintChain().leaf }),
      'untrusted: format payload_mismatch 0',
    ],
  ])('%s is judged by core, whatever the plugins say', (_name, change, expected) => {
    const one = shown((draft) => {
      change?.(draft)
      if (draft.proof.jwt !== undefined) draft.credentialSubject = {}
    })
    expect(outcome(judge(one))).toBe(expected)
  })

  it.each([
    ['credentialStatus hidden behind its IRI', { 'https://www.w3.org/2018/credentials#credentialStatus': { id: 'x' } }],
    ['a compact IRI', { 'cred:credentialStatus': { id: 'x' } }],
    ['a keyword', { '@included': [] }],
    ['a keyword deep inside', { evidence: [{ a: [{ '@type': 'x' }] }] }],
  ])('%s can’t be judged as JSON: signed, and not seen', (_name, members) => {
    expect(outcome(judge(shown((draft) => void Object.assign(draft, members))))).toBe(
      'indeterminate: signature proof_unverified 0',
    )
  })

  it('a context that the policy knows is let through', () => {
    const one = shown((d) => void (d['@context'] = ['https://www.w3.org/2018/credentials/v1', 'https://example.org/c']))
    expect(outcome(judge(one, undefined, { otherProofs: 'agent', contexts: ['https://example.org/c'] }))).toBe(
      'trusted',
    )
  })

  it('the policy’s algorithms hold for them too, by the key', () => {
    expect(outcome(judge(shown(), undefined, { otherProofs: 'agent', algorithms: ['ES256'] }))).toBe(
      'untrusted: algorithm algorithm_refused 0',
    )
  })

  it('a key that was replaced under its old id since is not the one that the plugins used', () => {
    const one = shown()
    const did = one.chain.did('p2')
    const judged = judge(one, undefined, undefined, (evidence) => {
      const known = evidence.didDocuments.find((item) => item.did === did)
      const [method] = known?.document?.verificationMethod as Record<string, string>[]
      const other = { ...method, publicKeyMultibase: 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2' }
      evidence.didDocuments.push({
        ...known!,
        asOf: '2026-06-01T00:04:00Z',
        readAt: '2026-06-01T00:04:00Z',
        metadata: { ...known?.metadata, updated: '2026-06-01T00:03:00Z' },
        document: { ...known?.document, verificationMethod: [other] },
      })
    })
    expect(outcome(judged)).toBe('indeterminate: signature time_unproven 0')
  })
})

describe('a credential’s aud', () => {
  const made = (aud: unknown): MintedChain => mintChain({ tamper: { leaf: { claims: (c) => void (c.aud = aud) } } })
  it.each<[string, unknown, string[] | undefined, string]>([
    ['it is for us', 'https://us.example', ['https://us.example'], 'trusted'],
    ['it is for us among others', ['a', 'https://us.example'], ['https://us.example', 'did:example:us'], 'trusted'],
    ['it is for others', 'a', ['https://us.example'], 'untrusted: format audience_mismatch 0'],
    ['it is for nobody', [], ['https://us.example'], 'untrusted: format audience_mismatch 0'],
    ['we did not say who we are', 'a', undefined, 'indeterminate: format audience_mismatch 0'],
    ['it is a number', 7, ['7'], 'untrusted: format malformed 0'],
    ['it is absent', undefined, undefined, 'trusted'],
    ['it is absent, and we said who we are', undefined, ['https://us.example'], 'trusted'],
  ])('%s', (_name, aud, audience, expected) => {
    const { world, leaf, at, policy } = made(aud)
    const asked = { ...policy, ...(audience && { audience }) }
    expect(outcome(validateChain(evidenceFromWorld(world, leaf, at), asked))).toBe(expected)
  })
})

it('a long suite name is cut', () => {
  const { credential } = decodeCredential(shown((d) => void (d.proof.type = 'x'.repeat(10_000))).text)
  expect(credential?.proof).toMatchObject({ kind: 'external', suite: 'x'.repeat(64) })
})
