import { createHash, createPublicKey, ECDH, verify } from 'node:crypto'
import { SignDoc } from 'cosmjs-types/cosmos/tx/v1beta1/tx.js'
import type { DecodedTx } from './decode-tx.js'

/** Half of the order of secp256k1: the chain refuses a signature whose s is above it. */
const halfOrder = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n

/** Whether a transaction's first signature verifies as SIGN_MODE_DIRECT under a compressed secp256k1 key. */
export function verifyTxSignature(
  tx: DecodedTx,
  publicKey: Uint8Array,
  chainId: string,
  accountNumber: bigint,
): boolean {
  const signature = tx.raw.signatures[0]
  if (signature?.length !== 64) return false
  if (BigInt(`0x${Buffer.from(signature.subarray(32)).toString('hex')}`) > halfOrder) return false
  const bytes = SignDoc.encode({
    bodyBytes: tx.raw.bodyBytes,
    authInfoBytes: tx.raw.authInfoBytes,
    chainId,
    accountNumber,
  }).finish()
  try {
    const point = ECDH.convertKey(publicKey, 'secp256k1', undefined, undefined, 'uncompressed') as Buffer
    const key = createPublicKey({
      key: {
        kty: 'EC',
        crv: 'secp256k1',
        x: point.subarray(1, 33).toString('base64url'),
        y: point.subarray(33, 65).toString('base64url'),
      },
      format: 'jwk',
    })
    return verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, signature)
  } catch {
    return false
  }
}

/** Upper-case hexadecimal SHA-256 of a transaction: its name on the chain. */
export function txHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').toUpperCase()
}
