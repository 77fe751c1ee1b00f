import { RpcError } from './rpc-error.js'

/** Parameters of a call, by name. */
export type RpcParams = ReadonlyMap<string, unknown>

/** A parameter that is a text. */
export function textParam(params: RpcParams, name: string): string {
  const value = params.get(name)
  if (typeof value !== 'string') throw invalid(name, 'a string')
  return value
}

/** A parameter that is bytes as text; none at all are no bytes. */
export function bytesParam(params: RpcParams, name: string, encoding: 'hex' | 'base64'): Uint8Array {
  const value = params.get(name) ?? ''
  if (typeof value !== 'string') throw invalid(name, `a string in ${encoding}`)
  const text = encoding === 'hex' && value.startsWith('0x') ? value.slice(2) : value
  const pattern = encoding === 'hex' ? /^(?:[0-9a-fA-F]{2})*$/ : /^[A-Za-z0-9+/]*={0,2}$/
  if (!pattern.test(text)) throw invalid(name, encoding)
  return Buffer.from(text, encoding)
}

/** A parameter that is a whole number, as a number or as text; undefined where it is absent. */
export function numberParam(params: RpcParams, name: string): number | undefined {
  const value = params.get(name)
  if (value === undefined || value === null) return undefined
  const text = String(typeof value === 'string' || typeof value === 'number' ? value : '')
  if (!/^\d{1,15}$/.test(text)) throw invalid(name, 'a whole number')
  return Number(text)
}

function invalid(name: string, wanted: string): RpcError {
  return new RpcError(-32602, 'Invalid params', `error converting json params to arguments: ${name} must be ${wanted}`)
}
