import { CheqdResolverError } from './cheqd-resolver-error.js'
import type { CheqdResolverOptions } from './types/options.js'

/** A network's name, the second part of a did:cheqd DID. */
export type CheqdNetworkName = 'mainnet' | 'testnet'

/** The place where a network is read. */
export interface NetworkEndpoint {
  kind: 'resolver' | 'rpc'
  /** For a resolver, ends with `/1.0/identifiers/`. */
  url: URL
}

/** {@link CheqdResolverOptions}, checked and with its defaults. */
export interface ResolvedOptions {
  networks: Partial<Record<CheqdNetworkName, NetworkEndpoint>>
  timeoutMs: number
  retries: number
  retryDelayMs: number
  maxContentBytes: number
  maxDocumentBytes: number
  verifyChecksum: boolean
  coalesce: boolean
  cache?: { maxBytes: number; latestMs: number }
}

const identifiersPath = '/1.0/identifiers/'
const publicResolver = { resolverUrl: 'https://resolver.cheqd.net' }
const fields: (keyof CheqdResolverOptions)[] = [
  'mainnet',
  'testnet',
  'timeoutMs',
  'retries',
  'retryDelayMs',
  'maxContentBytes',
  'maxDocumentBytes',
  'verifyChecksum',
  'coalesce',
  'allowInsecure',
  'cache',
]

function fail(message: string, cause?: unknown): never {
  throw new CheqdResolverError('invalidOptions', message, { cause })
}

function objectAt(value: unknown, path: string, known: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(`${path} must be an object`)
  const unknown = Object.keys(value).find((name) => !known.includes(name))
  if (unknown !== undefined) fail(`${path}.${unknown} is no known option; known are ${known.join(', ')}`)
  return value as Record<string, unknown>
}

/** An integer option within its bounds, or its default. */
export function integerAt(value: unknown, path: string, fallback: number, min: number, max: number): number {
  if (value === undefined) return fallback
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
    fail(`${path} must be an integer from ${min} to ${max}`)
  }
  return value
}

function booleanAt(value: unknown, path: string, fallback: boolean): boolean {
  if (value === undefined) return fallback
  if (typeof value !== 'boolean') fail(`${path} must be true or false`)
  return value
}

function isLoopback(hostname: string): boolean {
  // The URL parser has already written IPv4 addresses in their one dotted form.
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)
}

function readUrl(value: unknown, path: string, allowInsecure: boolean): URL {
  if (typeof value !== 'string' || !URL.canParse(value)) fail(`${path} must be an absolute http(s) URL`)
  const url = new URL(value)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') fail(`${path} must be an http(s) URL, not ${url.protocol}`)
  if (url.protocol === 'http:' && !allowInsecure && !isLoopback(url.hostname)) {
    fail(
      `${path} must be https: anyone on the way could alter what http://${url.host} answers; set allowInsecure to use it`,
    )
  }
  if (url.username !== '' || url.password !== '') fail(`${path} must not carry a user name or password`)
  if (url.hash !== '') fail(`${path} must not have a fragment`)
  return url
}

function readNetwork(value: unknown, path: string, allowInsecure: boolean): NetworkEndpoint {
  const { resolverUrl, rpcUrl } = objectAt(value, path, ['resolverUrl', 'rpcUrl'])
  if ((resolverUrl === undefined) === (rpcUrl === undefined)) fail(`${path} must have one of resolverUrl and rpcUrl`)
  if (rpcUrl !== undefined) return { kind: 'rpc', url: readUrl(rpcUrl, `${path}.rpcUrl`, allowInsecure) }
  const url = readUrl(resolverUrl, `${path}.resolverUrl`, allowInsecure)
  if (url.search !== '') fail(`${path}.resolverUrl must not have a query`)
  const folder = url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`
  url.pathname = folder.endsWith(identifiersPath) ? folder : folder.slice(0, -1) + identifiersPath
  return { kind: 'resolver', url }
}

/**
 * Checks options and fills in the defaults.
 *
 * @throws CheqdResolverError `invalidOptions`, naming the option
 */
export function readOptions(options: CheqdResolverOptions = {}): ResolvedOptions {
  const given = objectAt(options, 'options', fields)
  const allowInsecure = booleanAt(given.allowInsecure, 'options.allowInsecure', false)
  const none = given.mainnet === undefined && given.testnet === undefined
  const networks: ResolvedOptions['networks'] = {}
  for (const name of ['mainnet', 'testnet'] as const) {
    const network = none ? publicResolver : given[name]
    if (network !== undefined) networks[name] = readNetwork(network, `options.${name}`, allowInsecure)
  }
  const cache = given.cache === undefined ? undefined : objectAt(given.cache, 'options.cache', ['maxBytes', 'latestMs'])
  return {
    networks,
    timeoutMs: integerAt(given.timeoutMs, 'options.timeoutMs', 10_000, 1, 600_000),
    retries: integerAt(given.retries, 'options.retries', 3, 0, 20),
    retryDelayMs: integerAt(given.retryDelayMs, 'options.retryDelayMs', 200, 0, 60_000),
    maxContentBytes: integerAt(given.maxContentBytes, 'options.maxContentBytes', 2 * 2 ** 20, 1, 2 ** 30),
    maxDocumentBytes: integerAt(given.maxDocumentBytes, 'options.maxDocumentBytes', 4 * 2 ** 20, 1, 2 ** 30),
    verifyChecksum: booleanAt(given.verifyChecksum, 'options.verifyChecksum', true),
    coalesce: booleanAt(given.coalesce, 'options.coalesce', true),
    ...(cache !== undefined && {
      cache: {
        maxBytes: integerAt(cache.maxBytes, 'options.cache.maxBytes', 32 * 2 ** 20, 1, 2 ** 40),
        latestMs: integerAt(cache.latestMs, 'options.cache.latestMs', 5_000, 1, 3_600_000),
      },
    }),
  }
}
