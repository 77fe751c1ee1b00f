export { DnsAnchor } from './dns-anchor.js'
export { DnsAnchorError } from './dns-anchor-error.js'
export type { DnsAnchorErrorCode } from './dns-anchor-error.js'
export type { DomainLinkageOptions } from './types/domain-linkage-options.js'
export type { DnsAnchorOptions } from './types/dns-anchor-options.js'
export type { NameServerOptions, TsigKeyOptions } from './types/name-server-options.js'
export type { DnsResolverAddress } from './types/dns-resolver-options.js'
export type {
  DidDocumentObject,
  DnsAnchorRecordFormat,
  DnsAnchors,
  DnsPublication,
  DnsPublicationWarning,
  DnsZoneRecord,
  DnsZoneRecords,
  GetDnsAnchorRecordsArgs,
  IDnsAnchor,
  IDnsAnchorContext,
  PublishDnsAnchorArgs,
  ResolveDnsAnchorsArgs,
  VerifyDnsAnchorArgs,
} from './types/IDnsAnchor.js'
