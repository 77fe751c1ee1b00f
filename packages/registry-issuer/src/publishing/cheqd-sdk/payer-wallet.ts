import { createCosmosPayerWallet } from '@cheqd/sdk'
import { Bip39, EnglishMnemonic, Slip10, Slip10Curve } from '@cosmjs/crypto'
import { DirectSecp256k1Wallet, makeCosmoshubPath, type OfflineDirectSigner } from '@cosmjs/proto-signing'

/**
 * The wallet of a mnemonic or of a private key in hex, as `@cheqd/sdk` makes it, but with its key at hand: the wallet of a
 * mnemonic derives it anew for each signature, which takes several times as long as the signature.
 *
 * @throws Error of the library where it is neither; its message may have words of the mnemonic in it
 */
export async function payerWallet(secret: string): Promise<OfflineDirectSigner> {
  const wallet = await createCosmosPayerWallet(secret)
  if (!secret.includes(' ')) return wallet
  const seed = await Bip39.mnemonicToSeed(new EnglishMnemonic(secret))
  // The account that every wallet shows first (BIP-44).
  const { privkey } = Slip10.derivePath(Slip10Curve.Secp256k1, seed, makeCosmoshubPath(0))
  const held = await DirectSecp256k1Wallet.fromKey(privkey, 'cheqd')
  const [[own], [theirs]] = await Promise.all([held.getAccounts(), wallet.getAccounts()])
  return own?.address === theirs?.address ? held : wallet
}
