import { SignMode } from 'cosmjs-types/cosmos/tx/signing/v1beta1/signing.js'
import { PubKey } from 'cosmjs-types/cosmos/crypto/secp256k1/keys.js'
import { AbciError } from '../abci-error.js'
import { validateCreateDid, validateDeactivateDid, validateUpdateDid } from '../rules/did-messages.js'
import type { Account, LedgerState } from '../state/ledger-state.js'
import { addressOf, isAddress } from './address.js'
import type { ChainParams } from './chain-params.js'
import { isTaxable, type DecodedTx, type LedgerMessage } from './decode-tx.js'
import { gasFee } from './fees.js'
import type { GasMeter } from './gas-meter.js'
import { verifyTxSignature } from './verify-tx-signature.js'

/** What the ante handler is run in. */
export interface AnteContext {
  state: LedgerState
  params: ChainParams
  gas: GasMeter
  height: number
  /** A simulation skips signatures and fees. */
  simulate: boolean
  /** The transaction comes from the ledger's own log: its signature was verified then. */
  trusted?: boolean
}

/**
 * Checks a transaction and takes its sequence, in the order of the chain's decorators (app/ante.go). Throws the first
 * refusal. Messages about DIDs pay after their execution, others here.
 */
export function runAnte(tx: DecodedTx, context: AnteContext): void {
  const { state, params, gas, simulate } = context
  const { fee } = tx.authInfo
  if (fee === undefined) throw new AbciError('txDecode', 'fee is required')
  if (fee.gasLimit > params.maxGas && !simulate)
    throw new AbciError('invalidGasLimit', `tx gas limit ${fee.gasLimit} exceeds block max gas ${params.maxGas}`)
  if (tx.body.extensionOptions.length > 0) throw new AbciError('unknownExtensionOptions')
  if (tx.messages.length === 0) throw new AbciError('invalidRequest', 'must contain at least one message')
  if (context.trusted !== true) for (const message of tx.messages) validateBasic(message)
  if (tx.raw.signatures.length === 0) throw new AbciError('noSignatures')
  if (tx.body.timeoutHeight !== 0n && BigInt(context.height) > tx.body.timeoutHeight)
    throw new AbciError('txTimeoutHeight', `block height: ${context.height}, timeout height: ${tx.body.timeoutHeight}`)
  const memoBytes = Buffer.byteLength(tx.body.memo)
  if (memoBytes > params.maxMemoBytes)
    throw new AbciError(
      'memoTooLarge',
      `maximum number of characters is ${params.maxMemoBytes} but received ${memoBytes} characters`,
    )
  gas.consume(params.txSizeCostPerByte * BigInt(tx.bytes.length), 'txSize')
  if (!simulate && fee.gasLimit === 0n) throw new AbciError('invalidGasLimit', 'must provide positive gas')
  if (!isTaxable(tx) && !simulate) deductGasFee(tx, payerOf(tx), context)
  requireSenders(tx)
  const account = setPublicKey(tx, context)
  gas.consume(params.signatureCost, 'ante verify: secp256k1')
  verifySignature(tx, account, context)
  state.accounts.set(account.address, { ...account, sequence: account.sequence + 1n })
}

/** The one signer: cheqd's messages name none, so it is the payer of the fee; a bank send is signed by its sender. */
export function payerOf(tx: DecodedTx): string {
  const payer = tx.authInfo.fee?.payer ?? ''
  if (payer !== '') return payer
  const sender = tx.messages.find((message) => message.typeUrl === '/cosmos.bank.v1beta1.MsgSend')
  if (sender?.typeUrl === '/cosmos.bank.v1beta1.MsgSend') return sender.value.fromAddress
  // unverified against the chain: without a payer these messages have no signer at all
  throw new AbciError('invalidRequest', 'a transaction of DID messages needs fee.payer')
}

/** One signature covers one signer, so whoever sends coins must be the one who signs. */
function requireSenders(tx: DecodedTx): void {
  const payer = payerOf(tx)
  for (const message of tx.messages)
    if (message.typeUrl === '/cosmos.bank.v1beta1.MsgSend' && message.value.fromAddress !== payer)
      throw new AbciError('unauthorized', `${message.value.fromAddress} sends coins and has not signed`)
}

function validateBasic(message: LedgerMessage): void {
  const errors = (() => {
    switch (message.typeUrl) {
      case '/cheqd.did.v2.MsgCreateDidDoc':
        return validateCreateDid(message.value)
      case '/cheqd.did.v2.MsgUpdateDidDoc':
        return validateUpdateDid(message.value)
      case '/cheqd.did.v2.MsgDeactivateDidDoc':
        return validateDeactivateDid(message.value)
      default:
        return undefined
    }
  })()
  if (errors !== undefined) throw new AbciError('basicValidation', errors.toString())
}

function deductGasFee(tx: DecodedTx, payer: string, { state, params }: AnteContext): void {
  const fee = tx.authInfo.fee
  const coins = fee?.amount ?? []
  const offered = coins.find((coin) => coin.denom === 'ncheq')
  const needed = gasFee(params.fees, fee?.gasLimit ?? 0n)
  // unverified against the chain: the words of its fee market
  if (offered === undefined || BigInt(offered.amount) < needed)
    throw new AbciError('insufficientFee', `got: ${offered?.amount ?? '0'}ncheq required: ${needed}ncheq`)
  if (!state.accounts.has(payer)) throw new AbciError('unknownAddress', `fee payer address: ${payer} does not exist`)
  const amount = BigInt(offered.amount)
  if (state.balance(payer) < amount)
    throw new AbciError(
      'insufficientFunds',
      `spendable balance ${state.balance(payer)}ncheq is smaller than ${amount}ncheq`,
    )
  state.balances.set(payer, state.balance(payer) - amount)
}

function setPublicKey(tx: DecodedTx, { state, simulate }: AnteContext): Account {
  const address = payerOf(tx)
  if (!isAddress(address)) throw new AbciError('invalidAddress', address)
  const account = state.accounts.get(address)
  if (account === undefined) throw new AbciError('unknownAddress', `account ${address} does not exist`)
  const [signer] = tx.authInfo.signerInfos
  if (tx.authInfo.signerInfos.length !== 1 || tx.raw.signatures.length !== 1)
    throw new AbciError('unauthorized', `invalid number of signer;  expected: 1, got ${tx.raw.signatures.length}`)
  const publicKey = signer?.publicKey === undefined ? account.publicKey : decodeKey(signer.publicKey)
  if (publicKey === undefined) {
    if (simulate) return account
    throw new AbciError('invalidPubKey', 'pubkey on account is not set')
  }
  const known = account.publicKey !== undefined && Buffer.from(account.publicKey).equals(publicKey)
  if (!known && !simulate && addressOf(publicKey) !== address)
    throw new AbciError('invalidPubKey', `pubKey does not match signer address ${address} with signer index: 0`)
  return { ...account, publicKey }
}

function decodeKey({ typeUrl, value }: { typeUrl: string; value: Uint8Array }): Uint8Array {
  if (typeUrl !== '/cosmos.crypto.secp256k1.PubKey')
    throw new AbciError('invalidPubKey', `only secp256k1 keys sign here, got ${typeUrl}`)
  const { key } = PubKey.decode(value)
  if (key.length !== 33) throw new AbciError('invalidPubKey', `a compressed key has 33 bytes, got ${key.length}`)
  return key
}

function verifySignature(tx: DecodedTx, account: Account, { params, simulate, trusted }: AnteContext): void {
  const [signer] = tx.authInfo.signerInfos
  if (signer !== undefined && signer.sequence !== account.sequence)
    throw new AbciError(
      'wrongSequence',
      `account sequence mismatch, expected ${account.sequence}, got ${signer.sequence}`,
    )
  if (simulate || trusted === true) return
  const direct = signer?.modeInfo?.single?.mode === SignMode.SIGN_MODE_DIRECT
  if (
    !direct ||
    account.publicKey === undefined ||
    !verifyTxSignature(tx, account.publicKey, params.chainId, account.accountNumber)
  )
    throw new AbciError(
      'unauthorized',
      `signature verification failed; please verify account number (${account.accountNumber}) and chain-id (${params.chainId}): (unable to verify single signer signature)`,
    )
}
