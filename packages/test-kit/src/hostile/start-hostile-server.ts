import { createServer, type Server } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net'
import type { World } from '../world.js'
import { answerAsResolver, questionOf } from './answer-as-resolver.js'
import { behave, send } from './behave.js'
import type { HostileBehaviour } from './hostile-behaviour.js'

/** What a hostile server is to do. */
export interface HostileServerOptions {
  /** What it knows, and tells where it is honest. */
  world: World
  behaviour: HostileBehaviour
  /**
   * The questions that it is hostile to: DIDs, DID URLs as the client writes them. Default: all, also those that are no
   * question to a did:cheqd resolver.
   */
  hostileTo?: (didUrl: string) => boolean
  /** What it answers where the behaviour is `wrong-answer`. Default: a DID or resource of the world that was not asked. */
  otherFor?: (didUrl: string) => string
}

/** A source on loopback that can't be trusted. */
export interface HostileServer {
  /** `http://127.0.0.1:<port>` */
  url: string
  /** Path and query of each request, in order. */
  readonly requests: readonly string[]
  /** Requests that came to the server that nobody should be led to. */
  readonly ledAstray: readonly string[]
  /** Ends it and every connection to it. */
  close(): Promise<void>
}

/**
 * Starts a did:cheqd resolver on a free loopback port, over real HTTP, that answers for a world, and is hostile to some
 * questions.
 */
export async function startHostileServer(options: HostileServerOptions): Promise<HostileServer> {
  const { world, behaviour, hostileTo = () => true, otherFor = () => 'did:cheqd:testnet:none' } = options
  const requests: string[] = []
  const ledAstray: string[] = []
  const decoy = createServer((request, response) => {
    ledAstray.push(request.url ?? '')
    send(response, answerAsResolver(world, request.url ?? ''))
  })
  const decoyUrl = await listen(decoy)
  const seen = new Map<string, number>()
  const server = createServer((incoming, response) => {
    const target = incoming.url ?? ''
    requests.push(target)
    incoming.resume()
    // What it has redirected to itself is the same question again.
    const asked = target.replace(/^(\/again)+/, '')
    const { didUrl: question = asked, wantsMetadata = false } = questionOf(asked) ?? {}
    const honest = answerAsResolver(world, asked)
    if (!hostileTo(question) || (behaviour === 'wrong-bytes' && wantsMetadata)) {
      send(response, honest)
      return
    }
    const before = seen.get(target) ?? 0
    seen.set(target, before + 1)
    const other = answerAsResolver(world, asked.replace(question, otherFor(question)))
    behave(behaviour, { target, before, honest, other, decoyUrl }, response)
  })
  const url = await listen(server)
  return {
    url,
    requests,
    ledAstray,
    close: async () => {
      await Promise.all([server, decoy].map(closeServer))
    },
  }
}

/** A server on loopback that accepts connections and never says a word: `https://` to it hangs in the TLS handshake. */
export async function startSilentServer(): Promise<Pick<HostileServer, 'url' | 'close'>> {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  const url = await listen(server)
  return {
    url: url.replace('http:', 'https:'),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function listen(server: TcpServer): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
