import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { addDataIntegrityProof, proofOptions, type MintedChain } from '@trustchains/test-kit'
import type { ExistenceEvidence, TrustChainReport } from '../src/index.js'
import { chainByLedger, judgeByLedger } from './support/clock.js'
import { outcome } from './support/judge.js'

const february = '2026-02-01T00:00:00Z'
const march = '2026-03-01T00:00:00Z'

describe('a proof that says when it ends, where the ledger’s clock counts', () => {
  /** A leaf whose proof ends in March; that it existed in February is proven. */
  const judged = (add: (proof: Record<string, unknown>, chain: MintedChain) => object[] = () => []) => {
    const chain = chainByLedger({
      proof: { leaf: 'data-integrity' },
      tamper: { leaf: { proofOptions: (options) => void (options.expires = march) } },
    })
    const document = JSON.parse(chain.leaf) as { proof: Record<string, unknown> }
    const leaf = JSON.stringify({ ...document, proof: [document.proof, ...add(document.proof, chain)] })
    const id = '00000000-0000-4000-8000-000000000001'
    const collection = chain.did('mallory')
    const content = JSON.stringify({ sha256: createHash('sha256').update(leaf).digest('hex') })
    chain.world.publish({ collection, id, name: 'Proof', type: 'Proof', created: february, content })
    const existence: ExistenceEvidence[] = [{ kind: 'resource', url: `${collection}/resources/${id}` }]
    return outcome(judgeByLedger({ ...chain, leaf }, { existence }))
  }

  it('ends the credential, however old that is proven to be', () => {
    expect(judged()).toBe('untrusted: validity expired 0')
  })

  it('ends it though a stranger adds a proof without end: else whoever holds it sets its expiry aside', () => {
    const withoutEnd = (proof: Record<string, unknown>, { did }: MintedChain) => [
      { ...proof, expires: undefined, verificationMethod: `${did('mallory')}#key-1`, proofValue: 'z1' },
    ]
    expect(judged(withoutEnd)).toBe('untrusted: validity expired 0')
  })
})

describe('a status list whose proof says when it ends', () => {
  const judged = (validity: 'shell' | 'chain', expires: string): TrustChainReport => {
    let list = ''
    const chain = chainByLedger({
      tamper: {
        leaf: {
          payload: (payload, { did }) => {
            list = `${did('p2')}?resourceName=Status&resourceType=BitstringStatusListCredential`
            payload.credentialStatus = {
              type: 'BitstringStatusListEntry',
              statusPurpose: 'revocation',
              statusListIndex: '5',
              statusListCredential: list,
            }
          },
        },
      },
    })
    const { pair, kid } = chain.link('leaf').key
    const encodedList = `u${gzipSync(Buffer.alloc(16_384)).toString('base64url')}`
    const credential = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiableCredential', 'BitstringStatusListCredential'],
      issuer: chain.did('p2'),
      credentialSubject: { type: 'BitstringStatusList', statusPurpose: 'revocation', encodedList },
    }
    chain.world.publish({
      collection: chain.did('p2'),
      name: 'Status',
      type: 'BitstringStatusListCredential',
      id: '00000000-0000-4000-8000-000000000002',
      created: february,
      content: JSON.stringify(addDataIntegrityProof(credential, pair, proofOptions(pair, kid, { expires }))),
    })
    return judgeByLedger(chain, { policy: { validity } })
  }

  it.each(['shell', 'chain'] as const)(
    'says nothing any more when it has ended (%s): else an old list hides a revocation for ever',
    (validity) => {
      expect(outcome(judged(validity, march))).toBe('untrusted: status status_list_invalid 0')
      expect(outcome(judged(validity, '2026-06-01T12:00:00Z'))).toBe('trusted')
    },
  )

  it('ends the report when it ends', () => {
    expect(judged('shell', '2026-06-01T00:00:30Z').expiresAt).toBe('2026-06-01T00:00:30Z')
  })
})
