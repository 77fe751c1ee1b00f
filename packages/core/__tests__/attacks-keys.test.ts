import { createKeyPair, mintChain, verificationMethod } from '@trustchains/test-kit'
import type { MintOptions, WorldDid } from '@trustchains/test-kit'
import { judge, outcome } from './support/judge.js'

type Rows = [name: string, options: MintOptions, end: string][]

const spare = (seed: string, id: string) => verificationMethod(createKeyPair('EdDSA', seed), id)

/** The issuer's document with `count` more keys before its own, all for the same purposes. */
const keysBefore =
  (count: number) =>
  (entry: WorldDid): void => {
    const more = Array.from({ length: count }, (_, index) => spare(`spare ${index}`, `${entry.did}#spare-${index}`))
    entry.document.verificationMethod?.unshift(...more)
    entry.document.assertionMethod?.unshift(...more.map(({ id }) => id))
  }

describe('which keys count: a key of another purpose or of another DID would sign', () => {
  const document = (change: (entry: WorldDid) => void): MintOptions => ({ tamper: { leaf: { didDocument: change } } })
  const only =
    (...purposes: string[]) =>
    (entry: WorldDid): void => {
      const ids = entry.document.assertionMethod
      delete entry.document.assertionMethod
      delete entry.document.authentication
      for (const purpose of purposes) Object.assign(entry.document, { [purpose]: ids })
    }
  const embed =
    (change: (method: ReturnType<typeof spare> | undefined) => unknown) =>
    (entry: WorldDid): void => {
      const [method] = entry.document.verificationMethod ?? []
      entry.document.verificationMethod = []
      delete entry.document.authentication
      entry.document.assertionMethod = [change(method) as string]
    }
  const rows: Rows = [
    ['a key in keyAgreement only', document(only('keyAgreement')), 'untrusted: key-purpose key_not_authorized 0'],
    [
      'a key in no purpose, kid left out',
      { ...document(only()), kid: false },
      'untrusted: key-purpose key_not_authorized 0',
    ],
    [
      'a key to invoke capabilities',
      document(only('capabilityInvocation', 'capabilityDelegation')),
      'untrusted: key-purpose key_not_authorized 0',
    ],
    ['a key in assertionMethod only', document(only('assertionMethod')), 'trusted'],
    ['a key in authentication only, as Studio signs', document(only('authentication')), 'trusted'],
    [
      'a key in authentication only where the policy asks for assertionMethod',
      { ...document(only('authentication')), policy: { keyPurposes: ['assertionMethod'] } },
      'untrusted: key-purpose key_not_authorized 0',
    ],
    ['a policy without purposes', { policy: { keyPurposes: [] } }, 'untrusted: key-purpose key_not_authorized 0'],
    ['a key embedded in assertionMethod', document(embed((method) => method)), 'trusted'],
    [
      'a relationship by relative reference',
      document((entry) => {
        entry.document.assertionMethod = ['#key-1']
        entry.document.authentication = []
      }),
      'trusted',
    ],
    [
      'a relationship that names a key of another DID',
      document((entry) => {
        entry.document.assertionMethod = ['did:example:other#key-1']
        entry.document.authentication = []
      }),
      'untrusted: key-purpose key_not_authorized 0',
    ],
    [
      'an embedded key under the id of another, which would lend it its purpose',
      document((entry) => {
        entry.document.authentication = []
        entry.document.assertionMethod = [spare('second', `${entry.did}#key-1`)]
      }),
      'untrusted: signature key_not_found 0',
    ],
    [
      'two keys under one id, kid left out',
      {
        ...document((entry) => {
          entry.document.verificationMethod?.push(spare('second', `${entry.did}#key-1`))
        }),
        kid: false,
      },
      'untrusted: signature key_not_found 0',
    ],
    [
      'one key listed twice, word for word',
      document((entry) => {
        entry.document.assertionMethod = entry.document.verificationMethod
      }),
      'trusted',
    ],
    [
      'a key without public key material',
      document((entry) => {
        entry.document.verificationMethod = [{ id: `${entry.did}#key-1`, type: 'Multikey', controller: entry.did }]
      }),
      'untrusted: signature key_not_found 0',
    ],
    [
      'a document without keys',
      document((entry) => {
        delete entry.document.verificationMethod
      }),
      'untrusted: signature key_not_found 0',
    ],
  ]
  it.each(rows)('%s', (_name, options, end) => {
    expect(outcome(judge(options))).toBe(end)
  })

  it('a kid of another DID, though the issuer’s document lists that key, would let another DID sign', () => {
    const report = judge({
      tamper: {
        leaf: {
          signWith: 'mallory',
          header: (header, { did }) => ({ ...header, kid: `${did('mallory')}#key-1` }),
          didDocument: (entry, { did }) => {
            const theirs = mintChain().world.findDid(did('mallory')).didDocument?.verificationMethod ?? []
            entry.document.verificationMethod?.push(...theirs)
            entry.document.assertionMethod?.push(`${did('mallory')}#key-1`)
          },
        },
      },
    })
    expect(outcome(report)).toBe('untrusted: signature key_not_found 0')
  })

  it.each(['#key-1', 'key-1'])('a kid written as the bare fragment %s would be refused', (kid) => {
    expect(outcome(judge({ tamper: { leaf: { header: (header) => ({ ...header, kid }) } } }))).toBe('trusted')
  })

  it.each(['', '#', 'did'])(
    'a key whose fragment is a UUID in capitals, named with %j before it, would be refused',
    (before) => {
      const uuid = 'ABCDEF01-2345-4678-89AB-CDEF01234567'
      const report = judge({
        tamper: {
          leaf: {
            header: (header, { did }) => ({ ...header, kid: `${before === 'did' ? `${did('p2')}#` : before}${uuid}` }),
            didDocument: ({ did, document }) => {
              for (const method of document.verificationMethod ?? []) method.id = `${did}#${uuid}`
              document.assertionMethod = [`${did}#${uuid}`]
            },
          },
        },
      })
      expect(outcome(report)).toBe('trusted')
    },
  )

  it.each(['', '#', '#key-2', 'did:example:x#key-1', '?versionId=1#key-1'])('a kid that names no key: %j', (kid) => {
    const report = judge({ tamper: { leaf: { header: (header) => ({ ...header, kid }) } } })
    expect(outcome(report)).toBe('untrusted: signature key_not_found 0')
  })

  it.each([
    ['expires', '2026-06-01T00:00:00Z', 'untrusted: key-purpose key_not_authorized 0'],
    ['expires', '2026-06-01T00:00:01Z', 'trusted'],
    ['revoked', '2026-06-01T00:00:00Z', 'untrusted: key-purpose key_not_authorized 0'],
    ['revoked', '2026-06-01T00:00:01Z', 'trusted'],
    ['revoked', 'yes', 'untrusted: key-purpose key_not_authorized 0'],
  ])('a key that its document calls %s %s would sign', (member, time, end) => {
    const report = judge(
      document((entry) => {
        Object.assign(entry.document.verificationMethod?.[0] ?? {}, { [member]: time })
      }),
    )
    expect(outcome(report)).toBe(end)
  })

  it.each([
    [15, 'trusted'],
    [16, 'untrusted: signature limit_exceeded 0'],
  ])('with %i other keys before the signer’s and no kid', (count, end) => {
    expect(outcome(judge({ kid: { leaf: false }, tamper: { leaf: { didDocument: keysBefore(count) } } }))).toBe(end)
  })

  it('a kid finds its key behind any number of others', () => {
    expect(outcome(judge({ tamper: { leaf: { didDocument: keysBefore(40) } } }))).toBe('trusted')
  })

  it('keys of the purpose asked for come first, so that others can’t crowd them out', () => {
    const crowd = (entry: WorldDid): void => {
      keysBefore(30)(entry)
      entry.document.assertionMethod = [`${entry.did}#key-1`]
      entry.document.authentication = []
    }
    expect(outcome(judge({ kid: { leaf: false }, tamper: { leaf: { didDocument: crowd } } }))).toBe('trusted')
  })
})

describe('the state of the issuer’s DID', () => {
  const change = (actor: string, act: 'deactivate' | 'rotate', when: string): string =>
    outcome(
      judge({}, ({ world, did }) => {
        if (act === 'deactivate') world.deactivateDid(did(actor), when)
        else
          world.updateDid(did(actor), when, (document) => ({
            ...document,
            verificationMethod: [spare('next', `${did(actor)}#key-1`)],
          }))
      }),
    )
  it.each([
    ['p2', 'deactivate', '2026-05-01T00:00:00Z', 'untrusted: did-state did_deactivated 0'],
    ['p1', 'deactivate', '2026-05-01T00:00:00Z', 'untrusted: did-state did_deactivated 1'],
    ['root', 'deactivate', '2026-05-01T00:00:00Z', 'untrusted: did-state did_deactivated 2'],
    ['p2', 'deactivate', '2026-06-01T00:00:00Z', 'untrusted: did-state did_deactivated 0'],
    ['p2', 'deactivate', '2026-06-02T00:00:00Z', 'trusted'],
    ['p2', 'rotate', '2026-05-01T00:00:00Z', 'untrusted: signature signature_invalid 0'],
    ['p1', 'rotate', '2026-05-01T00:00:00Z', 'untrusted: signature signature_invalid 1'],
    ['p2', 'rotate', '2026-06-02T00:00:00Z', 'trusted'],
  ] as const)('%s: %s at %s', (actor, act, when, end) => {
    expect(change(actor, act, when)).toBe(end)
  })
})
