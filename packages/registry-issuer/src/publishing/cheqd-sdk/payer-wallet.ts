import { createECDH, createHmac, pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'
import { createCosmosPayerWallet } from '@cheqd/sdk'
import { DirectSecp256k1Wallet, type OfflineDirectSigner } from '@cosmjs/proto-signing'

/**
 * The wallet of a mnemonic or of a private key in hex, as `@cheqd/sdk` makes it, but with its key at hand: the wallet of a
 * mnemonic derives it anew for each signature, which takes several times as long as the signature.
 *
 * @throws Error of the library where it is neither; its message may have words of the mnemonic in it
 */
export async function payerWallet(secret: string): Promise<OfflineDirectSigner> {
  const wallet = await createCosmosPayerWallet(secret)
  if (!secret.includes(' ')) return wallet
  const held = await DirectSecp256k1Wallet.fromKey(await derive(secret), 'cheqd')
  const [[own], [theirs]] = await Promise.all([held.getAccounts(), wallet.getAccounts()])
  return own?.address === theirs?.address ? held : wallet
}

/** m/44'/118'/0'/0/0 (BIP-44; 118 is the coin type of Cosmos): the account that every wallet shows first. */
const path: readonly [index: number, isHardened: boolean][] = [
  [44, true],
  [118, true],
  [0, true],
  [0, false],
  [0, false],
]
/** Order of secp256k1 (SEC 2 section 2.4.1). */
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n

/** The private key of a mnemonic without passphrase: BIP-39 to the seed, BIP-32 along the path. */
async function derive(mnemonic: string): Promise<Uint8Array> {
  const seed = await promisify(pbkdf2)(mnemonic.normalize('NFKD'), 'mnemonic', 2048, 64, 'sha512')
  let [key, chainCode] = halves(hmac('Bitcoin seed', seed))
  for (const [index, isHardened] of path) {
    const number = Buffer.alloc(4)
    number.writeUInt32BE(isHardened ? index + 2 ** 31 : index)
    const parent = isHardened ? Buffer.concat([Buffer.alloc(1), key]) : publicKey(key)
    const [left, right] = halves(hmac(chainCode, Buffer.concat([parent, number])))
    const sum = (BigInt(`0x${left.toString('hex')}`) + BigInt(`0x${key.toString('hex')}`)) % order
    key = Buffer.from(sum.toString(16).padStart(64, '0'), 'hex')
    chainCode = right
  }
  return key
}

function publicKey(key: Buffer): Buffer {
  const pair = createECDH('secp256k1')
  pair.setPrivateKey(key)
  return pair.getPublicKey(null, 'compressed')
}

const hmac = (key: string | Buffer, data: Buffer): Buffer => createHmac('sha512', key).update(data).digest()

const halves = (bytes: Buffer): [Buffer, Buffer] => [bytes.subarray(0, 32), bytes.subarray(32)]
