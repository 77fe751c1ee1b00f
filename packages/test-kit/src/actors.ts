import type { SignatureAlgorithm } from '@trustchains/core'
import type { VerificationMethod } from 'did-resolver'
import { createKeyPair } from './keys.js'
import type { KeyPair } from './keys.js'
import type { WorldDid } from './types/world.js'
import { uuidFromSeed } from './uuid-from-seed.js'
import { verificationMethod } from './verification-method.js'
import type { KeyForm } from './verification-method.js'

/** A key and the id under which its owner's DID document shows it. */
export interface ActorKey {
  pair: KeyPair
  /** `did:…#key-1` */
  kid: string
}

/** When the DIDs and schemas of a minted world came to be. */
export const worldBegin = '2025-01-01T00:00:00Z'

/** The DIDs of a minted world and their keys, made as they are asked for. */
export class Actors {
  private readonly methods = new Map<string, Map<string, ActorKey & { method: VerificationMethod }>>()

  /** @param onWeb - the actors whose DIDs are did:web; the others' are did:cheqd */
  constructor(
    private readonly seed: string,
    private readonly onWeb: readonly string[] = [],
  ) {}

  /** The DID of an actor's name. */
  did(actor: string): string {
    if (this.onWeb.includes(actor)) return `did:web:registry.example:${actor}`
    return `did:cheqd:testnet:${uuidFromSeed(`${this.seed}/did/${actor}`)}`
  }

  /** An actor's key for an algorithm; its first is `#key-1`. */
  key(actor: string, algorithm: SignatureAlgorithm, form?: KeyForm): ActorKey {
    const keys = this.methods.get(actor) ?? new Map<string, ActorKey & { method: VerificationMethod }>()
    this.methods.set(actor, keys)
    const label = `${algorithm}/${form ?? ''}`
    const known = keys.get(label)
    if (known !== undefined) return known
    const kid = `${this.did(actor)}#key-${keys.size + 1}`
    const pair = createKeyPair(algorithm, `${this.seed}/key/${actor}/${label}`)
    const key = { pair, kid, method: verificationMethod(pair, kid, form) }
    keys.set(label, key)
    return key
  }

  /** The DID of each actor that has a key, with its document. */
  toDids(): WorldDid[] {
    return [...this.methods].map(([actor, keys]) => {
      const did = this.did(actor)
      const ids = [...keys.values()].map(({ kid }) => kid)
      return {
        did,
        document: {
          '@context': ['https://www.w3.org/ns/did/v1'],
          id: did,
          controller: [did],
          verificationMethod: [...keys.values()].map(({ method }) => method),
          authentication: ids,
          assertionMethod: ids,
        },
        metadata: { created: worldBegin, versionId: uuidFromSeed(`${this.seed}/version/${actor}`) },
      }
    })
  }
}
