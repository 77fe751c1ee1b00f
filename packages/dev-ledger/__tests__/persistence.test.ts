import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DevLedger, type DevLedgerOptions } from '../src/index.js'
import { startChild } from './support/start-child.js'
import { connectSdk, newDid } from './support/sdk.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dev-ledger-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const start = (options: DevLedgerOptions = {}): Promise<DevLedger> =>
  DevLedger.start({ rpcPort: 0, grpcPort: 0, resolverPort: 0, data: folder, ...options })
const log = (): string => join(folder, 'blocks.jsonl')

/** Writes a DID and a transaction that fails, and ends the ledger. */
async function fill(): Promise<{ did: string; height: number; state: object }> {
  const ledger = await start()
  const { sdk, payer } = await connectSdk(ledger.urls.rpc, ledger.faucetMnemonic)
  const did = newDid()
  const create = (inputs: typeof did.signInputs) =>
    sdk.createDidDocTx(inputs, did.document, payer, undefined, undefined, did.versionId, {})
  const stolen = [{ ...did.signInputs[0]!, privateKeyHex: newDid().signInputs[0]!.privateKeyHex }]
  expect((await create(stolen)).code).toBe(1100)
  expect((await create(did.signInputs)).code).toBe(0)
  await ledger.createPayer()
  const result = { did: did.document.id, height: ledger.height, state: ledger.export() }
  await ledger.close()
  return result
}

describe('a ledger in a folder', () => {
  it('is the same after it was ended and started again: DIDs, balances, sequences, and failed transactions', async () => {
    const { did, height, state } = await fill()
    const again = await start()
    expect(again.height).toBe(height)
    expect(again.export()).toEqual(state)
    const answer = await fetch(`${again.urls.resolver}/1.0/identifiers/${did}`)
    expect(answer.status).toBe(200)
    await again.fund(again.accounts[0]!)
    expect(again.height).toBe(height + 1)
    await again.close()
  })
  it('cuts off a last block that was written in part, and says so', async () => {
    const { height } = await fill()
    const lines = readFileSync(log(), 'utf8').trimEnd().split('\n')
    writeFileSync(log(), `${lines.slice(0, -1).join('\n')}\n${lines.at(-1)!.slice(0, 50)}`)
    const again = await start()
    expect(again.height).toBe(height - 1)
    expect(again.notes.join()).toMatch(/written in part and never acknowledged: 50 bytes were cut off/)
    await again.close()
    const third = await start()
    expect([third.height, third.notes]).toEqual([height - 1, []])
    await third.close()
  })
  it('refuses a log with a broken block in the middle instead of losing what follows', async () => {
    await fill()
    const lines = readFileSync(log(), 'utf8').split('\n')
    lines[0] = lines[0]!.slice(0, 40)
    writeFileSync(log(), lines.join('\n'))
    await expect(start()).rejects.toMatchObject({
      code: 'data_corrupt',
      message: expect.stringMatching(/block 1 at byte 0 is broken/),
    })
  })
  it('refuses a log in which a block was changed or left out', async () => {
    await fill()
    const lines = readFileSync(log(), 'utf8').split('\n')
    writeFileSync(log(), lines.slice(1).join('\n'))
    await expect(start()).rejects.toMatchObject({ code: 'data_corrupt' })
    writeFileSync(log(), lines.join('\n').replace('"time":"2', '"time":"3'))
    await expect(start()).rejects.toMatchObject({ code: 'data_corrupt' })
  })
  it('refuses a second process on the same folder, and lets it in when the first has ended', async () => {
    const first = await start()
    await expect(start()).rejects.toMatchObject({
      code: 'data_locked',
      message: expect.stringMatching(/in use by process \d+/),
    })
    await first.close()
    await (await start()).close()
  })
  it('takes over the lock of a process that was killed', async () => {
    await fill()
    writeFileSync(join(folder, 'lock'), '999999999')
    const ledger = await start()
    expect(ledger.height).toBeGreaterThan(1)
    await ledger.close()
  })
  it('lets in only one of several processes that find the lock of a killed one', async () => {
    writeFileSync(join(folder, 'lock'), '999999999')
    const children = Array.from({ length: 4 }, () => startChild(folder))
    const outcomes = await Promise.allSettled(children.map(({ ready }) => ready))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await Promise.all(children.map(({ kill }) => kill()))
  }, 60_000)
  it('says what is wrong with a folder that can’t be used', async () => {
    writeFileSync(join(folder, 'file'), '')
    await expect(start({ data: join(folder, 'file', 'data') })).rejects.toMatchObject({
      code: 'data_unusable',
      message: expect.stringMatching(
        /file.data \(ENOTDIR\): the data folder must be one that this user can read and write/,
      ),
    })
    mkdirSync(log())
    await expect(start()).rejects.toMatchObject({
      code: 'data_unusable',
      message: expect.stringMatching(/blocks\.jsonl \(EISDIR\)/),
    })
  })
  it('refuses a genesis that is not its own', async () => {
    await fill()
    for (const text of ['{', '{}', 'null', '{"params":{}}']) {
      writeFileSync(join(folder, 'genesis.json'), text)
      await expect(start()).rejects.toMatchObject({
        code: 'data_corrupt',
        message: expect.stringMatching(/genesis\.json is .*: restore it, or start afresh/),
      })
    }
  })
  it('refuses transactions when the disk is full, goes on answering, and has lost nothing that it acknowledged', async () => {
    // A limit on the size of files stands for the full disk: the block is written in part, then refused.
    const child = startChild(folder, 'ulimit -f 24')
    const { rpc, faucet } = await child.ready
    const [address] = (await DevLedger.start({ rpcPort: 0, grpcPort: 0, resolverPort: 0 }).then(async (ledger) => {
      await ledger.close()
      return ledger.accounts
    })) as [string]
    const acknowledged: string[] = []
    const give = async () => {
      const answer = await fetch(faucet, { method: 'POST', body: JSON.stringify({ address }) })
      return { status: answer.status, ...((await answer.json()) as { txHash: string; error?: string }) }
    }
    let answer = await give()
    for (; answer.status === 200; answer = await give()) acknowledged.push(answer.txHash)
    expect(answer.error).toMatch(/can't write .*blocks\.jsonl \(EFBIG\), so the block was not kept: make room/)
    expect((await give()).status).toBe(500)
    expect((await fetch(`${rpc}/health`)).status).toBe(200)
    await child.kill()
    const again = await start()
    expect([again.height, again.notes]).toEqual([1 + acknowledged.length, []])
    for (const hash of acknowledged)
      expect(await (await fetch(`${again.urls.rpc}/tx?hash=0x${hash}`)).json()).toHaveProperty('result')
    await again.close()
  }, 60_000)
  it('refuses another chain id or namespace than the folder was made with, and keeps its own when none is named', async () => {
    await (await start({ namespace: 'mainnet' })).close()
    await expect(start({ namespace: 'testnet' })).rejects.toMatchObject({
      code: 'invalid_option',
      message: expect.stringMatching(/another namespace/),
    })
    const again = await start()
    expect([again.namespace, again.chainId]).toEqual(['mainnet', 'cheqd-mainnet-dev'])
    await again.close()
  })
  it('begins anew when asked to', async () => {
    await fill()
    const fresh = await start({ fresh: true })
    expect(fresh.height).toBe(1)
    await fresh.close()
  })
  it('imports nothing over a ledger that is there', async () => {
    await fill()
    await expect(start({ import: {} })).rejects.toMatchObject({ code: 'invalid_option' })
  })
  it('loads its export into the same state elsewhere', async () => {
    const { state } = await fill()
    rmSync(folder, { recursive: true })
    const copy = await start({ import: state })
    expect({ ...copy.export(), genesisTime: '' }).toEqual({ ...state, genesisTime: '' })
    await copy.close()
  })
  it('names what is wrong in an import', async () => {
    for (const [file, message] of [
      [{ dids: [{ did: 'x' }] }, /x is no DID of cheqd/],
      [
        { resources: [{ did: 'did:cheqd:testnet:x', metadata: { resourceId: 'a', created: '2020-01-01T00:00:00Z' } }] },
        /which is not in dids/,
      ],
      [
        {
          dids: [
            {
              did: 'did:cheqd:testnet:x',
              versions: [{ versionId: 'v', created: 'never', document: { id: 'did:cheqd:testnet:x' } }],
            },
          ],
        },
        /never is no time/,
      ],
    ] as const)
      await expect(start({ import: file as never })).rejects.toMatchObject({
        code: 'invalid_import',
        message: expect.stringMatching(message),
      })
    writeFileSync(join(folder, 'state.json'), '{')
    await expect(start({ import: join(folder, 'state.json') })).rejects.toMatchObject({ code: 'invalid_import' })
    appendFileSync(join(folder, 'state.json'), '}')
    await (await start({ import: join(folder, 'state.json') })).close()
  })
})
