import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const isInstalled = (() => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

/** `describe`, or a visible `describe.skip` where openssl is not installed; in CI it must be. */
export const describeWithTls: typeof describe = isInstalled || process.env.CI !== undefined ? describe : describe.skip

/** A certificate that vouches for itself, and its key, PEM. */
export function selfSigned(names: string): { cert: string; key: string } {
  const folder = mkdtempSync(join(tmpdir(), 'tls-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const args = [...request, '-keyout', key, '-out', cert, '-subj', '/CN=test', '-addext', `subjectAltName=${names}`]
  try {
    execFileSync('openssl', args, { stdio: 'ignore' })
    return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export type TlsHandler = (request: IncomingMessage, response: ServerResponse) => void

/** A real HTTPS server on a free loopback port. */
export class TlsServer {
  readonly requests: string[] = []
  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async start(identity: { cert: string; key: string }, handle: TlsHandler): Promise<TlsServer> {
    const requests: string[] = []
    const server = createServer(identity, (request, response) => {
      requests.push(request.url ?? '')
      handle(request, response)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const started = new TlsServer(server, (server.address() as AddressInfo).port)
    Object.assign(started, { requests })
    return started
  }

  /** Ends it and every connection to it. */
  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }
}
