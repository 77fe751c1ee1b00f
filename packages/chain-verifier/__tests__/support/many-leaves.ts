import type { MintedChain } from '@trustchains/test-kit'

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Leaves of one issuer under one accreditation, each with an id of its own and really signed. */
export function manyLeaves(chain: MintedChain, count: number): string[] {
  const { token, key } = chain.link('leaf')
  const [header = '', payload = ''] = token.split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { jti: string; vc: { id: string } }
  return Array.from({ length: count }, (_, index) => {
    const id = `urn:example:diploma:${String(index)}`
    const input = `${header}.${encode({ ...claims, jti: id, vc: { ...claims.vc, id } })}`
    return `${input}.${key.pair.sign(input)}`
  })
}
