import type { SignatureAlgorithm } from '../types/policy.js'

/**
 * The cryptosuites that this verifier implements: those over canonical JSON, which need no JSON-LD (Data Integrity EdDSA
 * Cryptosuites 1.0 section 3.3, Data Integrity ECDSA Cryptosuites 1.0 section 3.3).
 */
export type Cryptosuite = 'eddsa-jcs-2022' | 'ecdsa-jcs-2019'

const algorithms: ReadonlyMap<string, SignatureAlgorithm> = new Map<Cryptosuite, SignatureAlgorithm>([
  ['eddsa-jcs-2022', 'EdDSA'],
  // Over P-256 with SHA-256; the suite's other curve, P-384, is not implemented.
  ['ecdsa-jcs-2019', 'ES256'],
])

/** Whether a `cryptosuite` is one that is implemented. */
export const isCryptosuite = (name: unknown): name is Cryptosuite => typeof name === 'string' && algorithms.has(name)

/** The JOSE algorithm that signs as a cryptosuite does: the policy's `algorithms` speak of both. */
export const algorithmOf = (suite: Cryptosuite): SignatureAlgorithm => algorithms.get(suite) as SignatureAlgorithm
