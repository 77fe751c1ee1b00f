import { checkSuperseded, type Recheck } from '../src/checks/check-superseded.js'
import { fail, pass, undecided } from '../src/checks/finding.js'
import { parseResourceReference, resolvePolicy, ValidationMemo } from '../src/index.js'
import type { TrustPolicy } from '../src/index.js'
import { linkOf } from './support/link-of.js'
import { did, idOf, pinned, itemOf, endOf } from './support/evidence-items.js'

describe('superseded, without any other check before it', () => {
  const newest = `${did}?resourceName=Name&resourceType=T`
  interface Given {
    policy?: TrustPolicy
    /** How the link was asked for; default: pinned. */
    url?: string
    /** The newest version of its name, as the evidence has it; default: the link itself. */
    found?: object
    recheck?: Recheck
    source?: object | null
  }
  const self = itemOf(1, 'old') as { item: object }
  const judged = ({ policy = {}, url = pinned(1), found = self, recheck = () => [], source }: Given) => {
    const held: number[] = []
    const index = {
      resource: (_reference: unknown, time: number) => {
        held.push(time)
        return found
      },
      timeOf: () => 0,
    }
    const link = {
      ...linkOf({ kind: 'attest', issuer: did }),
      heldAt: 7,
      ...(source === null
        ? {}
        : { source: source ?? { reference: parseResourceReference(url)!, evidence: self.item, sha256: '' } }),
    }
    const links = [linkOf({ kind: 'attestation' }), link]
    const context = { index, memo: new ValidationMemo(), policy: resolvePolicy(policy), path: { links } } as never
    const end = endOf(checkSuperseded(context, 1, recheck)).flat()
    expect(held.every((time) => time === 7)).toBe(true)
    return end
  }
  const draftWith = (proof: object): string =>
    JSON.stringify({
      '@context': ['https://www.w3.org/2018/credentials/v1'],
      type: ['VerifiableCredential', 'VerifiableAccreditationToAttest'],
      issuer: did,
      issuanceDate: '2026-01-01T00:00:00Z',
      credentialSubject: { id: did, accreditedFor: [] },
      proof,
    })
  const draft = draftWith({
    type: 'Ed25519Signature2020',
    verificationMethod: `${did}#1`,
    proofPurpose: 'assertionMethod',
  })
  const newer = itemOf(2, draft)
  const details = { url: newest }
  it.each<[string, Given, unknown[]]>([
    ['it was handed over', { source: null }, ['skipped', 'not_applicable']],
    [
      'nothing is said of it',
      { source: { reference: parseResourceReference(pinned(1)), evidence: {}, sha256: '' } },
      ['skipped', 'not_applicable'],
    ],
    ['it was asked for as the newest', { url: newest, found: newer }, ['pass', 'ok']],
    [
      'it was asked for as of a time',
      { url: `${newest}&resourceVersionTime=2026-02-01T00:00:00Z`, found: newer, policy: { superseded: 'refuse' } },
      ['fail', 'superseded', details],
    ],
    [
      'the policy takes what is superseded',
      { found: newer, policy: { superseded: 'accept' } },
      ['skipped', 'policy_off'],
    ],
    ['it is the newest', {}, ['pass', 'ok']],
    [
      'it is the newest, its id in capitals',
      { found: itemOf(1, draft, { resourceId: idOf(1).toUpperCase() }), policy: { superseded: 'refuse' } },
      ['pass', 'ok'],
    ],
    [
      'another of the same bytes',
      { found: itemOf(2, 'old'), policy: { superseded: 'refuse' } },
      ['fail', 'superseded', details],
    ],
    ['a newer one that is no credential', { found: itemOf(2, 'x') }, ['fail', 'superseded', details]],
    ['other bytes under its own id', { found: itemOf(1, 'x') }, ['fail', 'superseded', details]],
    [
      'a newer one whose proofs this version can’t judge',
      {
        found: itemOf(2, draftWith({ type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022', previousProof: 'x' })),
      },
      ['indeterminate', 'resource_unavailable', details],
    ],
    [
      'a newer one that is too large',
      { found: { item: { error: { code: 'limit', message: 'x' } } } },
      ['fail', 'limit_exceeded', details],
    ],
    ['a newer one of which nobody knows', { found: { why: 'x' } }, ['indeterminate', 'resource_unavailable', details]],
    [
      'a newer one that is gone',
      { found: { item: { error: { code: 'notFound', message: 'x' } } } },
      ['indeterminate', 'resource_unavailable', details],
    ],
    [
      'no time to read a newer one',
      { found: { item: { error: { code: 'deadline', message: 'x' } } } },
      ['indeterminate', 'resource_unavailable', details],
    ],
    [
      'the policy refuses what is superseded',
      { found: newer, policy: { superseded: 'refuse' } },
      ['fail', 'superseded', details],
    ],
    [
      'a newer one that permits the child',
      { found: newer, recheck: () => [{ id: 'scope', finding: pass('x') }] },
      ['pass', 'ok', details],
    ],
    [
      'a newer one that does not, whatever else is open',
      {
        found: newer,
        recheck: () => [
          { id: 'status', finding: undecided('status_unavailable', 'open') },
          { id: 'scope', finding: fail('scope_exceeded', 'no') },
        ],
      },
      ['fail', 'superseded', { ...details, reasons: [{ id: 'scope', code: 'scope_exceeded', message: 'no' }] }],
    ],
    [
      'a newer one of which something is open',
      {
        found: newer,
        recheck: () => [
          { id: 'scope', finding: pass('x') },
          { id: 'status', finding: undecided('status_unavailable', 'open') },
        ],
      },
      ['indeterminate', 'status_unavailable', details],
    ],
  ])('%s', (_name, given, expected) => {
    expect(judged(given)).toEqual(expected)
  })

  it('the newer one stands in the place of the older when the child is judged again', () => {
    const seen: unknown[] = []
    judged({
      found: newer,
      recheck: (_context, links, index) => {
        seen.push(index, links.length, links[0]?.credential.kind, links[1]?.source?.evidence.metadata?.resourceId)
        return []
      },
    })
    expect(seen).toEqual([1, 2, 'attestation', idOf(2)])
  })
})
