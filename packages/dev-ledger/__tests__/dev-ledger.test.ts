import { createServer } from 'node:net'
import { DevLedger } from '../src/index.js'
import * as api from '../src/index.js'

const free = { rpcPort: 0, grpcPort: 0, resolverPort: 0 }

describe('DevLedger.start', () => {
  it('exports what it says and nothing else', () => {
    expect(Object.keys(api).sort()).toEqual(['DevLedger', 'DevLedgerError', 'faucetMnemonic'])
  })
  it('says which option to change when a port is in use, and leaves nothing listening', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => taken.once('listening', resolve))
    const { port } = taken.address() as { port: number }
    await expect(DevLedger.start({ ...free, resolverPort: port })).rejects.toMatchObject({
      code: 'port_in_use',
      message: `port ${port} on 127.0.0.1 is in use: end what uses it, or choose another resolverPort (0 for a free one)`,
    })
    taken.close()
  })
  it.each([
    [{ rpcPort: -1 }, /rpcPort must be a port/],
    [{ namespace: 'a b' as never }, /namespace must be letters and digits/],
    [{ chainId: '' }, /chainId must be/],
    [{ maxGas: 0 }, /maxGas must be a whole number/],
    [{ fees: { cheqPrice: 'much' } }, /cheqPrice must be decimal text/],
    [{ fees: { cheqPrice: '0' } }, /cheqPrice must be above 0/],
  ])('refuses the option %j by its name', async (options, message) => {
    await expect(DevLedger.start({ ...free, ...options })).rejects.toMatchObject({
      code: 'invalid_option',
      message: expect.stringMatching(message),
    })
  })
  it('gives blocks the time of the clock that was put, and never goes back', async () => {
    const ledger = await DevLedger.start(free)
    const lastBlock = async (): Promise<string> => {
      await ledger.createPayer()
      const { result } = (await (await fetch(`${ledger.urls.rpc}/block`)).json()) as {
        result: { block: { header: { time: string } } }
      }
      return result.block.header.time
    }
    ledger.setTime(new Date('2040-01-01T00:00:00Z'))
    expect(await lastBlock()).toMatch(/^2040-01-01T00:00:0/)
    ledger.advanceTime(86_400_000)
    const next = await lastBlock()
    expect(next).toMatch(/^2040-01-02T00:00:0/)
    ledger.setTime(new Date('2030-01-01T00:00:00Z'))
    expect(Date.parse(await lastBlock())).toBe(Date.parse(next) + 1)
    await ledger.close()
  })
  it('lets nobody put the clock over HTTP unless it was asked to', async () => {
    const closed = await DevLedger.start(free)
    expect(
      (await fetch(`${closed.urls.resolver}/dev/time`, { method: 'POST', body: '{"advanceSeconds":1}' })).status,
    ).toBe(400)
    await closed.close()
    const open = await DevLedger.start({ ...free, timeControl: true })
    const put = async (body: string) => {
      const response = await fetch(`${open.urls.resolver}/dev/time`, { method: 'POST', body })
      return { status: response.status, ...((await response.json()) as { time?: string }) }
    }
    expect(await put('{"time":"2040-01-01T00:00:00Z"}')).toMatchObject({
      status: 200,
      time: expect.stringMatching(/^2040-01-01/),
    })
    expect(await put('{"advanceSeconds":86400}')).toMatchObject({ time: expect.stringMatching(/^2040-01-02/) })
    expect((await put('{"time":"soon"}')).status).toBe(400)
    expect((await put('null')).status).toBe(400)
    await open.close()
  })
  it('hands out coins to an address, many at once, and says what is wrong with anything else', async () => {
    const ledger = await DevLedger.start(free)
    const [address] = ledger.accounts
    const give = async (body: string) => (await fetch(ledger.urls.faucet, { method: 'POST', body })).status
    expect(await Promise.all(Array.from({ length: 20 }, () => give(JSON.stringify({ address }))))).toEqual(
      new Array(20).fill(200),
    )
    expect(ledger.height).toBe(21)
    for (const body of ['', '{}', '{"address":"cosmos1x"}', '[]']) expect(await give(body)).toBe(400)
    await ledger.close()
  })
  it('shows height, DIDs and resources to a browser', async () => {
    const ledger = await DevLedger.start(free)
    const response = await fetch(ledger.urls.resolver)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(await response.text()).toMatch(/<td>Height<\/td><td>1<\/td>/)
    await ledger.close()
  })
  it('tells of every request, without bodies', async () => {
    const lines: string[] = []
    const ledger = await DevLedger.start({ ...free, log: (line) => lines.push(line) })
    await fetch(`${ledger.urls.rpc}/health`)
    await fetch(ledger.urls.rpc, {
      method: 'POST',
      body: JSON.stringify({ method: 'abci_query', params: { path: '/a\nb', data: '00' } }),
    })
    await fetch(ledger.urls.rpc, { method: 'POST', body: '[null,{"method":7},{"method":"status","params":null}]' })
    await (await fetch(`${ledger.urls.resolver}/1.0/identifiers/did:cheqd:testnet:x`)).text()
    await ledger.close()
    expect(lines.map((line) => line.replace(/ [\d.]+ ms$/, ''))).toEqual([
      'rpc GET /health 200',
      'rpc POST / abci_query /a?b 200',
      'rpc POST / , , status 200',
      'resolver GET /1.0/identifiers/did:cheqd:testnet:x 400',
    ])
  })
})
