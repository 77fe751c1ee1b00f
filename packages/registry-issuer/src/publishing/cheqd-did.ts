import { parseDidUrl } from '@trustchains/core'
import { invalidArgument } from '../arguments/invalid-argument.js'

/** Reads a did:cheqd DID. The collection of its resources is called like its unique id. */
export function readCheqdDid(did: string): { network: string; collectionId: string } {
  const [, network, collectionId] = /^did:cheqd:([a-z]+):([A-Za-z0-9-]+)$/.exec(did) ?? []
  if (parseDidUrl(did)?.method !== 'cheqd' || network === undefined || collectionId === undefined) {
    throw invalidArgument('issuer', `is no did:cheqd DID, and resources are published on a cheqd ledger: ${did}`)
  }
  return { network, collectionId }
}
