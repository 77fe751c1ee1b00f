import { parseTrustAnchor } from '../../src/dnssec/trust-anchors.js'
import { DnsLookups, type DnsLookup, type LookupSettings } from '../../src/resolve/dns-lookups.js'
import { readResolverAddress } from '../../src/transport/resolver-address.js'
import { withDeadline } from '../../src/transport/with-deadline.js'
import type { DnsResolverAddress } from '../../src/types/dns-resolver-options.js'
import { DomainName } from '../../src/wire/domain-name.js'
import { recordType, type RecordTypeName } from '../../src/wire/record-type.js'

/** Look-ups through these resolvers, from these trust anchors. */
export function lookupsThrough(
  resolvers: (string | DnsResolverAddress)[],
  trustAnchors: readonly string[],
  settings: Partial<LookupSettings> = {},
): DnsLookups {
  return new DnsLookups({
    resolvers: resolvers.map(readResolverAddress),
    anchors: trustAnchors.map((line) => parseTrustAnchor(line)!),
    validation: 'validate',
    queryTimeoutMs: 5000,
    randomizeCase: false,
    cacheBytes: 1_000_000,
    ...settings,
  })
}

/** Looks up one name, now, for at most 10 s. */
export async function lookUp(
  lookups: DnsLookups,
  name: string,
  type: RecordTypeName = 'TXT',
  at: number = Date.now(),
): Promise<DnsLookup> {
  const question = { name: DomainName.parse(name)!, type: recordType[type] }
  return await withDeadline(10_000, undefined, (signal) => lookups.lookUp({ ...question, at, signal }))
}

/** The verdict in a few words, as an oracle could say it. */
export function inWords({ verdict: { security, outcome } }: DnsLookup): string {
  return outcome === undefined ? 'failed' : `${security} ${outcome === 'nxdomain' ? 'NXDOMAIN' : 'NOERROR'}`
}
