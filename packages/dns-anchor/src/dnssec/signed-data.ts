import type { DomainName } from '../wire/domain-name.js'
import type { Rrset } from './rrset.js'
import type { Rrsig } from './rrsig.js'

/** The bytes that a signature covers: the RRSIG up to the signature, then each record in canonical form (RFC 4034 3.1.8.1). */
export function signedData({ name, type, rdatas }: Pick<Rrset, 'name' | 'type' | 'rdatas'>, rrsig: Rrsig): Buffer {
  const fixed = Buffer.alloc(8)
  fixed.writeUInt16BE(type, 0)
  fixed.writeUInt16BE(1, 2)
  // RFC 4034 section 6.2: the TTL is the original one, not what is left of it.
  fixed.writeUInt32BE(rrsig.originalTtl, 4)
  const head = Buffer.concat([signedOwner(name, rrsig.labels).toWire(), fixed])
  const parts = rdatas.flatMap((rdata) => {
    const length = Buffer.alloc(2)
    length.writeUInt16BE(rdata.length)
    return [head, length, rdata]
  })
  return Buffer.concat([rrsig.signedHead, ...parts])
}

/** RFC 4035 section 5.3.2: the owner, or the wildcard that it was expanded from. */
function signedOwner(name: DomainName, labels: number): DomainName {
  if (labels >= name.labels.length) return name
  const encloser = name.last(labels)
  return encloser.wildcard ?? name
}
