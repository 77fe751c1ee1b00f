import { RecentMap } from '../recent-map.js'
import type { JsonObject } from '../types/json.js'
import { importKeyMaterial } from './import-key.js'
import type { KeyImport } from './imported-key.js'
import { readKeyMaterial, type KeyMaterial } from './key-material.js'

/**
 * Remembers imported keys; those that were not asked for lately are forgotten first. Importing a key costs ten times (Ed25519) to
 * a thousand times (secp256k1) as much as finding it again.
 *
 * Keys are found by their material, never by the identity of the method, which its owner may change; so nothing is
 * ever stale, and one cache may be shared by all agents of a process. Material that is no key is remembered too.
 */
export class KeyCache {
  readonly #imports: RecentMap<string, { material: KeyMaterial; imported: KeyImport }>

  /** @param maxKeys - how many keys are remembered, about 2 KB each; a positive integer */
  constructor(maxKeys = 10_000) {
    this.#imports = new RecentMap(maxKeys)
  }

  /** As {@link importVerificationMethod}, for a method whose material was seen before without decoding it. */
  import(method: JsonObject): KeyImport {
    const read = readKeyMaterial(method)
    if (!read.ok) return read
    const { material } = read
    const known = this.#imports.get(material.text)
    // The same characters may be written as material of another kind; then the one that came last is remembered.
    if (known?.material.encoding === material.encoding && known.material.type === material.type) return known.imported
    const imported = importKeyMaterial(material)
    this.#imports.set(material.text, { material, imported })
    return imported
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.#imports.size
  }
}
