import type { MintedChain } from '@trustchains/test-kit'
import type { TrustChainReport } from '../src/index.js'
import { chainByLedger, judgeByLedger, nextKey, rotate } from './support/clock.js'
import { outcome } from './support/judge.js'
import { bitsOf, entry, listCredential, signed } from './support/status-list.js'

const url = 'https://lists.example/revocation/1'

/** Judges a chain, of which an accreditation that was issued in January has its status under an HTTPS URL. */
function judged(
  dates: { validFrom?: string; validUntil?: string },
  { validity = 'chain', change, pair }: Partial<Judging> = {},
): TrustChainReport {
  const chain = chainByLedger({ tamper: { a1: { payload: (draft) => void (draft.credentialStatus = entry(url)) } } })
  change?.(chain)
  const credential = { ...listCredential(chain.did('root'), bitsOf({})), ...dates, id: url }
  const list =
    pair === undefined ? signed(chain, 'root', credential) : resigned(signed(chain, 'root', credential), pair)
  const content = Buffer.from(list).toString('base64')
  return judgeByLedger(chain, {
    policy: { validity, webHosts: ['lists.example'] },
    change: (evidence) => {
      evidence.statusLists = [{ url, source: 'sources.https', readAt: chain.at, asOf: chain.at, content }]
    },
  })
}

interface Judging {
  validity: 'shell' | 'chain'
  change: (chain: MintedChain) => void
  /** Signs the list in place of the first key. */
  pair: ReturnType<typeof nextKey>
}

function resigned(token: string, pair: ReturnType<typeof nextKey>): string {
  const input = token.slice(0, token.lastIndexOf('.'))
  return `${input}.${pair.sign(input)}`
}

describe('a status list under an HTTPS URL, which has no history, where the ledger’s clock counts', () => {
  it.each(['shell', 'chain'] as const)(
    'says nothing any more when it has ended: else an old one hides a revocation (%s)',
    (validity) => {
      expect(outcome(judged({ validUntil: '2026-01-11T00:00:00Z' }, { validity }))).toBe(
        'untrusted: status status_list_invalid 2',
      )
    },
  )

  it('counts as it is now, though it was made anew since, and by the key of now: else no issuer could renew it', () => {
    expect(outcome(judged({ validFrom: '2026-05-31T00:00:00Z' }))).toBe('trusted')
    const change = (chain: MintedChain): void => {
      rotate(chain, 'root', '2026-03-01T00:00:00Z')
    }
    expect(outcome(judged({}, { change, pair: nextKey('root') }))).toBe('trusted')
  })

  it('ends the report when it ends', () => {
    expect(judged({ validUntil: '2026-06-01T00:01:00Z' }).expiresAt).toBe('2026-06-01T00:01:00Z')
  })
})
