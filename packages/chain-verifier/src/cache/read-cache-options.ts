import { isObject, memberOf } from '../collect/read-members.js'
import { TrustChainVerifierError } from '../trust-chain-verifier-error.js'
import type { TrustChainCacheOptions } from '../types/trust-chain-cache-options.js'
import type { ReadCacheOptions } from './answer-cache.js'

const known = [
  'maxBytes',
  'store',
  'secret',
  'namespace',
  'storeTimeoutMs',
] as const satisfies (keyof TrustChainCacheOptions)[]

const defaults = { maxBytes: 64 * 1024 * 1024, storeTimeoutMs: 250 }
const longestTimeoutMs = 60_000
/** As many bits as HMAC-SHA-256 can use, where each character has eight. */
const shortestSecret = 32

/**
 * Checks the option `cache`.
 *
 * @param cache - absent: answers are kept in memory; false: nowhere
 * @throws TrustChainVerifierError code `invalid_options`; the message never holds the secret
 */
export function readCacheOptions(cache: TrustChainCacheOptions | false | undefined): ReadCacheOptions | undefined {
  if (cache === false) return undefined
  if (cache === undefined) return defaults
  if (!isObject(cache)) throw invalid('cache must be an object, as { maxBytes: 67108864 }, or false')
  const unknown = Object.keys(cache).find((name) => !(known as readonly string[]).includes(name))
  if (unknown !== undefined) {
    throw invalid(`cache.${unknown.slice(0, 64)} is not known; known are ${known.join(', ')}`)
  }
  const { maxBytes = defaults.maxBytes, storeTimeoutMs = defaults.storeTimeoutMs, store, secret, namespace } = cache
  if (!isWhole(maxBytes, Number.MAX_SAFE_INTEGER)) throw invalid('cache.maxBytes must be a positive whole number')
  if (!isWhole(storeTimeoutMs, longestTimeoutMs)) {
    throw invalid(`cache.storeTimeoutMs must be a whole number from 1 to ${String(longestTimeoutMs)}`)
  }
  if (store !== undefined && !hasMethods(store)) {
    throw invalid('cache.store must have the methods get(key) and set(key, value, ttl), as a Keyv has')
  }
  if (secret !== undefined && (typeof secret !== 'string' || secret.length < shortestSecret)) {
    throw invalid(`cache.secret must be a string of at least ${String(shortestSecret)} characters`)
  }
  if (namespace !== undefined && (typeof namespace !== 'string' || !/^[\w.-]{1,64}$/.test(namespace))) {
    throw invalid('cache.namespace must be 1 to 64 letters, digits, "-", "_" or "."')
  }
  if (store === undefined && (secret ?? namespace) !== undefined) {
    throw invalid('cache.secret and cache.namespace are for a cache.store, and there is none')
  }
  return {
    maxBytes,
    storeTimeoutMs,
    ...(store && { store }),
    ...(secret && { secret }),
    ...(namespace && { namespace }),
  }
}

const isWhole = (value: number, most: number): boolean => Number.isSafeInteger(value) && value >= 1 && value <= most

const hasMethods = (store: unknown): boolean =>
  typeof memberOf(store, 'get') === 'function' && typeof memberOf(store, 'set') === 'function'

const invalid = (message: string): TrustChainVerifierError => new TrustChainVerifierError('invalid_options', message)
