import { formatTime, type PresentationRequest } from '@trustchains/core'
import { isObject } from '../collect/read-members.js'
import type { CallTimes } from '../collect/read-resource.js'
import { readTime } from '../read-time.js'
import { refuseUnknown } from '../refuse-unknown.js'
import { TrustChainVerifierError } from '../trust-chain-verifier-error.js'
import type { VerifyPresentationTrustChainsArgs } from '../types/verify-presentation-trust-chains.js'

const known = [
  'presentation',
  'challenge',
  'domain',
  'policy',
  'at',
  'fresh',
  'includeEvidence',
] as const satisfies (keyof VerifyPresentationTrustChainsArgs)[]

/** As core: an empty one would be met by anything. */
const maxRequestLength = 2048

/** The arguments of one call, read. */
export interface PresentationArguments {
  text: string
  request: PresentationRequest
  times: CallTimes
}

/**
 * Reads the arguments of a call; the policy is read elsewhere.
 *
 * @param now - the time of the call, milliseconds since 1970
 * @throws TrustChainVerifierError code `invalid_argument`, naming the argument
 */
export function readPresentationArguments(args: VerifyPresentationTrustChainsArgs, now: number): PresentationArguments {
  refuseUnknown(args, known)
  for (const name of ['fresh', 'includeEvidence'] as const) {
    const value: unknown = args[name]
    if (value !== undefined && typeof value !== 'boolean') throw invalid(`${name} must be true or false`)
  }
  const request: PresentationRequest = {}
  for (const name of ['challenge', 'domain'] as const) {
    const value: unknown = args[name]
    if (value === undefined) continue
    if (typeof value !== 'string' || value === '' || value.length > maxRequestLength) {
      throw invalid(
        `${name} must be a string of 1 to ${String(maxRequestLength)} characters; leave it out to ask for none`,
      )
    }
    request[name] = value
  }
  const at = readTime(args.at)
  const times = { readAt: formatTime(now), ...(at !== undefined && { versionTime: formatTime(at) }) }
  return { text: toText(args.presentation), request, times }
}

function toText(presentation: unknown): string {
  if (typeof presentation === 'string') return presentation
  if (!isObject(presentation)) throw invalid('presentation must be a string (a JWT, or JSON text) or a JSON object')
  const message = 'presentation is an object that can not be written as JSON; hand over its text'
  try {
    const text: unknown = JSON.stringify(presentation)
    if (typeof text === 'string') return text
  } catch (cause) {
    throw invalid(message, cause)
  }
  throw invalid(message)
}

function invalid(message: string, cause?: unknown): TrustChainVerifierError {
  return new TrustChainVerifierError('invalid_argument', message, cause === undefined ? undefined : { cause })
}
