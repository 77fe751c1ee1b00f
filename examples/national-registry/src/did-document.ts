import type { DIDDocument } from 'did-resolver'

/**
 * A DID document with one Ed25519 key, which signs credentials and for the DID itself.
 *
 * @param publicKeyHex - as `keyManagerCreate` shows it
 * @param fragment - what the key is called; a key that replaces another wants another name
 */
export function didDocument(did: string, publicKeyHex: string, fragment: string): DIDDocument {
  const id = `${did}#${fragment}`
  const x = Buffer.from(publicKeyHex, 'hex').toString('base64url')
  return {
    id: did,
    controller: [did],
    verificationMethod: [
      { id, type: 'JsonWebKey2020', controller: did, publicKeyJwk: { kty: 'OKP', crv: 'Ed25519', x } },
    ],
    authentication: [id],
    assertionMethod: [id],
  }
}
