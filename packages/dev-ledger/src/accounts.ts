import {
  Bip39,
  EnglishMnemonic,
  type HdPath,
  Random,
  Secp256k1,
  Slip10,
  Slip10Curve,
  Slip10RawIndex,
} from '@cosmjs/crypto'
import { addressOf } from './tx/address.js'

/**
 * Mnemonic of the funded accounts: for tests only. It is known to everybody, so whatever is sent to its accounts on a
 * real network is lost.
 */
export const faucetMnemonic = 'test test test test test test test test test test test junk'

/** A key that signs transactions. */
export interface Signer {
  address: string
  privateKey: Uint8Array
  /** Compressed. */
  publicKey: Uint8Array
}

/** Accounts of a mnemonic at `m/44'/118'/account'/0/index`, the paths of Cosmos wallets. */
export async function deriveSigners(
  mnemonic: string,
  paths: readonly (readonly [account: number, index: number])[],
): Promise<Signer[]> {
  const seed = await Bip39.mnemonicToSeed(new EnglishMnemonic(mnemonic))
  return Promise.all(paths.map(([account, index]) => signerAt(seed, account, index)))
}

/** One account of a mnemonic; see {@link deriveSigners}. */
export async function deriveSigner(mnemonic: string, account: number, index: number): Promise<Signer> {
  return signerAt(await Bip39.mnemonicToSeed(new EnglishMnemonic(mnemonic)), account, index)
}

async function signerAt(seed: Uint8Array, account: number, index: number): Promise<Signer> {
  const path: HdPath = [
    Slip10RawIndex.hardened(44),
    Slip10RawIndex.hardened(118),
    Slip10RawIndex.hardened(account),
    Slip10RawIndex.normal(0),
    Slip10RawIndex.normal(index),
  ]
  const { privkey } = Slip10.derivePath(Slip10Curve.Secp256k1, seed, path)
  const { pubkey } = await Secp256k1.makeKeypair(privkey)
  const publicKey = Secp256k1.compressPubkey(pubkey)
  return { address: addressOf(publicKey), privateKey: privkey, publicKey }
}

/** A mnemonic of 24 words that nobody knows yet. */
export function newMnemonic(): string {
  return Bip39.encode(Random.getBytes(32)).toString()
}
