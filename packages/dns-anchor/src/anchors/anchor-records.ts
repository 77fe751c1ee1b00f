import { importVerificationMethod, type JsonObject } from '@trustchains/core'
import type { DidDocumentObject, DnsAnchorRecordFormat, DnsZoneRecord, DnsZoneRecords } from '../types/IDnsAnchor.js'

/** What to write records of. */
export interface AnchorRecordsRequest {
  /** Normalised. */
  did: string
  /** As `readDomain` gives it. */
  domain: string
  schemeDomain: string
  formats: readonly DnsAnchorRecordFormat[]
  /** Seconds. */
  ttl: number
  /** For `tlsa`. */
  document?: DidDocumentObject
}

/** Keys of a DID document that are written; draft-carter-high-assurance-dids-with-dns allows 255. */
const maxKeys = 32

/** Writes the records that anchor a DID (docs/dns.md, The records). */
export function anchorRecords(request: AnchorRecordsRequest): DnsZoneRecords {
  const { formats, ttl } = request
  const records = [...new Set(formats)].flatMap((format) =>
    writers[format](request).map((record) => ({ format, ...record, ttl })),
  )
  const zoneFile = records.map(({ name, type, data }) => `${name} ${String(ttl)} IN ${type} ${data}\n`).join('')
  return { records, zoneFile }
}

type Written = Omit<DnsZoneRecord, 'format' | 'ttl'>

const writers: Record<DnsAnchorRecordFormat, (request: AnchorRecordsRequest) => Written[]> = {
  txt: ({ did, domain }) => [{ name: `_did.${domain}.`, type: 'TXT', data: quotedStrings(did) }],
  uri: ({ did, domain }) => [{ name: `_did.${domain}.`, type: 'URI', data: `1 0 ${quoted(did)}` }],
  tlsa: ({ domain, document }) => {
    const keys = [...new Set(spkisOf(document))]
    return keys.map((spki) => ({ name: `_did.${domain}.`, type: 'TLSA', data: `3 1 0 ${spki}` }))
  },
  train: ({ did, domain, schemeDomain }) => {
    const scheme = `_scheme._trust.${schemeDomain}.`
    // A pointer from a name to itself leads nowhere: a scheme of one's own domain stands one label below, as TDZM has it.
    const target = schemeDomain === domain ? `_scheme._trust.scheme.${domain}.` : scheme
    return [
      { name: `_scheme._trust.${domain}.`, type: 'PTR', data: target },
      { name: target, type: 'URI', data: `10 1 ${quoted(did)}` },
    ]
  },
}

/** Public keys of verification methods, as SPKI in hexadecimal. */
function spkisOf(document: DidDocumentObject | undefined): string[] {
  const methods: unknown[] = Array.isArray(document?.verificationMethod) ? document.verificationMethod : []
  return methods
    .slice(0, maxKeys)
    .filter((method) => typeof method === 'object' && method !== null)
    .map((method) => importVerificationMethod(method as JsonObject))
    .map((imported) =>
      imported.ok ? imported.key.key.export({ type: 'spki', format: 'der' }).toString('hex') : undefined,
    )
    .filter((spki) => spki !== undefined)
}

/** DIDs have no characters that a zone file's quotes would not hold (DID Core 3.1). */
const quoted = (text: string): string => `"${text}"`

/** Character strings of at most 255 bytes (RFC 1035 section 3.3). */
const quotedStrings = (text: string): string => (text.match(/.{1,255}/g) ?? []).map(quoted).join(' ')
