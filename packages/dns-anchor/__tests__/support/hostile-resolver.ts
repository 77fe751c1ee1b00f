import { createSocket, type RemoteInfo, type Socket as UdpSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'

/** What a hostile resolver sends back for a query: messages, each as it is. */
export type Answering = (query: Buffer, overTcp: boolean) => Buffer[] | Promise<Buffer[]>

/** A resolver on loopback, over UDP and TCP on one port, that answers as it likes. */
export interface HostileResolver {
  url: string
  tcpUrl: string
  queries: () => number
  /** Of TCP, open now, when what is under way has come. */
  connections: () => Promise<number>
  stop: () => Promise<void>
}

export async function startHostileResolver(answering: Answering): Promise<HostileResolver> {
  let queries = 0
  let isStopped = false
  const sockets = new Set<Socket>()
  const tcp = createServer((socket) => {
    sockets.add(socket)
    if (isStopped) socket.destroy()
    socket.on('error', () => socket.destroy())
    let received = Buffer.alloc(0)
    socket.on('data', (data) => {
      received = Buffer.concat([received, data])
      while (received.length >= 2 && received.length >= received.readUInt16BE(0) + 2) {
        const query = received.subarray(2, received.readUInt16BE(0) + 2)
        received = received.subarray(query.length + 2)
        queries++
        void Promise.resolve(answering(query, true)).then((messages) => {
          for (const message of messages) {
            if (!socket.destroyed) {
              socket.write(Buffer.concat([Buffer.of(message.length >> 8, message.length & 0xff), message]))
            }
          }
        })
      }
    })
  })
  const { udp, port } = await listenOnOnePort(tcp)
  udp.on('message', (query: Buffer, { port: from, address }: RemoteInfo) => {
    queries++
    void Promise.resolve(answering(query, false)).then((messages) => {
      for (const message of messages) if (!isStopped) udp.send(message, from, address)
    })
  })
  return {
    url: `udp://127.0.0.1:${String(port)}`,
    tcpUrl: `tcp://127.0.0.1:${String(port)}`,
    queries: () => queries,
    connections: async () => {
      await setTimeout(100)
      return await new Promise((resolve) => tcp.getConnections((_error, count) => resolve(count)))
    },
    stop: async () => {
      isStopped = true
      for (const socket of sockets) socket.destroy()
      await Promise.all([
        new Promise<void>((resolve) => udp.close(resolve)),
        new Promise((resolve) => tcp.close(resolve)),
      ])
    },
  }
}

/** Listens on one port with both: what is free for UDP may be taken for TCP, then another is tried. */
async function listenOnOnePort(tcp: Server): Promise<{ udp: UdpSocket; port: number }> {
  for (;;) {
    const udp = createSocket('udp4')
    udp.bind(0, '127.0.0.1')
    await once(udp, 'listening')
    const { port } = udp.address()
    try {
      tcp.listen(port, '127.0.0.1')
      await once(tcp, 'listening')
      return { udp, port }
    } catch (error) {
      udp.close()
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    }
  }
}

/** The query sent back as an answer, with other flags and nothing in it. */
export function echo(query: Buffer, flags: number): Buffer {
  const answer = Buffer.from(query)
  answer.writeUInt16BE(flags, 2)
  return answer
}
