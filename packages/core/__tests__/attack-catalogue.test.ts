import { existsSync, readFileSync } from 'node:fs'
import { ValidationMemo, validateChain } from '../src/index.js'
import type { CheckId, TrustChainReport } from '../src/index.js'
import { judgeEvidence } from '../src/judge-evidence.js'
import { attacks } from './support/attacks/attacks.js'
import { provenElsewhere } from './support/attacks/proven-elsewhere.js'
import { allChecks, disarm } from './support/disarm.js'
import { caseOf, outcome, type Case } from './support/judge.js'

const memo = new ValidationMemo()
const judgeWithout = ({ evidence, policy, dnsAnchors = [] }: Case, ids: Iterable<CheckId>): TrustChainReport =>
  judgeEvidence(evidence, policy, { memo, dnsAnchors, checks: disarm(new Set(ids)) })

/** Checks that found nothing themselves: they only say that another one's failure left them nothing to look at. */
function silent({ checks }: TrustChainReport): CheckId[] {
  const open = checks.filter(({ status, code }) => status === 'skipped' && code === 'not_reached')
  const speaking = new Set(
    checks.filter(({ status }) => status === 'fail' || status === 'indeterminate').map(({ id }) => id),
  )
  return open.map(({ id }) => id).filter((id) => !speaking.has(id))
}

describe('an attack that is listed is refused', () => {
  it.each(attacks)('$name', ({ forge, end }) => {
    const { evidence, policy, dnsAnchors = [] } = forge()
    expect(outcome(validateChain(evidence, policy, { memo, dnsAnchors }))).toBe(end)
  })
})

describe('an attack passes once its check is switched off, so nothing else would have seen it', () => {
  it.each(attacks)('$name: $refusedBy', ({ forge, refusedBy, withoutThem = 'trusted' }) => {
    const forged = forge()
    const whole = judgeWithout(forged, [])
    const without = judgeWithout(forged, [...refusedBy, ...silent(whole)])
    const seen = without.reasons.map(({ id, link }) => ({ id, link })).filter(({ link }) => link !== whole.chain.length)
    expect([without.verdict, seen]).toEqual([withoutThem, []])
    // Each by itself is enough: with all others switched off it is refused still.
    for (const id of refusedBy) {
      const others = allChecks.filter((other) => other !== id)
      expect([id, judgeWithout(forged, others).verdict]).not.toEqual([id, 'trusted'])
    }
  })

  it('the same switch leaves an honest chain as it is', () => {
    const honest = caseOf()
    expect(judgeWithout(honest, []).verdict).toBe('trusted')
    expect(judgeWithout(honest, allChecks).verdict).toBe('trusted')
  })
})

describe('the catalogue is whole', () => {
  const listed = new Set([...attacks, ...provenElsewhere].flatMap(({ sources }) => sources))
  const numbers = (prefix: string, count: number): string[] =>
    Array.from({ length: count }, (_, index) => `${prefix}${String(index + 1)}`)

  it.each([...numbers('H', 25), ...numbers('E', 9), ...numbers('F', 4), ...numbers('R', 24)])(
    '%s has a test',
    (source) => {
      expect(listed).toContain(source)
    },
  )

  it.each(listedAttacks())('the listed attack has a test: %s', (words) => {
    const names = [...attacks, ...provenElsewhere]
      .filter(({ sources }) => sources.includes('A'))
      .map(({ name }) => name)
    expect(names.filter((name) => name.startsWith(words))).not.toEqual([])
  })

  it('every check refuses some attack that nothing else refuses', () => {
    const refusing = new Set(attacks.flatMap(({ refusedBy }) => refusedBy))
    expect(allChecks.filter((id) => !refusing.has(id))).toEqual([])
  })

  it.each(provenElsewhere.flatMap(({ tests }) => tests))('%s has the test: %s', (file, title) => {
    const path = new URL(`../../../${file}`, import.meta.url)
    expect(existsSync(path)).toBe(true)
    const text = readFileSync(path, 'utf8')
    expect(["'", '"', '`'].some((quote) => text.includes(`${quote}${title}${quote}`))).toBe(true)
    expect(text).not.toMatch(/\b(?:it|describe)\.(?:skip|todo|only)\b|\b(?:xit|xdescribe|fit)\(/)
  })

  it('no two attacks have the same name', () => {
    const names = attacks.map(({ name }) => name)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })
})

it('a child in the forms of 2024 is read, not an exception', () => {
  const { evidence, policy } = caseOf({
    tamper: {
      a2: {
        payload: (draft) => {
          const [entry] = draft.credentialSubject.accreditedFor ?? []
          draft.credentialSubject.accreditedFor = [{ schemaId: String(entry?.schemaId), type: 'DiplomaCredential' }]
          draft.termsOfUse = [draft.termsOfUse] as never
        },
      },
    },
  })
  expect(outcome(validateChain(evidence, policy, { memo }))).toBe('trusted')
})

/** The attacks that must not pass whatever else changes (docs/rules.md, Attacks). */
function listedAttacks(): string[] {
  return [
    'attest-only issuer accredits others',
    'accreditation naming itself as parent',
    'A names B names A',
    'root nobody anchored',
    'delegated root (subject is not issuer) must work',
    'root of the same DID but another resource',
    'empty accreditedFor',
    'types spread over two entries',
    'schema dropped by the child',
    'wider jurisdiction below',
    'path longer than allowed',
    'expired parent',
    'revoked parent',
    'revoked root',
    'suspended issuer',
    'status list signed by someone else',
    'status list of another purpose',
    'status index out of range',
    'gzip bomb',
    'list unreachable',
    'hosting someone’s accreditation under another DID',
    'stale copy pinned after revocation',
    'outer JSON tampered with while proof.jwt stays',
    'outer JSON tampered with while proof.jwt stays, and proof.type renamed',
    'JWT string carrying credentialStatus',
    'a rotated key backdating a new credential',
    'a revoked issuer backdating a credential',
    'alg none',
    'HS256 with the public key',
    'ES256K key under EdDSA',
    'key rotated away before issuance',
    'key only in keyAgreement',
    'credential with two accreditation types',
    '100-link chain',
    '10 MB resource',
    'resolver that hangs',
    'resolver that redirects to a private address',
    'resolver that answers HTML',
    'resolver that answers another DID’s document',
    'parent replaced by a newer version that narrows the scope',
  ]
}
