import type { DomainName } from '../wire/domain-name.js'
import { WireReader } from '../wire/wire-reader.js'
import { readTypeBitmap, type TypeSet } from './type-bitmap.js'

/** A record that says which name is next in its zone, and which types its own name has (RFC 4034 section 4). */
export interface Nsec {
  readonly owner: DomainName
  readonly next: DomainName
  readonly types: TypeSet
}

/** @returns undefined where the RDATA is malformed */
export function readNsec(owner: DomainName, rdata: Buffer): Nsec | undefined {
  try {
    const reader = new WireReader(rdata)
    const next = reader.name(false)
    const types = readTypeBitmap(reader.take(reader.remaining))
    return types && { owner, next, types }
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
