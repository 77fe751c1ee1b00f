import { isAbsolute, relative, resolve } from 'node:path'
import { LmdbOutboxStore } from '../outbox/lmdb-outbox-store.js'
import { readOutbox } from '../outbox/read-outbox.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { OutboxStore } from '../types/outbox-store.js'
import type { WebPublisherOptions } from './web-publisher-options.js'

/** Which outbox a `WebPublisher` has: its own, or else the plugin's, or, used without a plugin, the default one. */
export class PublisherOutbox {
  readonly #folder: string
  readonly #own: OutboxStore | undefined
  #given: OutboxStore | undefined

  /**
   * @param folder - the public one, in which it must not stand
   * @throws TrustRegistryIssuerError `invalid_setup`
   */
  constructor(folder: string, outbox: WebPublisherOptions['outbox']) {
    this.#folder = folder
    this.#own = outbox === undefined ? undefined : this.#checked(readOutbox(outbox))
  }

  /** Takes that of the plugin. @throws TrustRegistryIssuerError `invalid_setup` where it has another one already */
  give(store: OutboxStore): void {
    if (this.#own !== undefined) return
    if (this.#given !== undefined && !isSame(this.#given, store)) {
      throw invalid('is in use with another outbox, by which nobody would wait for this one; make one for each plugin')
    }
    this.#given ??= this.#checked(store)
  }

  /** The store to use from now on. */
  get store(): OutboxStore {
    return this.#own ?? (this.#given ??= this.#checked(readOutbox(undefined)))
  }

  #checked(store: OutboxStore): OutboxStore {
    if (store instanceof LmdbOutboxStore && isWithin(store.path, this.#folder)) {
      throw invalid('has an outbox (outbox.path) within folder, which is public')
    }
    return store
  }
}

const isSame = (a: OutboxStore, b: OutboxStore): boolean =>
  a === b || (a instanceof LmdbOutboxStore && b instanceof LmdbOutboxStore && resolve(a.path) === resolve(b.path))

function isWithin(path: string, folder: string): boolean {
  const way = relative(resolve(folder), resolve(path))
  return !way.startsWith('..') && !isAbsolute(way)
}

const invalid = (problem: string): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError('invalid_setup', `WebPublisher: it ${problem}`)
