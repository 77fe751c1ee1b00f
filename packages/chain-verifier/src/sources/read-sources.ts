import { isHostPattern, type Dereferencer } from '@trustchains/core'
import { isObject, memberOf } from '../collect/read-members.js'
import { defaultSources } from '../default-sources.js'
import { TrustChainVerifierError } from '../trust-chain-verifier-error.js'
import type { HttpsSourceSettings, TrustChainSources } from '../types/trust-chain-sources.js'
import type { HttpsSourceOptions } from './https-source.js'

/** The option `sources`, checked and with its defaults. */
export interface ReadSources {
  resources: Dereferencer
  /** Absent: nothing is read under HTTPS URLs. */
  https?: HttpsSourceOptions
}

const known = ['resources', 'https'] as const satisfies (keyof TrustChainSources)[]
const knownOfHttps = ['allowedHosts', 'allowLoopback', 'ca'] as const satisfies (keyof HttpsSourceSettings)[]
const maxHosts = 1000

/**
 * Checks the option `sources`.
 *
 * @throws TrustChainVerifierError code `invalid_options`, naming the option
 */
export function readSources(sources: Dereferencer | TrustChainSources | undefined): ReadSources {
  if (sources === undefined) return { resources: defaultSources() }
  if (isDereferencer(sources)) return { resources: sources }
  if (!isObject(sources) || Object.keys(sources).length === 0) throw invalid(needed)
  refuseUnknown(sources, 'sources', known)
  const { resources, https } = sources
  if (resources !== undefined && !isDereferencer(resources)) throw invalid(needed)
  return { resources: resources ?? defaultSources(), ...(https !== undefined && { https: readHttps(https) }) }
}

function readHttps(https: HttpsSourceSettings): HttpsSourceOptions {
  if (!isObject(https)) throw invalid('sources.https must be an object, as { allowedHosts: ["example.org"] }')
  refuseUnknown(https, 'sources.https', knownOfHttps)
  const { allowedHosts, allowLoopback = false, ca } = https
  if (!Array.isArray(allowedHosts) || allowedHosts.length > maxHosts) {
    throw invalid(`sources.https.allowedHosts must be a list of at most ${String(maxHosts)} hosts`)
  }
  const wrong = allowedHosts.findIndex((host: unknown) => typeof host !== 'string' || !isHostPattern(host))
  if (wrong >= 0) {
    throw invalid(
      `sources.https.allowedHosts[${String(wrong)}] is no host, as example.org, example.org:8443 or .example.org`,
    )
  }
  if (typeof allowLoopback !== 'boolean') throw invalid('sources.https.allowLoopback must be true or false')
  if (ca !== undefined && (typeof ca !== 'string' || !ca.includes('-----BEGIN CERTIFICATE-----'))) {
    throw invalid('sources.https.ca must hold certificates as PEM')
  }
  return { allowedHosts: [...allowedHosts], allowLoopback, ...(ca !== undefined && { ca }) }
}

const isDereferencer = (value: unknown): value is Dereferencer => typeof memberOf(value, 'dereference') === 'function'

function refuseUnknown(value: object, path: string, names: readonly string[]): void {
  const unknown = Object.keys(value).find((name) => !names.includes(name))
  if (unknown !== undefined) {
    throw invalid(`${path}.${unknown.slice(0, 64)} is not known; known are ${names.join(', ')}`)
  }
}

const needed =
  'sources must have a method dereference(didUrl, options), as createDereferencer() of cheqd-did-resolver gives, or be ' +
  '{ resources?, https? }'

const invalid = (message: string): TrustChainVerifierError => new TrustChainVerifierError('invalid_options', message)
