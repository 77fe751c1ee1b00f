import { verify, type KeyObject } from 'node:crypto'
import { decodeCredential } from '@trustchains/core'

/** A signature with all that `node:crypto` needs to verify it, the key imported. */
export interface PlainSignature {
  digest: 'sha256' | null
  data: Buffer
  key: KeyObject | { key: KeyObject; dsaEncoding: 'ieee-p1363' }
  signature: Uint8Array
}

/** Takes a token apart, so that nothing but its signature is left to verify. */
export function plainSignature(token: string, key: KeyObject): PlainSignature {
  const jws = decodeCredential(token).credential?.jws
  if (jws === undefined) throw new Error('the minted credential can not be read')
  const isEd25519 = key.asymmetricKeyType === 'ed25519'
  return {
    digest: isEd25519 ? null : 'sha256',
    data: Buffer.from(jws.signingInput),
    key: isEd25519 ? key : { key, dsaEncoding: 'ieee-p1363' },
    signature: jws.signature,
  }
}

/** Verifies one signature; throws where it does not verify, so that nothing is measured that fails early. */
export function verifyPlain({ digest, data, key, signature }: PlainSignature): void {
  if (!verify(digest, data, key, signature)) throw new Error('the peer did not verify')
}
