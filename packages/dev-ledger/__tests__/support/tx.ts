import { createHash } from 'node:crypto'
import { Secp256k1 } from '@cosmjs/crypto'
import { MsgSend } from 'cosmjs-types/cosmos/bank/v1beta1/tx.js'
import { PubKey } from 'cosmjs-types/cosmos/crypto/secp256k1/keys.js'
import { SignMode } from 'cosmjs-types/cosmos/tx/signing/v1beta1/signing.js'
import { AuthInfo, SignDoc, TxBody, TxRaw } from 'cosmjs-types/cosmos/tx/v1beta1/tx.js'
import { deriveSigner, faucetMnemonic, type Signer } from '../../src/accounts.js'
import { Chain } from '../../src/chain.js'
import { codecs } from '../../src/proto/codecs.js'
import type { DidDocPayload, SignedMessage } from '../../src/proto/did-types.js'
import type { ResourcePayload } from '../../src/proto/resource-types.js'
import { defaultChainParams, type ChainParams } from '../../src/tx/chain-params.js'

/** A chain without servers, with two funded accounts. */
export async function newChain(over: Partial<ChainParams> = {}, blockTimeMs = 0, clock = () => new Date()) {
  const params = { ...defaultChainParams, chainId: 'cheqd-testnet-dev', namespace: 'testnet', ...over }
  const chain = new Chain(params, { clock, genesisTime: clock(), blockTimeMs })
  const [alice, bob] = await Promise.all([deriveSigner(faucetMnemonic, 0, 0), deriveSigner(faucetMnemonic, 0, 1)])
  for (const { address } of [alice, bob]) chain.state.credit(address, 1_000_000_000_000_000n)
  chain.state.journal.commit()
  return { chain, alice, bob }
}

/** What of a transaction a test may put wrong. */
export interface TxOverrides {
  chainId?: string
  accountNumber?: bigint
  sequence?: bigint
  fee?: { denom: string; amount: string }[]
  gas?: bigint
  memo?: string
  payer?: string
  timeoutHeight?: bigint
  signer?: Signer
  mode?: SignMode
  highS?: boolean
  messages?: { typeUrl: string; value: Uint8Array }[]
}

export const createDidAny = (message: SignedMessage<DidDocPayload>) => ({
  typeUrl: '/cheqd.did.v2.MsgCreateDidDoc',
  value: codecs.createDid.encode(message),
})
export const createResourceAny = (message: SignedMessage<ResourcePayload>) => ({
  typeUrl: '/cheqd.resource.v2.MsgCreateResource',
  value: codecs.createResource.encode(message),
})
export const sendAny = (fromAddress: string, toAddress: string, amount: string, denom = 'ncheq') => ({
  typeUrl: '/cosmos.bank.v1beta1.MsgSend',
  value: MsgSend.encode({ fromAddress, toAddress, amount: [{ denom, amount }] }).finish(),
})

/** Signs a transaction for a chain at hand. */
export function signTx(
  chain: Chain,
  account: Signer,
  messages: { typeUrl: string; value: Uint8Array }[],
  over: TxOverrides = {},
): Promise<Uint8Array> {
  const { accountNumber = 0n, sequence = 0n } = chain.state.accounts.get(account.address) ?? {}
  return signFor({ chainId: chain.params.chainId, accountNumber, sequence }, account, messages, over)
}

/** Signs a transaction as a wallet would, but for what a test puts wrong. */
export async function signFor(
  known: { chainId: string; accountNumber: bigint; sequence: bigint },
  account: Signer,
  messages: { typeUrl: string; value: Uint8Array }[],
  over: TxOverrides = {},
): Promise<Uint8Array> {
  const signer = over.signer ?? account
  const bodyBytes = TxBody.encode(
    TxBody.fromPartial({ messages, memo: over.memo ?? '', timeoutHeight: over.timeoutHeight ?? 0n }),
  ).finish()
  const authInfoBytes = AuthInfo.encode(
    AuthInfo.fromPartial({
      signerInfos: [
        {
          publicKey: {
            typeUrl: '/cosmos.crypto.secp256k1.PubKey',
            value: PubKey.encode({ key: signer.publicKey }).finish(),
          },
          modeInfo: { single: { mode: over.mode ?? SignMode.SIGN_MODE_DIRECT } },
          sequence: over.sequence ?? known.sequence,
        },
      ],
      fee: {
        amount: over.fee ?? [{ denom: 'ncheq', amount: '50000000000' }],
        gasLimit: over.gas ?? 1_000_000n,
        payer: over.payer ?? account.address,
      },
    }),
  ).finish()
  const bytes = SignDoc.encode({
    bodyBytes,
    authInfoBytes,
    chainId: over.chainId ?? known.chainId,
    accountNumber: over.accountNumber ?? known.accountNumber,
  }).finish()
  const signature = await Secp256k1.createSignature(createHash('sha256').update(bytes).digest(), signer.privateKey)
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
  const s = BigInt(`0x${Buffer.from(signature.s(32)).toString('hex')}`)
  const sBytes =
    over.highS === true ? Buffer.from((order - s).toString(16).padStart(64, '0'), 'hex') : Buffer.from(signature.s(32))
  return TxRaw.encode({
    bodyBytes,
    authInfoBytes,
    signatures: [Buffer.concat([signature.r(32), sBytes])],
  }).finish()
}
