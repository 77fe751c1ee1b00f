import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as the server got it. */
export interface SeenRequest {
  method: string
  /** Path and query. */
  url: string
  accept: string
  body: string
}

export type Handler = (request: SeenRequest, response: ServerResponse) => void | Promise<void>

/** A real HTTP server on a free loopback port. */
export interface Loopback {
  /** `http://127.0.0.1:<port>` */
  url: string
  seen: SeenRequest[]
  /** Replaces what the server does. */
  use(handler: Handler): void
  /** Ends it and every connection to it. */
  close(): Promise<void>
}

export async function startLoopback(first?: Handler): Promise<Loopback> {
  let handler: Handler = first ?? ((_request, response) => void response.writeHead(404).end())
  const seen: SeenRequest[] = []
  const server = createServer((incoming, response) => {
    void readBody(incoming).then(async (body) => {
      const { method = '', url = '', headers } = incoming
      const request = { method, url, accept: headers.accept ?? '', body }
      seen.push(request)
      await handler(request, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    use: (next) => {
      handler = next
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

/** Answers JSON. */
export function sendJson(response: ServerResponse, value: unknown, status = 200, type = 'application/ld+json'): void {
  response.writeHead(status, { 'content-type': type }).end(JSON.stringify(value))
}
