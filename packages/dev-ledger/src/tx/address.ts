import { createHash } from 'node:crypto'
import { ripemd160 } from '@cosmjs/crypto'
import { fromBech32, toBech32 } from '@cosmjs/encoding'

/** Prefix of cheqd's addresses. */
const prefix = 'cheqd'

/** Address of a compressed secp256k1 public key. */
export function addressOf(publicKey: Uint8Array): string {
  return toBech32(prefix, ripemd160(createHash('sha256').update(publicKey).digest()))
}

/** Whether a text is an account's address on the ledger. */
export function isAddress(text: string): boolean {
  try {
    const decoded = fromBech32(text)
    return decoded.prefix === prefix && (decoded.data.length === 20 || decoded.data.length === 32)
  } catch {
    return false
  }
}
