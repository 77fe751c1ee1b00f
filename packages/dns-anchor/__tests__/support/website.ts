import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './run.js'

/** A certificate authority of the tests and what it certified. */
export interface WebPki {
  /** PEM. */
  ca: string
  /** For the domains of the test world. */
  good: { key: string; cert: string }
  /** For another domain. */
  misnamed: { key: string; cert: string }
  expired: { key: string; cert: string }
}

export function makeWebPki(): WebPki {
  const folder = mkdtempSync(join(tmpdir(), 'web-pki-'))
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
  const certify = (name: string, domains: string[], ...dates: string[]): { key: string; cert: string } => {
    run('openssl', ['req', ...key, '-subj', '/CN=website', '-keyout', `${name}.key`, '-out', `${name}.csr`], folder)
    writeFileSync(join(folder, `${name}.ext`), `subjectAltName=${domains.map((domain) => `DNS:${domain}`).join(',')}\n`)
    const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', `${name}.ext`]
    run('openssl', ['x509', '-req', '-in', `${name}.csr`, ...signed, ...dates, '-out', `${name}.pem`], folder)
    return { key: read(`${name}.key`), cert: read(`${name}.pem`) }
  }
  try {
    run(
      'openssl',
      ['req', '-x509', ...key, '-days', '2', '-subj', '/CN=ca', '-keyout', 'ca.key', '-out', 'ca.pem'],
      folder,
    )
    return {
      ca: read('ca.pem'),
      good: certify('good', ['rtao.test', 'ed.test', 'rsa.test', 'unsigned.test', 'expired.test'], '-days', '2'),
      misnamed: certify('misnamed', ['other.test', 'localhost'], '-days', '2'),
      // OpenSSL 3.0 can't set the dates themselves: one that ended a day ago, as far as it can be told.
      expired: certify('expired', ['rtao.test'], '-days', '-1'),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A website on loopback over HTTPS. */
export interface TestWebsite {
  port: number
  /** Paths that were asked for. */
  asked: string[]
  /** What it does from now on. */
  answer: (listener: RequestListener) => void
  stop: () => Promise<void>
}

export async function startWebsite(certificate: { key: string; cert: string }): Promise<TestWebsite> {
  const asked: string[] = []
  let listener: RequestListener = (_request, response) => response.writeHead(404).end()
  const server = createServer(certificate, (request, response) => {
    asked.push(`${request.method ?? ''} ${request.headers.host ?? ''}${request.url ?? ''}`)
    response.on('error', () => undefined)
    listener(request, response)
  })
  server.on('tlsClientError', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    port,
    asked,
    answer: (other) => {
      asked.length = 0
      listener = other
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
