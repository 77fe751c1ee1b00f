import { isIPv6, type AddressInfo } from 'node:net'
import { ServerCredentials, type Server } from '@grpc/grpc-js'
import type { FastifyInstance } from 'fastify'
import { DevLedgerError } from './errors.js'

/** Listens and answers with the URL. Throws DevLedgerError that names the option to change. */
export async function listen(server: FastifyInstance, host: string, port: number, option: string): Promise<string> {
  try {
    await server.listen({ host, port })
  } catch (cause) {
    throw notListening((cause as NodeJS.ErrnoException).code ?? '', host, port, option, cause)
  }
  return `http://${reachable(host)}:${(server.server.address() as AddressInfo).port}`
}

/** Listens for gRPC without TLS and answers with the target that clients take, `host:port`. Throws DevLedgerError. */
export async function listenGrpc(server: Server, host: string, port: number): Promise<string> {
  try {
    const bound = await new Promise<number>((resolve, reject) => {
      const address = `${isIPv6(host) ? `[${host}]` : host}:${port}`
      server.bindAsync(address, ServerCredentials.createInsecure(), (error, bound) =>
        error === null ? resolve(bound) : reject(error),
      )
    })
    return `${reachable(host)}:${bound}`
  } catch (cause) {
    // The library says why in its words alone.
    const code = /\bE[A-Z]{3,}\b/.exec(cause instanceof Error ? cause.message : '')?.[0] ?? ''
    throw notListening(code, host, port, 'grpcPort', cause)
  }
}

function notListening(code: string, host: string, port: number, option: string, cause: unknown): DevLedgerError {
  return code === 'EADDRINUSE'
    ? new DevLedgerError(
        'port_in_use',
        `port ${port} on ${host} is in use: end what uses it, or choose another ${option} (0 for a free one)`,
        { cause },
      )
    : new DevLedgerError('listen_failed', `can't listen on ${host}:${port} (${code === '' ? 'unknown error' : code})`, {
        cause,
      })
}

/** A host that a client on this machine can reach, as URLs write it. */
function reachable(host: string): string {
  const name = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host
  return isIPv6(name) ? `[${name}]` : name
}
