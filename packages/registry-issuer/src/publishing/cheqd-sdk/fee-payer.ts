import { makeDidAuthInfoBytes } from '@cheqd/sdk'
import { encodePubkey, makeSignDoc, type OfflineDirectSigner } from '@cosmjs/proto-signing'
import { BaseAccount } from 'cosmjs-types/cosmos/auth/v1beta1/auth.js'
import { QueryAccountRequest, QueryAccountResponse } from 'cosmjs-types/cosmos/auth/v1beta1/query.js'
import { TxBody, TxRaw } from 'cosmjs-types/cosmos/tx/v1beta1/tx.js'
import { TrustRegistryIssuerError } from '../../trust-registry-issuer-error.js'
import type { MnemonicSource } from './cheqd-sdk-publisher-options.js'
import type { LedgerNode } from './ledger-node.js'
import { NodeError } from './node-error.js'
import { payerWallet } from './payer-wallet.js'
import type { EncodedMessage } from './resource-message.js'

/** The account as the ledger has it. */
export interface AccountState {
  accountNumber: number
  /** The sequence number that its next transaction must have. */
  sequence: number
}

/** What a transaction is made of beside its messages. */
export interface TxTerms {
  chainId: string
  account: AccountState
  gas: number
  /** ncheq */
  fee: bigint
}

/** The account that pays the fees and signs the transactions. */
export class FeePayer {
  readonly #source: OfflineDirectSigner | MnemonicSource
  #signer: Promise<OfflineDirectSigner> | undefined
  #known: Promise<{ address: string; pubkey: string }> | undefined

  constructor(source: OfflineDirectSigner | MnemonicSource) {
    this.#source = source
  }

  /** The account's address. */
  async address(): Promise<string> {
    return (await this.#account()).address
  }

  /**
   * Asks the ledger for the account.
   *
   * @throws TrustRegistryIssuerError `invalid_setup` where the ledger knows no such account: nobody has sent it tokens
   */
  async state(node: LedgerNode, signal?: AbortSignal): Promise<AccountState> {
    const address = await this.address()
    const request = QueryAccountRequest.encode({ address }).finish()
    const { code, value, log } = await node.query('/cosmos.auth.v1beta1.Query/Account', request, signal)
    if (code === 0) {
      const { account } = QueryAccountResponse.decode(value)
      if (account?.typeUrl !== '/cosmos.auth.v1beta1.BaseAccount')
        throw new NodeError('the payer is no plain account', false)
      const { accountNumber, sequence } = BaseAccount.decode(account.value)
      return { accountNumber: Number(accountNumber), sequence: Number(sequence) }
    }
    if (code === keyNotFound) {
      throw new TrustRegistryIssuerError('invalid_setup', `the ledger has no account ${address}; send it tokens first`)
    }
    throw new NodeError(`the node does not say which sequence number is next: ${log}`, false)
  }

  /** Makes and signs a transaction (SIGN_MODE_DIRECT). The payer is its one signer: cheqd's messages name none. */
  async sign(messages: readonly EncodedMessage[], { chainId, account, gas, fee }: TxTerms): Promise<Uint8Array> {
    const { address, pubkey } = await this.#account()
    const body = TxBody.encode(TxBody.fromPartial({ messages: [...messages] })).finish()
    const authInfo = makeDidAuthInfoBytes(
      [{ pubkey: encodePubkey({ type: 'tendermint/PubKeySecp256k1', value: pubkey }), sequence: account.sequence }],
      [{ denom: 'ncheq', amount: fee.toString() }],
      BigInt(gas),
      address,
    )
    const document = makeSignDoc(body, authInfo, chainId, account.accountNumber)
    const { signed, signature } = await (await this.#wallet()).signDirect(address, document)
    return TxRaw.encode({
      bodyBytes: signed.bodyBytes,
      authInfoBytes: signed.authInfoBytes,
      signatures: [Buffer.from(signature.signature, 'base64')],
    }).finish()
  }

  /** Wallets derive their keys anew each time they are asked. A failure is not remembered: a signer elsewhere comes back. */
  async #account(): Promise<{ address: string; pubkey: string }> {
    this.#known ??= this.#readAccount()
    try {
      return await this.#known
    } catch (error) {
      this.#known = undefined
      throw error
    }
  }

  async #readAccount(): Promise<{ address: string; pubkey: string }> {
    const [account] = await (await this.#wallet()).getAccounts()
    if (account?.algo !== 'secp256k1') {
      throw new TrustRegistryIssuerError('invalid_setup', 'CheqdSdkPublisher: the payer has no secp256k1 account')
    }
    return { address: account.address, pubkey: Buffer.from(account.pubkey).toString('base64') }
  }

  async #wallet(): Promise<OfflineDirectSigner> {
    if (!('mnemonicFrom' in this.#source)) return this.#source
    this.#signer ??= readWallet(this.#source.mnemonicFrom)
    try {
      return await this.#signer
    } catch (error) {
      this.#signer = undefined
      throw error
    }
  }
}

/** ErrKeyNotFound: the auth module's answer where there is no account. */
const keyNotFound = 22

async function readWallet(variable: string): Promise<OfflineDirectSigner> {
  const mnemonic = process.env[variable]?.trim() ?? ''
  if (mnemonic === '') throw badMnemonic(variable, 'is not set')
  try {
    return await payerWallet(mnemonic)
  } catch {
    // No cause: the library's message may have words of the mnemonic in it.
    throw badMnemonic(variable, 'holds no mnemonic of BIP-39, nor a private key in hex')
  }
}

const badMnemonic = (variable: string, problem: string): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError('invalid_setup', `CheqdSdkPublisher: the environment variable ${variable} ${problem}`)
