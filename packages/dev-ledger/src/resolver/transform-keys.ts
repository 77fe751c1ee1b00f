import { base58 } from '@scure/base'
import type { VerificationMethodView } from './did-view.js'

type KeyType = 'Ed25519VerificationKey2018' | 'Ed25519VerificationKey2020' | 'JsonWebKey2020'

/** Types that `transformKeys` may ask for. */
export function isKeyType(text: string): text is KeyType {
  return ['Ed25519VerificationKey2018', 'Ed25519VerificationKey2020', 'JsonWebKey2020'].includes(text)
}

/**
 * Shows a verification method's key in another form. From Ed25519VerificationKey2020 the real resolver keeps the two
 * bytes of the multicodec, so that the keys it makes have 34 bytes; and of a JWK it takes `x` alone, whatever the curve.
 * Both are kept unless `repaired`. Throws on a key that has no such form.
 */
export function transformKey(method: VerificationMethodView, to: KeyType, repaired: boolean): VerificationMethodView {
  if (method.type === to) return method
  const bytes = keyBytes(method, repaired)
  const { id, controller } = method
  switch (to) {
    case 'Ed25519VerificationKey2018':
      return { id, type: to, controller, publicKeyBase58: base58.encode(bytes) }
    case 'Ed25519VerificationKey2020':
      return { id, type: to, controller, publicKeyMultibase: `z${base58.encode(Uint8Array.of(0xed, 0x01, ...bytes))}` }
    case 'JsonWebKey2020':
      return {
        id,
        type: to,
        controller,
        publicKeyJwk: { crv: 'Ed25519', kty: 'OKP', x: Buffer.from(bytes).toString('base64url') },
      }
  }
}

function keyBytes(method: VerificationMethodView, repaired: boolean): Uint8Array {
  if (method.publicKeyBase58 !== undefined) return base58.decode(method.publicKeyBase58)
  if (method.publicKeyMultibase !== undefined)
    return base58.decode(method.publicKeyMultibase.slice(1)).subarray(repaired ? 2 : 0)
  const { x, crv } = (method.publicKeyJwk ?? {}) as { x?: unknown; crv?: unknown }
  if (typeof x !== 'string' || (repaired && crv !== 'Ed25519')) throw new TypeError('the key has no such form')
  return Buffer.from(x, 'base64url')
}
