import type { Dereferencer, JsonObject } from '@trustchains/core'
import { defaultSources } from './default-sources.js'
import { readOutbox } from './outbox/read-outbox.js'
import { CheqdPublisher } from './publishing/cheqd-publisher.js'
import { TrustRegistryIssuerError } from './trust-registry-issuer-error.js'
import type { OutboxStore } from './types/outbox-store.js'
import type { ResourcePublisher } from './types/publisher.js'
import type { TrustRegistryIssuerOptions } from './types/trust-registry-issuer-options.js'

/** The plugin's options, checked and with defaults filled in. */
export interface ReadOptions {
  publisher: ResourcePublisher
  dereferencer: Dereferencer
  store: OutboxStore
  /** Milliseconds from the begin of an accreditation to its default expiry. */
  defaultPeriod: number
  /** For a renewal: the statuses of the version before, which the new one shares, in place of new ones. */
  keptStatus?: JsonObject[]
}

const dayMs = 86_400_000
/** About a century: more is surely a mistake of unit. */
const maxValidityDays = 36_500

/**
 * Checks the plugin's options when the agent is made, so that a mistake does not wait for the first call.
 *
 * @throws TrustRegistryIssuerError code `invalid_setup`, naming the option
 */
export function readOptions(options: TrustRegistryIssuerOptions): ReadOptions {
  checkNames(options, 'the options', ['publisher', 'sources', 'outbox', 'defaults'])
  const { sources, defaults = {} } = options
  const publisher: ResourcePublisher = options.publisher ?? new CheqdPublisher()
  if (typeof publisher.publish !== 'function' || typeof publisher.estimate !== 'function') {
    throw invalid('publisher must have the methods estimate and publish')
  }
  if (sources !== undefined && typeof sources.dereference !== 'function') {
    throw invalid(
      'sources must have a method dereference(didUrl, options), as createDereferencer() of cheqd-did-resolver gives',
    )
  }
  checkNames(defaults, 'defaults', ['validityDays'])
  const { validityDays = 365 } = defaults
  if (!(Number.isFinite(validityDays) && validityDays > 0 && validityDays <= maxValidityDays)) {
    throw invalid(`defaults.validityDays must be a number of days up to ${String(maxValidityDays)}`)
  }
  const store = readOutbox(options.outbox)
  publisher.useOutbox?.(store)
  return {
    publisher,
    dereferencer: sources ?? defaultSources(),
    store,
    defaultPeriod: validityDays * dayMs,
  }
}

function checkNames(value: unknown, what: string, known: readonly string[]): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(`${what} must be an object`)
  const unknown = Object.keys(value).find((name) => !known.includes(name))
  if (unknown !== undefined)
    throw invalid(`${JSON.stringify(unknown)} is not known in ${what}; known are ${known.join(', ')}`)
}

const invalid = (message: string): TrustRegistryIssuerError => new TrustRegistryIssuerError('invalid_setup', message)
