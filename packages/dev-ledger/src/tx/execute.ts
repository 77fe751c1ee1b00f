import { TxMsgData } from 'cosmjs-types/cosmos/base/abci/v1beta1/abci.js'
import { AbciError } from '../abci-error.js'
import type { MessageContext } from '../modules/context.js'
import { createDid } from '../modules/create-did.js'
import { createResource } from '../modules/create-resource.js'
import { deactivateDid } from '../modules/deactivate-did.js'
import { sendCoins } from '../modules/send-coins.js'
import { updateDid } from '../modules/update-did.js'
import { codecs } from '../proto/codecs.js'
import type { DidDocWithMetadata } from '../proto/did-types.js'
import type { LedgerState } from '../state/ledger-state.js'
import { payerOf, runAnte } from './ante.js'
import type { ChainParams } from './chain-params.js'
import { isTaxable, type DecodedTx, type LedgerMessage } from './decode-tx.js'
import { messageFee, resourceFeeClass, type FeeClass } from './fees.js'
import { GasMeter } from './gas-meter.js'
import { verifyPayloadSignature } from '../rules/payload-signature.js'
import { refusedResult, type TxEvent, type TxResult } from './tx-result.js'

/** What a transaction is executed in. */
export interface TxContext {
  state: LedgerState
  params: ChainParams
  height: number
  blockTime: Date
  /** Media types of the transaction's resources, by the index of their message. */
  mediaTypes: ReadonlyMap<number, string>
}

/**
 * Runs the checks of the ante handler and takes back what they changed: the answer of CheckTx.
 * @param before - transactions that wait for the same block: they have taken their sequences.
 */
export function checkTx(tx: DecodedTx, context: TxContext, before: readonly DecodedTx[]): TxResult {
  const { accounts, journal } = context.state
  const mark = journal.mark()
  for (const waiting of before) {
    const account = accounts.get(payerOf(waiting))
    if (account !== undefined) accounts.set(account.address, { ...account, sequence: account.sequence + 1n })
  }
  const gas = new GasMeter(tx.authInfo.fee?.gasLimit ?? 0n)
  const result = attempt(tx, gas, () => runAnte(tx, { ...context, gas, simulate: false }))
  journal.rollback(mark)
  return result
}

/**
 * Executes a transaction: the ante handler, the messages, and the fees after them. When a message or its fee is
 * refused their changes are taken back, but the sequence stays taken, as on the chain.
 */
export function executeTx(tx: DecodedTx, context: TxContext, simulate = false): TxResult {
  const { state } = context
  const gas = new GasMeter(simulate ? undefined : (tx.authInfo.fee?.gasLimit ?? 0n))
  const start = state.journal.mark()
  const ante = attempt(tx, gas, () => runAnte(tx, { ...context, gas, simulate }))
  if (ante.code !== 0) {
    state.journal.rollback(start)
    return ante
  }
  const afterAnte = state.journal.mark()
  const result = attempt(tx, gas, () => {
    const { data, events } = runMessages(tx, context, gas, (method, bytes, signature) =>
      verifyPayloadSignature(method, bytes(), signature),
    )
    return { data: data(), events: simulate ? events : [...feeEvents(tx, context), ...events] }
  })
  if (result.code !== 0) state.journal.rollback(afterAnte)
  return result
}

/**
 * Does again what a transaction of the log did, without verifying signatures or counting gas. One that failed took its
 * sequence and, without DID messages, its fee, and nothing else; one that the ante handler refused in its block, since
 * another before it took what its check had seen, did nothing at all. Throws AbciError where the log and the state part.
 */
export function replayTx(
  tx: DecodedTx,
  context: TxContext,
  known: Pick<TxResult, 'code' | 'codespace' | 'log' | 'gasUsed'>,
): TxResult {
  const { journal } = context.state
  const gas = new GasMeter(undefined, false)
  const gasWanted = tx.authInfo.fee?.gasLimit ?? 0n
  const failed = { ...known, data: new Uint8Array(), events: [], gasWanted }
  const start = journal.mark()
  try {
    runAnte(tx, { ...context, gas, simulate: false, trusted: true })
  } catch (error) {
    const isKnown = error instanceof AbciError && error.code === known.code && error.codespace === known.codespace
    if (!isKnown) throw error
    journal.rollback(start)
    return failed
  }
  if (known.code !== 0) return failed
  const outcome = runMessages(tx, context, gas, () => true)
  const events = [...feeEvents(tx, context), ...outcome.events]
  return {
    ...known,
    // Seldom asked for, and much of the work of a replay.
    get data() {
      return outcome.data()
    },
    events,
    gasWanted,
  }
}

function attempt(tx: DecodedTx, gas: GasMeter, run: () => void | { data: Uint8Array; events: TxEvent[] }): TxResult {
  const gasWanted = tx.authInfo.fee?.gasLimit ?? 0n
  try {
    const { data = new Uint8Array(), events = [] } = run() ?? {}
    return { code: 0, codespace: '', log: '', data, events, gasWanted, gasUsed: gas.used }
  } catch (error) {
    const refusal =
      error instanceof AbciError
        ? error
        : new AbciError('panic', `recovered: ${error instanceof Error ? error.message : 'unknown'}`)
    return refusedResult(refusal, gasWanted, gas.used)
  }
}

function runMessages(
  tx: DecodedTx,
  context: TxContext,
  gas: GasMeter,
  verify: MessageContext['verify'],
): { data: () => Uint8Array; events: TxEvent[] } {
  const { state, params, blockTime } = context
  const messageContext: MessageContext = { state, namespace: params.namespace, blockTime, gas, verify }
  const events: TxEvent[] = []
  const responses = tx.messages.map((message, index) => {
    events.push({ type: 'message', attributes: { action: message.typeUrl, msg_index: String(index) } })
    try {
      return runMessage(message, messageContext, context.mediaTypes.get(index) ?? 'application/octet-stream', events)
    } catch (error) {
      // Running out of gas, like a panic, stops the whole transaction: it is not a message's refusal.
      if (!(error instanceof AbciError) || error.code === 11 || error.code === 111222) throw error
      throw error.wrap(`failed to execute message; message index: ${index}`)
    }
  })
  const data = (): Uint8Array => {
    const msgResponses = responses.map(({ typeUrl, value }) => ({ typeUrl, value: value() }))
    return TxMsgData.encode(TxMsgData.fromPartial({ msgResponses })).finish()
  }
  return { data, events }
}

/** Executes a message; its response is written when it is asked for. */
function runMessage(
  message: LedgerMessage,
  context: MessageContext,
  mediaType: string,
  events: TxEvent[],
): { typeUrl: string; value: () => Uint8Array } {
  const typeUrl = `${message.typeUrl}Response`
  const ofDid = (value: DidDocWithMetadata) => ({ typeUrl, value: () => codecs.didResponse.encode({ value }) })
  switch (message.typeUrl) {
    case '/cheqd.did.v2.MsgCreateDidDoc':
      return ofDid(createDid(context, message.value))
    case '/cheqd.did.v2.MsgUpdateDidDoc':
      return ofDid(updateDid(context, message.value))
    case '/cheqd.did.v2.MsgDeactivateDidDoc':
      return ofDid(deactivateDid(context, message.value))
    case '/cheqd.resource.v2.MsgCreateResource': {
      const resource = createResource(context, message.value, mediaType)
      return { typeUrl, value: () => codecs.createResourceResponse.encode({ resource }) }
    }
    case '/cosmos.bank.v1beta1.MsgSend':
      events.push(...sendCoins(context, message.value))
      return { typeUrl, value: () => new Uint8Array() }
  }
}

/** Takes the fees of DID messages (post/tax.go) and tells of the fee either way. */
function feeEvents(tx: DecodedTx, context: TxContext): TxEvent[] {
  const { state, params } = context
  const offered = tx.authInfo.fee?.amount ?? []
  const payer = payerOf(tx)
  if (!isTaxable(tx)) return [feeEvent(offered.map((coin) => `${coin.amount}${coin.denom}`).join(','), payer)]
  let total = 0n
  tx.messages.forEach((message, index) => {
    const feeClass = classOf(message, context.mediaTypes.get(index) ?? '')
    if (feeClass !== undefined) total += messageFee(params.fees, feeClass, offered)
  })
  if (state.balance(payer) < total)
    throw new AbciError(
      'insufficientFunds',
      `failed to deduct fees from ${payer}: spendable balance ${state.balance(payer)}ncheq is smaller than ${total}ncheq: insufficient funds`,
    )
  state.balances.set(payer, state.balance(payer) - total)
  return [feeEvent(`${total}ncheq`, payer)]
}

function classOf(message: LedgerMessage, mediaType: string): FeeClass | undefined {
  switch (message.typeUrl) {
    case '/cheqd.did.v2.MsgCreateDidDoc':
      return 'createDid'
    case '/cheqd.did.v2.MsgUpdateDidDoc':
      return 'updateDid'
    case '/cheqd.did.v2.MsgDeactivateDidDoc':
      return 'deactivateDid'
    case '/cheqd.resource.v2.MsgCreateResource':
      return resourceFeeClass(mediaType)
    default:
      return undefined
  }
}

function feeEvent(fee: string, payer: string): TxEvent {
  return { type: 'tx', attributes: { fee, fee_payer: payer } }
}
