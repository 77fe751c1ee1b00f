/** A record of an {@link OutboxStore}. */
export interface OutboxRecord {
  /** At most 512 bytes of printable ASCII, parts separated by `/`. */
  key: string
  /** JSON text, at most 4 MiB. */
  value: string
  /** From 1; counts the changes of this record. */
  revision: number
}

/** One change of a {@link OutboxStore.commit}. */
export interface OutboxChange {
  key: string
  /** The new JSON text; absent: the record is removed. */
  value?: string
  /** The revision that the record must still have; 0: there must be no such record. */
  revision: number
}

/** Which records {@link OutboxStore.list} gives. */
export interface OutboxListOptions {
  /** Only keys after this one. */
  after?: string
  /** At most so many, 1 to 1,000. Default 1,000. */
  limit?: number
}

/**
 * Where the plugin keeps what must not be lost: publications under way, what was assigned in status lists, locks.
 * A port. The default is a folder with an LMDB database, which the processes of one machine share; an agent with PostgreSQL
 * keeps it there.
 *
 * Whoever implements it owes two things. A commit is all or nothing, also when the process is killed in it; and once it has
 * resolved with `true`, it is on disk and every process that shares the store sees it.
 */
export interface OutboxStore {
  /** The record, or undefined. */
  get(key: string): Promise<OutboxRecord | undefined>

  /** Records whose keys begin with `prefix`, in the order of their keys by code unit. */
  list(prefix: string, options?: OutboxListOptions): Promise<OutboxRecord[]>

  /**
   * Makes all the changes, or none.
   *
   * @param changes - at most 1,000, each of another key
   * @returns false where a record no longer has the revision that its change names: read again, and decide anew
   */
  commit(changes: OutboxChange[]): Promise<boolean>

  /** Frees what the store holds. Called by whoever made it. */
  close(): Promise<void>
}
