import type { FastifyInstance } from 'fastify'

/** Tells of every request: server, method, URL, status, milliseconds. Bodies are not told. */
export function logRequests(server: FastifyInstance, name: string, log: ((line: string) => void) | undefined): void {
  if (log === undefined) return
  server.addHook('onResponse', (request, reply, done) => {
    const ms = reply.elapsedTime.toFixed(1)
    log(`${name} ${request.method} ${request.originalUrl.slice(0, 300)} ${reply.raw.statusCode} ${ms} ms`)
    done()
  })
}
