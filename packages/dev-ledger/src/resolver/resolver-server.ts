import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import fastify, { type FastifyInstance } from 'fastify'
import { logRequests } from '../log-requests.js'
import { resolverPath } from './constants.js'
import type { LedgerView } from './ledger-view.js'
import { ResolverAnswers } from './resolver-answers.js'

const compress = promisify(gzip)

function zip(parts: readonly Buffer[]): Promise<Buffer> {
  return compress(parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts), { level: 1 })
}

/** Largest body of a request, bytes: only the faucet takes one. */
const maxBodyBytes = 16 * 1024

/** A page beside the resolver's API, by method and path. Its answer is JSON, or HTML where it is a text. */
export type SideRoute = (body: string) => Promise<{ status: number; body: object | string }>

/**
 * Builds the server of the resolver's API. Paths are read raw: a router would decode `%23` and `%3A` in DIDs.
 * @param sideRoutes - further routes such as `POST /faucet`.
 * @param log - hears of every request.
 */
export function buildResolverServer(
  view: LedgerView,
  sideRoutes: ReadonlyMap<string, SideRoute>,
  log?: (line: string) => void,
): FastifyInstance {
  const answers = new ResolverAnswers(view)
  const server = fastify({ bodyLimit: maxBodyBytes, forceCloseConnections: true, rewriteUrl: () => '/' })
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  logRequests(server, 'resolver', log)
  server.setErrorHandler(async (error: { statusCode?: number; message: string }, _request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) log?.(`resolver fault: ${error.message}`)
    return reply.code(status).type('application/json').send({ error: error.message })
  })
  server.all('/', async (request, reply) => {
    const rawUrl = request.originalUrl
    void reply.header('access-control-allow-origin', '*')
    if (request.method === 'OPTIONS')
      return reply.header('access-control-allow-headers', 'accept, content-type').code(204).send()
    const path = rawUrl.split('?')[0] ?? ''
    const side = path.startsWith(resolverPath) ? undefined : sideRoutes.get(`${request.method} ${path}`)
    if (side !== undefined) {
      const { status, body } = await side(bodyText(request.body))
      const html = typeof body === 'string'
      return reply
        .code(status)
        .type(html ? 'text/html; charset=utf-8' : 'application/json')
        .send(body)
    }
    const { method, headers } = request
    const { status, headers: own, body, length, fault } = answers.answer({ method, rawUrl, accept: headers.accept })
    if (fault !== undefined) log?.(`resolver fault: ${fault instanceof Error ? fault.message : 'unknown'}`)
    const zipped = acceptsGzip(headers['accept-encoding']) && length > 0 ? await zip(body) : undefined
    // Written past the framework, which would add a character set to the media types that the ledger detected.
    reply.hijack()
    reply.raw.writeHead(status, {
      'access-control-allow-origin': '*',
      ...own,
      ...(zipped === undefined ? {} : { 'content-encoding': 'gzip' }),
      'content-length': zipped?.length ?? length,
    })
    for (const part of zipped === undefined ? body : [zipped]) reply.raw.write(part)
    reply.raw.end()
    return reply
  })
  return server
}

/** The parser leaves bodies as text. */
function bodyText(body: unknown): string {
  return typeof body === 'string' ? body : ''
}

function acceptsGzip(header: string | string[] | undefined): boolean {
  return /gzip|\*/.test(header?.toString() ?? '')
}
