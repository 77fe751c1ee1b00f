/** The numbers of the record types that this package knows by name (IANA, DNS parameters). */
export const recordType = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  RP: 17,
  AFSDB: 18,
  RT: 21,
  PX: 26,
  AAAA: 28,
  SRV: 33,
  NAPTR: 35,
  KX: 36,
  DNAME: 39,
  OPT: 41,
  DS: 43,
  RRSIG: 46,
  NSEC: 47,
  DNSKEY: 48,
  NSEC3: 50,
  TLSA: 52,
  TSIG: 250,
  ANY: 255,
  URI: 256,
} as const

/** A record type that this package knows by name. */
export type RecordTypeName = keyof typeof recordType

const names = new Map<number, string>(Object.entries(recordType).map(([name, type]) => [type, name]))

/** The type's name, or `TYPE` and its number (RFC 3597 section 5). */
export function recordTypeName(type: number): string {
  return names.get(type) ?? `TYPE${String(type)}`
}
