import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { DevLedgerError } from './errors.js'

/** Listens and answers with the URL. Throws DevLedgerError that names the option to change. */
export async function listen(server: FastifyInstance, host: string, port: number, option: string): Promise<string> {
  try {
    await server.listen({ host, port })
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new DevLedgerError(
        'port_in_use',
        `port ${port} on ${host} is in use: end what uses it, or choose another ${option} (0 for a free one)`,
        { cause },
      )
    throw new DevLedgerError('listen_failed', `can't listen on ${host}:${port} (${code ?? 'unknown error'})`, { cause })
  }
  const { port: bound } = server.server.address() as AddressInfo
  const name = host.includes(':') ? `[${host}]` : host
  return `http://${name === '0.0.0.0' ? '127.0.0.1' : name === '[::]' ? '[::1]' : name}:${bound}`
}
