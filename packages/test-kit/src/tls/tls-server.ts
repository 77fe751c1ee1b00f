import { createServer, type Server } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TlsIdentity } from './self-signed.js'

/** Answers a request. */
export type TlsHandler = (request: IncomingMessage, response: ServerResponse) => void

/** A real HTTPS server on a free loopback port. */
export class TlsServer {
  private constructor(
    private readonly server: Server,
    readonly port: number,
    /** The paths that were asked for, in their order. */
    readonly requests: string[],
  ) {}

  static async start(identity: TlsIdentity, handle: TlsHandler): Promise<TlsServer> {
    const requests: string[] = []
    const server = createServer({ ...identity }, (request, response) => {
      requests.push(request.url ?? '')
      handle(request, response)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new TlsServer(server, (server.address() as AddressInfo).port, requests)
  }

  /** Ends it and every connection to it. */
  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }
}
