import { ECDH, randomUUID } from 'node:crypto'
import type { IAgentContext, IKey, IKeyManager } from '@veramo/core-types'
import type { World } from '@trustchains/test-kit'
import { TestDidProvider, type CreatedIdentifier } from './test-did-provider.js'

/** What a test may ask of a DID. */
export interface WorldDidOptions {
  /** Default: a new did:cheqd. */
  did?: string
  /** Default Ed25519. */
  keyType?: 'Ed25519' | 'Secp256k1' | 'Secp256r1'
  /** Verification relationships that name the key. Default both. */
  purposes?: ('assertionMethod' | 'authentication')[]
}

/** Creates did:cheqd DIDs in a world in memory, with keys of the agent. */
export class WorldDidProvider extends TestDidProvider {
  constructor(private readonly world: World) {
    super()
  }

  async createIdentifier(
    { options = {} }: { kms?: string; alias?: string; options?: WorldDidOptions },
    context: IAgentContext<IKeyManager>,
  ): Promise<CreatedIdentifier> {
    const { keyType = 'Ed25519', purposes = ['assertionMethod', 'authentication'] } = options
    const { did = `did:cheqd:testnet:${randomUUID()}` } = options
    const key = await context.agent.keyManagerCreate({ kms: 'local', type: keyType })
    const kid = `${did}#key-1`
    this.world.addDid({
      did,
      document: {
        '@context': ['https://www.w3.org/ns/did/v1'],
        id: did,
        verificationMethod: [methodOf(key, kid, did)],
        ...Object.fromEntries(purposes.map((purpose) => [purpose, [kid]])),
      },
      metadata: { created: new Date(Date.now() - 86_400_000).toISOString(), versionId: randomUUID() },
    })
    return { did, controllerKeyId: key.kid, keys: [key], services: [] }
  }
}

/** A verification method of a DID document, for a key of the agent. */
export function methodOf(key: Omit<IKey, 'privateKeyHex'>, id: string, controller: string) {
  const base = { id, controller, type: 'JsonWebKey2020' }
  const bytes = Buffer.from(key.publicKeyHex, 'hex')
  if (key.type === 'Ed25519') {
    return { ...base, publicKeyJwk: { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') } }
  }
  if (key.type === 'Secp256k1') {
    return { ...base, type: 'EcdsaSecp256k1VerificationKey2019', publicKeyHex: key.publicKeyHex }
  }
  const point = ECDH.convertKey(bytes, 'prime256v1', undefined, undefined, 'uncompressed') as Buffer
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'))
  return { ...base, publicKeyJwk: { kty: 'EC', crv: 'P-256', x, y } }
}
