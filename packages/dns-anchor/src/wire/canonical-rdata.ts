import { recordType } from './record-type.js'
import type { WireReader } from './wire-reader.js'

/** A part of RDATA: so many bytes, a character string, or a domain name. */
type Field = number | 'string' | 'name'

/**
 * The types with names that RFC 4034 section 6.2 puts into lower case, without those that RFC 6840 section 5.1 took
 * out of its list (NSEC, HINFO) and those that RFC 1035 calls obsolete or experimental.
 */
const layouts: ReadonlyMap<number, readonly Field[]> = new Map<number, readonly Field[]>([
  [recordType.NS, ['name']],
  [recordType.CNAME, ['name']],
  [recordType.SOA, ['name', 'name', 20]],
  [recordType.PTR, ['name']],
  [recordType.MX, [2, 'name']],
  [recordType.RP, ['name', 'name']],
  [recordType.AFSDB, [2, 'name']],
  [recordType.RT, [2, 'name']],
  [recordType.PX, [2, 'name', 'name']],
  [recordType.SRV, [6, 'name']],
  [recordType.NAPTR, [4, 'string', 'string', 'string', 'name']],
  [recordType.KX, [2, 'name']],
  [recordType.DNAME, ['name']],
])

/**
 * Reads RDATA into its canonical form: names without compression and in lower case, all else as it is.
 *
 * @param reader - over exactly the RDATA
 * @throws RangeError where the RDATA does not have its type's layout
 */
export function readCanonicalRdata(type: number, reader: WireReader): Buffer {
  const layout = layouts.get(type)
  if (layout === undefined) return Buffer.from(reader.take(reader.remaining))
  const parts = layout.map((field) => {
    if (field === 'name') return reader.name().toWire()
    if (field === 'string') return reader.take((reader.bytes[reader.offset] ?? 0) + 1)
    return reader.take(field)
  })
  if (reader.remaining > 0) throw new RangeError('a record is longer than its type allows')
  return Buffer.concat(parts)
}
