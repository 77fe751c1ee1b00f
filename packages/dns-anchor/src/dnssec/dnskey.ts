/** A zone's public key (RFC 4034 section 2.1). */
export interface Dnskey {
  readonly flags: number
  readonly protocol: number
  readonly algorithm: number
  readonly publicKey: Buffer
  readonly keyTag: number
  readonly rdata: Buffer
}

/** @returns undefined where the RDATA is too short to be a key */
export function readDnskey(rdata: Buffer): Dnskey | undefined {
  if (rdata.length < 5) return undefined
  return {
    flags: rdata.readUInt16BE(0),
    protocol: rdata.readUInt8(2),
    algorithm: rdata.readUInt8(3),
    publicKey: rdata.subarray(4),
    keyTag: keyTagOf(rdata),
    rdata,
  }
}

const zoneKeyFlag = 0x0100
const revokedFlag = 0x0080

/**
 * Whether the key may verify a zone's data: a zone key (RFC 4034 section 2.1.1) of protocol 3 (section 2.1.2) that was
 * not revoked (RFC 5011 section 2.1).
 */
export function isZoneKey({ flags, protocol }: Dnskey): boolean {
  return (flags & zoneKeyFlag) !== 0 && (flags & revokedFlag) === 0 && protocol === 3
}

/** RFC 4034 appendix B. Not unique: it only narrows down which keys to try. */
function keyTagOf(rdata: Buffer): number {
  let sum = 0
  for (let index = 0; index < rdata.length; index++) {
    const byte = rdata[index] as number
    sum += index % 2 === 0 ? byte << 8 : byte
  }
  return (sum + (sum >>> 16)) & 0xffff
}
