import { LRUCache } from 'lru-cache'
import { decodeCredential, type DecodedCredential } from '../decode/decode-credential.js'
import type { DecodedJws } from '../decode/decode-jws.js'
import type { ResolvedPolicy } from '../resolve-policy.js'
import type { Evidence } from '../types/evidence.js'
import type { TrustPolicy } from '../types/policy.js'
import type { DataIntegrityProof } from '../types/proof.js'
import { KeyCache } from '../keys/key-cache.js'
import { RecentMap } from '../recent-map.js'
import { TrustChainError } from '../trust-chain-error.js'
import { prepareSchema, type PreparedSchema } from '../schema/prepare-schema.js'
import { inflateList, type InflatedList } from '../status/inflate-list.js'
import { readStatusList } from '../status/read-status-list.js'
import type { StatusList, StatusListOutcome } from '../status/status-list.js'
import type { EvidenceLists } from './evidence-lists.js'
import { KnownLists } from './known-lists.js'
import { knownPolicy, policyNumber } from './known-policy.js'
import { ReadContent } from './read-content.js'
import { trunkBytes, TrunkShelf, type KnownTrunk } from './trunk-shelf.js'

/** Keys whose verdict is kept for one token: whoever shows it with ever new keys must not fill the memory. */
const maxFactsPerToken = 64

/** What is known of one proof. */
interface SignatureFacts {
  /** sha-256 of the resource that it stands in, where that is known: the proof's name beyond its own lifetime. */
  sha256?: string
  /** Keys that it was verified with; few, so they are looked through. */
  keys: { fingerprint: string; verifies: boolean }[]
}

/** What is remembered of a text, with the text itself: it is found by {@link sampleOf}, which others may share. */
interface Kept<T> {
  text: string
  value: T
}

/** How much a {@link ValidationMemo} may hold. */
export interface ValidationMemoOptions {
  /**
   * Bytes of credentials and resources kept, decoded. Default 64 MiB: some 2,000 accreditations, and as many leaves.
   * Status lists may have three quarters as much beside them, inflated or not: some 1,500 lists of 131,072 entries;
   * and a quarter as much what is known of the accreditations in evidence that nobody can change (`freezeData`).
   */
  maxBytes?: number
  /**
   * Accreditations whose signature is remembered beyond that, by their digest: some 300 bytes each. Default 65,536, of
   * which half are kept at least.
   */
  maxSignatures?: number
  /** Imported keys, shared with another memo. Default: its own. */
  keys?: KeyCache
}

/**
 * Remembers what can't change: a decoded payload, a digest, an imported key, whether a signature over these bytes
 * by this key verifies, what the checks found of accreditations in evidence that nobody can change, under one policy and
 * at one time. It never remembers a verdict. Bounded by bytes; what was not asked for lately goes first.
 */
export class ValidationMemo {
  readonly keys: KeyCache
  private readonly contents: RecentMap<number, Kept<ReadContent>>
  private readonly credentials: RecentMap<number, Kept<DecodedCredential>>
  private readonly statusLists: LRUCache<number, Kept<StatusListOutcome>>
  private readonly inflated: LRUCache<string, InflatedList>
  private readonly schemas = new RecentMap<string, PreparedSchema>(
    32 * 1024 * 1024,
    // Measured: a prepared schema takes 36 bytes for each character of its text, and its patterns come on top.
    (prepared, key) => 40 * key.length + 1024 + (prepared.usable ? prepared.patternBytes : 0),
  )
  // Kept on the decoded proof, so that it goes when the proof goes.
  private readonly signatures = new WeakMap<object, SignatureFacts>()
  /** Lists of evidence that nobody can change. */
  readonly lists = new KnownLists()
  private readonly trunks: RecentMap<string, KnownTrunk>
  // Outlives the decoded credential: decoding one again costs a fifth of verifying it again.
  private readonly verified: RecentMap<string, boolean>

  /** @throws {@link TrustChainError} with code `invalid_argument` */
  constructor({
    maxBytes = 64 * 1024 * 1024,
    maxSignatures = 65_536,
    keys = new KeyCache(),
  }: ValidationMemoOptions = {}) {
    if (!Number.isSafeInteger(maxBytes) || maxBytes < 4) {
      throw new TrustChainError('invalid_argument', 'maxBytes is no whole number from 4')
    }
    if (!Number.isSafeInteger(maxSignatures) || maxSignatures < 2) {
      throw new TrustChainError('invalid_argument', 'maxSignatures is no whole number from 2')
    }
    this.keys = keys
    this.verified = new RecentMap(maxSignatures)
    // A string of ASCII takes a byte a character; a decoded credential about three times its text.
    this.contents = new RecentMap((maxBytes * 3) / 4, ({ text, value }) => text.length + 5 * value.size + 1536)
    this.credentials = new RecentMap(maxBytes / 4, ({ text }) => 4 * text.length + 1024)
    this.trunks = new RecentMap(maxBytes / 4, trunkBytes)
    this.statusLists = new LRUCache({
      maxSize: Math.floor(maxBytes / 4),
      sizeCalculation: ({ text }) => 4 * text.length + 1024,
    })
    this.inflated = new LRUCache({
      maxSize: Math.floor(maxBytes / 2),
      sizeCalculation: ({ bits }, key) => key.length + (bits?.length ?? 0) + 256,
    })
  }

  /**
   * A policy with its defaults.
   *
   * @throws {@link TrustChainError} as `resolvePolicy`; only policies that passed are kept
   */
  policy(policy: TrustPolicy): ResolvedPolicy {
    return knownPolicy(policy)
  }

  /**
   * The lists of evidence, read; and where nobody can change them a shelf for what is known of the accreditations in them.
   *
   * @param evidence - its shape was checked
   * @param at - the time of evaluation, milliseconds since 1970
   */
  evidenceLists(evidence: Evidence, policy: ResolvedPolicy, at: number): { lists: EvidenceLists; trunks?: TrunkShelf } {
    const { lists, areFrozen } = this.lists.of(evidence)
    if (!areFrozen) return { lists }
    const name = `${String(lists.number)} ${String(policyNumber(policy))} ${String(at)}`
    return { lists, trunks: new TrunkShelf(this.trunks, name) }
  }

  /** Digest and text of a resource's content (base64). */
  content(base64: string): ReadContent {
    return remembered(this.contents, base64, (content) => new ReadContent(content))
  }

  /** The credential in a text. */
  credential(text: string): DecodedCredential {
    return remembered(this.credentials, text, decodeCredential)
  }

  /**
   * The credential in a resource; by its digest a signature that was verified is known longer than the credential.
   *
   * @param content - what {@link ValidationMemo.content} gave
   * @returns undefined where the resource is no text
   */
  credentialIn(content: ReadContent): DecodedCredential | undefined {
    return content.credential((text) => {
      const decoded = decodeCredential(text)
      const jws = decoded.credential?.jws
      if (jws !== undefined) this.newFacts(jws, content.sha256)
      return decoded
    })
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
    return remembered(this.statusLists, text, readStatusList)
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
    const facts = this.signatures.get(proof) ?? this.newFacts(proof)
    for (const { fingerprint, verifies } of facts.keys) if (fingerprint === keyFingerprint) return verifies
    const name = facts.sha256 === undefined ? undefined : `${facts.sha256}:${keyFingerprint}`
    const verifies = (name === undefined ? undefined : this.verified.get(name)) ?? verify()
    if (name !== undefined) this.verified.set(name, verifies)
    if (facts.keys.length >= maxFactsPerToken) facts.keys.length = 0
    facts.keys.push({ fingerprint: keyFingerprint, verifies })
    return verifies
  }

  private newFacts(proof: object, sha256?: string): SignatureFacts {
    const facts: SignatureFacts = { keys: [], ...(sha256 !== undefined && { sha256 }) }
    this.signatures.set(proof, facts)
    return facts
  }
}

type TextCache<T> = Pick<Map<number, Kept<T>>, 'get'> & { set: (sample: number, kept: Kept<T>) => unknown }

/** Finds what is remembered of a text, or reads it. A text is only ever answered for by itself. */
function remembered<T>(cache: TextCache<T>, text: string, read: (text: string) => T): T {
  const sample = sampleOf(text)
  const known = cache.get(sample)
  if (known?.text === text) return known.value
  const value = read(text)
  cache.set(sample, { text, value })
  return value
}

/** Characters that a sample is taken of. */
const sampledCharacters = 48

/**
 * A number that stands for a long text, by which it is looked up: to hash all of a credential takes as long as to parse
 * it, and to cut a key out of it as long as to decode its signature. It is of characters all along the text and of its
 * end, where a token has its signature. Two texts may have the same; then the one that came last is remembered.
 */
function sampleOf(text: string): number {
  const { length } = text
  let sample = length
  const step = Math.max(1, Math.floor(length / sampledCharacters))
  for (let index = 0; index < length; index += step) sample = (Math.imul(sample, 31) + text.charCodeAt(index)) | 0
  for (let index = Math.max(0, length - sampledCharacters); index < length; index += 1) {
    sample = (Math.imul(sample, 31) + text.charCodeAt(index)) | 0
  }
  return sample
}

/** What all calls share that bring no memo of their own. */
export const sharedMemo = new ValidationMemo()
