import { createHash } from 'node:crypto'
import { readDnskey } from '../dnssec/dnskey.js'
import type { DomainLookups } from '../anchors/domain-lookups.js'
import type { DnsPublicationWarning } from '../types/IDnsAnchor.js'
import type { ZoneChange } from './change-records.js'

/** A signature that ends sooner is about to, milliseconds: a signer that works renews days before. */
const expiringMs = 2 * 86_400_000

/** What keeps published records from being validated (docs/dns.md, Publish and verify). */
export async function publicationWarnings(
  { server, rrsets, keys }: ZoneChange,
  lookups: DomainLookups,
  now: number,
): Promise<DnsPublicationWarning[]> {
  const zone = server.zone.text
  if (keys === undefined) {
    return [{ code: 'zone_unsigned', message: `${zone} is not signed: turn DNSSEC on at the name server` }]
  }
  const warnings: DnsPublicationWarning[] = []
  const ends = rrsets.flatMap(({ signatures }) => signatures.map(({ expiration }) => expiration * 1000))
  if (ends.length > 0 && Math.min(...ends) < now + expiringMs) {
    warnings.push({
      code: 'signature_expiring',
      message: `a signature of ${zone} ends within two days: is it renewed?`,
    })
  }
  const [first] = rrsets
  if (first === undefined) return warnings
  const { security, reason = '' } = await lookups.lookUp(first.name, 'TXT')
  if (security === 'insecure') {
    const ds = keys.rdatas
      .map((rdata) => dsLine(zone, server.zone.toWire(), rdata))
      .filter((line) => line !== undefined)
    const message = `no resolver can validate ${zone} (${reason}): have the registrar add DS: ${ds.join('; ')}`
    warnings.push({ code: 'no_ds', message: message.slice(0, 2000) })
  } else if (security !== 'secure') {
    warnings.push({ code: 'not_validated', message: `${zone} does not validate: ${reason}`.slice(0, 2000) })
  }
  return warnings
}

/** The DS of a key signing key, SHA-256 (RFC 4509). */
function dsLine(zone: string, owner: Buffer, rdata: Buffer): string | undefined {
  const key = readDnskey(rdata)
  if (key?.flags !== 257) return undefined
  const digest = createHash('sha256').update(owner).update(rdata).digest('hex').toUpperCase()
  return `${zone} IN DS ${String(key.keyTag)} ${String(key.algorithm)} 2 ${digest}`
}
