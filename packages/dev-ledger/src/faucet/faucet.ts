import type { Signer } from '../accounts.js'
import type { Chain } from '../chain.js'
import { isAddress } from '../tx/address.js'
import type { SideRoute } from '../resolver/resolver-server.js'
import { signSend } from './sign-send.js'

/** What the faucet gives at once, ncheq: 10,000 CHEQ. */
const portion = 10_000_000_000_000n

/** Gives ncheq by transactions of an account of its own, so that they are in the blocks like any other. */
export class Faucet {
  private queue: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly chain: Chain,
    private readonly signer: Signer,
  ) {}

  /**
   * Sends ncheq to an address and answers with the transaction's hash. One at a time, because each takes a sequence.
   * Throws an Error with the ledger's log when it is refused.
   */
  give(address: string, amount = portion): Promise<string> {
    const run = this.queue.then(async () => {
      const { hash, check, included } = await this.chain.broadcast(
        await signSend(this.chain, this.signer, address, amount),
      )
      const result = (await included)?.result ?? check
      if (result.code !== 0) throw new Error(`the faucet's transaction was refused: ${result.log}`)
      return hash
    })
    this.queue = run.catch(() => undefined)
    return run
  }

  /** `POST /faucet` with `{"address": "cheqd1…"}`. */
  readonly route: SideRoute = async (body) => {
    const address = addressIn(body)
    if (address === undefined || !isAddress(address))
      return { status: 400, body: { error: 'send JSON with "address": an address of the ledger, cheqd1…' } }
    const txHash = await this.give(address)
    const balance = this.chain.state.balance(address).toString()
    return { status: 200, body: { address, amount: portion.toString(), denom: 'ncheq', balance, txHash } }
  }
}

function addressIn(body: string): string | undefined {
  try {
    const value = JSON.parse(body) as { address?: unknown } | null
    return typeof value?.address === 'string' ? value.address : undefined
  } catch {
    return undefined
  }
}
