import { createHash } from 'node:crypto'
import { CheqdResolverError } from '../cheqd-resolver-error.js'
import type { CheqdNetworkName } from '../read-options.js'
import { base58ByteLength, encodeBase58 } from './base58.js'

/** A did:cheqd DID as the ledger knows it. */
export interface CheqdDid {
  /** The whole DID, UUID in lower case, a legacy id migrated. */
  did: string
  network: CheqdNetworkName
  /** The unique id, which is also the id of the DID's resource collection. */
  id: string
  /** The DID that was asked for, where it is a legacy one. */
  migratedFrom?: string
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const parts = /^did:([a-z0-9]+):(?:([^:]+):)?([^:]+)$/

/** Whether the text is a UUID in lower case. */
export function isUuid(text: string): boolean {
  return uuid.test(text)
}

/**
 * Reads a normalised DID as a did:cheqd DID (did:cheqd method specification, section "Method specific identifier").
 *
 * Identifiers of ledger version 1, base58 of 16 or 32 characters, were replaced by base58(sha256(id)[0..16]) when the ledger was
 * upgraded; a resolver redirects them, here they are replaced before anything is asked, so that both transports answer them.
 *
 * @throws CheqdResolverError `methodNotSupported` or `invalidDid`
 */
export function parseCheqdDid(did: string): CheqdDid {
  const match = parts.exec(did)
  if (match === null) throw new CheqdResolverError('invalidDid', `not a did:cheqd DID: ${did}`)
  const [, method, network, id] = match
  if (method !== 'cheqd') {
    throw new CheqdResolverError('methodNotSupported', `DID method ${method as string} is not supported, only cheqd`)
  }
  if (network !== 'mainnet' && network !== 'testnet') {
    throw new CheqdResolverError(
      'invalidDid',
      `did:cheqd has the networks mainnet and testnet, not ${network ?? 'none'}`,
    )
  }
  const unique = id as string
  const bytes = base58ByteLength(unique)
  if (isUuid(unique) || bytes === 16) return { did, network, id: unique }
  if (bytes !== undefined && (unique.length === 16 || unique.length === 32)) {
    const migrated = encodeBase58(createHash('sha256').update(unique).digest().subarray(0, 16))
    return { did: `did:cheqd:${network}:${migrated}`, network, id: migrated, migratedFrom: did }
  }
  throw new CheqdResolverError('invalidDid', `the unique id of ${did} is neither a UUID nor 16 bytes of base58`)
}
