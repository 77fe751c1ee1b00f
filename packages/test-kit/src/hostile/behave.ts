import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { HostileBehaviour } from './hostile-behaviour.js'
import type { HttpAnswer } from './http-answer.js'

/** What a behaviour knows of the request that it spoils. */
export interface HostileRequest {
  /** Path and query. */
  target: string
  /** How often the same was asked before. */
  before: number
  honest: HttpAnswer
  /** An honest answer to another question of the same kind. */
  other: HttpAnswer
  /** A server that nobody should be led to. */
  decoyUrl: string
}

const tenMegabytes = 10_000_000
const chunk = Buffer.alloc(65_536, 0x20)
let madeBomb: Buffer | undefined
const bomb = (): Buffer => (madeBomb ??= gzipSync(Buffer.alloc(64 * 2 ** 20, 0x20)))
const page = Buffer.from('<!doctype html><html><title>Welcome</title><p>This is not what you asked for.</p></html>')

/** Answers a request in a hostile way. What it starts ends when the connection is closed. */
export function behave(behaviour: HostileBehaviour, request: HostileRequest, response: ServerResponse): void {
  const { honest, other, target, before, decoyUrl } = request
  const half = honest.body.subarray(0, Math.floor(honest.body.length / 2))
  switch (behaviour) {
    case 'hang-before-headers':
      return
    case 'hang-after-headers':
      response.writeHead(honest.status, { 'content-type': honest.contentType }).flushHeaders()
      return
    case 'hang-in-body':
      response.writeHead(honest.status, { 'content-type': honest.contentType }).write(half)
      return
    case 'trickle':
      trickle(honest, response)
      return
    case 'large':
      send(response, { ...honest, body: Buffer.concat([Buffer.alloc(tenMegabytes, 0x20), honest.body]) })
      return
    case 'endless':
      endless(honest, response)
      return
    case 'gzip-bomb':
      response.writeHead(200, { 'content-type': honest.contentType, 'content-encoding': 'gzip' }).end(bomb())
      return
    case 'redirect-private':
      redirect(response, `${decoyUrl}${target}`)
      return
    case 'redirect-metadata':
      redirect(response, 'http://169.254.169.254/latest/meta-data/iam/security-credentials/')
      return
    case 'redirect-loop':
      redirect(response, `/again${target}`)
      return
    case 'html':
    case 'html-404':
      send(response, { status: behaviour === 'html' ? 200 : 404, contentType: 'text/html', body: page })
      return
    case 'truncated':
      send(response, { ...honest, body: half })
      return
    case 'broken-off':
      response.writeHead(honest.status, { 'content-type': honest.contentType, 'content-length': honest.body.length })
      response.write(half, () => response.destroy())
      return
    case 'wrong-answer':
      send(response, other)
      return
    case 'wrong-bytes':
      send(response, { ...honest, body: withOneByteChanged(honest.body) })
      return
    case 'unavailable':
      send(response, { status: 503, contentType: 'text/plain', body: Buffer.from('no') })
      return
    case 'flapping':
      send(response, before === 0 ? { status: 503, contentType: 'text/plain', body: Buffer.from('no') } : honest)
      return
    case 'closes':
      response.destroy()
      return
  }
}

/** Answers as an honest source does. */
export function send(response: ServerResponse, { status, contentType, body }: HttpAnswer): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': body.length }).end(body)
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(301, { location }).end()
}

function trickle({ status, contentType, body }: HttpAnswer, response: ServerResponse): void {
  response.writeHead(status, { 'content-type': contentType })
  let sent = 0
  const timer = setInterval(() => {
    response.write(body.subarray(sent, (sent += 1)))
    if (sent >= body.length) response.end()
  }, 100)
  response.once('close', () => {
    clearInterval(timer)
  })
}

function endless({ contentType }: HttpAnswer, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': contentType })
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
  }
  response.on('drain', more)
  more()
}

/** White space that JSON would not notice is no change, so it is the first letter that is changed. */
function withOneByteChanged(body: Buffer): Buffer {
  const changed = Buffer.from(body)
  const index = changed.findIndex((byte) => byte >= 0x61 && byte < 0x7a)
  changed[index] = (changed[index] ?? 0x61) + 1
  return changed
}
