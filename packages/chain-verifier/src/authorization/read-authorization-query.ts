import {
  genericTypes,
  kindOfType,
  normalizeDid,
  normalizeDidUrl,
  parseDidUrl,
  parseResourceReference,
  type DidTrustAnchor,
} from '@trustchains/core'
import { refuseUnknown } from '../refuse-unknown.js'
import { TrustChainVerifierError } from '../trust-chain-verifier-error.js'
import type { AuthorizedAction, CheckIssuerAuthorizationArgs } from '../types/check-issuer-authorization.js'

/** A question, read. */
export interface AuthorizationQuery {
  /** Normalised. */
  issuer: string
  /** All types of the credential asked about, the generic ones first. */
  types: string[]
  schemaId?: string
  anchor: DidTrustAnchor
  action: AuthorizedAction
  /** Normalised. */
  locator?: string
}

const known = [
  'issuer',
  'type',
  'schemaId',
  'authority',
  'action',
  'locator',
  'jurisdiction',
  'policy',
  'at',
  'fresh',
] as const satisfies (keyof CheckIssuerAuthorizationArgs)[]

const maxTypes = 32
const maxTypeLength = 512
const maxUrlLength = 2048

/**
 * Reads the arguments of a question; policy and time are read elsewhere.
 *
 * @throws TrustChainVerifierError code `invalid_argument`, naming the argument
 */
export function readAuthorizationQuery(args: CheckIssuerAuthorizationArgs): AuthorizationQuery {
  refuseUnknown(args, known)
  const { schemaId, action = 'issue', locator, fresh } = args
  if (action !== 'issue' && action !== 'accredit') throw invalid("action must be 'issue' or 'accredit'")
  if (fresh !== undefined && typeof fresh !== 'boolean') throw invalid('fresh must be true or false')
  if (args.jurisdiction !== undefined && typeof args.jurisdiction !== 'string') {
    throw invalid('jurisdiction must be a string')
  }
  if (schemaId !== undefined && !isText(schemaId, maxUrlLength)) throw invalid('schemaId must be a DID URL')
  if (locator !== undefined && resourceUrl(locator) === undefined) {
    throw invalid('locator must be the DID URL of one DID-Linked Resource')
  }
  const found = locator === undefined ? undefined : resourceUrl(locator)
  return {
    issuer: bareDid(args.issuer, 'issuer'),
    types: readTypes(args.type, action),
    anchor: readAuthority(args.authority),
    action,
    ...(schemaId !== undefined && { schemaId }),
    ...(found !== undefined && { locator: found }),
  }
}

function readTypes(type: unknown, action: AuthorizedAction): string[] {
  const given: unknown[] = Array.isArray(type) ? type : [type]
  if (given.length > maxTypes) throw invalid(`type must have at most ${String(maxTypes)} members`)
  const types = given.map((name) => {
    if (!isText(name, maxTypeLength)) throw invalid('type must be a credential type, or a list of them')
    return name
  })
  if (types.every((name) => genericTypes.has(name))) throw invalid('type must name more than what every credential is')
  const chainType = types.find((name) => kindOfType(name) !== undefined)
  if (chainType !== undefined) {
    throw invalid(`type names ${chainType}; ask for what may be accredited, with action 'accredit'`)
  }
  const ahead = action === 'issue' ? ['VerifiableCredential', 'VerifiableAttestation'] : ['VerifiableCredential']
  return [...new Set([...ahead, ...types])]
}

function readAuthority(authority: unknown): DidTrustAnchor {
  const url = isText(authority, maxUrlLength) ? resourceUrl(authority) : undefined
  const reference = url === undefined ? undefined : parseResourceReference(url)
  return url === undefined || reference === undefined
    ? { did: bareDid(authority, 'authority') }
    : { did: reference.did, rootAuthorization: url }
}

function bareDid(value: unknown, name: string): string {
  const did = isText(value, maxUrlLength) ? normalizeDid(value) : undefined
  if (did !== undefined && parseDidUrl(did)?.did === did) return did
  const what = name === 'authority' ? 'a DID, or the DID URL of a root authorization' : 'a DID'
  throw invalid(`${name} must be ${what}, as did:cheqd:mainnet:<id>`)
}

const resourceUrl = (value: unknown): string | undefined =>
  isText(value, maxUrlLength) && parseResourceReference(value) !== undefined ? normalizeDidUrl(value) : undefined

const isText = (value: unknown, maxLength: number): value is string =>
  typeof value === 'string' && value !== '' && value.length <= maxLength

const invalid = (message: string): TrustChainVerifierError => new TrustChainVerifierError('invalid_argument', message)
