import { formatTime, parseDidUrl } from '@trustchains/core'
import type { LeafRequest } from './collect/collect-evidence.js'
import { isObject } from './collect/read-members.js'
import type { CallTimes } from './collect/read-resource.js'
import { readExistence } from './read-existence.js'
import { readTime } from './read-time.js'
import { refuseUnknown } from './refuse-unknown.js'
import { TrustChainVerifierError } from './trust-chain-verifier-error.js'
import type { CollectTrustChainEvidenceArgs, VerifyTrustChainArgs } from './types/ITrustChainVerifier.js'

/** Characters of a DID URL; core reads no longer ones. */
const maxDidUrlLength = 2048

const known = [
  'credential',
  'didUrl',
  'policy',
  'at',
  'fresh',
  'existence',
] as const satisfies (keyof CollectTrustChainEvidenceArgs)[]

/** The arguments of {@link ITrustChainVerifier.verifyTrustChain} that it has beyond those of the collection. */
export const verifyOnly = ['includeEvidence'] as const satisfies (keyof VerifyTrustChainArgs)[]

/** The arguments of one call, read. */
export interface ReadArguments {
  leaf: LeafRequest
  times: CallTimes
}

/**
 * Reads the arguments of a call; the policy is read elsewhere.
 *
 * @param now - the time of the call, milliseconds since 1970
 * @param more - names of further arguments that the method takes, all boolean
 * @throws TrustChainVerifierError code `invalid_argument`, naming the argument
 */
export function readArguments(
  args: CollectTrustChainEvidenceArgs,
  now: number,
  more: readonly string[] = [],
): ReadArguments {
  refuseUnknown(args, [...known, ...more])
  for (const name of ['fresh', ...more]) {
    const value = (args as Partial<Record<string, unknown>>)[name]
    if (value !== undefined && typeof value !== 'boolean') throw invalid(`${name} must be true or false`)
  }
  const existence = readExistence(args.existence)
  const leaf = readLeaf(args)
  if (existence !== undefined) leaf.existence = existence
  return { leaf, times: readTimes(args.at, now) }
}

function readLeaf({ credential, didUrl }: CollectTrustChainEvidenceArgs): LeafRequest {
  if ((credential === undefined) === (didUrl === undefined)) {
    const given = credential === undefined ? 'neither is given' : 'both are given'
    throw invalid(`give either credential (a JWT or JSON) or didUrl (of a published accreditation); ${given}`)
  }
  if (didUrl !== undefined) {
    if (typeof didUrl !== 'string') throw invalid('didUrl must be a string')
    if (didUrl.length > maxDidUrlLength || parseDidUrl(didUrl) === undefined) {
      throw invalid(
        `didUrl is no DID URL of at most ${String(maxDidUrlLength)} characters, as ` +
          'did:cheqd:mainnet:<id>/resources/<uuid> or did:cheqd:mainnet:<id>?resourceName=<name>&resourceType=<type>',
      )
    }
    return { url: didUrl }
  }
  return { credential: typeof credential === 'string' ? credential : toText(credential) }
}

function toText(credential: unknown): string {
  if (!isObject(credential)) throw invalid('credential must be a string (a JWT, or JSON text) or a JSON object')
  try {
    const text: unknown = JSON.stringify(credential)
    if (typeof text === 'string') return text
  } catch (cause) {
    throw invalid('credential is an object that can not be written as JSON; hand over its text', cause)
  }
  throw invalid('credential is an object that can not be written as JSON; hand over its text')
}

/**
 * The times of a call.
 *
 * @param at - the argument
 * @param now - the time of the call, milliseconds since 1970
 * @throws TrustChainVerifierError code `invalid_argument`
 */
export function readTimes(at: unknown, now: number): CallTimes {
  const readAt = formatTime(now)
  const ms = readTime(at)
  if (ms === undefined) return { readAt }
  // Written in one form, since resolvers read few.
  return { readAt, versionTime: formatTime(ms) }
}

function invalid(message: string, cause?: unknown): TrustChainVerifierError {
  return new TrustChainVerifierError('invalid_argument', message, cause === undefined ? undefined : { cause })
}
