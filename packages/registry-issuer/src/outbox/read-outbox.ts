import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { OutboxStore } from '../types/outbox-store.js'
import { defaultOutboxPath } from './default-outbox-path.js'
import { LmdbOutboxStore, type LmdbOutboxStoreOptions } from './lmdb-outbox-store.js'

const methods = ['get', 'list', 'commit', 'close'] as const

/**
 * Reads the plugin's option `outbox`. Nothing is opened yet.
 *
 * @throws TrustRegistryIssuerError `invalid_setup`
 */
export function readOutbox(outbox: OutboxStore | LmdbOutboxStoreOptions | undefined): OutboxStore {
  if (outbox === undefined) return new LmdbOutboxStore({ path: defaultOutboxPath() })
  if (typeof outbox !== 'object' || outbox === null) throw invalid('must be a store, or the folder of one: { path }')
  if ('commit' in outbox) {
    const missing = methods.find((name) => typeof outbox[name] !== 'function')
    if (missing === undefined) return outbox
    throw invalid(`must have the methods ${methods.join(', ')}; ${missing} is missing`)
  }
  const unknown = Object.keys(outbox).find((name) => name !== 'path' && name !== 'maxBytes')
  if (unknown !== undefined) throw invalid(`has no member ${JSON.stringify(unknown)}; known are path and maxBytes`)
  return new LmdbOutboxStore(outbox)
}

const invalid = (problem: string): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError('invalid_setup', `outbox ${problem}`)
