import {
  formatResourceReference,
  genericTypes,
  statusListUrls,
  type ChainCredential,
  type ResourceEvidence,
  type ResourceMetadata,
  type ResourceReference,
  type TrustPolicy,
  type ValidationMemo,
} from '@trustchains/core'
import type { EvidenceReader } from './evidence-reader.js'
import { parentsOf } from './parents-of.js'

/**
 * Walks from a leaf up to the roots and reads what a validation needs. Each credential is walked on from as soon as
 * it has come, everything that it names at the same time: a chain of n accreditations takes at most n + 2 round
 * trips one after the other.
 */
export class ChainWalk {
  /** The fewest links, leaf included, at which each credential was reached: what was seen is not walked again. */
  readonly #depths = new Map<string, number>()

  constructor(
    readonly reader: EvidenceReader,
    readonly policy: Pick<Required<TrustPolicy>, 'schema' | 'status' | 'superseded'>,
    /** Shared with the validation, so that nothing is decoded twice. */
    readonly memo: ValidationMemo,
  ) {}

  /** Walks up from a credential that was handed over. */
  async fromCredential(text: string): Promise<void> {
    const { credential } = this.memo.credential(text)
    if (credential !== undefined) await this.#credential(credential, 1)
  }

  /** Walks up from a published credential. */
  async fromUrl(url: string): Promise<void> {
    await this.#climb(url, 1)
  }

  /** Walks up from the accreditation above something that does not exist yet. */
  async fromParent(url: string): Promise<void> {
    await this.#parent(url, 2, undefined)
  }

  /** Reads what a credential names. */
  async #credential(credential: ChainCredential, depth: number): Promise<void> {
    const leaf = depth === 1 && credential.kind === 'attestation' ? credential : undefined
    await Promise.all([
      this.reader.didDocument(credential.issuer),
      ...this.#schemas(credential.schemas?.map(({ id }) => id) ?? []),
      ...this.#statusLists(credential),
      ...parentsOf(credential).flatMap(({ parentAccreditation, rootAuthorization }) => [
        this.#parent(parentAccreditation, depth + 1, leaf),
        this.#resource(rootAuthorization),
      ]),
    ])
  }

  async #parent(url: string, depth: number, leaf: ChainCredential | undefined): Promise<void> {
    const { maxLinks } = this.reader.limits.limits
    if (depth > maxLinks) {
      // Another way up may be shorter, so this stands at the resource and not among the limits of the whole call.
      const message = `it stands beyond maxLinks (${String(maxLinks)} credentials)`
      this.reader.leaveOut(url, 'resources', { code: 'limit', message })
      return
    }
    await Promise.all([this.#climb(url, depth), this.#newest(url, leaf), this.#scopeSchemas(url, leaf)])
  }

  /** Reads a published credential, and what it names; ends where it was reached before by no longer a way. */
  async #climb(url: string, depth: number): Promise<void> {
    const { key } = this.reader.target(url)
    const known = this.#depths.get(key)
    if (known !== undefined && known <= depth) return
    this.#depths.set(key, depth)
    await Promise.all([this.#resource(url), this.#walkOn(url, depth)])
  }

  async #walkOn(url: string, depth: number): Promise<void> {
    const credential = this.#decode(await this.reader.resource(url, 'resources'))
    if (credential !== undefined) await this.#credential(credential, depth)
  }

  /** Reads a published credential, and who published it: that DID is known before the credential is. */
  async #resource(url: string): Promise<void> {
    const { reference } = this.reader.target(url)
    await Promise.all([
      this.reader.resource(url, 'resources'),
      reference !== undefined && this.reader.didDocument(reference.did),
    ])
  }

  /** Reads the newest version of a parent that is pinned or named as of a time: it must permit the child too. */
  async #newest(url: string, leaf: ChainCredential | undefined): Promise<void> {
    if (this.policy.superseded === 'accept') return
    const { reference } = this.reader.target(url)
    if (reference === undefined || isNewest(reference)) return
    const name = reference.form === 'named' ? reference : (await this.reader.resource(url, 'resources')).metadata
    if (name === undefined) return
    const newest = newestUrl(reference.did, name)
    await Promise.all([this.#resource(newest), this.#scopeSchemas(newest, leaf), this.#statusOf(newest)])
  }

  /** The newest version of a parent must not be revoked either. */
  async #statusOf(url: string): Promise<void> {
    const credential = this.#decode(await this.reader.resource(url, 'resources'))
    if (credential !== undefined) await Promise.all(this.#statusLists(credential))
  }

  #statusLists(credential: ChainCredential): Promise<unknown>[] {
    if (this.policy.status === 'off') return []
    return statusListUrls(credential).map((url) => this.#statusList(url))
  }

  /** Reads a status list, and who published it; of one that is pinned or named as of a time also the newest version. */
  async #statusList(url: string): Promise<void> {
    const { reference } = this.reader.target(url)
    const list = this.reader.resource(url, 'statusLists')
    await Promise.all([list, reference !== undefined && this.reader.didDocument(reference.did)])
    if (reference === undefined || isNewest(reference)) return
    const { metadata } = await list
    if (metadata !== undefined) await this.reader.resource(newestUrl(reference.did, metadata), 'statusLists')
  }

  #schemas(urls: string[]): Promise<unknown>[] {
    if (this.policy.schema === 'off') return []
    return urls.map((url) => this.reader.resource(url, 'schemas'))
  }

  /** A leaf that names no schema must satisfy that of an entry of its parent that covers it (design 03, Scope). */
  async #scopeSchemas(url: string, leaf: ChainCredential | undefined): Promise<void> {
    if (leaf === undefined || leaf.schemas !== undefined) return
    const parent = this.#decode(await this.reader.resource(url, 'resources'))
    if (parent === undefined || parent.kind === 'attestation') return
    const types = leaf.types.filter((type) => !genericTypes.has(type))
    const entries = parent.accreditedFor.filter((entry) => types.some((type) => entry.types.includes(type)))
    await Promise.all(this.#schemas(entries.flatMap(({ schemaId }) => schemaId ?? [])))
  }

  #decode({ content }: ResourceEvidence): ChainCredential | undefined {
    if (content === undefined) return undefined
    const { text } = this.memo.content(content)
    return text === undefined ? undefined : this.memo.credential(text).credential
  }
}

/** Whether a reference means the newest version of its name and type. */
const isNewest = (reference: ResourceReference): boolean =>
  reference.form === 'named' && reference.resourceVersionTime === undefined

const newestUrl = (
  did: string,
  { resourceName, resourceType }: Pick<ResourceMetadata, 'resourceName' | 'resourceType'>,
): string => formatResourceReference({ form: 'named', did, resourceName, resourceType })
