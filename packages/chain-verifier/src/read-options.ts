import type { Dereferencer, TrustChainLimits, TrustPolicy } from '@trustchains/core'
import type { ReadCacheOptions } from './cache/answer-cache.js'
import { readCacheOptions } from './cache/read-cache-options.js'
import { isObject } from './collect/read-members.js'
import { effectivePolicy } from './effective-policy.js'
import type { HttpsSourceOptions } from './sources/https-source.js'
import { readSources } from './sources/read-sources.js'
import { TrustChainVerifierError } from './trust-chain-verifier-error.js'
import type { TrustChainVerifierOptions } from './types/trust-chain-verifier-options.js'

/** The plugin's options, checked and with defaults filled in. */
export interface ReadOptions {
  policy: TrustPolicy
  sources: Dereferencer
  limits: TrustChainLimits
  /** Absent: nothing is read under HTTPS URLs. */
  https?: HttpsSourceOptions
  /** Absent: answers are not kept. */
  cache?: ReadCacheOptions
  /** Threads of a batch; absent: as many as there are cores. */
  workers?: number
}

const known = ['policy', 'sources', 'cache', 'limits', 'workers'] as const satisfies (keyof TrustChainVerifierOptions)[]

const maxWorkers = 1024

/**
 * Checks the plugin's options when the agent is made, so that a mistake does not wait for the first call.
 *
 * @throws TrustChainVerifierError code `invalid_options`, naming the option
 */
export function readOptions(options: TrustChainVerifierOptions): ReadOptions {
  if (!isObject(options))
    throw invalid('the options must be an object: { policy?, sources?, cache?, limits?, workers? }')
  const unknown = Object.keys(options).find((name) => !(known as readonly string[]).includes(name))
  if (unknown !== undefined) throw invalid(`${JSON.stringify(unknown)} is not known; known are ${known.join(', ')}`)
  const { policy = {}, sources, limits = {} } = options
  const cache = readCacheOptions(options.cache)
  effectivePolicy({}, policy, {}, 'invalid_options')
  if (!isObject(limits)) throw invalid('limits must be an object, as { deadlineMs: 5000 }')
  effectivePolicy({}, { limits }, {}, 'invalid_options')
  const { workers } = options
  if (workers !== undefined && !(Number.isSafeInteger(workers) && workers >= 0 && workers <= maxWorkers)) {
    throw invalid(`workers must be a whole number from 0 to ${String(maxWorkers)}`)
  }
  const { resources, https } = readSources(sources)
  return {
    // Who may be asked may be believed, unless the policy says otherwise.
    policy: { ...policy, ...(https && { webHosts: policy.webHosts ?? [...https.allowedHosts] }) },
    sources: resources,
    limits,
    ...(https && { https }),
    ...(cache && { cache }),
    ...(workers !== undefined && { workers }),
  }
}

const invalid = (message: string): TrustChainVerifierError => new TrustChainVerifierError('invalid_options', message)
