import { randomInt } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'
import { TestKitError } from './test-kit-error.js'

/** As many numbers. */
type Ports<Count extends number, Found extends number[] = []> = number extends Count
  ? number[]
  : Found['length'] extends Count
    ? Found
    : Ports<Count, [...Found, number]>

/** Below the range of which systems take the ports of outgoing connections: what is free there stays free. */
const [lowest, highest] = [10_000, 30_000]
const maxAttempts = 1000

/** No port is given twice by one process, since a server may take its time to listen on it. */
const given = new Set<number>()

/**
 * Ports of 127.0.0.1 on which nobody listens now, over TCP or UDP, for servers that can't choose one themselves.
 *
 * @throws TestKitError `no_free_port`
 */
export async function freePorts<Count extends number>(count: Count): Promise<Ports<Count>> {
  const ports: number[] = []
  for (let attempt = 0; ports.length < count; attempt += 1) {
    if (attempt === maxAttempts) throw new TestKitError('no_free_port', 'no free port was found on 127.0.0.1')
    const port = randomInt(lowest, highest)
    if (given.has(port) || !((await isFreeForTcp(port)) && (await isFreeForUdp(port)))) continue
    given.add(port)
    ports.push(port)
  }
  return ports as Ports<Count>
}

async function isFreeForTcp(port: number): Promise<boolean> {
  const server = createServer()
  return await new Promise((resolve) => {
    server.once('error', () => {
      resolve(false)
    })
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.close(() => {
        resolve(true)
      })
    })
  })
}

async function isFreeForUdp(port: number): Promise<boolean> {
  const socket = createSocket('udp4')
  return await new Promise((resolve) => {
    socket.once('error', () => {
      socket.close()
      resolve(false)
    })
    socket.bind({ port, address: '127.0.0.1', exclusive: true }, () => {
      socket.close(() => {
        resolve(true)
      })
    })
  })
}
