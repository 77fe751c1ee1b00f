import { createSocket } from 'node:dgram'

/** Passes DNS questions on over UDP, and counts them. */
export interface QueryCounter {
  port: number
  /** How many have passed since it was last asked. */
  taken: () => number
  stop: () => Promise<void>
}

/**
 * @param upstream - the port on loopback that they are passed on to
 * @param delayMs - how long each answer is held back, milliseconds, as a network would
 */
export async function countQueries(upstream: number, delayMs = 0): Promise<QueryCounter> {
  let count = 0
  const server = createSocket('udp4')
  server.on('message', (query, { port, address }) => {
    count += 1
    const onward = createSocket('udp4')
    onward.on('message', (answer) => {
      onward.close()
      setTimeout(() => server.send(answer, port, address), delayMs)
    })
    onward.send(query, upstream, '127.0.0.1')
  })
  await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve))
  return {
    port: server.address().port,
    taken: () => {
      const taken = count
      count = 0
      return taken
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
