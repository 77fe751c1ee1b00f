import type { MsgSend } from 'cosmjs-types/cosmos/bank/v1beta1/tx.js'
import { AbciError } from '../abci-error.js'
import { isAddress } from '../tx/address.js'
import type { TxEvent } from '../tx/tx-result.js'
import type { MessageContext } from './context.js'

/** Executes a bank send of ncheq, the only denomination here. */
export function sendCoins({ state, gas }: MessageContext, msg: MsgSend): TxEvent[] {
  for (const [who, address] of [['sender', msg.fromAddress] as const, ['recipient', msg.toAddress] as const])
    if (!isAddress(address))
      throw new AbciError('invalidAddress', `invalid ${who === 'sender' ? 'from' : 'to'} address`)
  const [coin] = msg.amount
  if (coin === undefined || msg.amount.length !== 1 || coin.denom !== 'ncheq' || !/^[1-9]\d{0,40}$/.test(coin.amount))
    throw new AbciError('invalidCoins', msg.amount.map(({ amount, denom }) => `${amount}${denom}`).join(','))
  const amount = BigInt(coin.amount)
  const balance = state.balance(msg.fromAddress)
  if (balance < amount)
    throw new AbciError('insufficientFunds', `spendable balance ${balance}ncheq is smaller than ${amount}ncheq`)
  for (let side = 0; side < 2; side++) {
    gas.read(() => 60)
    gas.write(() => 60)
  }
  state.balances.set(msg.fromAddress, balance - amount)
  state.credit(msg.toAddress, amount)
  const text = `${amount}ncheq`
  return [
    { type: 'coin_spent', attributes: { spender: msg.fromAddress, amount: text } },
    { type: 'coin_received', attributes: { receiver: msg.toAddress, amount: text } },
    { type: 'transfer', attributes: { recipient: msg.toAddress, sender: msg.fromAddress, amount: text } },
  ]
}
