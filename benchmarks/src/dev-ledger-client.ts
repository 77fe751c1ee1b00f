/**
 * Asks a ledger from a process of its own: a fixed number of connections, each with one request at a time. It speaks
 * just enough HTTP/1.1 that its own work does not count for much beside the server's.
 * Argument: a job as JSON. Prints what it measured as JSON.
 */
import { connect } from 'node:net'
import { requestPath, type RequestKind, type StateSize } from './dev-ledger-state.js'

/** What to ask. */
export interface ClientJob {
  port: number
  size: StateSize
  connections: number
  requests: number
  /** Requests before them that are not counted: the client has to get going too. */
  warmUp: number
  /** Number of the first request: another round asks for other things. */
  from: number
}

/** What was measured. Times are milliseconds. */
export interface ClientResult {
  requestsPerSecond: number
  p50: number
  p99: number
  max: number
  byKind: { kind: RequestKind; p50: number; p99: number; bytes: number }[]
}

const job = JSON.parse(process.argv[2] ?? '') as ClientJob
const total = job.warmUp + job.requests
/** What is sent, made beforehand. */
const requests = Array.from({ length: total }, (_, number): [RequestKind, string] => {
  const [kind, path] = requestPath(job.size, job.from + number)
  return [kind, `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${String(job.port)}\r\nAccept: */*\r\n\r\n`]
})
const seen = new Map<RequestKind, { times: number[]; bytes: number }>()
let next = 0
let started = 0

/** Asks over one connection until all requests have been handed out. */
function ask(): Promise<void> {
  return new Promise((resolve, reject) => {
    let kind: RequestKind = 'DID'
    let sentAt = 0
    let counts = false
    let length = 0
    let missing = 0
    const send = (): void => {
      if (next === job.warmUp) started = performance.now()
      counts = next >= job.warmUp
      const request = requests[next]
      next += 1
      if (request === undefined) {
        socket.end()
        resolve()
        return
      }
      kind = request[0]
      sentAt = performance.now()
      socket.write(request[1])
    }
    const receive = (bytes: number, buffer: Uint8Array): boolean => {
      const data = Buffer.from(buffer.buffer, buffer.byteOffset, bytes)
      if (missing === 0) {
        const end = data.indexOf('\r\n\r\n')
        const head = data.toString('latin1', 0, end)
        const known = /\r\ncontent-length: (\d+)/i.exec(head)
        // A head that comes in pieces would be a surprise; better to stop than to measure nonsense.
        if (end === -1 || known === null || !head.startsWith('HTTP/1.1 200')) {
          reject(new Error(`unexpected answer: ${head.slice(0, 200)}`))
          return false
        }
        length = Number(known[1])
        missing = length - (bytes - end - 4)
      } else missing -= bytes
      if (missing > 0) return true
      if (counts) note(kind, performance.now() - sentAt, length)
      send()
      return true
    }
    // Every connection reads into one piece of memory, so that the client has no garbage to collect.
    const onread = { buffer: Buffer.alloc(65_536), callback: receive }
    const socket = connect({ port: job.port, host: '127.0.0.1', noDelay: true, onread })
    socket.on('error', reject)
    socket.on('connect', send)
  })
}

function note(kind: RequestKind, ms: number, bytes: number): void {
  const known = seen.get(kind) ?? { times: [], bytes: 0 }
  known.times.push(ms)
  known.bytes += bytes
  seen.set(kind, known)
}

function quantile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

await Promise.all(Array.from({ length: job.connections }, ask))
const all = [...seen.values()].flatMap(({ times }) => times)
const result: ClientResult = {
  requestsPerSecond: all.length / ((performance.now() - started) / 1000),
  p50: quantile(all, 0.5),
  p99: quantile(all, 0.99),
  max: quantile(all, 1),
  byKind: [...seen].map(([kind, { times, bytes }]) => ({
    kind,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    bytes: Math.round(bytes / times.length),
  })),
}
console.log(JSON.stringify(result))
