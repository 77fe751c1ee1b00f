import { sign } from 'node:crypto'
import type { MintedChain } from '@trustchains/test-kit'
import type { JsonObject } from '../../src/index.js'

/** A leaf of the same issuer that says something else. */
export function leafWith({ leaf, link }: MintedChain, change: (credential: JsonObject) => void): string {
  const [header = '', payload = ''] = leaf.split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { jti?: string; vc: JsonObject }
  change(claims.vc)
  delete claims.jti
  const input = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
  return `${input}.${sign(null, Buffer.from(input), link('leaf').key.pair.privateKey).toString('base64url')}`
}
