import { createHash } from 'node:crypto'
import { base58 } from '@scure/base'
import { joinDid, splitDid } from './did.js'
import { idRule, isUuid } from './id.js'

/** Whether a DID has an identifier of the ledger's first version: 16 or 32 characters of base58. */
export function needsMigration(did: string): boolean {
  const id = splitDid(did)?.id
  if (id === undefined || idRule(id) === undefined) return false
  return (id.length === 16 || id.length === 32) && /^[1-9A-HJ-NP-Za-km-z]+$/.test(id)
}

/** The DID that such a DID became: base58 of the first 16 bytes of the identifier's SHA-256. */
export function migrateDid(did: string): string {
  const parts = splitDid(did)
  if (parts === undefined || isUuid(parts.id)) return did
  return joinDid({ ...parts, id: base58.encode(createHash('sha256').update(parts.id).digest().subarray(0, 16)) })
}
