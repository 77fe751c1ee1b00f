import { SignMode } from 'cosmjs-types/cosmos/tx/signing/v1beta1/signing.js'
import { deriveSigner, newMnemonic, type Signer } from '../src/accounts.js'
import type { Chain } from '../src/chain.js'
import { createMessage, newKey, resourceMessage, validPayload, validResource } from './support/messages.js'
import { createDidAny, createResourceAny, newChain, sendAny, signTx, type TxOverrides } from './support/tx.js'

let chain: Chain
let alice: Signer
let bob: Signer
beforeEach(async () => {
  ;({ chain, alice, bob } = await newChain())
})

const newDidMessage = () => {
  const key = newKey()
  const payload = validPayload(key)
  return { key, payload, any: createDidAny(createMessage(payload, [`${payload.id}#key-1`, key])) }
}
/** The refusal in CheckTx, or the result in the block. */
async function outcome(bytes: Uint8Array): Promise<string> {
  const { check, included } = await chain.broadcast(bytes)
  if (check.code !== 0) return `check: ${check.codespace} ${check.code} ${check.log}`
  const { result } = await included!
  return result.code === 0 ? 'accepted' : `block: ${result.codespace} ${result.code} ${result.log}`
}
const send = async (over: TxOverrides = {}, amount = '1'): Promise<string> =>
  outcome(await signTx(chain, alice, over.messages ?? [sendAny(alice.address, bob.address, amount)], over))
const create = async (over: TxOverrides = {}): Promise<string> =>
  outcome(await signTx(chain, alice, [newDidMessage().any], over))

describe('signatures of transactions', () => {
  it('takes a transaction that is signed as it should be', async () => {
    expect(await send()).toBe('accepted')
  })
  it.each<[string, TxOverrides]>([
    ['another chain', { chainId: 'cheqd-mainnet-1' }],
    ['another account number', { accountNumber: 7n }],
    ['the upper half of s', { highS: true }],
    ['another sign mode', { mode: SignMode.SIGN_MODE_LEGACY_AMINO_JSON }],
  ])('refuses a signature for %s (sdk 4)', async (_name, over) => {
    expect(await send(over)).toBe(
      'check: sdk 4 signature verification failed; please verify account number (0) and chain-id (cheqd-testnet-dev): (unable to verify single signer signature): unauthorized',
    )
  })
  it('refuses a sequence that is not the account’s (sdk 32), in either direction', async () => {
    expect(await send()).toBe('accepted')
    expect(await send({ sequence: 0n }, '2')).toBe(
      'check: sdk 32 account sequence mismatch, expected 1, got 0: incorrect account sequence',
    )
    expect(await send({ sequence: 2n }, '2')).toBe(
      'check: sdk 32 account sequence mismatch, expected 1, got 2: incorrect account sequence',
    )
  })
  it('refuses a key that is not the payer’s (sdk 8)', async () => {
    expect(await send({ signer: bob })).toBe(
      `check: sdk 8 pubKey does not match signer address ${alice.address} with signer index: 0: invalid pubkey`,
    )
  })
  it('refuses to send somebody else’s coins', async () => {
    const theft = await signTx(chain, alice, [sendAny(bob.address, alice.address, '1')])
    expect(await outcome(theft)).toMatch(/^check: sdk 4 .*has not signed: unauthorized$/)
  })
  it('refuses a payer that the ledger does not know (sdk 9)', async () => {
    const stranger = await deriveSigner(newMnemonic(), 0, 0)
    const bytes = await signTx(chain, stranger, [newDidMessage().any])
    expect(await outcome(bytes)).toBe(`check: sdk 9 account ${stranger.address} does not exist: unknown address`)
  })
  it('refuses the same transaction twice (sdk 19)', async () => {
    const bytes = await signTx(chain, alice, [sendAny(alice.address, bob.address, '1')])
    expect(await outcome(bytes)).toBe('accepted')
    expect(await outcome(bytes)).toBe('check: sdk 19 tx already in mempool')
  })
})

describe('form of transactions', () => {
  it('refuses bytes that are no transaction, and messages that it does not know (sdk 2)', async () => {
    expect(await outcome(Buffer.from('ffff', 'hex'))).toMatch(/^check: sdk 2 .*tx parse error$/)
    expect(await send({ messages: [{ typeUrl: '/x.Y', value: new Uint8Array() }] })).toBe(
      'check: sdk 2 unable to resolve type URL /x.Y: tx parse error',
    )
  })
  it('refuses another encoding of a signed transaction, which would give it a second hash (sdk 2)', async () => {
    const bytes = await signTx(chain, alice, [sendAny(alice.address, bob.address, '1')])
    const padded = Buffer.concat([bytes, Buffer.from([0x7a, 0x01, 0x00])])
    expect(await outcome(padded)).toBe('check: sdk 2 non-canonical encoding: tx parse error')
    expect(await outcome(bytes)).toBe('accepted')
  })
  it('refuses a transaction without messages (sdk 18)', async () => {
    expect(await send({ messages: [] })).toBe('check: sdk 18 must contain at least one message: invalid request')
  })
  it('takes a memo of 512 bytes and refuses 513 (sdk 12)', async () => {
    expect(await send({ memo: 'x'.repeat(512) })).toBe('accepted')
    expect(await send({ memo: 'x'.repeat(513) })).toBe(
      'check: sdk 12 maximum number of characters is 512 but received 513 characters: memo too large',
    )
  })
  it('refuses a transaction whose height has passed (sdk 30)', async () => {
    expect(await send({ timeoutHeight: 2n })).toBe('accepted')
    expect(await send({ timeoutHeight: 2n })).toBe(
      'check: sdk 30 block height: 3, timeout height: 2: tx timeout height',
    )
  })
  it('finds broken DID messages in CheckTx (1205)', async () => {
    const { any, payload, key } = newDidMessage()
    expect(any.typeUrl).toBe('/cheqd.did.v2.MsgCreateDidDoc')
    const broken = createDidAny(createMessage({ ...payload, versionId: '' }, [`${payload.id}#key-1`, key]))
    expect(await send({ messages: [broken] })).toBe(
      'check: cheqd 1205 payload: (version_id: cannot be blank.).: basic validation failed',
    )
  })
})

describe('gas', () => {
  it('takes no transaction without gas (sdk 41), and none above the limit of a block (sdk 41)', async () => {
    expect(await create({ gas: 2_000_000n })).toBe('accepted')
    expect(await create({ gas: 2_000_001n })).toBe(
      'check: sdk 41 tx gas limit 2000001 exceeds block max gas 2000000: invalid gas limit',
    )
    expect(await create({ gas: 1n })).toMatch(
      /^check: sdk 11 out of gas in location: txSize; gasWanted: 1, gasUsed: \d+: out of gas$/,
    )
  })
  it('charges 10 for a byte of the transaction and 30 for a byte stored, so content costs 40 a byte at least', async () => {
    // The time is stored without the zeros at its end, so a block at .120 s stores a byte less than one at .121 s.
    const atOneTime = await newChain({}, 0, () => new Date('2026-01-01T00:00:00.111Z'))
    chain = atOneTime.chain
    alice = atOneTime.alice
    const { key, payload, any } = newDidMessage()
    expect(await outcome(await signTx(chain, alice, [any]))).toBe('accepted')
    const used = async (size: number): Promise<bigint> => {
      const resource = validResource(payload.id, { data: Buffer.alloc(size, 'x'), name: String(size) })
      const message = resourceMessage(resource, [`${payload.id}#key-1`, key])
      const { included } = await chain.broadcast(
        await signTx(chain, alice, [createResourceAny(message)], { gas: 2_000_000n }),
      )
      return (await included!).result.gasUsed
    }
    expect((await used(21_000)) - (await used(20_000))).toBeGreaterThanOrEqual(40_000n)
    expect(await used(60_000)).toBeGreaterThan(2_000_000n)
  })
  it('takes the sequence of a transaction that runs out of gas, and nothing else', async () => {
    const before = chain.state.balance(alice.address)
    expect(await create({ gas: 20_000n })).toMatch(/^block: sdk 11 out of gas/)
    expect(chain.state.accounts.get(alice.address)?.sequence).toBe(1n)
    expect(chain.state.balance(alice.address)).toBe(before)
    expect(chain.state.dids.size).toBe(0)
  })
})

describe('fees', () => {
  const fee = (amount: string, denom = 'ncheq') => ({ fee: [{ denom, amount }] })

  it('takes the price of a DID exactly, whatever more was offered, and refuses one ncheq less', async () => {
    const before = chain.state.balance(alice.address)
    expect(await create(fee('39999999999'))).toBe(
      'block: undefined 1 insufficient fee: need at least 40000000000, got 39999999999',
    )
    expect(chain.state.balance(alice.address)).toBe(before)
    expect(await create(fee('40000000000'))).toBe('accepted')
    expect(await create(fee('90000000000'))).toBe('accepted')
    expect(chain.state.balance(alice.address)).toBe(before - 80_000_000_000n)
  })
  it.each([
    [
      'image/png',
      Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
      '2000000000',
    ],
    ['application/json', Buffer.from('{"a":1}'), '8000000000'],
    ['text/plain', Buffer.from('hello'), '4000000000'],
  ])('prices a resource by its content: %s', async (_type, data, price) => {
    const { key, payload, any } = newDidMessage()
    await outcome(await signTx(chain, alice, [any]))
    const message = () =>
      createResourceAny(resourceMessage(validResource(payload.id, { data }), [`${payload.id}#key-1`, key]))
    const less = (BigInt(price) - 1n).toString()
    expect(await outcome(await signTx(chain, alice, [message()], fee(less)))).toBe(
      `block: undefined 1 insufficient fee: need at least ${price}, got ${less}`,
    )
    expect(await outcome(await signTx(chain, alice, [message()], fee(price)))).toBe('accepted')
  })
  it('refuses a fee in another coin, and no fee at all', async () => {
    expect(await create(fee('1', 'uatom'))).toBe(
      'block: undefined 1 unsupported cross-denom fixed fee: user paid uatom',
    )
    expect(await create({ fee: [] })).toMatch(/^block: sdk 111222 .*panic$/)
  })
  it('refuses a payer that can’t pay (sdk 5), and takes back what the message did', async () => {
    const poor = await deriveSigner(newMnemonic(), 0, 0)
    await send({}, '1')
    await outcome(await signTx(chain, alice, [sendAny(alice.address, poor.address, '39999999999')]))
    const bytes = await signTx(chain, poor, [newDidMessage().any])
    expect(await outcome(bytes)).toMatch(/^block: sdk 5 failed to deduct fees from .*insufficient funds$/)
    expect(chain.state.dids.size).toBe(0)
    expect(chain.state.accounts.get(poor.address)?.sequence).toBe(1n)
  })
  it('asks a bank send for its gas, and refuses a coin less', async () => {
    expect(await send({ gas: 100_000n, ...fee('499999999') })).toBe(
      'check: sdk 13 got: 499999999ncheq required: 500000000ncheq: insufficient fee',
    )
    expect(await send({ gas: 100_000n, ...fee('500000000') })).toBe('accepted')
  })
  it('refuses to send more than there is (sdk 5), nothing, and other coins (sdk 10)', async () => {
    expect(await send({}, '9'.repeat(20))).toMatch(
      /^block: sdk 5 failed to execute message; message index: 0: spendable/,
    )
    expect(await send({}, '0')).toMatch(/^block: sdk 10 /)
    expect(await send({ messages: [sendAny(alice.address, bob.address, '1', 'uatom')] })).toMatch(/^block: sdk 10 /)
  })
})

describe('transactions of several messages', () => {
  it('does all or nothing', async () => {
    const { any } = newDidMessage()
    expect(await send({ messages: [any, any], ...{ fee: [{ denom: 'ncheq', amount: '90000000000' }] } })).toMatch(
      /^block: cheqd 1200 failed to execute message; message index: 1: .*DID Doc exists$/,
    )
    expect(chain.state.dids.size).toBe(0)
  })
})

describe('blocks on a timer', () => {
  it('takes transactions of one account in sequence before their block is made', async () => {
    ;({ chain, alice, bob } = await newChain({}, 50))
    const first = await signTx(chain, alice, [sendAny(alice.address, bob.address, '1')])
    const second = await signTx(chain, alice, [sendAny(alice.address, bob.address, '2')], { sequence: 1n })
    const results = [await chain.broadcast(first), await chain.broadcast(second)]
    expect(results.map(({ check }) => check.code)).toEqual([0, 0])
    expect(chain.tip.height).toBe(1)
    const records = await Promise.all(results.map(({ included }) => included!))
    expect(records.map((record) => [record?.height, record?.result.code])).toEqual([
      [2, 0],
      [2, 0],
    ])
  })
  /** Hands in transactions of one account; each resolves with the height of its block. */
  const handIn = async (overrides: TxOverrides[]): Promise<Promise<number>[]> => {
    const heights: Promise<number>[] = []
    for (const [index, over] of overrides.entries()) {
      const messages = [sendAny(alice.address, bob.address, '1')]
      const tx = await signTx(chain, alice, messages, { ...over, sequence: BigInt(index) })
      const { check, included } = await chain.broadcast(tx)
      expect(check.code).toBe(0)
      heights.push(included!.then(({ height }) => height))
    }
    return heights
  }

  it('puts no more into a block than its gas, as a chain does: what asks for more waits for the next', async () => {
    ;({ chain, alice, bob } = await newChain({}, 100))
    const gasLimits = [800_000n, 1_200_000n, 2_000_000n, 500_000n]
    expect(await Promise.all(await handIn(gasLimits.map((gas) => ({ gas }))))).toEqual([2, 2, 3, 4])
  })

  it('puts no more into a block than its bytes', async () => {
    ;({ chain, alice, bob } = await newChain({ maxTxBytes: 1200 }, 100))
    const large = { memo: 'm'.repeat(200), gas: 100_000n }
    expect(await Promise.all(await handIn([large, large, large, { gas: 100_000n }]))).toEqual([2, 2, 3, 3])
  })

  it('makes all blocks that are due before it closes, so that nothing that was taken is left out', async () => {
    ;({ chain, alice, bob } = await newChain({}, 60_000))
    const heights = await handIn([1, 2, 3].map(() => ({ gas: 2_000_000n })))
    await chain.close()
    expect(await Promise.all(heights)).toEqual([2, 3, 4])
  })
})
