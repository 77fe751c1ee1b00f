import type { DomainLinkageOptions } from './domain-linkage-options.js'
import type { DnsResolverAddress } from './dns-resolver-options.js'
import type { NameServerOptions } from './name-server-options.js'

/** Options of the plugin `DnsAnchor`. */
export interface DnsAnchorOptions {
  /** Resolvers to ask, in this order, until one gives an answer that validates. Default: the system's, over UDP. */
  resolvers?: (string | DnsResolverAddress)[]
  /** DS records of the root in zone-file form, instead of the built-in ones of IANA. */
  trustAnchors?: string[]
  /**
   * `validate`: answers are validated here, and no resolver is trusted. `trust-ad`: the resolver's AD bit is believed;
   * only for resolvers on loopback, over TLS or over HTTPS. Default: `validate`.
   */
  validation?: 'validate' | 'trust-ad'
  /** How long one call may take, milliseconds. Default: 10000. */
  deadlineMs?: number
  /** How long one question to one resolver may take, milliseconds. Default: 3000. */
  queryTimeoutMs?: number
  /** Ask with letters of random case, which makes forging harder where nothing is signed. Default: false. */
  randomizeCase?: boolean
  /** Bytes of answers kept in memory. Default: 4194304; 0 keeps none. */
  cacheBytes?: number
  /**
   * Whether `verifyDnsAnchor` asks the websites of domains too, for their DID configuration (DIF Well Known DID
   * Configuration); each call can say otherwise. Options for it stand for `true`. Default: false.
   */
  domainLinkage?: boolean | DomainLinkageOptions
  /** Where zones are published, for `publishDnsAnchor` and `removeDnsAnchor`. Default: nowhere. */
  nameServers?: NameServerOptions[]
}
