import { verify, type KeyObject } from 'node:crypto'
import { decodeCredential, KeyCache, validateChain, ValidationMemo, type SignatureAlgorithm } from '@trustchains/core'
import { evidenceFromWorld, mintChain } from '@trustchains/test-kit'
import type { RatioRow } from './ratio.js'

/** Leaves that differ, so that a warm run verifies a leaf that it never saw. */
const leafCount = 64

/** Rows 1 and 2 of design 08 for one algorithm: a chain of four links (root, two accreditations, leaf). */
export function validateChainRows(algorithm: SignatureAlgorithm): RatioRow[] {
  const chain = mintChain({ seed: `bench-${algorithm}`, algorithm })
  const evidence = evidenceFromWorld(chain.world, chain.leaf, chain.at)
  const leaves = Array.from(
    { length: leafCount },
    (_, number) =>
      chain.reissue('leaf', {
        created: chain.at,
        payload: (p) => {
          p.id = `urn:bench:${String(number)}`
        },
      }).token,
  )
  const signed = [...chain.links.map(({ token, key }) => signatureOf(token, key.pair.publicKey))]
  const keys = new KeyCache()
  let memo = new ValidationMemo({ keys })
  let turn = 0
  const judge = (leaf: string) => {
    const report = validateChain({ ...evidence, leaf: { credential: leaf } }, chain.policy, { memo })
    if (!report.verified)
      throw new Error(`the chain of the benchmark is not trusted: ${report.reasons[0]?.message ?? ''}`)
  }
  const nextLeaf = () => leaves[(turn += 1) % leafCount] as string
  const verifyOne = (signature: Signed) => {
    if (!verify(signature.digest, signature.data, signature.key, signature.bytes))
      throw new Error('the peer did not verify')
  }
  return [
    {
      what: `${algorithm}: validateChain, 4 links, cold, keys imported ÷ 4 node:crypto verifies`,
      subject: {
        name: 'validateChain cold',
        before: () => {
          memo = new ValidationMemo({ keys })
        },
        run: () => {
          judge(nextLeaf())
        },
      },
      peer: {
        name: '4 verifies',
        run: () => {
          signed.forEach(verifyOne)
        },
      },
      atMost: 1.25,
    },
    {
      what: `${algorithm}: validateChain, 4 links, warm (a new leaf) ÷ 1 node:crypto verify`,
      subject: {
        name: 'validateChain warm',
        before: () => {
          memo = new ValidationMemo({ keys })
          judge(nextLeaf())
        },
        run: () => {
          judge(nextLeaf())
        },
      },
      peer: {
        name: '1 verify',
        run: () => {
          verifyOne(signed.at(-1) as Signed)
        },
      },
      atMost: 1.35,
    },
  ]
}

interface Signed {
  digest: 'sha256' | null
  data: Buffer
  key: KeyObject | { key: KeyObject; dsaEncoding: 'ieee-p1363' }
  bytes: Uint8Array
}

function signatureOf(token: string, key: KeyObject): Signed {
  const jws = decodeCredential(token).credential?.jws
  if (jws === undefined) throw new Error('the minted credential can not be read')
  const isEd25519 = key.asymmetricKeyType === 'ed25519'
  return {
    digest: isEd25519 ? null : 'sha256',
    data: Buffer.from(jws.signingInput),
    key: isEd25519 ? key : { key, dsaEncoding: 'ieee-p1363' },
    bytes: jws.signature,
  }
}
