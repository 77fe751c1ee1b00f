import type { KeyObject } from 'node:crypto'

/** The kinds of public key that this suite verifies with. */
export type KeyType = 'Ed25519' | 'P-256' | 'secp256k1'

/** A public key taken from a verification method, ready to verify with. */
export interface ImportedKey {
  /** Node's own key; always public. */
  readonly key: KeyObject
  readonly type: KeyType
  /** JWK thumbprint (RFC 7638), sha-256, base64url: the same for one key in every encoding. */
  readonly fingerprint: string
}

/** The key of a verification method, or a sentence for people that says why there is none, without key material. */
export type KeyImport =
  { readonly ok: true; readonly key: ImportedKey } | { readonly ok: false; readonly reason: string }
