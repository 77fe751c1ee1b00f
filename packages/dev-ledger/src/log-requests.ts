import type { FastifyInstance, FastifyRequest } from 'fastify'

const details = new WeakMap<FastifyRequest, string>()

/** Says what a request was about, where its URL does not tell. */
export function describeRequest(request: FastifyRequest, detail: string): void {
  details.set(request, detail)
}

/** Tells of every request: server, method, URL, what it was about, status, milliseconds. Bodies are not told. */
export function logRequests(server: FastifyInstance, name: string, log: ((line: string) => void) | undefined): void {
  if (log === undefined) return
  server.addHook('onResponse', (request, reply, done) => {
    const ms = reply.elapsedTime.toFixed(1)
    const what = [request.method, request.originalUrl.slice(0, 300), details.get(request)].filter(Boolean).join(' ')
    log(`${name} ${what} ${reply.raw.statusCode} ${ms} ms`)
    done()
  })
}
