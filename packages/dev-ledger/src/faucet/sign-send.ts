import { createHash } from 'node:crypto'
import { Secp256k1 } from '@cosmjs/crypto'
import { MsgSend } from 'cosmjs-types/cosmos/bank/v1beta1/tx.js'
import { PubKey } from 'cosmjs-types/cosmos/crypto/secp256k1/keys.js'
import { SignMode } from 'cosmjs-types/cosmos/tx/signing/v1beta1/signing.js'
import { AuthInfo, SignDoc, TxBody, TxRaw } from 'cosmjs-types/cosmos/tx/v1beta1/tx.js'
import type { Signer } from '../accounts.js'
import type { Chain } from '../chain.js'
import { gasFee } from '../tx/fees.js'

const gasLimit = 200_000n

/** Signs a transaction that sends ncheq, with the sequence that the signer's account has now. */
export async function signSend(chain: Chain, signer: Signer, to: string, amount: bigint): Promise<Uint8Array> {
  const account = chain.state.accounts.get(signer.address)
  const bodyBytes = TxBody.encode(
    TxBody.fromPartial({
      messages: [
        {
          typeUrl: '/cosmos.bank.v1beta1.MsgSend',
          value: MsgSend.encode({
            fromAddress: signer.address,
            toAddress: to,
            amount: [{ denom: 'ncheq', amount: amount.toString() }],
          }).finish(),
        },
      ],
      memo: 'cheqd-dev-ledger faucet',
    }),
  ).finish()
  const authInfoBytes = AuthInfo.encode(
    AuthInfo.fromPartial({
      signerInfos: [
        {
          publicKey: {
            typeUrl: '/cosmos.crypto.secp256k1.PubKey',
            value: PubKey.encode({ key: signer.publicKey }).finish(),
          },
          modeInfo: { single: { mode: SignMode.SIGN_MODE_DIRECT } },
          sequence: account?.sequence ?? 0n,
        },
      ],
      fee: {
        amount: [{ denom: 'ncheq', amount: gasFee(chain.params.fees, gasLimit).toString() }],
        gasLimit,
        payer: signer.address,
        granter: '',
      },
    }),
  ).finish()
  const signDoc = SignDoc.encode({
    bodyBytes,
    authInfoBytes,
    chainId: chain.params.chainId,
    accountNumber: account?.accountNumber ?? 0n,
  }).finish()
  const signature = await Secp256k1.createSignature(createHash('sha256').update(signDoc).digest(), signer.privateKey)
  const signatures = [Uint8Array.from([...signature.r(32), ...signature.s(32)])]
  return TxRaw.encode({ bodyBytes, authInfoBytes, signatures }).finish()
}
