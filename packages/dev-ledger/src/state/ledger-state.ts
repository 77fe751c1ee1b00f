import type { DidDocWithMetadata } from '../proto/did-types.js'
import { Collection } from './collection.js'
import { Journal } from './journal.js'
import { JournaledMap } from './journaled-map.js'

/** An account that can pay for and sign transactions. */
export interface Account {
  address: string
  accountNumber: bigint
  sequence: bigint
  /** Compressed secp256k1 key; known once the account has signed. */
  publicKey?: Uint8Array
}

/** All versions of one DID. */
export interface DidRecord {
  latest: string
  versions: ReadonlyMap<string, DidDocWithMetadata>
}

/** What the ledger knows. Changes go through the journal until they are committed. */
export class LedgerState {
  readonly journal = new Journal()
  readonly accounts = new JournaledMap<string, Account>(this.journal)
  /** ncheq by address. */
  readonly balances = new JournaledMap<string, bigint>(this.journal)
  readonly dids = new JournaledMap<string, DidRecord>(this.journal)
  /** Resources by the DID that owns them. */
  readonly collections = new JournaledMap<string, Collection>(this.journal)
  resourceCount = 0

  /** The newest version of a DID. */
  latestDid(did: string): DidDocWithMetadata | undefined {
    const record = this.dids.get(did)
    return record?.versions.get(record.latest)
  }

  /** The collection of a DID, made when it is first written to. */
  collectionOf(did: string): Collection {
    let collection = this.collections.get(did)
    if (collection === undefined) {
      collection = new Collection(this.journal)
      this.collections.set(did, collection)
    }
    return collection
  }

  /** Counts a resource. */
  countResource(): void {
    this.resourceCount++
    this.journal.push(() => this.resourceCount--)
  }

  /** ncheq of an address. */
  balance(address: string): bigint {
    return this.balances.get(address) ?? 0n
  }

  /** Gives ncheq to an address, and makes its account when it is the first time. */
  credit(address: string, amount: bigint): void {
    this.balances.set(address, this.balance(address) + amount)
    if (!this.accounts.has(address))
      this.accounts.set(address, { address, accountNumber: BigInt(this.accounts.size), sequence: 0n })
  }
}
