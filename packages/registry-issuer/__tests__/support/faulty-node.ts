import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * What becomes of a call: it goes through; it is lost on its way, or its answer is; nobody answers at all; or the answer
 * is made up here.
 */
export type Fault = 'pass' | 'lose' | 'lose-answer' | 'hang' | { answer: object | string }

/** A node's RPC behind a bad network. */
export interface FaultyNode {
  url: string
  /** Decides about each call; passes all by default. */
  fault: (method: string, count: number, params?: { path?: string }) => Fault | Promise<Fault>
  /** How often each method was called. */
  calls: Map<string, number>
  close: () => Promise<void>
}

/** Stands before the RPC of a node. */
export async function startFaultyNode(target: string): Promise<FaultyNode> {
  const calls = new Map<string, number>()
  const server = createServer((request, response) => {
    void handle(request, response).catch(() => response.destroy())
  })
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request)
    const { method, params } = JSON.parse(body) as { method: string; params?: { path?: string } }
    const count = (calls.get(method) ?? 0) + 1
    calls.set(method, count)
    const fault = await node.fault(method, count, params)
    if (fault === 'hang') return
    if (fault === 'lose') return void response.destroy()
    if (typeof fault === 'object') {
      return void response.end(typeof fault.answer === 'string' ? fault.answer : JSON.stringify(fault.answer))
    }
    const answer = await fetch(target, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    const content = await answer.text()
    if (fault === 'lose-answer') response.destroy()
    else response.writeHead(answer.status, { 'content-type': 'application/json' }).end(content)
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const node: FaultyNode = {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    fault: () => 'pass',
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
  return node
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
