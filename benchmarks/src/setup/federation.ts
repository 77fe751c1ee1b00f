import { createPublicKey, generateKeyPairSync, sign, verify, type JsonWebKey as NodeJwk } from 'node:crypto'
import {
  createEntityConfiguration,
  createEntityStatement,
  resolveTrustChains,
  type SignCallback,
  type VerifyCallback,
} from '@openid-federation/core'
import type { Side } from '../measure/interleave.js'

/** One party of a federation. */
interface Entity {
  id: string
  superior?: string
  jwk: { kty: string; kid: string; crv?: string; x?: string; alg: string }
  sign: SignCallback
}

const names = ['leaf', 'intermediate', 'anchor'] as const
const idOf = (name: (typeof names)[number]): string => `https://${name}.example`
const contentType = 'application/entity-statement+jwt'

/**
 * The peer @openid-federation/core: it resolves the trust chain of three entities, whose statements lie in memory. It
 * reads them with the global `fetch`, which is replaced while it runs.
 *
 * @returns the side, or why there is none
 */
export async function federationSide(): Promise<{ side: Side } | { reason: string }> {
  try {
    const answers = await publish(names.map(createEntity))
    const answer = (url: unknown): Promise<Response> => {
      const text = answers.get(String(url).replace(/\?$/, ''))
      if (text === undefined) return Promise.reject(new Error(`nothing stands at ${String(url)}`))
      return Promise.resolve(new Response(text, { headers: { 'content-type': contentType } }))
    }
    const resolve = async (): Promise<void> => {
      const chains = await resolveTrustChains({
        entityId: idOf('leaf'),
        trustAnchorEntityIds: [idOf('anchor')],
        verifyJwtCallback: verifyJwt,
      })
      if (chains.length !== 1) throw new Error('the peer did not find the trust chain')
    }
    const run = async (count: number): Promise<void> => {
      const original = globalThis.fetch
      globalThis.fetch = answer
      try {
        for (let index = 0; index < count; index += 1) await resolve()
      } finally {
        globalThis.fetch = original
      }
    }
    await run(1)
    return { side: { name: '@openid-federation/core resolveTrustChains, 3 entities', run } }
  } catch (error) {
    return { reason: `does not run here: ${error instanceof Error ? error.message : String(error)}` }
  }
}

function createEntity(name: (typeof names)[number], index: number): Entity {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const superior = names[index + 1]
  return {
    id: idOf(name),
    ...(superior !== undefined && { superior: idOf(superior) }),
    jwk: { kty: 'OKP', ...publicKey.export({ format: 'jwk' }), kid: name, alg: 'EdDSA' },
    sign: ({ toBeSigned }) => Promise.resolve(sign(null, toBeSigned, privateKey)),
  }
}

/** Each entity's own statement, and its superior's about it, by the URL where the peer asks for it. */
async function publish(entities: readonly Entity[]): Promise<Map<string, string>> {
  const answers = new Map<string, string>()
  const times = { iat: new Date(), exp: new Date(Date.now() + 3_600_000) }
  const inSeconds = { iat: Math.floor(times.iat.getTime() / 1000), exp: Math.floor(times.exp.getTime() / 1000) }
  for (const { id, superior, jwk, sign: signJwtCallback } of entities) {
    const configuration = await createEntityConfiguration({
      header: { kid: jwk.kid, typ: 'entity-statement+jwt' },
      claims: {
        iss: id,
        sub: id,
        ...inSeconds,
        jwks: { keys: [jwk] },
        ...(superior !== undefined && { authority_hints: [superior] }),
        metadata: { federation_entity: { federation_fetch_endpoint: `${id}/fetch`, organization_name: id } },
      },
      signJwtCallback,
    })
    answers.set(`${id}/.well-known/openid-federation`, configuration)
    const above = entities.find((entity) => entity.id === superior)
    if (above === undefined) continue
    const statement = await createEntityStatement({
      header: { kid: above.jwk.kid, typ: 'entity-statement+jwt' },
      jwk: above.jwk,
      claims: { iss: above.id, sub: id, ...inSeconds, jwks: { keys: [jwk] } },
      signJwtCallback: above.sign,
    })
    const query = new URLSearchParams({ iss: above.id, sub: id })
    answers.set(`${above.id}/fetch?${query.toString()}`, statement)
  }
  return answers
}

const verifyJwt: VerifyCallback = ({ data, signature, jwk }) => {
  const key = createPublicKey({ key: jwk as NodeJwk, format: 'jwk' })
  return Promise.resolve(verify(null, data, key, signature))
}
