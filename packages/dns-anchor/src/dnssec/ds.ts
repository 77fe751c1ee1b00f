import { createHash } from 'node:crypto'
import type { DomainName } from '../wire/domain-name.js'
import { isSupportedAlgorithm } from './algorithms.js'
import type { Dnskey } from './dnskey.js'

/** A parent's word on its child's key, or a trust anchor of the same form (RFC 4034 section 5.1). */
export interface DelegationSigner {
  readonly keyTag: number
  readonly algorithm: number
  readonly digestType: number
  readonly digest: Buffer
}

/** @returns undefined where the RDATA is too short */
export function readDs(rdata: Buffer): DelegationSigner | undefined {
  if (rdata.length < 5) return undefined
  return {
    keyTag: rdata.readUInt16BE(0),
    algorithm: rdata.readUInt8(2),
    digestType: rdata.readUInt8(3),
    digest: rdata.subarray(4),
  }
}

/**
 * SHA-256 (RFC 4509) and SHA-384 (RFC 6605). SHA-1 is not among them: RFC 4509 section 3 ignores it beside a better
 * one, and a zone with nothing else counts as unsigned.
 */
const digests: ReadonlyMap<number, string> = new Map([
  [2, 'sha256'],
  [4, 'sha384'],
])

/** Whether this validator can follow the record; with none that it can, the child is unsigned (RFC 4035 section 5.2). */
export function isSupportedDs({ algorithm, digestType }: DelegationSigner): boolean {
  return digests.has(digestType) && isSupportedAlgorithm(algorithm)
}

/** Whether the record names this key of `zone` (RFC 4034 section 5.1.4: digest over owner and RDATA). */
export function dsMatches(ds: DelegationSigner, zone: DomainName, key: Dnskey): boolean {
  const hash = digests.get(ds.digestType)
  if (hash === undefined || ds.keyTag !== key.keyTag || ds.algorithm !== key.algorithm) return false
  return createHash(hash).update(zone.toWire()).update(key.rdata).digest().equals(ds.digest)
}
