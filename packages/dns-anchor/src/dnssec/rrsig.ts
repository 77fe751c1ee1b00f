import type { DomainName } from '../wire/domain-name.js'
import { WireReader } from '../wire/wire-reader.js'

/** A signature over an RRset (RFC 4034 section 3.1). */
export interface Rrsig {
  readonly typeCovered: number
  readonly algorithm: number
  /** Labels of the owner as it was signed, a leading `*` not counted. */
  readonly labels: number
  /** Seconds. */
  readonly originalTtl: number
  /** Seconds since 1970 modulo 2^32 (RFC 4034 section 3.1.5). */
  readonly expiration: number
  readonly inception: number
  readonly keyTag: number
  readonly signer: DomainName
  readonly signature: Buffer
  /** The RDATA up to the signature, the signer's name in lower case: the first part of what is signed. */
  readonly signedHead: Buffer
  /** Seconds, of the record itself. */
  readonly ttl: number
}

/** @returns undefined where the RDATA is malformed */
export function readRrsig(rdata: Buffer, ttl: number): Rrsig | undefined {
  try {
    const reader = new WireReader(rdata)
    const head = {
      typeCovered: reader.uint16(),
      algorithm: reader.uint8(),
      labels: reader.uint8(),
      originalTtl: reader.uint32(),
      expiration: reader.uint32(),
      inception: reader.uint32(),
      keyTag: reader.uint16(),
    }
    // RFC 4034 section 3.1.7: never compressed. RFC 6840 section 5.1: in lower case for verification.
    const signer = reader.name(false)
    const signature = reader.take(reader.remaining)
    return { ...head, signer, signature, ttl, signedHead: Buffer.concat([rdata.subarray(0, 18), signer.toWire()]) }
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
