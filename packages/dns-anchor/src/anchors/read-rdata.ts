/** The text of a TXT record: its character strings, joined with nothing between (RFC 1035 section 3.3.14). */
export function readTxt(rdata: Buffer): string | undefined {
  const parts: Buffer[] = []
  for (let offset = 0; offset < rdata.length;) {
    const end = offset + 1 + (rdata[offset] as number)
    if (end > rdata.length) return undefined
    parts.push(rdata.subarray(offset + 1, end))
    offset = end
  }
  return Buffer.concat(parts).toString('utf8')
}

/** The target of a URI record, after priority and weight (RFC 7553 section 4.5). */
export function readUri(rdata: Buffer): string | undefined {
  return rdata.length > 4 ? rdata.toString('utf8', 4) : undefined
}

/** A key or its hash (RFC 6698 section 2.1). */
export interface Tlsa {
  usage: number
  /** 0: a whole certificate; 1: its public key. */
  selector: number
  /** 0: as it is; 1: SHA-256; 2: SHA-512. */
  matchingType: number
  data: Buffer
}

export function readTlsa(rdata: Buffer): Tlsa | undefined {
  const [usage, selector, matchingType] = rdata
  if (usage === undefined || selector === undefined || matchingType === undefined || rdata.length < 4) return undefined
  return { usage, selector, matchingType, data: rdata.subarray(3) }
}
