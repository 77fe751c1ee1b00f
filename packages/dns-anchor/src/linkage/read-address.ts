import type { LookupAddress } from 'node:dns'

/** The address of an A record (RFC 1035 section 3.4.1) or an AAAA record (RFC 3596 section 2.2); undefined where it is none. */
export function readAddress(rdata: Buffer): LookupAddress | undefined {
  if (rdata.length === 4) return { address: rdata.join('.'), family: 4 }
  if (rdata.length !== 16) return undefined
  const groups = Array.from({ length: 8 }, (_, index) => rdata.readUInt16BE(2 * index).toString(16))
  return { address: groups.join(':'), family: 6 }
}
