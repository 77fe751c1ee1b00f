import {
  claimedIssuance,
  formatResourceReference,
  formatTime,
  genericTypes,
  hasLedgerTime,
  statusListUrls,
  timestampTime,
  type ChainCredential,
  type ExistenceEvidence,
  type ResourceEvidence,
  type ResourceMetadata,
  type ResolvedPolicy,
  type ResourceReference,
  type ValidationMemo,
} from '@trustchains/core'
import type { EvidenceReader } from './evidence-reader.js'
import { parentsOf } from './parents-of.js'

/** What of a policy decides what is read. */
export type WalkPolicy = Pick<ResolvedPolicy, 'schema' | 'status' | 'superseded' | 'validity' | 'anchors'>

/** The times of a credential in a walk, RFC 3339; absent: the time of the call. Only validity `chain` has them. */
interface WalkTimes {
  /** When it was issued. */
  issued?: string | undefined
  /** When its child was issued. */
  held?: string | undefined
}

/** The leaf's part in reading the schemas of its parent: what it is, and when it was issued. */
interface Leaf {
  credential: ChainCredential
  issued: string | undefined
}

/**
 * Walks from a leaf up to the roots and reads what a validation needs. Each credential is walked on from as soon as
 * it has come, everything that it names at the same time: a chain of n accreditations takes at most n + 2 round
 * trips one after the other. Under validity `chain` they are as many, since what is asked as of a time is asked once
 * the time is known, beside the next link; one more where the leaf is older than what the call's answers say of its
 * parent, and one or two more at the root's end where a newer version of a pinned accreditation, or a pinned status
 * list, has lists or keys of another time.
 */
export class ChainWalk {
  /** The fewest links, leaf included, at which each credential was reached: what was seen is not walked again. */
  readonly #depths = new Map<string, number>()

  constructor(
    readonly reader: EvidenceReader,
    readonly policy: WalkPolicy,
    /** Shared with the validation, so that nothing is decoded twice. */
    readonly memo: ValidationMemo,
  ) {}

  /**
   * Walks up from a credential that was handed over.
   *
   * @param proofs - what is offered as proof that it existed at a time
   */
  async fromCredential(text: string, proofs: readonly ExistenceEvidence[] = []): Promise<void> {
    const { credential } = this.memo.credential(text)
    if (credential === undefined) return
    await Promise.all([
      this.#credential(credential, 1, {}),
      ...(this.policy.validity === 'chain' ? this.#earlier(credential, 1, proofs) : []),
    ])
  }

  /** Walks up from a published credential. */
  async fromUrl(url: string, proofs: readonly ExistenceEvidence[] = []): Promise<void> {
    await Promise.all([this.#climb(url, 1, undefined, proofs), ...this.#anchored(url)])
  }

  /** Walks up from a leaf as of the time that it claims, and as of those that proofs of its age give. */
  #earlier(credential: ChainCredential, depth: number, proofs: readonly ExistenceEvidence[]): Promise<void>[] {
    const walkAsOf = async (issued: string | undefined): Promise<void> => {
      if (issued !== undefined && this.reader.isPast(issued)) await this.#credential(credential, depth, { issued })
    }
    const claimed = claimedIssuance(credential)
    return [
      walkAsOf(claimed === undefined ? undefined : formatTime(claimed)),
      ...proofs.map(async (proof) => {
        if (proof.kind === 'rfc3161') await walkAsOf(timestampTime(proof.token))
        else await walkAsOf((await this.reader.resource(proof.url, 'resources')).metadata?.created)
      }),
    ]
  }

  /** Walks up from the accreditation above something that does not exist yet. */
  async fromParent(url: string): Promise<void> {
    await Promise.all([this.#parent(url, 2, undefined, undefined), ...this.#anchored(url)])
  }

  /** Reads what a credential names. */
  async #credential(credential: ChainCredential, depth: number, { issued, held }: WalkTimes): Promise<void> {
    const leaf = depth === 1 && credential.kind === 'attestation' ? { credential, issued } : undefined
    await Promise.all([
      this.reader.didDocument(credential.issuer, issued),
      ...this.#schemas(credential.schemas?.map(({ id }) => id) ?? [], issued),
      ...this.#statusLists(credential, held),
      ...parentsOf(credential).flatMap(({ parentAccreditation, rootAuthorization }) => [
        this.#parent(parentAccreditation, depth + 1, issued, leaf),
        this.#resource(rootAuthorization),
        ...this.#anchored(rootAuthorization),
      ]),
    ])
  }

  /** A root that an anchor pins may be an older version of the one that is reached: only its name tells. */
  #anchored(url: string): Promise<unknown>[] {
    const did = this.reader.target(url).reference?.did
    const pinned = this.policy.anchors?.dids.flatMap(({ did: anchored, rootAuthorization: root }) =>
      anchored === did && root?.form === 'pinned' ? [formatResourceReference(root)] : [],
    )
    return (pinned ?? []).map((root) => this.reader.resource(root, 'resources'))
  }

  async #parent(url: string, depth: number, held: string | undefined, leaf: Leaf | undefined): Promise<void> {
    const { maxLinks } = this.reader.limits.limits
    if (depth > maxLinks) {
      // Another way up may be shorter, so this stands at the resource and not among the limits of the whole call.
      const message = `it stands beyond maxLinks (${String(maxLinks)} credentials)`
      this.reader.leaveOut(url, 'resources', { code: 'limit', message })
      return
    }
    await Promise.all([
      this.#climb(url, depth, held),
      this.#newest(url, held, leaf),
      this.#scopeSchemas(url, held, leaf),
    ])
  }

  /** Reads a published credential, and what it names; ends where it was reached before by no longer a way. */
  async #climb(
    url: string,
    depth: number,
    held: string | undefined,
    proofs: readonly ExistenceEvidence[] = [],
  ): Promise<void> {
    const target = this.reader.target(url)
    const key = held === undefined ? target.key : `${target.key} ${held}`
    const known = this.#depths.get(key)
    if (known !== undefined && known <= depth) return
    this.#depths.set(key, depth)
    await Promise.all([this.#resource(url, held), this.#walkOn(url, depth, held, proofs)])
  }

  async #walkOn(
    url: string,
    depth: number,
    held: string | undefined,
    proofs: readonly ExistenceEvidence[],
  ): Promise<void> {
    const item = await this.reader.resource(url, 'resources', held)
    const credential = this.#decode(item)
    if (credential === undefined) return
    const issued = this.#issuedAt(item)
    await Promise.all([
      this.#credential(credential, depth, { issued, held }),
      // What is published on the web counts as issued now; what it says itself shows only what rests on that.
      ...(issued !== undefined && !this.#hasLedgerTime(url) ? [this.#credential(credential, depth, { held })] : []),
      ...(this.policy.validity === 'chain' && depth === 1 ? this.#earlier(credential, depth, proofs) : []),
    ])
  }

  #hasLedgerTime(url: string): boolean {
    const { reference } = this.reader.target(url)
    return reference !== undefined && hasLedgerTime(reference.did)
  }

  /** Reads a published credential, and who published it: that DID is known before the credential is. */
  async #resource(url: string, held?: string): Promise<void> {
    const { reference } = this.reader.target(url)
    await Promise.all([
      this.reader.resource(url, 'resources', held),
      reference !== undefined && this.reader.didDocument(reference.did),
    ])
  }

  /** Reads the newest version of a parent that is pinned or named as of a time: it must permit the child too. */
  async #newest(url: string, held: string | undefined, leaf: Leaf | undefined): Promise<void> {
    if (this.policy.superseded === 'accept') return
    const { reference } = this.reader.target(url)
    if (reference === undefined || isNewest(reference)) return
    const name = reference.form === 'named' ? reference : (await this.reader.resource(url, 'resources', held)).metadata
    if (name === undefined) return
    const newest = newestUrl(reference.did, name)
    await Promise.all([
      this.#resource(newest, held),
      this.#scopeSchemas(newest, held, leaf),
      this.#needsOfVersion(newest, held),
    ])
  }

  /** The newest version of a parent must be signed, not be revoked, satisfy its schema, and name the same root, too. */
  async #needsOfVersion(url: string, held: string | undefined): Promise<void> {
    const item = await this.reader.resource(url, 'resources', held)
    const credential = this.#decode(item)
    if (credential === undefined) return
    await Promise.all([
      ...this.#statusLists(credential, held),
      ...this.#schemas(credential.schemas?.map(({ id }) => id) ?? [], this.#issuedAt(item)),
      this.#signedWhen(credential.issuer, item),
      ...parentsOf(credential).map(({ rootAuthorization }) => this.#resource(rootAuthorization)),
    ])
  }

  /** Under `chain`, whoever signed what is published must have been good when the ledger took it. */
  async #signedWhen(did: string, item: ResourceEvidence): Promise<void> {
    const issued = this.#issuedAt(item)
    if (issued !== undefined) await this.reader.didDocument(did, issued)
  }

  /** When something published was issued, as far as that counts. */
  #issuedAt({ metadata }: ResourceEvidence): string | undefined {
    return this.policy.validity === 'chain' ? this.reader.past(metadata?.created) : undefined
  }

  #statusLists(credential: ChainCredential, held: string | undefined): Promise<unknown>[] {
    if (this.policy.status === 'off') return []
    return statusListUrls(credential).map((url) => this.#statusList(url, held))
  }

  /** Reads a status list, and who published it; of one that is pinned or named as of a time also the newest version. */
  async #statusList(url: string, held: string | undefined): Promise<void> {
    const { reference } = this.reader.target(url)
    if (reference === undefined) {
      await this.reader.resource(url, 'statusLists')
      return
    }
    // Older versions of a list on the web are its publisher's word alone: the newest tells.
    const asOf = hasLedgerTime(reference.did) ? held : undefined
    await Promise.all([this.#listAsOf(url, reference, asOf), this.reader.didDocument(reference.did)])
  }

  async #listAsOf(url: string, reference: ResourceReference, held: string | undefined): Promise<void> {
    const list = await this.reader.resource(url, 'statusLists', held)
    // Where there was none yet, or none can be had, revoked is revoked from the start: the newest tells.
    if (held !== undefined && list.content === undefined) await this.#listAsOf(url, reference, undefined)
    if (isNewest(reference)) {
      await this.#signedWhen(reference.did, list)
    } else if (list.metadata !== undefined) {
      const newest = newestUrl(reference.did, list.metadata)
      const newestReference = this.reader.target(newest).reference
      if (newestReference !== undefined) await this.#listAsOf(newest, newestReference, held)
    }
  }

  #schemas(urls: string[], issued: string | undefined): Promise<unknown>[] {
    if (this.policy.schema === 'off') return []
    return urls.map((url) => this.reader.resource(url, 'schemas', issued))
  }

  /** A leaf that names no schema must satisfy that of an entry of its parent that covers it (docs/rules.md, Scope). */
  async #scopeSchemas(url: string, held: string | undefined, leaf: Leaf | undefined): Promise<void> {
    if (leaf === undefined || leaf.credential.schemas !== undefined) return
    const parent = this.#decode(await this.reader.resource(url, 'resources', held))
    if (parent === undefined || parent.kind === 'attestation') return
    const types = leaf.credential.types.filter((type) => !genericTypes.has(type))
    const entries = parent.accreditedFor.filter((entry) => types.some((type) => entry.types.includes(type)))
    await Promise.all(
      this.#schemas(
        entries.flatMap(({ schemaId }) => schemaId ?? []),
        leaf.issued,
      ),
    )
  }

  #decode({ content }: ResourceEvidence): ChainCredential | undefined {
    if (content === undefined) return undefined
    return this.memo.credentialIn(this.memo.content(content))?.credential
  }
}

/** Whether a reference means the newest version of its name and type. */
const isNewest = (reference: ResourceReference): boolean =>
  reference.form === 'named' && reference.resourceVersionTime === undefined

const newestUrl = (
  did: string,
  { resourceName, resourceType }: Pick<ResourceMetadata, 'resourceName' | 'resourceType'>,
): string => formatResourceReference({ form: 'named', did, resourceName, resourceType })
