import { X509Certificate } from 'node:crypto'
import type { SignatureAlgorithm } from '@trustchains/core'
import type { Side } from '../measure/interleave.js'
import type { RatioRow } from '../measure/ratio.js'
import type { BenchChain } from '../setup/chains.js'
import { makeCertificates } from '../setup/certificates.js'
import { coldSide } from './validate-chain-rows.js'

/**
 * The row about certificates (benchmarks/README.md, Results), for an algorithm that both know: nothing is parsed and no
 * key is imported beforehand on either side.
 *
 * @returns undefined where no certificates can be made here
 */
export function x509Row(
  algorithm: Exclude<SignatureAlgorithm, 'ES256K'>,
  chains: readonly BenchChain[],
): RatioRow | undefined {
  const path = makeCertificates(algorithm, 4)
  if (path === undefined) return undefined
  return {
    what: `${algorithm}: X.509 path of 4 from DER in Node ÷ our 4 links, cold, from bytes`,
    subject: x509Side(path),
    peer: coldSide(chains, false),
    bound: { at: 'least', value: 1.5 },
    note: 'signature, issuer, dates and CA flag of each certificate, the anchor compared; no names constraints, no revocation',
  }
}

/** @param path - DER, leaf first, the self-signed root last */
function x509Side(path: readonly Buffer[]): Side {
  const anchor = new X509Certificate(path.at(-1) as Buffer).fingerprint256
  return {
    name: 'X.509 path of 4 from DER',
    run: (count) => {
      for (let index = 0; index < count; index += 1) verifyPath(path, anchor)
    },
  }
}

function verifyPath(path: readonly Buffer[], anchor: string): void {
  const certificates = path.map((der) => new X509Certificate(der))
  const now = Date.now()
  for (const [index, certificate] of certificates.entries()) {
    const issuer = certificates[index + 1] ?? certificate
    const holds =
      Date.parse(certificate.validFrom) <= now &&
      now <= Date.parse(certificate.validTo) &&
      issuer.ca &&
      certificate.checkIssued(issuer) &&
      certificate.verify(issuer.publicKey)
    if (!holds) throw new Error('the path of the peer does not verify')
  }
  if (certificates.at(-1)?.fingerprint256 !== anchor) throw new Error('the path of the peer ends at another root')
}
