import { hash } from 'node:crypto'
import { isUtf8 } from 'node:buffer'
import { LRUCache } from 'lru-cache'
import { decodeCredential, type DecodedCredential } from '../decode/decode-credential.js'
import type { DecodedJws } from '../decode/decode-jws.js'
import { isPlainData } from '../is-plain-data.js'
import { resolvePolicy, type ResolvedPolicy } from '../resolve-policy.js'
import type { TrustPolicy } from '../types/policy.js'
import type { DataIntegrityProof } from '../types/proof.js'
import { KeyCache } from '../keys/key-cache.js'
import { TrustChainError } from '../trust-chain-error.js'
import { prepareSchema, type PreparedSchema } from '../schema/prepare-schema.js'
import { inflateList, type InflatedList } from '../status/inflate-list.js'
import { readStatusList } from '../status/read-status-list.js'
import type { StatusList, StatusListOutcome } from '../status/status-list.js'

/** A policy, its anchors or limits, an anchor: a valid one has no more levels. */
const maxPolicyDepth = 4
/** Characters of a policy that is remembered; there may be 64. */
const maxPolicyLength = 64 * 1024

/** Keys whose verdict is kept for one token: whoever shows it with ever new keys must not fill the memory. */
const maxFactsPerToken = 64

/** A resource's content, decoded. */
export interface ReadContent {
  /** sha-256 of the bytes, lower-case hex. */
  sha256: string
  /** Bytes. */
  size: number
  /** Absent where the bytes are not UTF-8. */
  text?: string
}

/** How much a {@link ValidationMemo} may hold. */
export interface ValidationMemoOptions {
  /**
   * Bytes of credentials and resources kept, by their text. Default 64 MiB: some 10,000 accreditations. Status lists
   * may have three quarters as much beside them, inflated or not: some 1,500 lists of 131,072 entries.
   */
  maxBytes?: number
  /** Imported keys, shared with another memo. Default: its own. */
  keys?: KeyCache
}

/**
 * Remembers what can't change: a decoded payload, a digest, an imported key, whether a signature over these bytes
 * by this key verifies. It never remembers a verdict. Bounded by bytes; the least recently used goes first.
 */
export class ValidationMemo {
  readonly keys: KeyCache
  // A relying party asks the same of all its credentials, so a few are enough.
  private readonly policies = new LRUCache<string, ResolvedPolicy>({ max: 64 })
  private readonly contents: LRUCache<string, ReadContent>
  private readonly credentials: LRUCache<string, DecodedCredential>
  private readonly statusLists: LRUCache<string, StatusListOutcome>
  private readonly inflated: LRUCache<string, InflatedList>
  private readonly schemas = new LRUCache<string, PreparedSchema>({
    maxSize: 32 * 1024 * 1024,
    // Measured: a prepared schema takes 36 bytes for each character of its text, and its patterns come on top.
    sizeCalculation: (prepared, key) => 40 * key.length + 1024 + (prepared.usable ? prepared.patternBytes : 0),
  })
  // Kept on the decoded proof, so that it goes when the proof goes.
  private readonly signatures = new WeakMap<object, Map<string, boolean>>()

  /** @throws {@link TrustChainError} with code `invalid_argument` */
  constructor({ maxBytes = 64 * 1024 * 1024, keys = new KeyCache() }: ValidationMemoOptions = {}) {
    if (!Number.isSafeInteger(maxBytes) || maxBytes < 4) {
      throw new TrustChainError('invalid_argument', 'maxBytes is no whole number from 4')
    }
    this.keys = keys
    // A string of ASCII takes a byte a character; a decoded credential about three times its text.
    this.contents = new LRUCache({
      maxSize: Math.floor(maxBytes / 4),
      sizeCalculation: (value, key) => key.length + value.size + 256,
    })
    this.credentials = new LRUCache({
      maxSize: Math.floor((maxBytes * 3) / 4),
      sizeCalculation: (_, key) => 4 * key.length + 1024,
    })
    this.statusLists = new LRUCache({
      maxSize: Math.floor(maxBytes / 4),
      sizeCalculation: (_, key) => 4 * key.length + 1024,
    })
    this.inflated = new LRUCache({
      maxSize: Math.floor(maxBytes / 2),
      sizeCalculation: ({ bits }, key) => key.length + (bits?.length ?? 0) + 256,
    })
  }

  /**
   * A policy with its defaults.
   *
   * @throws {@link TrustChainError} as {@link resolvePolicy}; only policies that passed are kept
   */
  policy(policy: TrustPolicy): ResolvedPolicy {
    // Two policies that JSON writes alike must not be taken for one another.
    if (!isPlainData(policy, maxPolicyDepth)) return resolvePolicy(policy)
    const text = JSON.stringify(policy)
    const known = this.policies.get(text)
    if (known !== undefined) return known
    const resolved = resolvePolicy(policy)
    if (text.length <= maxPolicyLength) this.policies.set(text, resolved)
    return resolved
  }

  /** Digest and text of a resource's content (base64). */
  content(base64: string): ReadContent {
    const known = this.contents.get(base64)
    if (known !== undefined) return known
    const bytes = Buffer.from(base64, 'base64')
    const read: ReadContent = {
      sha256: hash('sha256', bytes, 'hex'),
      size: bytes.length,
      ...(isUtf8(bytes) && { text: bytes.toString('utf8') }),
    }
    this.contents.set(base64, read)
    return read
  }

  /** The credential in a text. */
  credential(text: string): DecodedCredential {
    const known = this.credentials.get(text)
    if (known !== undefined) return known
    const decoded = decodeCredential(text)
    this.credentials.set(text, decoded)
    return decoded
  }

  /** A JSON Schema, prepared. */
  schema(text: string): PreparedSchema {
    const known = this.schemas.get(text)
    if (known !== undefined) return known
    const prepared = prepareSchema(text)
    this.schemas.set(text, prepared)
    return prepared
  }

  /** The status list in a text, neither verified nor inflated. */
  statusList(text: string): StatusListOutcome {
    const known = this.statusLists.get(text)
    if (known !== undefined) return known
    const read = readStatusList(text)
    this.statusLists.set(text, read)
    return read
  }

  /** The bits of a status list; inflated once, unless they are too many. */
  statusBits(list: StatusList, maxBytes: number): InflatedList {
    const key = `${list.compression}:${list.encoded}`
    const known = this.inflated.get(key)
    // Another policy may have allowed more.
    if (known !== undefined && (known.bits?.length ?? 0) <= maxBytes) return known
    const inflated = inflateList(list, maxBytes)
    if (inflated.bits !== undefined || !inflated.tooLarge) this.inflated.set(key, inflated)
    return inflated
  }

  /**
   * Whether a signature verifies; `verify` is asked once for each proof and key.
   *
   * @param proof - the decoded proof, a {@link DecodedJws} or a Data Integrity proof, which is never changed
   */
  signature(proof: DecodedJws | DataIntegrityProof, keyFingerprint: string, verify: () => boolean): boolean {
    const facts = this.signatures.get(proof) ?? new Map<string, boolean>()
    this.signatures.set(proof, facts)
    const fact = facts.get(keyFingerprint) ?? verify()
    if (facts.size >= maxFactsPerToken) facts.clear()
    facts.set(keyFingerprint, fact)
    return fact
  }
}

/** What all calls share that bring no memo of their own. */
export const sharedMemo = new ValidationMemo()
