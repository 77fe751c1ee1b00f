import { RecentMap } from '../recent-map.js'
import type { JsonObject } from '../types/json.js'
import { importKeyMaterial } from './import-key.js'
import type { KeyImport } from './imported-key.js'
import { readKeyMaterial } from './key-material.js'

/**
 * Remembers imported keys; those that were not asked for lately are forgotten first. Importing a key costs ten times (Ed25519) to
 * a thousand times (secp256k1) as much as finding it again.
 *
 * Keys are found by their material, never by the identity of the method, which its owner may change; so nothing is
 * ever stale, and one cache may be shared by all agents of a process. Material that is no key is remembered too.
 */
export class KeyCache {
  readonly #imports: RecentMap<string, KeyImport>

  /** @param maxKeys - how many keys are remembered, about 2 KB each; a positive integer */
  constructor(maxKeys = 10_000) {
    this.#imports = new RecentMap(maxKeys)
  }

  /** As {@link importVerificationMethod}, for a method whose material was seen before without decoding it. */
  import(method: JsonObject): KeyImport {
    const read = readKeyMaterial(method)
    if (!read.ok) return read
    const { encoding, type = '', text } = read.material
    // Unambiguous: the material's alphabets have no colon.
    const id = `${encoding}:${type}:${text}`
    const known = this.#imports.get(id)
    if (known !== undefined) return known
    const imported = importKeyMaterial(read.material)
    this.#imports.set(id, imported)
    return imported
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.#imports.size
  }
}
