import { createServer } from 'node:net'
import { freePorts } from '../src/index.js'

describe('free ports', () => {
  it('are as many as were asked for, each another, and none that the system gives to outgoing connections', async () => {
    const ports = await freePorts(200)
    expect(new Set(ports).size).toBe(200)
    expect(Math.min(...ports)).toBeGreaterThanOrEqual(10_000)
    expect(Math.max(...ports)).toBeLessThan(30_000)
    expect((await freePorts(20)).filter((port) => (ports as number[]).includes(port))).toEqual([])
  })

  it('can be listened on', async () => {
    const [port] = await freePorts(1)
    const server = createServer()
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', resolve)
    })
    expect(server.address()).toMatchObject({ address: '127.0.0.1', port })
    await new Promise((resolve) => server.close(resolve))
  })
})
