import { compactVerify, type CryptoKey } from 'jose'
import type { SignatureAlgorithm } from '@trustchains/core'
import { interleave, type Effort, type Side } from '../measure/interleave.js'
import { ratioOf } from '../measure/ratio.js'
import type { Result } from '../measure/result.js'
import type { BenchChain } from '../setup/chains.js'
import { federationSide } from '../setup/federation.js'
import { verifyCredentialSide } from './agent-rows.js'
import { coldSide, inTurns, verifySide } from './validate-chain-rows.js'

/** How the peers do in the same run: each by our whole validation of the same four credentials, keys imported. */
export async function measurePeers(chains: readonly BenchChain[], effort: Effort): Promise<Result[]> {
  const federation = await federationSide()
  const sides: Side[] = [
    coldSide(chains),
    verifySide(chains, 4),
    joseSide('EdDSA', chains),
    verifyCredentialSide(chains),
    ...('side' in federation ? [federation.side] : []),
  ]
  const [own, ...peers] = await interleave(sides, effort)
  if (own === undefined) throw new Error('nothing was measured')
  const results = peers.map((peer) => ratioOf({ what: `${peer.name} ÷ validateChain cold, keys imported` }, peer, own))
  if (!('side' in federation)) {
    results.push({ what: '@openid-federation/core', value: Number.NaN, unit: 'times', note: federation.reason })
  }
  return results
}

/** jose, which verifies a signature and decodes nothing but the header. */
function joseSide(algorithm: Exclude<SignatureAlgorithm, 'ES256K'>, chains: readonly BenchChain[]): Side {
  const all = chains.map(({ minted }) => minted.links.map(({ token, key }) => ({ token, key: key.pair.publicKey })))
  const next = inTurns(all)
  return {
    name: '4 × jose compactVerify',
    run: async (count) => {
      for (let index = 0; index < count; index += 1) {
        for (const { token, key } of next()) {
          await compactVerify(token, key as unknown as CryptoKey, { algorithms: [algorithm] })
        }
      }
    },
  }
}
