import { DirectSecp256k1HdWallet, type OfflineDirectSigner } from '@cosmjs/proto-signing'
import { FeePayer } from '../src/publishing/cheqd-sdk/fee-payer.js'
import { failureOf } from './support/failure-of.js'

describe('a payer that could not be asked once is asked again, without a restart of the process', () => {
  it('where its signer, a service elsewhere, did not answer', async () => {
    const wallet = await DirectSecp256k1HdWallet.generate(12, { prefix: 'cheqd' })
    let asked = 0
    const signer: OfflineDirectSigner = {
      signDirect: (address, document) => wallet.signDirect(address, document),
      getAccounts: () => {
        asked += 1
        return asked === 1 ? Promise.reject(new Error('503')) : wallet.getAccounts()
      },
    }
    const payer = new FeePayer(signer)
    await expect(payer.address()).rejects.toThrow('503')
    const [account] = await wallet.getAccounts()
    expect([await payer.address(), await payer.address()]).toEqual([account?.address, account?.address])
    expect(asked).toBe(2)
  })

  it('where its mnemonic was not in the environment yet', async () => {
    const wallet = await DirectSecp256k1HdWallet.generate(12, { prefix: 'cheqd' })
    const payer = new FeePayer({ mnemonicFrom: 'TEST_FEE_PAYER' })
    expect(await failureOf(payer.address())).toMatchObject({ code: 'invalid_setup' })
    process.env.TEST_FEE_PAYER = wallet.mnemonic
    try {
      const [account] = await wallet.getAccounts()
      expect(await payer.address()).toBe(account?.address)
    } finally {
      delete process.env.TEST_FEE_PAYER
    }
  })
})
