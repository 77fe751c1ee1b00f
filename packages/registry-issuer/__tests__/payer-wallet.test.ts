import { createCosmosPayerWallet } from '@cheqd/sdk'
import { DirectSecp256k1HdWallet, DirectSecp256k1Wallet, makeSignDoc } from '@cosmjs/proto-signing'
import { payerWallet } from '../src/publishing/cheqd-sdk/payer-wallet.js'

const document = makeSignDoc(new Uint8Array([1, 2, 3]), new Uint8Array([4, 5]), 'cheqd-testnet-6', 7)

describe('the wallet of the account that pays', () => {
  it('signs with the key of its mnemonic, as cheqd’s own does, or the fees would be asked of a stranger’s account', async () => {
    for (const length of [12, 24] as const) {
      for (let count = 0; count < 5; count += 1) {
        const { mnemonic } = await DirectSecp256k1HdWallet.generate(length)
        const [own, theirs] = await Promise.all([payerWallet(mnemonic), createCosmosPayerWallet(mnemonic)])
        const [account] = await theirs.getAccounts()
        expect(await own.getAccounts()).toEqual([account])
        const { signature } = await own.signDirect(account!.address, document)
        expect(signature).toEqual((await theirs.signDirect(account!.address, document)).signature)
      }
    }
  })

  it('has its key at hand, since a batch has a hundred transactions to sign', async () => {
    const { mnemonic } = await DirectSecp256k1HdWallet.generate(12)
    expect(await payerWallet(mnemonic)).toBeInstanceOf(DirectSecp256k1Wallet)
  })

  it('takes a private key in hex too', async () => {
    const [account] = await (await payerWallet('01'.repeat(32))).getAccounts()
    expect(account?.address).toMatch(/^cheqd1/)
  })

  it('of words that are no mnemonic is none', async () => {
    await expect(payerWallet('test test test test test test test test test test test test')).rejects.toThrow()
  })
})
