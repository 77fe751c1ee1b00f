import fastify, { type FastifyInstance } from 'fastify'
import type { Chain } from '../chain.js'
import { describeRequest, logRequests } from '../log-requests.js'
import { runRpcMethod } from './methods.js'
import { RpcError } from './rpc-error.js'

/** Largest body of a call, bytes: CometBFT's default. */
const maxBodyBytes = 1_000_000
/** Most calls in one batch. */
const maxBatch = 20

/** Builds the server of the node's RPC: JSON-RPC 2.0 by POST, and the same methods by GET with a query. */
export function buildRpcServer(chain: Chain, log?: (line: string) => void): FastifyInstance {
  const server = fastify({ bodyLimit: maxBodyBytes, forceCloseConnections: true })
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  server.addHook('onSend', async (_request, reply) => {
    void reply.header('access-control-allow-origin', '*')
  })
  logRequests(server, 'rpc', log)
  server.options('/*', async (_request, reply) =>
    reply
      .header('access-control-allow-headers', 'content-type')
      .header('access-control-allow-methods', 'GET, POST')
      .send(),
  )
  server.post('/', async (request, reply) => {
    void reply.type('application/json')
    const body = parseJson(bodyText(request.body))
    if (body === undefined)
      return reply.code(500).send(errorView(-1, new RpcError(-32700, 'Parse error. Invalid JSON')))
    describeRequest(request, describeCalls(body))
    if (!Array.isArray(body)) return call(chain, body, log)
    if (body.length > maxBatch)
      return errorView(-1, new RpcError(-32600, 'Invalid Request', `a batch holds at most ${maxBatch} calls`))
    return Promise.all(body.map((entry: unknown) => call(chain, entry, log)))
  })
  server.get('/:method', async (request) => {
    const { method } = request.params as { method: string }
    const params = new Map(
      Object.entries(request.query as Record<string, unknown>).map(([k, v]) => [k, uriValue(k, v)]),
    )
    return answer(-1, () => runRpcMethod(chain, method, params), log)
  })
  server.setErrorHandler(async (error: { statusCode?: number; message: string }, _request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) log?.(`rpc fault: ${error.message}`)
    return reply
      .code(status)
      .type('application/json')
      .send(errorView(-1, new RpcError(-32600, 'Invalid Request', error.message)))
  })
  return server
}

/** Values in URIs are quoted texts, numbers, or hexadecimal after 0x. */
function uriValue(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value
  const quoted = /^"(.*)"$/s.exec(value)
  if (quoted !== null) return quoted[1]
  const inBase64 = name === 'hash' || name === 'tx'
  return inBase64 && /^0x(?:[0-9a-fA-F]{2})+$/.test(value)
    ? Buffer.from(value.slice(2), 'hex').toString('base64')
    : value
}

/** Methods that were called, and the paths of queries; texts of strangers are cut, and kept on one line. */
function describeCalls(body: unknown): string {
  const calls: unknown[] = Array.isArray(body) ? body.slice(0, maxBatch) : [body]
  return calls
    .map((entry) => {
      const { method, params } = (entry ?? {}) as { method?: unknown; params?: { path?: unknown } | null }
      return [method, params?.path].filter((part) => typeof part === 'string').join(' ')
    })
    .join(', ')
    .slice(0, 300)
    .replace(/[^ -~]/g, '?')
}

type Log = ((line: string) => void) | undefined

async function call(chain: Chain, body: unknown, log: Log): Promise<object> {
  const { id, method, params } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const name = typeof id === 'string' || typeof id === 'number' ? id : -1
  if (typeof method !== 'string')
    return errorView(name, new RpcError(-32600, 'Invalid Request', 'method must be a string'))
  if (params !== undefined && params !== null && (typeof params !== 'object' || Array.isArray(params)))
    return errorView(name, new RpcError(-32602, 'Invalid params', 'params must be an object'))
  return answer(name, () => runRpcMethod(chain, method, new Map(Object.entries(params ?? {}))), log)
}

async function answer(id: string | number, run: () => Promise<unknown>, log: Log): Promise<object> {
  try {
    return { jsonrpc: '2.0', id, result: await run() }
  } catch (error) {
    if (error instanceof RpcError) return errorView(id, error)
    const message = error instanceof Error ? error.message : 'unknown error'
    log?.(`rpc fault: ${message}`)
    return errorView(id, new RpcError(-32603, 'Internal error', message))
  }
}

function errorView(id: string | number, { code, message, data }: RpcError): object {
  return { jsonrpc: '2.0', id, error: { code, message, data } }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** The parser leaves bodies as text. */
function bodyText(body: unknown): string {
  return typeof body === 'string' ? body : ''
}
