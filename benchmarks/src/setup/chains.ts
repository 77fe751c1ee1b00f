import { sign, type KeyObject } from 'node:crypto'
import { freezeData, type Evidence, type SignatureAlgorithm, type TrustPolicy } from '@trustchains/core'
import { evidenceFromWorld, mintChain, type MintedChain, type MintOptions } from '@trustchains/test-kit'

/** A chain of four links (root, two accreditations, leaf), and what a verifier is given. */
export interface BenchChain {
  minted: MintedChain
  evidence: Evidence
  policy: TrustPolicy
  /** Signs a leaf that differs from every other in its id. */
  nextLeaf: () => string
}

/** Mints a chain; those of different seeds have nothing in common. */
export function benchChain(seed: string, algorithm: SignatureAlgorithm, options: MintOptions = {}): BenchChain {
  const minted = mintChain({ seed: `bench-${algorithm}-${seed}`, algorithm, ...options })
  // As it is read from a file: evidence is plain JSON. Frozen, as what the plugin keeps is.
  const evidence = JSON.parse(JSON.stringify(evidenceFromWorld(minted.world, minted.leaf, minted.at))) as Evidence
  const { resources, schemas, statusLists, didDocuments } = evidence
  for (const list of [resources, schemas, statusLists, didDocuments]) freezeData(list)
  return {
    minted,
    evidence,
    policy: freezeData(minted.policy),
    nextLeaf: leafSource(minted, algorithm),
  }
}

/** The evidence with another leaf in it. */
export const withLeaf = (evidence: Evidence, credential: string): Evidence => ({ ...evidence, leaf: { credential } })

interface LeafClaims {
  jti: string
  vc: { id: string }
}

function leafSource({ leaf, link }: MintedChain, algorithm: SignatureAlgorithm): () => string {
  const [header, payload] = leaf.split('.') as [string, string]
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as LeafClaims
  const { privateKey } = link('leaf').key.pair
  let number = 0
  return () => {
    number += 1
    const id = `urn:uuid:00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
    const text = JSON.stringify({ ...claims, jti: id, vc: { ...claims.vc, id } })
    const input = `${header}.${Buffer.from(text).toString('base64url')}`
    return `${input}.${signWith(privateKey, algorithm, input).toString('base64url')}`
  }
}

function signWith(key: KeyObject, algorithm: SignatureAlgorithm, input: string): Buffer {
  return algorithm === 'EdDSA'
    ? sign(null, Buffer.from(input), key)
    : sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' })
}
